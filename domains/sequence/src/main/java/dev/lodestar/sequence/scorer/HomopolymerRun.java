package dev.lodestar.sequence.scorer;

import dev.lodestar.core.reward.Score;
import dev.lodestar.sequence.Sequences;
import java.util.List;
import java.util.function.Function;

/** The longest run of one letter, which makes a sequence hard to synthesise. */
public final class HomopolymerRun extends FreeScorer {
  @Override
  public String kind() {
    return "homopolymer-run";
  }

  @Override
  public String summary() {
    return "length of the longest run of one letter, in letters";
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
    return design -> Score.of(Sequences.longestRun(design));
  }
}
