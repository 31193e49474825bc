package dev.lodestar.sequence.utr5;

import dev.lodestar.sequence.TokenCodec;
import dev.lodestar.sequence.data.MrlRow;
import dev.lodestar.sequence.data.MrlSet;
import dev.lodestar.sequence.data.Part;
import dev.lodestar.sequence.data.Split;
import dev.lodestar.sequence.metric.KmerProfile;
import dev.lodestar.sequence.metric.Naturalness;
import dev.lodestar.sequence.metric.Naturalness.Spread;
import dev.lodestar.torch.CnnDenoiser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What a trained denoiser is like.
 *
 * @param human bounds of unseen human 5'UTRs, nats a letter
 * @param samples bounds of the model's own samples
 * @param uniform bounds of uniform random sequences
 * @param drawn number of samples
 * @param kmer3ToData 3-mer correlation of the samples with the training data
 * @param kmer3ToUnseen 3-mer correlation of the samples with unseen data
 * @param data 3-mer frequencies of the training data
 * @param highMrl 3-mer frequencies of its tenth with the highest load
 */
record Judgement(
    Spread human,
    Spread samples,
    Spread uniform,
    int drawn,
    double kmer3ToData,
    double kmer3ToUnseen,
    KmerProfile data,
    KmerProfile highMrl) {
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "bound, nats a letter: unseen human %s, samples %s, uniform random %s;"
            + " 3-mer correlation of samples with the training data %.3f, with unseen data %.3f",
        human,
        samples,
        uniform,
        kmer3ToData,
        kmer3ToUnseen);
  }

  /** Judges a denoiser by {@code judged} samples, and as many unseen and random sequences. */
  static Judgement of(CnnDenoiser network, Split split, List<MrlRow> train, int judged) {
    TokenCodec codec = Utr5.CODEC;
    List<String> samples = new ArrayList<>();
    for (long first = 0; first < judged; first += PretrainedSamples.GROUP) {
      samples.addAll(
          codec.decode(
              PretrainedSamples.group(
                  network, codec.length(), Utr5.STEPS, 1, first, outlook -> {})));
    }
    List<String> unseen = sequences(split.select(List.of(Part.TEST), List.of(MrlSet.HUMAN50)));
    KmerProfile drawn = KmerProfile.of(samples, 3);
    KmerProfile data = KmerProfile.of(sequences(train), 3);
    return new Judgement(
        bounds(network, unseen.subList(0, Math.min(judged, unseen.size()))),
        bounds(network, samples),
        bounds(network, uniform(judged, codec)),
        samples.size(),
        drawn.correlation(data),
        drawn.correlation(KmerProfile.of(unseen, 3)),
        data,
        KmerProfile.of(topDecile(train), 3));
  }

  private static Spread bounds(CnnDenoiser network, List<String> sequences) {
    return Spread.of(
        sequences.stream()
            .mapToDouble(s -> Naturalness.bound(network, Utr5.CODEC.alphabet().tokens(s)))
            .toArray());
  }

  private static List<String> sequences(List<MrlRow> rows) {
    return rows.stream().map(MrlRow::sequence).toList();
  }

  /** The tenth of the sequences that carries the most ribosomes. */
  static List<String> topDecile(List<MrlRow> rows) {
    return rows.stream()
        .sorted(Comparator.comparingDouble(MrlRow::mrl).reversed())
        .limit(Math.max(1, rows.size() / 10))
        .map(MrlRow::sequence)
        .toList();
  }

  /** Uniform random sequences. */
  static List<String> uniform(int n, TokenCodec codec) {
    SplittableRandom random = new SplittableRandom(1);
    List<String> out = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      out.add(
          codec.alphabet().text(random.ints(codec.length(), 0, codec.alphabet().size()).toArray()));
    }
    return out;
  }
}
