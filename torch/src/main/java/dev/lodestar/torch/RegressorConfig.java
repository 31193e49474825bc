package dev.lodestar.torch;

/** Which regression network, and how large. */
public sealed interface RegressorConfig
    permits ConvGruRegressor.Config, CnnRegressor.Config, ResidualRegressor.Config {
  /** Number of real tokens V. */
  int vocabulary();

  /** Longest sequence the network takes. */
  int maxLength();
}
