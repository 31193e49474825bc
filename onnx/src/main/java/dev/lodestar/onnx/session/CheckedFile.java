package dev.lodestar.onnx.session;

import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.proto.InvalidModelException;
import dev.lodestar.onnx.proto.Model;
import dev.lodestar.onnx.proto.Node;
import dev.lodestar.onnx.proto.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An ONNX file that was looked at before any engine sees it: its size is bounded, its digest is the
 * pinned one, its messages are sound, its operators are of known families and not random, and its
 * constants are in the file itself or in files of the same folder.
 *
 * @param path where it lies
 * @param bytes its contents, outside the heap: what was checked is what runs
 * @param model the same, read
 * @param external files beside it that hold constants
 * @param digests SHA-256 of every file, by name
 */
public record CheckedFile(
    Path path,
    ByteBuffer bytes,
    Model model,
    SortedSet<String> external,
    SortedMap<String, String> digests) {
  /** Families of operators that the engine brings along. */
  private static final List<String> FAMILIES =
      List.of("", "ai.onnx", "ai.onnx.ml", "com.microsoft", "com.microsoft.nchwc");

  /** Operators whose answer is not a function of their inputs. */
  private static final List<String> RANDOM =
      List.of(
          "RandomNormal",
          "RandomNormalLike",
          "RandomUniform",
          "RandomUniformLike",
          "Multinomial",
          "Bernoulli");

  private static final int BLOCK = 1 << 20;

  private static final String LOCATION = "[\\p{Alnum}_.][\\p{Alnum}_. +-]*(/[\\p{Alnum}_. +-]+)*";

  /**
   * Reads and checks the file of a manifest.
   *
   * @throws InvalidModelException with a sentence that names the file and what is wrong
   */
  public static CheckedFile read(Manifest manifest, Limits limits) {
    return read(manifest.modelFile(), manifest.digests(), limits);
  }

  /**
   * Reads and checks a file.
   *
   * @param pinned SHA-256 by name; where there are any, every file must be among them
   */
  public static CheckedFile read(Path path, SortedMap<String, String> pinned, Limits limits) {
    try {
      String name = path.getFileName().toString();
      ByteBuffer bytes = load(path, limits.bytes());
      SortedMap<String, String> digests = new TreeMap<>();
      digests.put(name, digest(bytes));
      requirePinned(path, name, digests.get(name), pinned, limits);
      Model model = parse(path, bytes);
      SortedSet<String> external = new TreeSet<>();
      model.visit(
          node -> operator(path, model, node),
          constant -> {
            if (constant.isExternal()) {
              external.add(location(path, constant));
            }
          });
      for (String beside : external) {
        Path file = path.resolveSibling(beside);
        digests.put(beside, digest(file, limits.beside()));
        requirePinned(file, beside, digests.get(beside), pinned, limits);
      }
      return new CheckedFile(path, bytes, model, external, digests);
    } catch (IOException e) {
      throw new InvalidModelException(path + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  private static ByteBuffer load(Path path, long most) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new InvalidModelException(path + " is not there; the manifest names it.");
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      requireSize(path, size, most);
      ByteBuffer bytes = ByteBuffer.allocateDirect((int) size);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // until the file is read
      }
      return bytes.flip();
    }
  }

  private static Model parse(Path path, ByteBuffer bytes) {
    try {
      return Model.read(bytes);
    } catch (InvalidModelException e) {
      throw new InvalidModelException(
          path + " is no ONNX file that can be used: " + e.getMessage() + ".", e);
    }
  }

  private static void requirePinned(
      Path path, String name, String found, SortedMap<String, String> pinned, Limits limits) {
    if (pinned.isEmpty() && !limits.pinned()) {
      return;
    }
    String wanted = pinned.get(name);
    if (wanted == null) {
      throw new InvalidModelException(
          path
              + " has no pinned digest; its manifest needs, below [sha256], \""
              + name
              + "\" = \""
              + found
              + "\" if this is the file that is meant.");
    }
    if (!wanted.equals(found)) {
      throw new InvalidModelException(
          path
              + " is not the file that the manifest pins: its SHA-256 is "
              + found
              + " where "
              + wanted
              + " is expected.");
    }
  }

  private static void operator(Path path, Model model, Node node) {
    String operator = node.operator();
    String family = node.domain();
    if (!FAMILIES.contains(family) && !model.families().contains(family)) {
      throw new InvalidModelException(
          path
              + " uses the operator '"
              + operator
              + "' of the family '"
              + family
              + "', which is not supported; export the network with ONNX's own operators.");
    }
    if (RANDOM.contains(operator)) {
      throw new InvalidModelException(
          path
              + " draws random numbers inside the network (operator "
              + operator
              + "), so its answers would not be reproducible; export it in evaluation mode.");
    }
  }

  /** Where a constant is, if that is a file below the model's own folder. */
  private static String location(Path path, Tensor constant) {
    String given = constant.external().get("location");
    Path folder = path.toAbsolutePath().normalize().getParent();
    boolean plain = given.matches(LOCATION) && !List.of(given.split("/")).contains("..");
    try {
      if (plain && folder.resolve(given).toRealPath().startsWith(folder.toRealPath())) {
        return given;
      }
    } catch (IOException e) {
      throw new InvalidModelException(
          path + " keeps '" + constant.name() + "' in the file " + given + ", which is not there.",
          e);
    }
    throw new InvalidModelException(
        path
            + " keeps '"
            + constant.name()
            + "' in the file '"
            + given
            + "' outside its own folder, which is refused; put the file beside the model.");
  }

  /** SHA-256 of a file that the engine reads itself, as constants may be larger than a buffer. */
  private static String digest(Path path, long most) throws IOException {
    requireSize(path, Files.size(path), most);
    try (InputStream in = Files.newInputStream(path)) {
      MessageDigest sha = sha();
      byte[] block = new byte[BLOCK];
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        sha.update(block, 0, n);
      }
      return HexFormat.of().formatHex(sha.digest());
    }
  }

  private static void requireSize(Path path, long size, long most) {
    if (size > most) {
      throw new InvalidModelException(
          path + " has " + size + " bytes, more than the " + most + " that are allowed here.");
    }
  }

  /** SHA-256, as 64 digits. */
  public static String digest(ByteBuffer bytes) {
    MessageDigest sha = sha();
    sha.update(bytes.duplicate());
    return HexFormat.of().formatHex(sha.digest());
  }

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
