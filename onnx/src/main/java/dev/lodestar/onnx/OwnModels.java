package dev.lodestar.onnx;

import dev.lodestar.core.task.OwnModel;
import dev.lodestar.onnx.manifest.Kind;
import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.session.Limits;
import java.nio.file.Path;

/** Opens the pre-trained models that users bring, whatever their kind. */
public final class OwnModels {
  private OwnModels() {}

  /**
   * Opens the denoiser of a manifest.
   *
   * @param manifest the file, or the folder it is in
   * @param threads calls at the same time, at least 1
   * @throws IllegalArgumentException with a sentence where it cannot be used
   */
  public static OwnModel denoiser(Path manifest, Limits limits, int threads) {
    Manifest said = Manifest.read(manifest);
    if (said.kind() == Kind.TOKEN_DENOISER) {
      return OnnxTokenDenoiser.open(manifest, limits, threads);
    }
    if (said.kind() == Kind.GAUSSIAN_DENOISER) {
      return OnnxGaussianDenoiser.open(manifest, limits, threads);
    }
    throw said.fault(
        "describes a " + said.kind().text() + ", which is no denoiser that a task could run with.");
  }
}
