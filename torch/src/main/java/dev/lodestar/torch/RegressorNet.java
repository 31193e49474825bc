package dev.lodestar.torch;

import org.bytedeco.pytorch.Tensor;

/** A regression architecture as a function of its weights. */
interface RegressorNet {
  ParameterLayout layout();

  /** How sequences of that length are encoded. */
  OneHot input(int length);

  /** Whether sequences of several lengths may share a batch. */
  boolean mixesLengths();

  /** Probability of dropping a hidden unit in training. */
  double dropout();

  /**
   * Standardised predictions.
   *
   * @param x encoded sequences, shape [rows, width, channels]
   * @return shape [rows]
   */
  Tensor forward(Weights w, Tensor x, Dropout dropout);

  static RegressorNet of(RegressorConfig config) {
    if (config instanceof ConvGruRegressor.Config c) {
      return new ConvGruRegressor.Net(c);
    }
    if (config instanceof ResidualRegressor.Config c) {
      return new ResidualRegressor.Net(c);
    }
    return new CnnRegressor.Net((CnnRegressor.Config) config);
  }

  /**
   * The same without dropout and without gradients, which may be had in another way.
   *
   * @return shape [rows]
   */
  default Tensor infer(Weights w, Tensor x) {
    return forward(w, x, Dropout.NONE);
  }
}
