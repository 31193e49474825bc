package dev.lodestar.molecule.selfies;

import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.chem.Smiles;
import dev.lodestar.molecule.metric.Reference;
import dev.lodestar.molecule.property.Crippen;
import dev.lodestar.molecule.property.Qed;
import dev.lodestar.molecule.property.SyntheticAccessibility;
import dev.lodestar.torch.Likelihood;
import dev.lodestar.torch.TransformerDenoiser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What a trained model is like.
 *
 * @param bound mean bound on −log p of unseen molecules, nats a molecule
 * @param drawn number of samples
 * @param valid share of them that are molecules when read back
 * @param unique share of them that are different
 * @param novel share of the different ones that ZINC250k does not hold
 * @param properties medians and tenths, of samples and of unseen molecules
 */
record SelfiesJudgement(
    double bound, int drawn, double valid, double unique, double novel, List<Property> properties) {
  private static final long SEED = 1;

  /** One property: {10 %, median, 90 %} of samples and of unseen molecules. */
  record Property(String name, double[] samples, double[] unseen) {}

  /** Judges by {@code judged} samples and as many unseen molecules. */
  static SelfiesJudgement of(
      TransformerDenoiser network, SelfiesCodec codec, ZincWords words, int judged) {
    List<String> samples = new ArrayList<>();
    for (long first = 0; first < judged; first += SelfiesSamples.GROUP) {
      samples.addAll(
          codec.decode(SelfiesSamples.group(network, codec.length(), SEED, first, o -> {})));
    }
    List<List<Symbol>> unseen = words.test().subList(0, Math.min(judged, words.test().size()));
    int[][] rows = ZincWords.rows(unseen, codec);
    int[] flat = Arrays.stream(rows).flatMapToInt(Arrays::stream).toArray();
    double[] bounds =
        Likelihood.bound(network, flat, rows.length, codec.length(), codec.length(), SEED);
    Set<String> distinct = new HashSet<>(samples);
    List<Molecule> drawn = samples.stream().map(Smiles::read).toList();
    List<Molecule> real = unseen.stream().map(w -> Smiles.read(Derivation.smiles(w))).toList();
    return new SelfiesJudgement(
        Arrays.stream(bounds).average().orElseThrow(),
        samples.size(),
        (double) drawn.size() / samples.size(),
        (double) distinct.size() / samples.size(),
        Reference.zinc250k().novelty("ZINC250k").of(List.copyOf(distinct)),
        List.of(
            property("QED", m -> Qed.of(m).value(), drawn, real),
            property("log P (Crippen)", Crippen::logP, drawn, real),
            property(
                "synthetic accessibility, (10 - SA)/9",
                m -> (10 - SyntheticAccessibility.score(m)) / 9,
                drawn,
                real),
            property("heavy atoms", Molecule::atoms, drawn, real)));
  }

  private static Property property(
      String name, ToDoubleFunction<Molecule> value, List<Molecule> drawn, List<Molecule> real) {
    return new Property(name, tenths(value, drawn), tenths(value, real));
  }

  private static double[] tenths(ToDoubleFunction<Molecule> value, List<Molecule> molecules) {
    double[] x = molecules.stream().mapToDouble(value).sorted().toArray();
    return new double[] {x[x.length / 10], x[x.length / 2], x[x.length * 9 / 10]};
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "bound of unseen molecules %.2f nats; of %d samples %.3f are valid, %.3f different,"
            + " %.3f of these new",
        bound,
        drawn,
        valid,
        unique,
        novel);
  }
}
