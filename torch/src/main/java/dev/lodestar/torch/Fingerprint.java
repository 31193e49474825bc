package dev.lodestar.torch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A hash of everything that a training run's result depends on. */
final class Fingerprint {
  private final MessageDigest digest;

  Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** Adds a text, or a record by its text. */
  Fingerprint add(Object text) {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
    digest.update(bytes);
    return this;
  }

  Fingerprint add(int[][] rows) {
    for (int[] row : rows) {
      ByteBuffer b = ByteBuffer.allocate(4 * row.length + 4).putInt(row.length);
      for (int x : row) {
        b.putInt(x);
      }
      digest.update(b.flip());
    }
    return this;
  }

  Fingerprint add(double[] values) {
    ByteBuffer b = ByteBuffer.allocate(8 * values.length);
    for (double x : values) {
      b.putDouble(x);
    }
    digest.update(b.flip());
    return this;
  }

  /** Everything of a plan that the result depends on: neither files nor threads. */
  Fingerprint add(TrainingPlan p) {
    return add(
        "%d %d %s %s %d %s %d %d"
            .formatted(
                p.steps(),
                p.batch(),
                p.learningRate(),
                p.weightDecay(),
                p.warmup(),
                p.emaDecay(),
                p.seed(),
                p.validateEvery()));
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
