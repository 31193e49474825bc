package dev.lodestar.sequence.scorer;

import dev.lodestar.core.reward.Score;
import dev.lodestar.sequence.Sequences;
import java.util.List;
import java.util.function.Function;

/** Share of G and C. */
public final class GcContent extends FreeScorer {
  @Override
  public String kind() {
    return "gc-content";
  }

  @Override
  public String summary() {
    return "share of G and C among the letters, 0 to 1";
  }

  @Override
  public String source() {
    return "closed form";
  }

  @Override
  public List<Setting> settings() {
    return List.of();
  }

  @Override
  Function<String, Score> formula(Settings settings) {
    return design -> Score.of(Sequences.gc(design));
  }
}
