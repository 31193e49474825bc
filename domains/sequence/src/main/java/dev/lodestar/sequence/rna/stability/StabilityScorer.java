package dev.lodestar.sequence.rna.stability;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.task.ScorerProvider;
import dev.lodestar.core.text.Suggest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code rna-stability}: how slowly an RNA is expected to degrade. */
public final class StabilityScorer implements ScorerProvider {
  private static final String ORACLE = "oracle";
  private static final String GUIDING = "guiding";
  private static final String HELD_OUT = "held-out";

  @Override
  public String kind() {
    return "rna-stability";
  }

  @Override
  public String summary() {
    return "minus an RNA's expected degradation rate (Mg, 50 °C; the data's unit, about -1 to -0.1)";
  }

  @Override
  public String source() {
    return "regression on folds, trained on OpenVaccine: Wayment-Steele et al., Nat. Mach. Intell."
        + " 4:1174 (2022)";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting(
            ORACLE,
            "string",
            false,
            "\"guiding\" (default), or \"held-out\": the one that judges what the other guides"));
  }

  /** Folding takes milliseconds. */
  @Override
  public boolean free() {
    return true;
  }

  @Override
  public Reward<String> create(Map<String, Object> settings) {
    Object oracle = settings.getOrDefault(ORACLE, GUIDING);
    if (!GUIDING.equals(oracle) && !HELD_OUT.equals(oracle)) {
      throw fault(
          "setting 'oracle' is '%s'; it takes \"guiding\" or \"held-out\".%s"
              .formatted(
                  oracle,
                  Suggest.nearest(String.valueOf(oracle), List.of(GUIDING, HELD_OUT))
                      .map(n -> " Did you mean '" + n + "'?")
                      .orElse("")));
    }
    Path models = Path.of(System.getProperty("lodestar.home", "")).resolve("models");
    try {
      return Stability.load(
          models, GUIDING.equals(oracle) ? Stability.GUIDING : Stability.HELD_OUT);
    } catch (IOException e) {
      throw fault(e.getMessage());
    }
  }

  private IllegalArgumentException fault(String what) {
    return new IllegalArgumentException("Scorer '" + kind() + "': " + what);
  }
}
