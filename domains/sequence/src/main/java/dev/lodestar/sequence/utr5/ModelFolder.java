package dev.lodestar.sequence.utr5;

import dev.lodestar.sequence.TextFiles;
import dev.lodestar.torch.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Where one model is shipped: its weights and its card, and the checkpoint while it is trained.
 *
 * @param folder below the folder of all models
 */
record ModelFolder(Path folder) {
  static final String DENOISER = "utr5-denoiser";
  static final String ORACLE = "utr5-oracle";
  static final String HELD_OUT = "utr5-heldout";
  static final String VALUE = "utr5-value";

  static ModelFolder of(Path models, String name) {
    return new ModelFolder(models.resolve(name));
  }

  Path weights() {
    return folder.resolve("weights.safetensors");
  }

  Path checkpoint() {
    return folder.resolve("training.checkpoint");
  }

  /** Makes the folder. */
  ModelFolder create() throws IOException {
    Files.createDirectories(folder);
    return this;
  }

  /** Number of parameters in the weights' file. */
  int parameters() throws IOException {
    return SafeTensors.read(weights()).tensors().values().stream()
        .mapToInt(t -> Math.toIntExact(Arrays.stream(t.shape()).reduce(1, (a, b) -> a * b)))
        .sum();
  }

  /** Writes the card, and drops the checkpoint, which nobody needs any more. */
  void finish(String card) throws IOException {
    TextFiles.write(folder.resolve("card.md"), List.of(card.stripTrailing()));
    Files.deleteIfExists(checkpoint());
  }
}
