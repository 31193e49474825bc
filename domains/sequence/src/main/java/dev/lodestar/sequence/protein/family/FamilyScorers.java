package dev.lodestar.sequence.protein.family;

import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.protein.PairRegression;
import dev.lodestar.sequence.task.ModelSet;
import dev.lodestar.torch.SafeTensors;
import dev.lodestar.torch.StoredTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What is shipped to judge variants of a family by.
 *
 * @param consensus the most frequent letter of each site, as tokens
 * @param guiding sites and pairs of them
 * @param heldOut sites alone, of other variants
 * @param mutations most differences from the consensus that a feasible design has
 * @param reach most differences that it has from the nearest known variant, where these are given
 */
record FamilyScorers(
    int[] consensus, PairRegression guiding, PairRegression heldOut, int mutations, int reach) {
  private static final String CONSENSUS = "consensus";
  private static final String GUIDING = "guiding";
  private static final String HELD_OUT = "held-out";
  private static final String MUTATIONS = "mutations";
  private static final String REACH = "reach";

  static FamilyScorers read(Path file, Family family) throws IOException {
    SafeTensors in = SafeTensors.read(file);
    try {
      int[] consensus = Alphabet.PROTEIN.tokens(in.metadata().getOrDefault(CONSENSUS, ""));
      String identity = family.task() + " sha256=" + ModelSet.sha256(file) + " ";
      return new FamilyScorers(
          consensus,
          regression(in, GUIDING, consensus.length, family.span(), identity),
          regression(in, HELD_OUT, consensus.length, 0, identity),
          Integer.parseInt(in.metadata().getOrDefault(MUTATIONS, "")),
          Integer.parseInt(in.metadata().getOrDefault(REACH, "")));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException(
          "%s does not hold the scorers of %s (%s); './lodestar train %s' makes them anew."
              .formatted(file, family.task(), e.getMessage(), family.task()),
          e);
    }
  }

  /** Most pairs are in no variant; those that are stand with their places. */
  private static PairRegression regression(
      SafeTensors in, String name, int sites, int span, String identity) {
    int[] places = in.get(name + ".places").ints();
    float[] values = in.get(name + ".effects").floats();
    float[] effects = new float[PairRegression.size(sites, span)];
    for (int i = 0; i < places.length; i++) {
      effects[places[i]] = values[i];
    }
    double mean = in.get(name + ".mean").doubles()[0];
    return new PairRegression(sites, span, mean, effects, identity + name);
  }

  void write(Path file, Map<String, String> notes) throws IOException {
    Map<String, String> metadata = new TreeMap<>(notes);
    metadata.put(CONSENSUS, Alphabet.PROTEIN.text(consensus));
    metadata.put(MUTATIONS, String.valueOf(mutations));
    metadata.put(REACH, String.valueOf(reach));
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    put(tensors, GUIDING, guiding);
    put(tensors, HELD_OUT, heldOut);
    new SafeTensors(tensors, metadata).write(file);
  }

  private static void put(Map<String, StoredTensor> into, String name, PairRegression r) {
    float[] effects = r.effects();
    int[] places =
        IntStream.range(0, effects.length).filter(k -> Math.abs(effects[k]) > 1e-4).toArray();
    float[] values = new float[places.length];
    for (int i = 0; i < places.length; i++) {
      values[i] = effects[places[i]];
    }
    into.put(name + ".mean", StoredTensor.of(new double[] {r.mean()}, 1));
    into.put(name + ".places", StoredTensor.of(places, places.length));
    into.put(name + ".effects", StoredTensor.of(values, values.length));
  }
}
