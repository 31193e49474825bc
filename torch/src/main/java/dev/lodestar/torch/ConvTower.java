package dev.lodestar.torch;

import org.bytedeco.pytorch.Tensor;

/**
 * Convolutions of one width, then a dense read-out of every position: right-aligned inputs let it
 * tell the reading frame relative to the 3' end, as in Optimus 5-prime (Sample et al. 2019).
 */
record ConvTower(int inputs, int width, int channels, int kernel, int layers, int hidden) {
  ParameterLayout.Builder slots() {
    ParameterLayout.Builder b = new ParameterLayout.Builder();
    for (int i = 0; i < layers; i++) {
      b.conv("conv." + i, channels, i == 0 ? inputs : channels, kernel);
    }
    return b.dense("dense", hidden, channels * width).dense("head", 1, hidden);
  }

  /** What else enters a layer before its nonlinearity. */
  interface Shift {
    Tensor apply(int layer, Tensor h);
  }

  /**
   * @param x shape [rows, width, inputs]
   * @return shape [rows]
   */
  Tensor forward(Weights w, Tensor x, Shift shift, Dropout dropout) {
    Tensor h = x;
    for (int i = 0; i < layers; i++) {
      h = shift.apply(i, Nets.conv(w, "conv." + i, h, 1)).relu();
    }
    // The read-out's weights count positions within channels.
    Tensor flat = h.transpose(1, 2).reshape(x.size(0), (long) channels * width);
    Tensor u = dropout.apply(Nets.dense(w, "dense", flat).relu());
    return Nets.dense(w, "head", u).squeeze(1);
  }
}
