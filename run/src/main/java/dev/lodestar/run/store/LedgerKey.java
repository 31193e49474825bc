package dev.lodestar.run.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Names one design scored by one scorer: the first 128 bits of a SHA-256 digest, so that two of a
 * billion entries share a key with a probability below 1e-20.
 *
 * @param high first 64 bits
 * @param low next 64 bits; never 0 together with {@code high}
 */
public record LedgerKey(long high, long low) {

  /** The key of a design's canonical text under a scorer's identity. */
  public static LedgerKey of(String scorer, String design) {
    MessageDigest sha = sha256();
    byte[] name = scorer.getBytes(StandardCharsets.UTF_8);
    // the length goes first, so that no scorer and design can be cut apart in two ways
    sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(name.length).flip());
    sha.update(name);
    ByteBuffer digest = ByteBuffer.wrap(sha.digest(design.getBytes(StandardCharsets.UTF_8)));
    return new LedgerKey(digest.getLong(), digest.getLong() | 1);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
