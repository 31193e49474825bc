package dev.lodestar.sequence.scorer;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A scorer that is a formula.
 *
 * @param identity name and settings; equal identities are equal formulas
 * @param formula score of one design
 */
record ClosedForm(String identity, Function<String, Score> formula) implements Reward<String> {
  @Override
  public List<Score> score(List<String> designs) {
    List<Score> out = new ArrayList<>(designs.size());
    for (String design : designs) {
      out.add(formula.apply(design));
    }
    return out;
  }
}
