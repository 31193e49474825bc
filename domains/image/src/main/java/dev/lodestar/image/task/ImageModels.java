package dev.lodestar.image.task;

import dev.lodestar.torch.ImageClassifier;
import dev.lodestar.torch.ImageValueNet;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.UNet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The networks of one data set, read from their folders; closed together. */
final class ImageModels implements AutoCloseable {
  private final SortedMap<String, Path> files = new TreeMap<>();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final UNet denoiser;
  private final ImageClassifier guiding;
  private final ImageClassifier heldOut;
  private final Optional<ImageValueNet> value;

  private interface Loader<N> {
    N load(Path file) throws IOException;
  }

  /**
   * @param folder of all models
   * @param prefix of the data set's own
   * @throws IOException where weights are missing, damaged, or of another model, naming the file
   */
  ImageModels(Path folder, String prefix) throws IOException {
    try {
      denoiser = load("denoiser", folder, prefix + "-unet", file -> UNet.load(file).halved());
      guiding = load("guiding", folder, prefix + "-classifier", ImageClassifier::load);
      heldOut = load("held-out", folder, prefix + "-heldout", ImageClassifier::load);
      Map<String, Path> owners =
          Map.of(
              ImageValues.OF_DENOISER,
              files.get("denoiser"),
              ImageValues.OF_CLASSIFIER,
              files.get("guiding"));
      value = ImageValues.open(folder, prefix, owners);
      value.ifPresent(
          net -> {
            open.push(net);
            files.put("value", ModelFolder.of(folder, ImageValues.name(prefix)).weights());
          });
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private <N extends AutoCloseable> N load(String role, Path folder, String name, Loader<N> loader)
      throws IOException {
    Path file = ModelFolder.of(folder, name).weights();
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "The weights %s are missing; the project ships them, and './lodestar train %s' makes them."
              .formatted(file, name));
    }
    N network = loader.load(file);
    open.push(network);
    files.put(role, file);
    return network;
  }

  /** The diffusion, in the precision it was trained in: more than twice as fast here. */
  UNet denoiser() {
    return denoiser;
  }

  ImageClassifier guiding() {
    return guiding;
  }

  ImageClassifier heldOut() {
    return heldOut;
  }

  /** What noisy states are expected to end in, where it was learned. */
  Optional<ImageValueNet> value() {
    return value;
  }

  SortedMap<String, Path> files() {
    return files;
  }

  /** What tells a network's answers from those of others. */
  String digest(String role) {
    return ImageValues.sha256(files.get(role));
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("a network could not be closed", e);
      }
    }
  }
}
