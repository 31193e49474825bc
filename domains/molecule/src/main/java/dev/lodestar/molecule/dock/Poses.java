package dev.lodestar.molecule.dock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Finished dockings as files, one a docking: nothing is docked twice, whatever was killed between.
 * A file appears whole or not at all, survives a power cut once it is there, and its name is made
 * of all that determines the result.
 *
 * @param folder of the files
 */
record Poses(Path folder) {
  /** Where poses are kept unless a setting says otherwise: the user's cache. */
  static Path usual() {
    String own = System.getenv().getOrDefault("LODESTAR_CACHE", "");
    String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    Path base =
        !own.isBlank()
            ? Path.of(own)
            : (cache.isBlank()
                    ? Path.of(System.getProperty("user.home"), ".cache")
                    : FileSystems.getDefault().getPath(cache))
                .resolve("lodestar");
    return base.resolve("docking");
  }

  private Path file(String identity, String smiles) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] hash = sha.digest((identity + "\n" + smiles).getBytes(StandardCharsets.UTF_8));
      return folder.resolve(HexFormat.of().formatHex(hash).substring(0, 32) + ".pdbqt");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The pose of a molecule, where it was docked before. */
  Optional<Path> find(String identity, String smiles) {
    return Optional.of(file(identity, smiles)).filter(Files::isRegularFile);
  }

  /** Takes a finished pose over, with the SMILES in its first line. */
  Path keep(String identity, String smiles, Path pose) throws IOException {
    Path part = Files.createTempFile(folder, "pose", ".part");
    String text = "REMARK SMILES " + smiles + "\n" + Files.readString(pose);
    try (FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (left.hasRemaining()) {
        out.write(left);
      }
      out.force(true);
    }
    Path kept = Files.move(part, file(identity, smiles), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
      entry.force(true);
    } catch (IOException e) {
      // some systems do not let a folder be opened; a rename is durable there
    }
    return kept;
  }
}
