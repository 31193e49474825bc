package dev.lodestar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every scorer must keep: one answer a design, each depending on its design alone.
 *
 * @param <D> a design
 */
public abstract class RewardContract<D> {
  /** The scorer under test. */
  protected abstract Reward<D> reward();

  /** At least three different designs that it can score. */
  protected abstract List<D> designs();

  @Test
  void noDesignsGiveNoScores() {
    assertEquals(List.of(), reward().score(List.of()));
  }

  @Test
  void everyDesignHasOneScore() {
    assertEquals(designs().size(), reward().score(designs()).size());
  }

  @Test
  void aScoreDoesNotDependOnItsCompany() {
    List<D> designs = designs();
    List<Score> together = reward().score(designs);
    for (int i = 0; i < designs.size(); i++) {
      assertEquals(List.of(together.get(i)), reward().score(List.of(designs.get(i))));
    }
  }

  @Test
  void aScoreDoesNotDependOnTheOrder() {
    List<D> turned = new ArrayList<>(designs());
    Collections.reverse(turned);
    List<Score> backwards = new ArrayList<>(reward().score(turned));
    Collections.reverse(backwards);
    assertEquals(reward().score(designs()), backwards);
  }

  @Test
  void equalDesignsHaveEqualScores() {
    D design = designs().get(0);
    List<Score> twice = reward().score(List.of(design, design));
    assertEquals(twice.get(0), twice.get(1));
  }

  @Test
  void theIdentityIsStable() {
    assertFalse(reward().identity().isBlank());
    assertEquals(reward().identity(), reward().identity());
  }
}
