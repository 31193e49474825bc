package dev.lodestar.sequence.protein.family;

import dev.lodestar.sequence.metric.Naturalness.Spread;
import dev.lodestar.sequence.protein.PairRegression;
import dev.lodestar.sequence.protein.SiteProfile;
import dev.lodestar.sequence.task.ModelSet;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.SafeTensors;
import dev.lodestar.torch.StoredTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What is shipped of a family.
 *
 * @param profile the pre-trained model
 * @param guiding sites and pairs of them
 * @param heldOut sites alone, of other variants
 * @param mutations most differences from the consensus that a feasible design has
 * @param natural naturalness of variants that no model saw
 * @param uniform naturalness of random letters
 */
record FamilyModel(
    SiteProfile profile,
    PairRegression guiding,
    PairRegression heldOut,
    int mutations,
    Spread natural,
    Spread uniform) {
  private static final String PROFILE = "profile";
  private static final String GUIDING = "guiding";
  private static final String HELD_OUT = "held-out";
  private static final String MUTATIONS = "mutations";
  private static final String NATURAL = "naturalness.unseen";
  private static final String UNIFORM = "naturalness.uniform";

  static Path file(Path models, Family family) {
    return ModelFolder.of(models, family.task()).weights();
  }

  static FamilyModel read(Path models, Family family) throws IOException {
    Path file = file(models, family);
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "The weights %s are missing; the project ships them, and './lodestar train %s' makes them."
              .formatted(file, family.task()));
    }
    SafeTensors in = SafeTensors.read(file);
    try {
      double[] profile = in.get(PROFILE).doubles();
      int sites = profile.length / 20;
      String identity = family.task() + " sha256=" + ModelSet.sha256(file) + " ";
      return new FamilyModel(
          new SiteProfile(profile),
          regression(in, GUIDING, sites, family.span(), identity),
          regression(in, HELD_OUT, sites, 0, identity),
          Integer.parseInt(in.metadata().getOrDefault(MUTATIONS, "")),
          Spread.parse(in.metadata().getOrDefault(NATURAL, "")),
          Spread.parse(in.metadata().getOrDefault(UNIFORM, "")));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException(
          "%s does not hold the models of %s (%s); './lodestar train %s' makes them anew."
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
    metadata.put(MUTATIONS, String.valueOf(mutations));
    metadata.put(NATURAL, natural.toString());
    metadata.put(UNIFORM, uniform.toString());
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    double[] p = profile.probabilities();
    tensors.put(PROFILE, StoredTensor.of(p, p.length / 20, 20));
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
