package dev.lodestar.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Where one model is shipped: its weights and its card, and the checkpoint while it is trained.
 *
 * @param folder below the folder of all models
 */
public record ModelFolder(Path folder) {
  public static ModelFolder of(Path models, String name) {
    return new ModelFolder(models.resolve(name));
  }

  public Path weights() {
    return folder.resolve("weights.safetensors");
  }

  public Path card() {
    return folder.resolve("card.md");
  }

  public Path checkpoint() {
    return folder.resolve("training.checkpoint");
  }

  /** Makes the folder. */
  public ModelFolder create() throws IOException {
    Files.createDirectories(folder);
    return this;
  }

  /** Number of parameters in the weights' file. */
  public int parameters() throws IOException {
    return SafeTensors.read(weights()).tensors().values().stream()
        .mapToInt(t -> Math.toIntExact(Arrays.stream(t.shape()).reduce(1, (a, b) -> a * b)))
        .sum();
  }

  /** Writes the card, and drops the checkpoint, which nobody needs any more. */
  public void finish(String text) throws IOException {
    Files.writeString(card(), text.stripTrailing() + System.lineSeparator());
    Files.deleteIfExists(checkpoint());
  }
}
