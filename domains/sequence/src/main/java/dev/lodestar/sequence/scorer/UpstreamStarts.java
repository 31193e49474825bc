package dev.lodestar.sequence.scorer;

import dev.lodestar.core.reward.Score;
import dev.lodestar.sequence.Sequences;
import java.util.List;
import java.util.function.Function;

/** Upstream start codons, which take ribosomes away from the main one. */
public final class UpstreamStarts extends FreeScorer {
  private static final List<String> FRAMES = List.of("any", "in", "out");

  @Override
  public String kind() {
    return "uaug-count";
  }

  @Override
  public String summary() {
    return "number of ATG in a 5'UTR, the main start codon following its last letter";
  }

  @Override
  public String source() {
    return "closed form; biology: Kozak 2002; Sample et al. 2019";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting(
            "frame",
            "string",
            false,
            "count those in the main start codon's frame (\"in\"), in the others (\"out\"), or"
                + " \"any\" (default)"));
  }

  @Override
  Function<String, Score> formula(Settings settings) {
    String frame = settings.choice("frame", FRAMES);
    return design ->
        Score.of(
            frame.equals("any")
                ? Sequences.upstreamStarts(design)
                : Sequences.upstreamStarts(design, frame.equals("in")));
  }
}
