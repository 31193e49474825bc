package dev.lodestar.onnx.export;

import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.onnx.OnnxGaussianDenoiser;
import dev.lodestar.onnx.OnnxImageScorer;
import dev.lodestar.onnx.OnnxLatentSpace;
import dev.lodestar.onnx.OnnxTokenDenoiser;
import dev.lodestar.onnx.OnnxTokenScorer;
import dev.lodestar.onnx.diffusers.Pipeline;
import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.manifest.ManifestWriter;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.onnx.proto.InvalidModelException;
import dev.lodestar.onnx.proto.Tensor;
import dev.lodestar.onnx.session.CheckedFile;
import dev.lodestar.onnx.session.Limits;
import dev.lodestar.onnx.session.Network;
import dev.lodestar.torch.DType;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.SafeTensors;
import dev.lodestar.torch.StoredTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Takes over a network from ONNX: one that {@link Exporter} wrote comes back as the weights it was
 * made from, bit for bit; another one as it is, once it has been tried.
 */
public final class Importer {
  private Importer() {}

  /**
   * Checks a network, or all of a pipeline's, asks it once, and puts it into a new folder.
   *
   * @param from the manifest, the folder it is in, or a pipeline's folder
   * @param to a folder that does not exist
   * @return what to run it by: the manifest, the project's own weights, or the pipeline's folder
   * @throws InvalidModelException with a sentence where the network cannot be used
   */
  public static Path take(Path from, Path to) throws IOException {
    if (Files.exists(to)) {
      throw new InvalidModelException(
          to + " exists already; give the model another name, as in --as my-model.");
    }
    if (Pipeline.isPipeline(from)) {
      return pipeline(from, to);
    }
    Manifest manifest = Manifest.read(from);
    tryOut(manifest);
    CheckedFile file = CheckedFile.read(manifest, Limits.OWN);
    Optional<SafeTensors> own = weights(file);
    if (own.isPresent()) {
      Path weights = ModelFolder.of(to.getParent(), to.getFileName().toString()).weights();
      own.get().write(weights);
      TwoEngines.difference(weights, manifest.file());
      return weights;
    }
    copy(file.digests(), manifest.folder(), to);
    Manifest pinned =
        new Manifest(
            to.resolve(Manifest.FILE),
            manifest.kind(),
            manifest.model(),
            manifest.inputs(),
            manifest.outputs(),
            file.digests(),
            manifest.settings());
    Files.writeString(pinned.file(), ManifestWriter.toml(pinned));
    return pinned.file();
  }

  /** The files that the pipeline reads, pinned by their digests. */
  private static Path pipeline(Path from, Path to) throws IOException {
    Pipeline pipeline = Pipeline.open(from, Limits.OWN, 1);
    // opening a network asks it once
    (pipeline.takesPrompts() ? pipeline.denoiser(List.of(""), "") : pipeline.denoiser()).close();
    if (pipeline.diffusesLatents()) {
      try (OnnxLatentSpace space = pipeline.latents()) {
        space.decode(Latents.of(new float[space.latents().numbers()], space.latents()));
      }
    }
    copy(pipeline.digests(), from, to);
    StringBuilder sums = new StringBuilder();
    pipeline.digests().forEach((name, digest) -> sums.append(digest + "  " + name + "\n"));
    Files.writeString(to.resolve(Pipeline.SUMS), sums);
    return to;
  }

  private static void copy(SortedMap<String, String> digests, Path from, Path to)
      throws IOException {
    for (String name : digests.keySet()) {
      Path target = to.resolve(name);
      Files.createDirectories(target.getParent());
      Files.copy(from.resolve(name), target);
    }
  }

  private static void tryOut(Manifest manifest) {
    switch (manifest.kind()) {
      case TOKEN_DENOISER -> OnnxTokenDenoiser.open(manifest.file(), Limits.OWN, 1).close();
      case TOKEN_SCORER -> OnnxTokenScorer.open(manifest.file(), Limits.OWN, 1).close();
      case GAUSSIAN_DENOISER -> OnnxGaussianDenoiser.open(manifest.file(), Limits.OWN, 1).close();
      case IMAGE_SCORER -> OnnxImageScorer.open(manifest.file(), Limits.OWN, 1).close();
      case ENCODER, DECODER -> Network.open(manifest, Limits.OWN).close();
    }
  }

  /**
   * The project's own weights and notes in a file; empty where it is somebody else's network.
   *
   * @throws InvalidModelException where the file says that it holds such weights and does not
   */
  public static Optional<SafeTensors> weights(CheckedFile file) {
    Map<String, String> notes = new TreeMap<>(file.model().metadata());
    String names = notes.remove(Exporter.PARAMETERS);
    notes.remove(Exporter.CLASS);
    if (names == null) {
      return Optional.empty();
    }
    Map<String, Tensor> constants = new HashMap<>();
    file.model().graph().constants().forEach(t -> constants.put(t.name(), t));
    Map<String, StoredTensor> out = new LinkedHashMap<>();
    for (String name : names.split(" ")) {
      Tensor t = constants.get(name);
      if (t == null || t.type() != ElementType.FLOAT32 || t.isExternal()) {
        throw new InvalidModelException(
            file.path()
                + " says that it holds the parameter '"
                + name
                + "', and does not; export the model again.");
      }
      out.put(name, stored(file, t));
    }
    return Optional.of(new SafeTensors(out, notes));
  }

  private static StoredTensor stored(CheckedFile file, Tensor t) {
    try {
      return new StoredTensor(DType.F32, t.shape(), t.data());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InvalidModelException(
          file.path() + " holds the parameter '" + t.name() + "' damaged: " + e.getMessage(), e);
    }
  }
}
