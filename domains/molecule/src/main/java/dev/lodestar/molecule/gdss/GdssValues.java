package dev.lodestar.molecule.gdss;

import dev.lodestar.torch.GdssValueNet;
import dev.lodestar.torch.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the learned values of a model's noisy graphs are shipped. */
final class GdssValues {
  /** Note of the weights' file: digest of the model that the value was learned from. */
  static final String OF_MODEL = "model.sha256";

  private GdssValues() {}

  static String name(String model, String property) {
    return model + "-" + property + "-value";
  }

  /**
   * The value of a shipped model towards a property, where there is one.
   *
   * @param weights the model's own
   * @throws IOException where the value belongs to other weights, naming the file
   */
  static Optional<GdssValueNet> open(Path models, String model, String property, Path weights)
      throws IOException {
    Path file = ModelFolder.of(models, name(model, property)).weights();
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    GdssValueNet net = GdssValueNet.load(file);
    if (!OptionValues.sha256(weights).equals(net.notes().get(OF_MODEL))) {
      net.close();
      throw new IOException(
          "%s was learned from other weights than %s; './lodestar train %s' learns it anew."
              .formatted(file, weights, name(model, property)));
    }
    return Optional.of(net);
  }
}
