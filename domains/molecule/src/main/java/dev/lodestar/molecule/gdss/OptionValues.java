package dev.lodestar.molecule.gdss;

import dev.lodestar.torch.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Values of a recipe's options, with a sentence for each that does not fit. */
record OptionValues(Map<String, String> values) {
  private static final int WARM_UP = 200;
  private static final double AVERAGE = 0.999;

  TrainingPlan plan(Path checkpoint) {
    int steps = whole("steps", 1);
    int every = Math.max(1, steps / 40);
    return new TrainingPlan(
        steps,
        whole("batch", 1),
        rate("learning-rate"),
        0.01,
        Math.min(WARM_UP, steps / 4),
        AVERAGE,
        number("seed"),
        Optional.of(checkpoint),
        every,
        every,
        whole("threads", 1));
  }

  int whole(String name, int least) {
    long value = number(name);
    if (value < least || value > Integer.MAX_VALUE) {
      throw wrong(name, "a whole number of at least " + least);
    }
    return (int) value;
  }

  long number(String name) {
    try {
      return Long.parseLong(values.get(name));
    } catch (NumberFormatException e) {
      throw wrong(name, "a whole number");
    }
  }

  private double rate(String name) {
    try {
      double value = Double.parseDouble(values.get(name));
      if (value > 0 && Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw wrong(name, "a number above 0");
  }

  private IllegalArgumentException wrong(String name, String takes) {
    return new IllegalArgumentException(
        "Option '%s' is '%s'; it takes %s.".formatted(name, values.get(name), takes));
  }

  /** The options as typed, the data by its file name alone. */
  String shown() {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(
                e ->
                    "--set %s=%s"
                        .formatted(
                            e.getKey(),
                            e.getKey().equals("data")
                                ? Path.of(e.getValue()).getFileName()
                                : e.getValue()))
            .collect(Collectors.joining(" "));
  }

  static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
