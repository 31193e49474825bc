package dev.lodestar.torch;

/** Element types of a safetensors file that this reader understands. */
public enum DType {
  /** IEEE double. */
  F64(8),
  /** IEEE single. */
  F32(4),
  /** IEEE half. */
  F16(2),
  /** The upper half of an IEEE single. */
  BF16(2),
  /** Signed, 64 bits. */
  I64(8),
  /** Signed, 32 bits. */
  I32(4),
  /** Signed, 16 bits. */
  I16(2),
  /** Signed, 8 bits. */
  I8(1),
  /** Unsigned, 8 bits. */
  U8(1),
  /** One byte, 0 or 1. */
  BOOL(1);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes an element. */
  public int bytes() {
    return bytes;
  }

  /** Whether the type holds fractions. */
  public boolean isFloating() {
    return this == F64 || this == F32 || this == F16 || this == BF16;
  }
}
