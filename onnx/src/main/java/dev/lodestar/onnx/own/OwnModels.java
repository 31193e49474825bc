package dev.lodestar.onnx.own;

import dev.lodestar.core.task.OwnModel;
import dev.lodestar.onnx.OnnxGaussianDenoiser;
import dev.lodestar.onnx.OnnxTokenDenoiser;
import dev.lodestar.onnx.diffusers.OnnxPipeline;
import dev.lodestar.onnx.diffusers.Pipeline;
import dev.lodestar.onnx.manifest.Kind;
import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.session.Limits;
import java.nio.file.Path;

/** Opens the pre-trained models that users bring, whatever their kind. */
public final class OwnModels {
  private OwnModels() {}

  /**
   * Opens the denoiser of a manifest, or the pipeline in a folder.
   *
   * @param place the manifest, the folder it is in, or the folder of a pipeline
   * @param threads calls at the same time, at least 1
   * @throws IllegalArgumentException with a sentence where it cannot be used
   */
  public static OwnModel denoiser(Path place, Limits limits, int threads) {
    if (Pipeline.isPipeline(place)) {
      return OnnxPipeline.open(place, limits, threads);
    }
    Manifest said = Manifest.read(place);
    if (said.kind() == Kind.TOKEN_DENOISER) {
      return OnnxTokenDenoiser.open(place, limits, threads);
    }
    if (said.kind() == Kind.GAUSSIAN_DENOISER) {
      return OnnxGaussianDenoiser.open(place, limits, threads);
    }
    throw said.fault(
        "describes a " + said.kind().text() + ", which is no denoiser that a task could run with.");
  }
}
