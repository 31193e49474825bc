package dev.lodestar.core.graph;

/**
 * The exact score where clean features are N(mean, deviation²) and clean pairs are too, all
 * independent.
 */
record GaussianGraphScore(GraphShape shape, GraphSchedule schedule, double mean, double deviation)
    implements GraphScore {
  @Override
  public GraphField of(GraphParticles x, double time) {
    GraphField out = GraphField.zero(x.size(), shape);
    for (int i = 0; i < x.size(); i++) {
      int n = x.atoms()[i];
      part(
          x.field().nodes(),
          out.nodes(),
          i * shape.nodeNumbers(),
          n * shape.features(),
          schedule.nodes(),
          time);
      part(
          x.field().edges(),
          out.edges(),
          i * shape.pairNumbers(),
          GraphShape.pairs(n),
          schedule.edges(),
          time);
    }
    return out;
  }

  private void part(float[] x, float[] out, int from, int count, SdeSchedule part, double t) {
    for (int k = from; k < from + count; k++) {
      out[k] = (float) ((part.scale(t) * mean - x[k]) / variance(part, t));
    }
  }

  /** Variance of a part at time t. */
  double variance(SdeSchedule part, double t) {
    double kept = part.scale(t) * deviation;
    return kept * kept + part.deviation(t) * part.deviation(t);
  }

  /** Mean and variance after all steps of the predictor alone, from pure noise. */
  double[] predicted(SdeSchedule part) {
    double prior = GraphSchedule.priorDeviation(part);
    double m = 0;
    double v = prior * prior;
    for (int level = schedule.steps(); level > 0; level--) {
      SdeSchedule.Step by = part.step(level, schedule.steps());
      double t = schedule.time(level);
      double factor = by.carry() - by.variance() / variance(part, t);
      m = factor * m + by.variance() * part.scale(t) * mean / variance(part, t);
      v = factor * factor * v + (level == 1 ? 0 : by.variance());
    }
    return new double[] {m, v};
  }
}
