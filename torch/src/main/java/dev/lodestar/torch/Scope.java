package dev.lodestar.torch;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Tensor;

/**
 * The native memory and the gradient mode of one block of tensor code: everything made inside is
 * freed when the block ends, except what is handed out through {@link #keep}.
 */
final class Scope implements AutoCloseable {
  private final PointerScope pointers;
  private final AutoGradMode mode;

  private Scope(boolean gradients) {
    Torch.init();
    pointers = new PointerScope();
    mode = new AutoGradMode(gradients);
  }

  /** A block that records no gradients. */
  static Scope inference() {
    return new Scope(false);
  }

  /** A block that records gradients. */
  static Scope gradients() {
    return new Scope(true);
  }

  /** Lets a tensor outlive the block; its owner frees it by {@code close()}. */
  static Tensor keep(Tensor t) {
    t.retainReference();
    return t;
  }

  @Override
  public void close() {
    mode.close();
    pointers.close();
  }
}
