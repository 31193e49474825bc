package dev.lodestar.image.own;

import dev.lodestar.core.task.TaskInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run's file says that its model is told.
 *
 * @param prompt a text; empty for none
 * @param negative what guidance leads away from; empty for nothing
 * @param guidance strength of classifier-free guidance, at least 0; empty where not given
 * @param number a class; empty for none
 */
record Told(
    Optional<String> prompt, String negative, Optional<Double> guidance, Optional<Integer> number) {
  private static final String PROMPT = "prompt";
  private static final String NEGATIVE = "negative-prompt";
  private static final String GUIDANCE = "guidance";
  private static final String CLASS = "class";

  /** Strength of guidance by a prompt, as pipelines have it. */
  private static final double USUAL = 7.5;

  static final List<TaskInput> INPUTS =
      List.of(
          TaskInput.text(PROMPT, "", "what a model that takes prompts is told of every design"),
          TaskInput.text(NEGATIVE, "", "what guidance by a prompt leads away from"),
          TaskInput.text(
              GUIDANCE,
              "",
              "strength of classifier-free guidance, 0 or more; without it 7.5 for a prompt, and 1"
                  + " (the conditional model as it is) for a class"),
          TaskInput.text(
              CLASS, "", "the class, from 0, that a model of classes is told of every design"));

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException with a sentence where one does not fit
   */
  static Told of(Map<String, String> inputs) {
    Optional<String> prompt = given(inputs, PROMPT);
    Optional<Integer> number = given(inputs, CLASS).map(Told::number);
    String negative = inputs.getOrDefault(NEGATIVE, "");
    if (prompt.isPresent() && number.isPresent()) {
      throw new IllegalArgumentException(
          "a model is told a prompt or a class, and both task.prompt and task.class are given;"
              + " remove one.");
    }
    if (!negative.isBlank() && prompt.isEmpty()) {
      throw new IllegalArgumentException(
          "task.negative-prompt means nothing without task.prompt; add one, or remove it.");
    }
    Optional<Double> guidance = given(inputs, GUIDANCE).map(Told::strength);
    if (guidance.isPresent() && prompt.isEmpty() && number.isEmpty()) {
      throw new IllegalArgumentException(
          "task.guidance leads towards a prompt or a class, and neither is given; remove it, or"
              + " add task.prompt or task.class.");
    }
    return new Told(prompt, negative, guidance, number);
  }

  private static Optional<String> given(Map<String, String> inputs, String key) {
    return Optional.ofNullable(inputs.get(key)).map(String::strip).filter(s -> !s.isEmpty());
  }

  private static int number(String text) {
    try {
      int out = Integer.parseInt(text);
      if (out >= 0) {
        return out;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "task.class = '" + text + "': a class is a whole number from 0.");
  }

  private static double strength(String text) {
    try {
      double out = Double.parseDouble(text);
      if (out >= 0 && Double.isFinite(out)) {
        return out;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "task.guidance = '" + text + "': the strength of guidance is a number of at least 0.");
  }

  /** Strength of guidance, given or usual. */
  double strength() {
    return guidance.orElse(prompt.isPresent() ? USUAL : 1);
  }
}
