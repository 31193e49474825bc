package dev.lodestar.sequence.protein.family;

import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.Sequences;
import dev.lodestar.sequence.TokenCodec;
import dev.lodestar.sequence.metric.Naturalness;
import dev.lodestar.sequence.metric.Naturalness.Spread;
import dev.lodestar.sequence.protein.SiteProfile;
import dev.lodestar.sequence.recipe.DenoiserJudgement;
import dev.lodestar.sequence.recipe.PretrainedSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a family's denoiser is like, beside the profile of the same variants, which knows nothing of
 * how sites depend on each other.
 *
 * @param network on unseen variants, random letters, and its own samples
 * @param profile the same of the profile
 * @param mutations differences of unseen variants from the consensus
 */
record FamilyJudgement(Side network, Side profile, Spread mutations) {
  /** Notes of the weights' file. */
  static final String NATURAL = "naturalness.unseen";

  static final String UNIFORM = "naturalness.uniform";

  /**
   * One model.
   *
   * @param unseen bounds of unseen variants, nats a site
   * @param uniform bounds of random letters
   * @param samples bounds of its own samples
   * @param mutations differences of its samples from the consensus
   */
  record Side(Spread unseen, Spread uniform, Spread samples, Spread mutations) {}

  /**
   * Judges by as many samples, unseen variants and random rows.
   *
   * @param steps of a sample
   */
  static FamilyJudgement of(TokenDenoiser network, FamilySplit split, int steps, int judged) {
    SiteProfile profile = SiteProfile.of(split.seen());
    List<int[]> unseen = split.test().tokens();
    unseen = unseen.subList(0, Math.min(judged, unseen.size()));
    return new FamilyJudgement(
        side(network, profile, unseen, steps, judged),
        side(profile, profile, unseen, steps, judged),
        mutations(profile, unseen));
  }

  private static Side side(
      TokenDenoiser model, SiteProfile profile, List<int[]> unseen, int steps, int judged) {
    TokenCodec codec = new TokenCodec(Alphabet.PROTEIN, unseen.get(0).length);
    List<int[]> samples = new ArrayList<>();
    for (long first = 0; first < judged; first += PretrainedSamples.GROUP) {
      samples.addAll(
          tokens(
              codec.decode(
                  PretrainedSamples.group(model, codec.length(), steps, 1, first, o -> {}))));
    }
    return new Side(
        bounds(model, unseen),
        bounds(model, tokens(DenoiserJudgement.uniform(judged, codec))),
        bounds(model, samples),
        mutations(profile, samples));
  }

  private static List<int[]> tokens(List<String> variants) {
    return variants.stream().map(Alphabet.PROTEIN::tokens).toList();
  }

  private static Spread bounds(TokenDenoiser model, List<int[]> variants) {
    return Spread.of(variants.stream().mapToDouble(v -> Naturalness.bound(model, v)).toArray());
  }

  private static Spread mutations(SiteProfile profile, List<int[]> variants) {
    int[] consensus = profile.consensus();
    return Spread.of(variants.stream().mapToDouble(v -> Sequences.hamming(v, consensus)).toArray());
  }

  /** For the weights' file: what the task says of naturalness. */
  Map<String, String> notes() {
    return Map.of(NATURAL, network.unseen.toString(), UNIFORM, network.uniform.toString());
  }

  /** One line of it. */
  String line() {
    return String.format(
        Locale.ROOT,
        "bound, nats a site: unseen variants %s (a profile %s), samples %s, random %s;"
            + " mutations: unseen %s, samples %s (a profile's %s)",
        network.unseen,
        profile.unseen,
        network.samples,
        network.uniform,
        mutations,
        network.mutations,
        profile.mutations);
  }

  /** The card's tables. */
  String tables() {
    return String.format(
        Locale.ROOT,
        """
        ## Naturalness

        Variational bound on -log p, nats a site, mean ± standard deviation over sequences (log 20 =
        2.9957 is what a model that knows nothing reaches); beside it a profile of the same variants,
        which knows the letters of each site and nothing of how sites depend on each other:

        | sequences | network | profile |
        |---|---|---|
        | variants that no model saw | %s | %s |
        | samples of either | %s | %s |
        | random letters | %s | %s |

        ## Mutations

        Differences from the consensus, mean ± standard deviation:

        | sequences | |
        |---|---|
        | variants that no model saw | %s |
        | the network's samples | %s |
        | the profile's samples | %s |
        """,
        network.unseen,
        profile.unseen,
        network.samples,
        profile.samples,
        network.uniform,
        profile.uniform,
        mutations,
        network.mutations,
        profile.mutations);
  }
}
