package dev.lodestar.torch;

import org.bytedeco.pytorch.Tensor;

/** A network's parameters by name. */
interface Weights {
  /** The parameter; whoever gave the weights owns it. */
  Tensor get(String name);
}
