package dev.lodestar.onnx.proto;

/** One size of a shape: a number, or a name for what is only known when the network is called. */
public sealed interface Size {
  /** A fixed size. */
  record Fixed(long value) implements Size {
    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  /** A size by name, such as {@code batch}; empty where it has none. */
  record Named(String name) implements Size {
    @Override
    public String toString() {
      return name.isEmpty() ? "?" : name;
    }
  }

  static Size of(long value) {
    return new Fixed(value);
  }

  static Size of(String name) {
    return new Named(name);
  }
}
