package dev.lodestar.torch;

import org.bytedeco.pytorch.Tensor;

/**
 * What a training run minimises.
 *
 * <p>A step's batch is cut into shards of fixed content, whose gradients are added in order: the
 * result does not depend on how many threads compute them.
 */
interface Objective {
  /** Sequences a shard. */
  int SHARD = 32;

  /** One step's work; a pure function of the step's number. */
  Step step(int step);

  /** Score of weights on held-out data, higher is better; NaN without any. */
  double validate(Weights w, int threads);

  /** A step's shards. */
  interface Step {
    int shards();

    /** A shard's part of the batch loss: the parts add up to it. */
    Tensor loss(int shard, Weights w);
  }
}
