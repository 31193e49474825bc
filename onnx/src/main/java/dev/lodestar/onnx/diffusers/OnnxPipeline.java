package dev.lodestar.onnx.diffusers;

import dev.lodestar.core.gaussian.LatentSpace;
import dev.lodestar.core.gaussian.NoiseLevels;
import dev.lodestar.core.task.OwnGaussianDenoiser;
import dev.lodestar.core.task.OwnPipeline;
import dev.lodestar.onnx.OnnxGaussianDenoiser;
import dev.lodestar.onnx.OnnxLatentSpace;
import dev.lodestar.onnx.session.Limits;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** A user's {@link Pipeline}, whose networks are opened as they are asked for and closed here. */
public final class OnnxPipeline implements OwnPipeline {
  private final Path folder;
  private final Pipeline pipeline;
  private final Deque<Runnable> open = new ArrayDeque<>();

  private OnnxPipeline(Path folder, Pipeline pipeline) {
    this.folder = folder;
    this.pipeline = pipeline;
  }

  /**
   * Looks at a pipeline's folder.
   *
   * @throws dev.lodestar.onnx.proto.InvalidModelException with a sentence where it cannot be used
   */
  public static OnnxPipeline open(Path folder, Limits limits, int threads) {
    return new OnnxPipeline(folder, Pipeline.open(folder, limits, threads));
  }

  @Override
  public boolean takesPrompts() {
    return pipeline.takesPrompts();
  }

  @Override
  public OwnGaussianDenoiser denoiser(List<String> prompts, String negative) {
    OnnxGaussianDenoiser out =
        prompts.isEmpty() ? pipeline.denoiser() : pipeline.denoiser(prompts, negative);
    open.push(out::close);
    return out;
  }

  @Override
  public Optional<LatentSpace> latents() {
    if (!pipeline.diffusesLatents()) {
      return Optional.empty();
    }
    OnnxLatentSpace out = pipeline.latents();
    open.push(out::close);
    return Optional.of(out);
  }

  @Override
  public NoiseLevels levels(int steps) {
    return pipeline.scheduler().levels(steps);
  }

  @Override
  public String describe() {
    return "the pipeline in " + folder;
  }

  @Override
  public SortedMap<String, Path> files() {
    return pipeline.files();
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      open.pop().run();
    }
  }
}
