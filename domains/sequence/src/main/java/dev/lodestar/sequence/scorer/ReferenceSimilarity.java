package dev.lodestar.sequence.scorer;

import dev.lodestar.core.reward.Score;
import dev.lodestar.sequence.Sequences;
import java.util.List;
import java.util.function.Function;

/** Agreement with a reference sequence, position by position. */
public final class ReferenceSimilarity extends FreeScorer {
  @Override
  public String kind() {
    return "reference-similarity";
  }

  @Override
  public String summary() {
    return "share of positions that agree with a reference of the same length, 0 to 1";
  }

  @Override
  public String source() {
    return "closed form (1 - normalised Hamming distance)";
  }

  @Override
  public List<Setting> settings() {
    return List.of(new Setting("reference", "string", true, "the sequence to stay close to"));
  }

  @Override
  Function<String, Score> formula(Settings settings) {
    String reference = settings.sequence("reference");
    return design ->
        design.length() == reference.length()
            ? Score.of(1 - (double) Sequences.hamming(design, reference) / reference.length())
            : new Score.Failed(
                "The design has %d letters and the reference %d; give a reference of the design's"
                        .formatted(design.length(), reference.length())
                    + " length.");
  }
}
