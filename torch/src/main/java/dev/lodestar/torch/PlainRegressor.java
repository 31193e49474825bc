package dev.lodestar.torch;

import org.bytedeco.pytorch.global.torch;

/** A {@link NeuralRegressor} as its Python original runs it; see {@link NeuralRegressor#plain}. */
record PlainRegressor(int vocabulary, RegressorNet net, ParameterSet parameters, Scaling scaling)
    implements TokenRegressor {
  @Override
  public double[] score(int[] tokens, int rows, int length) {
    OneHot input = net.input(length);
    float[] x = input.blank(rows);
    for (int r = 0; r < rows; r++) {
      input.put(x, r, tokens, r * length, length);
    }
    return run(input, x);
  }

  @Override
  public double[] scoreProbabilities(float[] probabilities, int rows, int length) {
    OneHot input = net.input(length);
    float[] x = input.blank(rows);
    for (int r = 0; r < rows; r++) {
      input.putProbabilities(x, r, probabilities, r * length * vocabulary, length);
    }
    return run(input, x);
  }

  private double[] run(OneHot input, float[] x) {
    try (Scope s = Scope.inference()) {
      torch.set_num_threads(Workers.DEFAULT);
      float[] y = Torch.floats(net.forward(parameters, input.tensor(x), Dropout.NONE));
      double[] out = new double[y.length];
      for (int r = 0; r < y.length; r++) {
        out[r] = scaling.toData(y[r]);
      }
      return out;
    } finally {
      torch.set_num_threads(1);
    }
  }
}
