package dev.lodestar.onnx;

import dev.lodestar.core.gaussian.TableSchedule;
import dev.lodestar.core.text.Suggest;
import dev.lodestar.onnx.manifest.Manifest;
import java.util.List;
import java.util.Map;

/** Noise schedules as manifests write them. */
final class Schedules {
  private static final List<String> KINDS = List.of("linear", "scaled-linear", "cosine");
  private static final int MOST = 100_000;

  private Schedules() {}

  /**
   * @throws dev.lodestar.onnx.proto.InvalidModelException with a sentence where it is none
   */
  static TableSchedule of(Manifest manifest) {
    Map<?, ?> said = manifest.setting("schedule", Map.class).orElse(Map.of());
    for (Object key : said.keySet()) {
      List<String> keys = List.of("kind", "steps", "start", "end");
      if (!keys.contains(key)) {
        throw manifest.fault(
            "schedule has no key '" + key + "'; its keys are " + String.join(", ", keys) + ".");
      }
    }
    String kind = String.valueOf(said.get("kind"));
    if (!KINDS.contains(kind)) {
      String hint = Suggest.didYouMean(kind, KINDS);
      throw manifest.fault(
          "there is no schedule '"
              + kind
              + "'"
              + (hint.isEmpty() ? "." : hint)
              + " There are "
              + String.join(", ", KINDS)
              + ".");
    }
    Object steps = said.get("steps") == null ? 1000L : said.get("steps");
    if (!(steps instanceof Long n) || n < 2 || n > MOST) {
      throw manifest.fault("schedule: steps is a whole number from 2 to " + MOST + ".");
    }
    int times = n.intValue();
    try {
      return switch (kind) {
        case "linear" ->
            TableSchedule.linear(times, number(said, "start", 1e-4), number(said, "end", 0.02));
        case "scaled-linear" ->
            TableSchedule.scaledLinear(
                times, number(said, "start", 0.00085), number(said, "end", 0.012));
        default -> TableSchedule.cosine(times);
      };
    } catch (IllegalArgumentException e) {
      throw manifest.fault("has a schedule that is none: " + e.getMessage() + ".");
    }
  }

  private static double number(Map<?, ?> said, String key, double usual) {
    Object given = said.get(key);
    if (given == null) {
      return usual;
    }
    if (given instanceof Number n && n.doubleValue() > 0 && n.doubleValue() < 1) {
      return n.doubleValue();
    }
    throw new IllegalArgumentException(key + " lies between 0 and 1, and is " + given);
  }
}
