package dev.lodestar.torch;

import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;

/** What happens to hidden units on the way through a network. */
interface Dropout {
  /** Scoring: units pass as they are. */
  Dropout NONE = x -> x;

  Tensor apply(Tensor x);

  /**
   * Training: each unit is zeroed with probability {@code rate} and the others scaled up. The draws
   * are ours, not libtorch's global generator's, so that a resumed run repeats them.
   */
  static Dropout of(double rate, SplittableRandom random) {
    if (rate == 0) {
      return NONE;
    }
    return x -> {
      float[] mask = new float[Math.toIntExact(x.numel())];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = random.nextDouble() < rate ? 0 : (float) (1 / (1 - rate));
      }
      return x.mul(Torch.tensor(mask, mask.length).view_as(x));
    };
  }
}
