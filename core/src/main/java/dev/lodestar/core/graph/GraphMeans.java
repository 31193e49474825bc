package dev.lodestar.core.graph;

/** An outlook that knows the expected clean graphs before they are rounded to graphs. */
public interface GraphMeans {
  /** E[x_0 | x_t] of features and bond orders, one row a state. */
  GraphField cleanMeans();
}
