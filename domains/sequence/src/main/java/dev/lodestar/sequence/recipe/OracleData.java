package dev.lodestar.sequence.recipe;

import dev.lodestar.torch.TokenRegressor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one scorer learns from and is judged by; the three are disjoint.
 *
 * @param training rows it learns from
 * @param validation rows that choose among its checkpoints
 * @param test rows that no model saw, by the name of their set, in the card's order
 */
public record OracleData(Labelled training, Labelled validation, Map<String, Labelled> test) {
  public OracleData {
    test = Collections.unmodifiableMap(new LinkedHashMap<>(test));
  }

  /** One figure a test set. */
  public Map<String, Double> accuracy(Accuracy measure, TokenRegressor network) {
    Map<String, Double> out = new LinkedHashMap<>();
    test.forEach((set, rows) -> out.put(set, measure.of(network, rows)));
    return out;
  }
}
