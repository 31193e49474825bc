package dev.lodestar.core.gaussian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeadTest {
  private static final NoiseLevel PRESERVING = NoiseLevel.preserving(3, 0.36);
  private static final NoiseLevel STRAIGHT = new NoiseLevel(0.3, 0.7, 0.3);
  private static final NoiseLevel EXPLODING = new NoiseLevel(2, 1, 5);

  @ParameterizedTest
  @EnumSource(Head.class)
  void aPerfectAnswerGivesTheCleanStateBack(Head head) {
    float[] clean = {0.5f, -1.25f, 2};
    float[] noise = {-0.7f, 0.1f, 1.3f};
    for (NoiseLevel level : new NoiseLevel[] {PRESERVING, STRAIGHT, EXPLODING}) {
      float[] x = new float[3];
      float[] said = new float[3];
      for (int k = 0; k < 3; k++) {
        x[k] = (float) (level.scale() * clean[k] + level.deviation() * noise[k]);
        said[k] =
            (float)
                switch (head) {
                  case EPSILON -> noise[k];
                  case X0 -> clean[k];
                  case V -> level.scale() * noise[k] - level.deviation() * clean[k];
                  case VELOCITY -> noise[k] - clean[k];
                };
      }
      assertArrayEquals(clean, head.clean(x, said, level), 2e-6f, head + " at " + level);
      assertArrayEquals(said, head.output(x, clean, level), 2e-6f, head + " at " + level);
    }
  }

  /** Salimans and Ho, appendix D: x̂ = α·z − σ·v. */
  @ParameterizedTest
  @EnumSource(value = Head.class, names = "V")
  void theVelocityOfAPreservingPathIsThatOfThePaper(Head v) {
    assertEquals(0.6, v.stateShare(PRESERVING), 1e-12);
    assertEquals(-0.8, v.outputShare(PRESERVING), 1e-12);
  }
}
