package dev.lodestar.onnx.export;

import dev.lodestar.onnx.OnnxGaussianDenoiser;
import dev.lodestar.onnx.OnnxImageScorer;
import dev.lodestar.onnx.OnnxTokenDenoiser;
import dev.lodestar.onnx.OnnxTokenScorer;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Takes over a network from ONNX: one that {@link Exporter} wrote comes back as the weights it was
 * made from, bit for bit; another one as it is, once it has been tried.
 */
public final class Importer {
  private Importer() {}

  /**
   * Checks a network, asks it once, and puts it into a new folder.
   *
   * @param from the manifest, or the folder it is in
   * @param to a folder that does not exist
   * @return the file to run it by: the manifest, or the project's own weights
   * @throws InvalidModelException with a sentence where the network cannot be used
   */
  public static Path take(Path from, Path to) throws IOException {
    Manifest manifest = Manifest.read(from);
    if (Files.exists(to)) {
      throw new InvalidModelException(
          to + " exists already; give the model another name, as in --as my-model.");
    }
    tryOut(manifest);
    CheckedFile file = CheckedFile.read(manifest, Limits.OWN);
    Optional<SafeTensors> own = weights(file);
    if (own.isPresent()) {
      Path weights = ModelFolder.of(to.getParent(), to.getFileName().toString()).weights();
      own.get().write(weights);
      TwoEngines.difference(weights, manifest.file());
      return weights;
    }
    Files.createDirectories(to);
    for (String name : file.digests().keySet()) {
      Path target = to.resolve(name);
      Files.createDirectories(target.getParent());
      Files.copy(manifest.folder().resolve(name), target);
    }
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
