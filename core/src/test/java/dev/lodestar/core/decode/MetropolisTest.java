package dev.lodestar.core.decode;

import static dev.lodestar.core.exact.Statistics.accept;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.exact.Bed;
import dev.lodestar.core.exact.ExactTarget;
import dev.lodestar.core.exact.ExactValue;
import dev.lodestar.core.exact.Statistics;
import dev.lodestar.core.process.Edited;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.ValueFunction;
import org.junit.jupiter.api.Test;

/** The stationary law of Metropolis refinement, by enumeration. */
class MetropolisTest {
  private static final double ALPHA = 0.8;
  private static final int CHAINS = 3_000;

  private final Bed bed = Bed.small();
  private final ExactTarget target = new ExactTarget(bed.exact(), bed.reward(3), ALPHA);
  private final ValueFunction<Tokens> value = ExactValue.of(target);

  @Test
  void whereThePathMayBeginAnewTheLawIsTheTarget() {
    Tokens designs = bed.decode(new Metropolis(ALPHA, 60, 1), value, 1, 0, CHAINS).designs();
    accept(Statistics.gTest(bed.counts(designs), target.law()), "60 rounds");
    Tokens early = bed.decode(new Metropolis(ALPHA, 1, 1), value, 1, 0, CHAINS).designs();
    assertTrue(
        Statistics.gTest(bed.counts(early), target.law()) < Statistics.ALARM,
        "one round is told from the target");
  }

  /** Half the levels alone leave early letters; renewing the noise makes up for it. */
  @Test
  void renewingTheNoiseReachesWhatShortMovesCannot() {
    Tokens designs = bed.decode(new Metropolis(ALPHA, 150, 0.5), value, 2, 0, CHAINS).designs();
    accept(Statistics.gTest(bed.counts(designs), target.law()), "150 short rounds");
    // a process that cannot renew its noise keeps what was revealed early
    Edited<Tokens> oneWay =
        new Edited<>(bed.process(), bed.exact().states().tokens(0), bed.exact().steps());
    Tokens stuck =
        Decoding.run(
                new Metropolis(ALPHA, 150, 0.5),
                new Steering<>(oneWay, value),
                Streams.of(2),
                0,
                CHAINS,
                p -> {})
            .designs();
    assertTrue(Statistics.gTest(bed.counts(stuck), target.law()) < Statistics.ALARM);
  }

  /** The stationary law is left where it is: a flat reward keeps the pre-trained model. */
  @Test
  void aFlatRewardKeepsThePretrainedLaw() {
    ValueFunction<Tokens> flat = (outlook, draws) -> new double[outlook.size()];
    Tokens designs = bed.decode(new Metropolis(ALPHA, 10, 0.5), flat, 3, 0, 8_000).designs();
    accept(Statistics.gTest(bed.counts(designs), bed.exact().pretrained()), "flat");
  }

  @Test
  void atTemperatureZeroNothingGetsWorse() {
    double[][] before = {{}};
    Decoding.run(
        new Metropolis(0, 20, 0.7),
        new Steering<>(bed.process(), value),
        Streams.of(1),
        0,
        100,
        p -> {
          double[] now = p.values().clone();
          for (int d = 0; d < before[0].length; d++) {
            assertTrue(now[d] >= before[0][d]);
          }
          before[0] = now;
        });
    assertEquals(100, before[0].length);
  }
}
