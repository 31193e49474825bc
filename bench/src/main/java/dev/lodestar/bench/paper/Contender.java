package dev.lodestar.bench.paper;

import dev.lodestar.bench.methods.Setting;
import dev.lodestar.core.text.Suggest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * The rows of the table. Each asks the scorer T·M times a design, or says why it asks less often.
 */
enum Contender {
  PRETRAINED("pretrained", "unguided", s -> setting(s, "pretrained")),
  BEST_OF_N(
      "best-of-N, network",
      "N = M: as many network evaluations as SVDD-PM, fewer scorer calls",
      s -> setting(s, "best-of-n", "n=" + s.width())),
  BEST_OF_N_CALLS(
      "best-of-N, scorer",
      "N = T·M: as many scorer calls as SVDD-PM, T times its network evaluations",
      s -> setting(s, "best-of-n", "n=" + s.calls())),
  CLASSIFIER_GUIDANCE(
      "classifier guidance",
      "gradient of the learned value at strength 1/α; asks the scorer only at the end",
      s -> setting(s, "classifier-guidance", "strength=" + s.strength())),
  DPS(
      "DPS",
      "gradient of the reward through the denoiser at strength 1/α; asks the scorer only at the end",
      s -> setting(s, "dps", "strength=" + s.strength())),
  SMC(
      "SMC",
      "M particles a design at α",
      s -> setting(s, "smc", "particles=" + s.width(), "alpha=" + s.alpha())),
  SVDD_MC(
      "SVDD-MC",
      "M children by the learned value; asks the scorer only at the end",
      s -> setting(s, "svdd", "value=monte-carlo", "width=" + s.width())),
  SVDD_PM("SVDD-PM", "M children by the posterior mean", s -> setting(s, "svdd", width(s))),
  SVDD_R(
      "SVDD-R",
      "SVDD-PM that replaces the worst 5 % of the batch each step",
      s -> setting(s, "svdd-r", width(s))),
  DSEARCH(
      "DSearch",
      "2 beams a design falling to 1, M/4 children a beam and growing",
      s -> setting(s, "dsearch", "over=2", "width=" + s.width() / 4)),
  FK_STEERING(
      "FK steering",
      "M particles a design at α, resampled every step by the best value on their way",
      s ->
          setting(
              s, "fk-steering", "potential=max", "particles=" + s.width(), "alpha=" + s.alpha())),
  REFINEMENT(
      "refinement (RERD)",
      "SVDD-PM with M/4 children, then rounds from a quarter of the noise, the better one stays",
      s ->
          setting(
              s,
              "refinement",
              "inner=svdd",
              "width=" + s.width() / 4,
              "rounds=" + s.rounds(),
              "noise=0.25",
              "survival=better"));

  private final String title;
  private final String how;
  private final Function<Scale, Setting> make;

  Contender(String title, String how, Function<Scale, Setting> make) {
    this.title = title;
    this.how = how;
    this.make = make;
  }

  /** As {@code --methods} calls it. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Those of some keys, and the pre-trained model, from which every task's α is taken.
   *
   * @throws IllegalArgumentException with a sentence where a key is none
   */
  static Set<Contender> of(List<String> keys) {
    List<String> known = Arrays.stream(values()).map(Contender::key).toList();
    Set<Contender> out = EnumSet.of(PRETRAINED);
    for (String key : keys) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            "There is no method '%s' in the paper's table%s; it has %s."
                .formatted(key, Suggest.didYouMean(key, known), String.join(", ", known)));
      }
      out.add(values()[known.indexOf(key)]);
    }
    return out;
  }

  /** As the table calls it. */
  String title() {
    return title;
  }

  /** What it is given, in a line. */
  String how() {
    return how;
  }

  /** The run's settings. */
  Setting setting(Scale scale) {
    return make.apply(scale);
  }

  /** Whether it is one of the methods that came after SVDD. */
  boolean newer() {
    return compareTo(DSEARCH) >= 0;
  }

  private static String width(Scale scale) {
    return "width=" + scale.width();
  }

  private static Setting setting(Scale scale, String method, String... choices) {
    String[] all = new String[choices.length + 1];
    all[0] = "task.steps=" + scale.steps();
    System.arraycopy(choices, 0, all, 1, choices.length);
    return Setting.of(method, all);
  }
}
