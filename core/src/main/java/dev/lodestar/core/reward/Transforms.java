package dev.lodestar.core.reward;

import dev.lodestar.core.reward.TransformKind.Parameter;
import dev.lodestar.core.text.Suggest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The transforms by name. Adding one is adding an entry to this list. */
public final class Transforms {
  private static final Parameter LOW = Parameter.number("low", "lower end, in raw units");
  private static final Parameter HIGH = Parameter.number("high", "upper end, in raw units");
  private static final Parameter K =
      Parameter.number("k", "0.5", "steepness; the outcome at 'low' and 'high' is 10^(-5k) off");

  private static final List<TransformKind> KINDS =
      List.of(
          new TransformKind("identity", "the raw score itself", List.of(), s -> Transform.IDENTITY),
          new TransformKind("negate", "minus the raw score", List.of(), s -> new Linear(-1, 0)),
          new TransformKind(
              "linear",
              "slope * raw + offset",
              List.of(
                  Parameter.number("slope", "factor, not 0"),
                  Parameter.number("offset", "0", "what is added")),
              s -> new Linear(s.number("slope"), s.number("offset", 0))),
          new TransformKind(
              "sigmoid",
              "rises smoothly from 0 to 1 between low and high",
              List.of(LOW, HIGH, K),
              s -> new Sigmoid(s.number("low"), s.number("high"), s.number("k", 0.5))),
          new TransformKind(
              "reverse-sigmoid",
              "falls smoothly from 1 to 0 between low and high",
              List.of(LOW, HIGH, K),
              s -> new ReverseSigmoid(s.number("low"), s.number("high"), s.number("k", 0.5))),
          new TransformKind(
              "double-sigmoid",
              "1 between low and high, 1/2 at either, falling smoothly to 0 outside",
              List.of(
                  LOW,
                  HIGH,
                  Parameter.number("coef-div", "high - low", "scale of both slopes, in raw units"),
                  Parameter.number("coef-si", "20", "steepness of the rise at low"),
                  Parameter.number("coef-se", "20", "steepness of the fall at high")),
              Transforms::doubleSigmoid),
          new TransformKind(
              "step",
              "1 from low to high, both included, and 0 elsewhere",
              List.of(LOW, HIGH),
              s -> new Step(s.number("low"), s.number("high"))),
          new TransformKind(
              "right-step",
              "1 from high upwards and 0 below",
              List.of(HIGH),
              s -> new RightStep(s.number("high"))),
          new TransformKind(
              "left-step",
              "1 up to low and 0 above",
              List.of(LOW),
              s -> new LeftStep(s.number("low"))),
          new TransformKind(
              "value-mapping",
              "a table from raw scores that stand for categories to scores",
              List.of(
                  new Parameter(
                      "mapping",
                      "table of numbers",
                      Optional.empty(),
                      "raw score (a number, true or false) to score"),
                  Parameter.number(
                      "default",
                      "none, the component fails",
                      "score of raw scores that are not in the table")),
              s -> new ValueMapping(s.table("mapping"), s.optional("default"))),
          new TransformKind(
              "exponential-decay",
              "1 up to 0, exp(-k * raw) above",
              List.of(Parameter.number("k", "rate per raw unit, positive")),
              s -> new ExponentialDecay(s.number("k"))));

  private Transforms() {}

  /** Every kind, for documentation. */
  public static List<TransformKind> kinds() {
    return KINDS;
  }

  /**
   * The transform of a configuration table.
   *
   * @param type name of the kind; {@code -} and {@code _} are the same
   * @param parameters what the table holds beside {@code type}
   * @throws IllegalArgumentException with a sentence for the user where something does not fit
   */
  public static Transform of(String type, Map<String, Object> parameters) {
    String wanted = type.replace('_', '-');
    List<String> names = KINDS.stream().map(TransformKind::name).toList();
    TransformKind kind =
        KINDS.stream()
            .filter(k -> k.name().equals(wanted))
            .findFirst()
            .orElseThrow(
                () -> {
                  String hint = Suggest.didYouMean(type, names);
                  return new IllegalArgumentException(
                      "there is no transform '"
                          + type
                          + "'"
                          + (hint.isEmpty() ? "." : hint)
                          + " Transforms are "
                          + String.join(", ", names)
                          + ".");
                });
    TransformSettings settings = new TransformSettings(kind, parameters);
    try {
      return kind.make().apply(settings);
    } catch (IllegalArgumentException e) {
      String message = e.getMessage();
      throw message.startsWith("transform '")
          ? e
          : new IllegalArgumentException("transform '" + kind.name() + "': " + message + ".", e);
    }
  }

  private static Transform doubleSigmoid(TransformSettings s) {
    double low = s.number("low");
    double high = s.number("high");
    Checks.range(low, high, true);
    return new DoubleSigmoid(
        low,
        high,
        s.number("coef-div", high - low),
        s.number("coef-si", 20),
        s.number("coef-se", 20));
  }
}
