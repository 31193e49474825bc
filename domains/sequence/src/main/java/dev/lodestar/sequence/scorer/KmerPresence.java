package dev.lodestar.sequence.scorer;

import dev.lodestar.core.reward.Score;
import java.util.List;
import java.util.function.Function;

/** How many of some k-mers are there at all. */
public final class KmerPresence extends FreeScorer {
  @Override
  public String kind() {
    return "kmer-presence";
  }

  @Override
  public String summary() {
    return "share of the given k-mers that stand anywhere in the design, 0 to 1";
  }

  @Override
  public String source() {
    return "closed form";
  }

  @Override
  public List<Setting> settings() {
    return List.of(new Setting("kmers", "list of strings", true, "the k-mers to look for"));
  }

  @Override
  Function<String, Score> formula(Settings settings) {
    List<String> kmers = settings.sequences("kmers");
    return design ->
        Score.of((double) kmers.stream().filter(design::contains).count() / kmers.size());
  }
}
