package dev.lodestar.torch;

import org.bytedeco.pytorch.Tensor;

/** A value architecture as a function of its weights. */
interface ValueForward {
  /** Cosines that tell a layer the time. */
  int WAVES = 8;

  ParameterLayout layout();

  /**
   * Values in the scale the network was trained on.
   *
   * @param x one-hot states, shape [rows, maxLength, V + 1]
   * @param times shape [rows]
   * @return shape [rows]
   */
  Tensor forward(Weights w, Tensor x, float[] times);

  static ValueForward of(ValueConfig config) {
    return config instanceof PooledValueNet.Config c
        ? new PooledValueNet.Net(c)
        : new CnnValueNet.Net((CnnValueNet.Config) config);
  }

  /** How states are encoded. */
  static OneHot input(ValueConfig config) {
    return new OneHot(config.vocabulary(), OneHot.Extra.MASK, config.maxLength());
  }

  /** cos(π·k·t), k = 0..7, shape [rows, WAVES]. */
  static Tensor waves(float[] times) {
    float[] out = new float[times.length * WAVES];
    for (int r = 0; r < times.length; r++) {
      for (int k = 0; k < WAVES; k++) {
        out[r * WAVES + k] = (float) Math.cos(Math.PI * k * times[r]);
      }
    }
    return Torch.tensor(out, times.length, WAVES);
  }
}
