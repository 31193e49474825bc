package dev.lodestar.run.config;

import dev.lodestar.core.value.Combined;
import dev.lodestar.core.value.SoftAverage;
import dev.lodestar.run.ValueChoice;
import java.util.Arrays;
import java.util.List;

/** From the keys of {@code [decoder]} to the value that a method is steered by. */
final class ValuePlanner {
  private final RunConfig config;

  ValuePlanner(RunConfig config) {
    this.config = config;
  }

  /** Names of the values that stand on no other: of the one that is chosen, or of its parts. */
  List<String> plain() {
    String name = config.get(Keys.VALUE);
    List<String> parts = ValueCatalog.parts(name, config.settings().values());
    return parts.isEmpty() ? List.of(name) : parts;
  }

  /**
   * The value.
   *
   * @throws IllegalArgumentException with a sentence where its settings do not fit each other
   */
  ValueChoice choice() {
    ValueChoice value = of(config.get(Keys.VALUE));
    return switch (config.get(ValueKeys.TEMPERING)) {
      case "linear" -> new ValueChoice.Tempering(value, 0);
      case "geometric" -> new ValueChoice.Tempering(value, config.get(ValueKeys.TEMPERING_RATE));
      default -> value;
    };
  }

  private ValueChoice of(String name) {
    double alpha = config.get(DecoderKeys.ALPHA);
    return switch (name) {
      case "posterior-samples" -> new ValueChoice.OfSamples(config.get(ValueKeys.SAMPLES), alpha);
      case "posterior-probabilities" -> new ValueChoice.OfProbabilities();
      case "monte-carlo" -> new ValueChoice.Learned();
      case "look-ahead" ->
          new ValueChoice.LookingAhead(
              of(config.get(ValueKeys.LOOK_AHEAD_VALUE)),
              config.get(ValueKeys.LOOK_AHEAD_STEPS),
              config.get(ValueKeys.LOOK_AHEAD_DRAWS),
              config.get(ValueKeys.LOOK_AHEAD_AVERAGE).equals("soft")
                  ? new SoftAverage(alpha)
                  : SoftAverage.mean());
      case "soft-q" ->
          new ValueChoice.Fitted(
              config.get(ValueKeys.FIT_PATHS),
              config.get(ValueKeys.FIT_CHILDREN),
              config.get(ValueKeys.FIT_ALPHA),
              config.get(ValueKeys.FIT_RIDGE));
      case "combined" -> combined(config.get(ValueKeys.PARTS));
      default -> new ValueChoice.OfMean();
    };
  }

  private ValueChoice combined(List<String> parts) {
    List<Double> weights = config.get(ValueKeys.PART_WEIGHTS);
    boolean minimum = config.get(ValueKeys.COMBINE).equals("minimum");
    if (minimum && !weights.isEmpty()) {
      throw new IllegalArgumentException(
          "decoder.part-weights mean nothing to combine = \"minimum\"; remove them, or use combine ="
              + " \"weighted-sum\".");
    }
    if (!weights.isEmpty() && weights.size() != parts.size()) {
      throw new IllegalArgumentException(
          "decoder.part-weights has "
              + weights.size()
              + " numbers for "
              + parts.size()
              + " parts; give one a part.");
    }
    Double[] alike = new Double[parts.size()];
    Arrays.fill(alike, 1.0 / parts.size());
    return new ValueChoice.OfSeveral(
        parts.stream().map(this::of).toList(),
        minimum
            ? new Combined.Minimum()
            : new Combined.WeightedSum(weights.isEmpty() ? List.of(alike) : weights));
  }
}
