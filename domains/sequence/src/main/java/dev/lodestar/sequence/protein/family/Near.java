package dev.lodestar.sequence.protein.family;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.Sequences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A scorer within its data.
 *
 * @param scorer what the data taught
 * @param consensus of the family, as tokens
 * @param mutations most differences from it
 * @param known variants that no design may be far from, where they are given
 */
record Near(Reward<String> scorer, int[] consensus, int mutations, Optional<Known> known)
    implements Reward<String> {

  /**
   * What is known.
   *
   * @param variants the measured ones
   * @param reach most differences from the nearest of them
   * @param identity of their file
   */
  record Known(KnownVariants variants, int reach, String identity) {
    private Optional<String> tooFar(int[] design) {
      int changed = variants.nearest(design);
      return changed <= reach
          ? Optional.empty()
          : Optional.of(
              "%d mutations from the nearest known variant; the data reach %d"
                  .formatted(changed, reach));
    }
  }

  @Override
  public List<Score> score(List<String> designs) {
    List<Score> out = new ArrayList<>(scorer.score(designs));
    for (int i = 0; i < out.size(); i++) {
      if (out.get(i) instanceof Score.Value) {
        int[] design = Alphabet.PROTEIN.tokens(designs.get(i));
        int at = i;
        tooFar(design).ifPresent(why -> out.set(at, new Score.Infeasible(why)));
      }
    }
    return out;
  }

  private Optional<String> tooFar(int[] design) {
    int changed = Sequences.hamming(design, consensus);
    if (changed > mutations) {
      return Optional.of(
          "%d mutations; the data reach %d from the consensus".formatted(changed, mutations));
    }
    return known.flatMap(k -> k.tooFar(design));
  }

  @Override
  public String identity() {
    String near = scorer.identity() + " within " + mutations;
    return near + known.map(k -> ", " + k.reach + " of " + k.identity).orElse("");
  }
}
