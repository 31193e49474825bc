package dev.lodestar.sequence.scorer;

import dev.lodestar.core.reward.Score;
import dev.lodestar.sequence.Sequences;
import java.util.List;
import java.util.function.Function;

/** The longest perfect hairpin stem: pairs counted, no folding energy. */
public final class HairpinStem extends FreeScorer {
  @Override
  public String kind() {
    return "hairpin-stem";
  }

  @Override
  public String summary() {
    return "base pairs of the longest perfect hairpin stem (G-T pairs count; no folding energy)";
  }

  @Override
  public String source() {
    return "closed form";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting(
            "loop", "whole number", false, "least letters in the loop, 3 to 20; default 3"));
  }

  @Override
  Function<String, Score> formula(Settings settings) {
    int loop = settings.whole("loop", 3, 3, 20);
    return design -> Score.of(Sequences.longestStem(design, loop));
  }
}
