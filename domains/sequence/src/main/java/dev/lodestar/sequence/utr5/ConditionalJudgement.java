package dev.lodestar.sequence.utr5;

import dev.lodestar.core.masked.ConditionalDenoiser;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.sequence.data.MrlRow;
import dev.lodestar.sequence.data.MrlSet;
import dev.lodestar.sequence.data.Part;
import dev.lodestar.sequence.data.Split;
import dev.lodestar.sequence.metric.KmerProfile;
import dev.lodestar.sequence.metric.Naturalness;
import dev.lodestar.sequence.metric.Naturalness.Spread;
import dev.lodestar.sequence.recipe.PretrainedSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;

/**
 * What a conditional denoiser makes of what it is told.
 *
 * @param own bounds of unseen human 5'UTRs told their own bin, nats a letter
 * @param untold the same told nothing
 * @param opposite the same told the bin that mirrors their own
 * @param kmer3 3-mer correlation of samples told the highest bin with unseen data of that bin
 * @param kmer3Untold the same of samples told nothing
 */
record ConditionalJudgement(
    Spread own, Spread untold, Spread opposite, double kmer3, double kmer3Untold) {

  static ConditionalJudgement of(
      ConditionalDenoiser network, LoadBins bins, Split split, int judged) {
    List<MrlRow> unseen = split.select(List.of(Part.TEST), List.of(MrlSet.HUMAN50));
    List<MrlRow> some = unseen.subList(0, Math.min(judged, unseen.size()));
    KmerProfile high =
        KmerProfile.of(
            unseen.stream()
                .filter(r -> bins.bin(r.mrl()) == bins.highest())
                .map(MrlRow::sequence)
                .toList(),
            3);
    return new ConditionalJudgement(
        bounds(network, bins, some, b -> b),
        bounds(network, bins, some, b -> ConditionalDenoiser.NONE),
        bounds(network, bins, some, b -> bins.highest() - b),
        samples(network.given(bins.highest()), judged).correlation(high),
        samples(network.given(ConditionalDenoiser.NONE), judged).correlation(high));
  }

  private static Spread bounds(
      ConditionalDenoiser network, LoadBins bins, List<MrlRow> rows, IntUnaryOperator told) {
    return Spread.of(
        rows.stream()
            .mapToDouble(
                r ->
                    Naturalness.bound(
                        network.given(told.applyAsInt(bins.bin(r.mrl()))),
                        Utr5.CODEC.alphabet().tokens(r.sequence())))
            .toArray());
  }

  private static KmerProfile samples(TokenDenoiser network, int n) {
    List<String> out = new ArrayList<>();
    for (long first = 0; first < n; first += PretrainedSamples.GROUP) {
      out.addAll(
          Utr5.CODEC.decode(
              PretrainedSamples.group(
                  network, Utr5.CODEC.length(), Utr5.STEPS, 1, first, outlook -> {})));
    }
    return KmerProfile.of(out, 3);
  }

  /** A table for the card. */
  String table() {
    return String.format(
        Locale.ROOT,
        """
        Variational bound on -log p of human 5'UTRs of the test clusters, nats a nucleotide, mean ±
        standard deviation over sequences:

        | told | bound |
        |---|---|
        | their own range | %s |
        | nothing | %s |
        | the opposite range | %s |

        3-mer correlation with the test clusters' highest range: %.3f of samples told that range,
        %.3f of samples told nothing.
        """,
        own,
        untold,
        opposite,
        kmer3,
        kmer3Untold);
  }
}
