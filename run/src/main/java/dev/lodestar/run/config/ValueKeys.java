package dev.lodestar.run.config;

import java.util.List;

/** The parameters of values, in the table {@code [decoder]}; each declared once. */
final class ValueKeys {
  /** Values that need no other value. */
  static final List<String> PLAIN =
      List.of("posterior-mean", "posterior-samples", "posterior-probabilities", "monte-carlo");

  static final Key<Integer> SAMPLES =
      Key.of("decoder", "samples", Type.whole(1, 1000), 4, "clean guesses drawn for each state");
  static final Key<Integer> LOOK_AHEAD_STEPS =
      Key.of(
          "decoder",
          "look-ahead-steps",
          Type.whole(0, 10_000),
          4,
          "denoising steps to look ahead, K; 0: all the way to the data");
  static final Key<Integer> LOOK_AHEAD_DRAWS =
      Key.of("decoder", "look-ahead-draws", Type.whole(1, 1000), 2, "ways tried for each state");
  static final Key<String> LOOK_AHEAD_AVERAGE =
      Key.of(
          "decoder",
          "look-ahead-average",
          Type.choice(List.of("mean", "soft")),
          "mean",
          "how the ways' values become one: their mean, or alpha log mean exp(value/alpha)");
  static final Key<String> LOOK_AHEAD_VALUE =
      Key.of(
          "decoder",
          "look-ahead-value",
          Type.choice(PLAIN),
          "posterior-mean",
          "the value of where a way leads");
  static final Key<Integer> FIT_PATHS =
      Key.of(
          "decoder",
          "fit-paths",
          Type.whole(1, 100_000),
          64,
          "roll-outs of the pre-trained model that the value is fitted on, once a run");
  static final Key<Integer> FIT_CHILDREN =
      Key.of(
          "decoder",
          "fit-children",
          Type.whole(1, 1000),
          4,
          "children drawn of each of their states");
  static final Key<Double> FIT_ALPHA =
      Key.of(
          "decoder",
          "fit-alpha",
          Type.number(1e-6, 1e6),
          0.5,
          "temperature of the fitted soft value, in reward units");
  static final Key<Double> FIT_RIDGE =
      Key.of(
          "decoder",
          "fit-ridge",
          Type.number(1e-9, 1e9),
          1.0,
          "penalty on the fitted weights: what keeps a fit on few paths from chance");
  static final Key<List<String>> PARTS =
      Key.of(
          "decoder",
          "parts",
          Type.names(PLAIN),
          List.of("posterior-mean", "posterior-samples"),
          "the values that are combined");
  static final Key<List<Double>> PART_WEIGHTS =
      Key.of(
          "decoder",
          "part-weights",
          Type.numbers(),
          List.of(),
          "weight of each part in a weighted sum; none: all alike, summing to 1");
  static final Key<String> COMBINE =
      Key.of(
          "decoder",
          "combine",
          Type.choice(List.of("weighted-sum", "minimum")),
          "weighted-sum",
          "how the parts become one value");
  static final Key<String> TEMPERING =
      Key.of(
          "decoder",
          "tempering",
          Type.choice(List.of("none", "linear", "geometric")),
          "none",
          "how much a value counts at a noise level: fully, or the less the noisier, as a"
              + " temperature that falls to alpha");
  static final Key<Double> TEMPERING_RATE =
      Key.of(
          "decoder",
          "tempering-rate",
          Type.number(1e-6, 1e3),
          0.024,
          "growth a step of geometric tempering; it ends after log 2/log(1 + rate) steps");

  static final List<Key<?>> ALL =
      List.of(
          SAMPLES,
          LOOK_AHEAD_STEPS,
          LOOK_AHEAD_DRAWS,
          LOOK_AHEAD_AVERAGE,
          LOOK_AHEAD_VALUE,
          FIT_PATHS,
          FIT_CHILDREN,
          FIT_ALPHA,
          FIT_RIDGE,
          PARTS,
          PART_WEIGHTS,
          COMBINE,
          TEMPERING,
          TEMPERING_RATE);

  private ValueKeys() {}
}
