package dev.lodestar.image.task;

import dev.lodestar.torch.ImageValueNet;
import dev.lodestar.torch.ModelFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Where the learned values of a data set's noisy images are shipped, and what they belong to. */
public final class ImageValues {
  /** Note of the weights' file: digest of the diffusion that the value was learned from. */
  public static final String OF_DENOISER = "denoiser.sha256";

  /** Note of the weights' file: digest of the classifier, where one scored the roll-outs. */
  public static final String OF_CLASSIFIER = "classifier.sha256";

  private ImageValues() {}

  /** Name of the model. */
  public static String name(String prefix) {
    return prefix + "-value";
  }

  /**
   * The value that is shipped, if one is.
   *
   * @param models folder of all models
   * @param prefix of the data set's own
   * @param owners by note, the files that it must have been learned from where it has such a note
   * @throws IOException where it belongs to other weights, naming the files
   */
  static Optional<ImageValueNet> open(Path models, String prefix, Map<String, Path> owners)
      throws IOException {
    Path file = ModelFolder.of(models, name(prefix)).weights();
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    ImageValueNet net = ImageValueNet.load(file);
    for (Map.Entry<String, Path> owner : owners.entrySet()) {
      String wanted = net.notes().get(owner.getKey());
      if (wanted != null && !wanted.equals(sha256(owner.getValue()))) {
        net.close();
        throw new IOException(
            "%s was learned from other weights than %s; './lodestar train %s' learns it anew."
                .formatted(file, owner.getValue(), name(prefix)));
      }
    }
    return Optional.of(net);
  }

  /** SHA-256 of a file. */
  public static String sha256(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
