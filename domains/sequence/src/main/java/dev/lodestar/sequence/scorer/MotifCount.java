package dev.lodestar.sequence.scorer;

import dev.lodestar.core.reward.Score;
import dev.lodestar.sequence.Sequences;
import java.util.List;
import java.util.function.Function;

/** Places where a motif stands. */
public final class MotifCount extends FreeScorer {
  @Override
  public String kind() {
    return "motif-count";
  }

  @Override
  public String summary() {
    return "number of places where a motif stands, overlaps included";
  }

  @Override
  public String source() {
    return "closed form";
  }

  @Override
  public List<Setting> settings() {
    return List.of(new Setting("motif", "string", true, "the letters to look for"));
  }

  @Override
  Function<String, Score> formula(Settings settings) {
    String motif = settings.sequence("motif");
    return design -> Score.of(Sequences.count(design, motif));
  }
}
