package dev.lodestar.sequence.protein.gb1;

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

/**
 * What is shipped for the task.
 *
 * @param profile the pre-trained model
 * @param additive the held-out estimate
 * @param natural naturalness of functional variants that were not in the sample
 * @param uniform naturalness of random letters
 */
record Gb1Model(SiteProfile profile, PairRegression additive, Spread natural, Spread uniform) {
  private static final String PROFILE = "profile";
  private static final String MEAN = "additive.mean";
  private static final String EFFECTS = "additive.effects";
  private static final String NATURAL = "naturalness.functional";
  private static final String UNIFORM = "naturalness.uniform";

  static Path file(Path models) {
    return ModelFolder.of(models, Gb1.MODEL).weights();
  }

  static Gb1Model read(Path models) throws IOException {
    Path file = file(models);
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "The weights %s are missing; the project ships them, and './lodestar train %s' makes them."
              .formatted(file, Gb1.MODEL));
    }
    SafeTensors in = SafeTensors.read(file);
    try {
      return new Gb1Model(
          new SiteProfile(sized(in, PROFILE, 80)),
          new PairRegression(
              Gb1.SITES,
              0,
              sized(in, MEAN, 1)[0],
              in.get(EFFECTS).floats(),
              "additive log fitness of " + Gb1.MODEL + " sha256=" + ModelSet.sha256(file)),
          Spread.parse(in.metadata().getOrDefault(NATURAL, "")),
          Spread.parse(in.metadata().getOrDefault(UNIFORM, "")));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException(
          "%s is no %s (%s); './lodestar train %s' makes it anew."
              .formatted(file, Gb1.MODEL, e.getMessage(), Gb1.MODEL),
          e);
    }
  }

  private static double[] sized(SafeTensors in, String name, int size) {
    double[] values = in.get(name).doubles();
    if (values.length != size) {
      throw new IllegalArgumentException(name + " holds " + values.length + " numbers");
    }
    return values;
  }

  void write(Path models, Map<String, String> notes) throws IOException {
    Map<String, String> metadata = new TreeMap<>(notes);
    metadata.put(NATURAL, natural.toString());
    metadata.put(UNIFORM, uniform.toString());
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put(PROFILE, StoredTensor.of(profile.probabilities(), 4, 20));
    tensors.put(MEAN, StoredTensor.of(new double[] {additive.mean()}, 1));
    tensors.put(EFFECTS, StoredTensor.of(additive.effects(), 4, 20));
    new SafeTensors(tensors, metadata).write(file(models));
  }
}
