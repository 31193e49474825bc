package dev.lodestar.torch;

import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The training loop: gradients by shard, AdamW, an average of the weights, exact checkpoints.
 *
 * <p>Every step is a function of the state and the step's number alone, so a run that was killed
 * and goes on from its checkpoint ends in the same bits.
 */
final class Trainer {
  private final ParameterLayout layout;
  private final TrainingPlan plan;
  private final Objective objective;
  private final Consumer<Progress> progress;

  Trainer(
      ParameterLayout layout, TrainingPlan plan, Objective objective, Consumer<Progress> progress) {
    this.layout = layout;
    this.plan = plan;
    this.objective = objective;
    this.progress = progress;
  }

  /**
   * Trains and returns the averaged weights: the best on held-out data, or the last without any.
   *
   * @param fingerprint of everything the result depends on; a checkpoint of another is refused
   */
  ParameterSet run(String fingerprint) {
    return run(fingerprint, plan.steps());
  }

  /** The same, ended after {@code stop} steps of the plan. */
  ParameterSet run(String fingerprint, int stop) {
    try (Scope s = Scope.inference();
        TrainingState state =
            TrainingState.resume(plan, fingerprint)
                .orElseGet(() -> TrainingState.fresh(layout.initial(plan.seed())))) {
      Tensor decayed = Torch.tensor(layout.decayed(), layout.size());
      int start = state.step();
      long began = System.nanoTime();
      double lossSum = 0;
      int lossCount = 0;
      while (state.step() < stop) {
        lossSum += step(state, decayed);
        lossCount++;
        boolean last = state.step() == stop;
        if (last || state.step() % plan.validateEvery() == 0) {
          double held = validate(state);
          double seconds = (System.nanoTime() - began) / 1e9;
          progress.accept(
              new Progress(
                  state.step(),
                  plan.steps(),
                  lossSum / lossCount,
                  Double.isNaN(held) ? OptionalDouble.empty() : OptionalDouble.of(held),
                  (state.step() - start) / seconds));
          lossSum = 0;
          lossCount = 0;
        }
        if (plan.checkpoint().isPresent() && (last || state.step() % plan.checkpointEvery() == 0)) {
          state.save(plan.checkpoint().get(), fingerprint);
        }
      }
      return new ParameterSet(layout, Torch.floats(state.best().orElse(state.average())));
    }
  }

  private double validate(TrainingState state) {
    try (Scope s = Scope.inference()) {
      double score = objective.validate(layout.split(state.average()), plan.threads());
      state.offer(score);
      return score;
    }
  }

  /** One step of AdamW; returns the batch loss. */
  private double step(TrainingState state, Tensor decayed) {
    Objective.Step work = objective.step(state.step());
    Tensor[] gradients = new Tensor[work.shards()];
    double[] losses = new double[work.shards()];
    Workers.run(
        work.shards(),
        plan.threads(),
        i -> {
          try (Scope s = Scope.gradients()) {
            Tensor leaf = state.weights().detach();
            leaf.set_requires_grad(true);
            Tensor loss = work.loss(i, layout.split(leaf));
            loss.backward();
            losses[i] = loss.item_double();
            // A handle of its own: grad() points into the leaf, which dies with this block.
            gradients[i] = Scope.keep(leaf.grad().detach());
          }
        });
    double loss = 0;
    for (double l : losses) {
      loss += l;
    }
    try (Scope s = Scope.inference()) {
      if (!Double.isFinite(loss)) {
        throw new IllegalStateException(
            "Training diverged at step %d: the loss is %s. Try a lower learning rate."
                .formatted(state.step(), loss));
      }
      Tensor g = gradients[0];
      for (int i = 1; i < gradients.length; i++) {
        g.add_(gradients[i]);
      }
      double norm = g.norm().item_double();
      if (norm > TrainingPlan.CLIP) {
        g.mul_(new Scalar(TrainingPlan.CLIP / norm));
      }
      update(state, g, decayed);
    } finally {
      for (Tensor g : gradients) {
        g.close();
      }
    }
    return loss;
  }

  /** Decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2), then the average. */
  private void update(TrainingState state, Tensor g, Tensor decayed) {
    int n = state.step() + 1;
    double rate = plan.rate(state.step());
    Tensor m = state.mean();
    Tensor v = state.square();
    Tensor w = state.weights();
    m.mul_(new Scalar(TrainingPlan.BETA1)).add_(g, new Scalar(1 - TrainingPlan.BETA1));
    v.mul_(new Scalar(TrainingPlan.BETA2)).addcmul_(g, g, new Scalar(1 - TrainingPlan.BETA2));
    double correction = Math.sqrt(1 - Math.pow(TrainingPlan.BETA2, n));
    Tensor spread =
        v.sqrt().mul_(new Scalar(1 / correction)).add_(new Scalar(TrainingPlan.EPSILON));
    if (plan.weightDecay() > 0) {
      w.addcmul_(w, decayed, new Scalar(-rate * plan.weightDecay()));
    }
    w.addcdiv_(m, spread, new Scalar(-rate / (1 - Math.pow(TrainingPlan.BETA1, n))));
    double decay = plan.decay(state.step());
    state.average().mul_(new Scalar(decay)).add_(w, new Scalar(1 - decay));
    state.advance();
  }
}
