package dev.lodestar.run.scorer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The last few kilobytes of what somebody writes; older text is forgotten. */
final class BoundedText {
  private final byte[] ring;
  private long written;

  BoundedText(int bytes) {
    this.ring = new byte[bytes];
  }

  /** Reads a stream to its end. */
  void drain(InputStream in) {
    byte[] buffer = new byte[4096];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        add(buffer, n);
      }
    } catch (IOException e) {
      // the writer is gone; what it wrote before counts
    }
  }

  private synchronized void add(byte[] bytes, int n) {
    for (int i = 0; i < n; i++) {
      ring[(int) (written++ % ring.length)] = bytes[i];
    }
  }

  synchronized String tail() {
    int n = (int) Math.min(written, ring.length);
    byte[] out = new byte[n];
    for (int i = 0; i < n; i++) {
      out[i] = ring[(int) ((written - n + i) % ring.length)];
    }
    return new String(out, StandardCharsets.UTF_8).strip();
  }
}
