package dev.lodestar.core.task;

import java.nio.file.Path;
import java.util.SortedMap;

/**
 * A pre-trained model that its user brought to a task, in place of the one that the task ships:
 * {@link OwnTokenDenoiser} is one kind. It has no gradient.
 */
public interface OwnModel extends AutoCloseable {
  /** What it is, for messages, such as {@code the token-denoiser of mdlm/manifest.toml}. */
  String describe();

  /** The files it was read from, by role, for provenance. */
  SortedMap<String, Path> files();

  @Override
  void close();
}
