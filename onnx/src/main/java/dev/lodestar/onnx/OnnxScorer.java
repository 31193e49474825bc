package dev.lodestar.onnx;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.task.ScorerProvider;
import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.session.Limits;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code kind = "onnx"}: a network of the user's own that scores sequences or images. */
public final class OnnxScorer implements ScorerProvider {
  private static final String MANIFEST = "manifest";

  @Override
  public String kind() {
    return "onnx";
  }

  @Override
  public String summary() {
    return "a network of yours in an ONNX file that scores sequences or images, as its manifest says";
  }

  @Override
  public String source() {
    return "docs/bring-your-own-model.md";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting(
            MANIFEST,
            "file",
            true,
            "the manifest beside the ONNX file, of kind token-scorer or image-scorer; a relative"
                + " name counts from the configuration's folder"));
  }

  @Override
  public Reward<String> create(Map<String, Object> settings) {
    if (!(settings.get(MANIFEST) instanceof String name) || name.isBlank()) {
      throw new IllegalArgumentException(
          "the scorer 'onnx' takes for '" + MANIFEST + "' the name of a file.");
    }
    try {
      int threads =
          Integer.getInteger("lodestar.threads", Runtime.getRuntime().availableProcessors());
      return reward(Path.of(name), Math.max(1, threads));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "the scorer 'onnx': '" + name + "' is not the name of a file.", e);
    }
  }

  private static Reward<String> reward(Path file, int threads) {
    Manifest said = Manifest.read(file);
    return switch (said.kind()) {
      case TOKEN_SCORER -> new OnnxReward(OnnxTokenScorer.open(file, Limits.OWN, threads));
      case IMAGE_SCORER -> new OnnxImageReward(OnnxImageScorer.open(file, Limits.OWN, threads));
      default ->
          throw said.fault(
              "describes a "
                  + said.kind().text()
                  + "; what scores is a token-scorer or an image-scorer.");
    };
  }
}
