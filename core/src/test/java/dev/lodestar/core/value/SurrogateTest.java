package dev.lodestar.core.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.lodestar.core.exact.Bed;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import org.junit.jupiter.api.Test;

class SurrogateTest {
  @Test
  void theRewardJudgesTheDataAndNothingElse() {
    Bed bed = Bed.small();
    Objective<Tokens> reward = bed.reward(3);
    Objective<Tokens> cheap = bed.reward(4);
    Surrogate<Tokens> value = new Surrogate<>(new PosteriorMean<>(cheap), reward);
    for (int step = 0; step <= bed.exact().steps(); step++) {
      var outlook = bed.process().look(bed.exact().states().tokens(new int[] {0, 1, 2}), step);
      Objective<Tokens> judge = step == 0 ? reward : cheap;
      assertArrayEquals(
          judge.of(outlook.cleanGuess()),
          value.of(outlook, Draws.of(Streams.of(1), 0, 3, step)),
          "at step " + step);
    }
  }
}
