package dev.lodestar.sequence.recipe;

import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.sequence.TokenCodec;
import dev.lodestar.sequence.metric.KmerProfile;
import dev.lodestar.sequence.metric.Naturalness;
import dev.lodestar.sequence.metric.Naturalness.Spread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What a trained denoiser of DNA is like.
 *
 * @param unseen bounds of unseen natural sequences, nats a letter
 * @param samples bounds of the model's own samples
 * @param uniform bounds of uniform random sequences
 * @param drawn number of samples
 * @param kmer3ToData 3-mer correlation of the samples with the training data
 * @param kmer3ToUnseen 3-mer correlation of the samples with unseen data
 * @param data 3-mer frequencies of the training data
 * @param wanted 3-mer frequencies of the part of it that designs should be like
 */
public record DenoiserJudgement(
    Spread unseen,
    Spread samples,
    Spread uniform,
    int drawn,
    double kmer3ToData,
    double kmer3ToUnseen,
    KmerProfile data,
    KmerProfile wanted) {

  /** The keys under which the notes of the weights' file hold what tasks need of a judgement. */
  public record Notes(String data, String wanted, String natural, String uniform) {
    /** The usual keys. */
    public static final Notes USUAL =
        new Notes("kmer3.data", "kmer3.wanted", "naturalness.data", "naturalness.uniform");
  }

  /** Judges a denoiser by {@code judged} samples, and as many unseen and random sequences. */
  public static DenoiserJudgement of(
      TokenDenoiser network, TokenCodec codec, int steps, DenoiserData sequences, int judged) {
    List<String> samples = new ArrayList<>();
    for (long first = 0; first < judged; first += PretrainedSamples.GROUP) {
      samples.addAll(
          codec.decode(
              PretrainedSamples.group(network, codec.length(), steps, 1, first, outlook -> {})));
    }
    List<String> unseen = sequences.unseen();
    KmerProfile drawn = KmerProfile.of(samples, 3);
    KmerProfile data = KmerProfile.of(sequences.training(), 3);
    return new DenoiserJudgement(
        bounds(network, codec, unseen.subList(0, Math.min(judged, unseen.size()))),
        bounds(network, codec, samples),
        bounds(network, codec, uniform(judged, codec)),
        samples.size(),
        drawn.correlation(data),
        drawn.correlation(KmerProfile.of(unseen, 3)),
        data,
        KmerProfile.of(sequences.wanted(), 3));
  }

  private static Spread bounds(TokenDenoiser network, TokenCodec codec, List<String> sequences) {
    return Spread.of(
        sequences.stream()
            .mapToDouble(s -> Naturalness.bound(network, codec.alphabet().tokens(s)))
            .toArray());
  }

  /** The tenth of the rows with the highest measurement. */
  public static <R> List<String> topDecile(
      List<R> rows, Function<R, String> sequence, ToDoubleFunction<R> measured) {
    return rows.stream()
        .sorted(Comparator.comparingDouble(measured).reversed())
        .limit(Math.max(1, rows.size() / 10))
        .map(sequence)
        .toList();
  }

  /** Uniform random sequences. */
  public static List<String> uniform(int n, TokenCodec codec) {
    SplittableRandom random = new SplittableRandom(1);
    List<String> out = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      out.add(
          codec.alphabet().text(random.ints(codec.length(), 0, codec.alphabet().size()).toArray()));
    }
    return out;
  }

  /** For the weights' file. */
  public Map<String, String> notes(Notes keys) {
    Map<String, String> out = new TreeMap<>();
    out.put(keys.data, data.text());
    out.put(keys.wanted, wanted.text());
    out.put(keys.natural, unseen.toString());
    out.put(keys.uniform, uniform.toString());
    return out;
  }
}
