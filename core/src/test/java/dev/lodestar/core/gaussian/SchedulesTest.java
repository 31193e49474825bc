package dev.lodestar.core.gaussian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Noise levels against their papers' formulas and published constants. */
class SchedulesTest {
  private static final TableSchedule LINEAR = TableSchedule.linear(1000, 1e-4, 0.02);

  @Test
  void theLinearScheduleIsThatOfDdpm() {
    assertEquals(0.9999, LINEAR.alphaBar(0), 1e-12);
    // log of the product of 1 − β, by the integral of log(1 − β) over the even β
    double log = 0;
    for (int t = 0; t < 1000; t++) {
      log += Math.log1p(-(1e-4 + (0.02 - 1e-4) * t / 999));
    }
    assertEquals(log, Math.log(LINEAR.alphaBar(999)), 1e-9);
    assertEquals(4.04e-5, LINEAR.alphaBar(999), 1e-7);
  }

  @Test
  void theScaledLinearScheduleIsThatOfLatentDiffusion() {
    TableSchedule schedule = TableSchedule.scaledLinear(1000, 0.00085, 0.012);
    assertEquals(1 - 0.00085, schedule.alphaBar(0), 1e-12);
    // its published largest sigma
    assertEquals(14.6146, schedule.sigma(999), 1e-4);
    assertEquals(0.0292, schedule.sigma(0), 1e-4);
  }

  @Test
  void theCosineScheduleIsASquaredCosine() {
    TableSchedule schedule = TableSchedule.cosine(1000);
    for (int t : new int[] {0, 10, 300, 499, 900, 990}) {
      double there = Math.cos(((t + 1) / 1000.0 + 0.008) / 1.008 * Math.PI / 2);
      double start = Math.cos(0.008 / 1.008 * Math.PI / 2);
      assertEquals(there * there / (start * start), schedule.alphaBar(t), 1e-12);
    }
    assertTrue(schedule.alphaBar(999) > 0, "no beta above 0.999");
  }

  @Test
  void spacingsAreThoseInUse() {
    assertArrayEquals(
        new double[] {0, 250, 500, 749, 999}, new Spacing.Uniform().times(LINEAR, 5), 0);
    assertArrayEquals(
        new double[] {1, 201, 401, 601, 801}, new Spacing.Leading(1).times(LINEAR, 5), 0);
    assertArrayEquals(
        new double[] {199, 399, 599, 799, 999}, new Spacing.Trailing().times(LINEAR, 5), 0);
    for (int steps : new int[] {1, 3, 7, 999, 1000}) {
      assertEquals(steps, new Spacing.Trailing().levels(LINEAR, steps).steps());
      assertEquals(999, new Spacing.Trailing().levels(LINEAR, steps).at(steps).time());
    }
    String said =
        assertThrows(
                IllegalArgumentException.class, () -> new Spacing.Uniform().levels(LINEAR, 1001))
            .getMessage();
    assertTrue(said.contains("1 to 1000") && said.contains("1001"), said);
  }

  @Test
  void karrasSpacingIsEvenInARootOfSigma() {
    NoiseLevels levels = new Spacing.Karras(7).levels(LINEAR, 10);
    double first = Math.pow(LINEAR.sigma(0), 1.0 / 7);
    double last = Math.pow(LINEAR.sigma(999), 1.0 / 7);
    for (int i = 0; i < 10; i++) {
      double root = Math.pow(levels.at(i + 1).sigma(), 1.0 / 7);
      assertEquals(first + (last - first) * i / 9, root, 1e-9);
    }
  }

  @Test
  void betweenTrainingTimesLevelsAndTimesAreInverse() {
    for (double time : new double[] {0, 0.25, 17, 500.5, 998.9, 999}) {
      NoiseLevel level = LINEAR.at(time);
      assertEquals(time, LINEAR.timeOf(level.sigma()), 1e-8);
      assertEquals(1, Math.hypot(level.scale(), level.deviation()), 1e-12);
    }
    assertThrows(IllegalArgumentException.class, () -> LINEAR.at(999.5));
    assertThrows(IllegalArgumentException.class, () -> LINEAR.timeOf(1e6));
  }

  @Test
  void forwardKernelsCompose() {
    NoiseLevel low = LINEAR.at(100);
    NoiseLevel middle = LINEAR.at(400);
    NoiseLevel high = LINEAR.at(900);
    assertEquals(high.ratio(low), high.ratio(middle) * middle.ratio(low), 1e-12);
    double through = Math.hypot(high.ratio(middle) * middle.spread(low), high.spread(middle));
    assertEquals(through, high.spread(low), 1e-12);
    // one step of the table is its own beta
    double beta = 1e-4 + (0.02 - 1e-4) * 400 / 999;
    assertEquals(Math.sqrt(beta), LINEAR.at(400).spread(LINEAR.at(399)), 1e-9);
  }

  @Test
  void whatIsNoScheduleIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> TableSchedule.of(new double[] {0.9, 0.95}));
    assertThrows(IllegalArgumentException.class, () -> TableSchedule.of(new double[] {0.9, 0}));
    assertThrows(IllegalArgumentException.class, () -> new NoiseLevel(0, 1.2, 0));
    assertThrows(IllegalArgumentException.class, () -> LINEAR.levels(new double[] {500, 400}));
    String said =
        assertThrows(
                IllegalArgumentException.class,
                () -> Head.EPSILON.stateShare(new FlowSchedule().at(1)))
            .getMessage();
    assertTrue(said.contains("EPSILON") && said.contains("VELOCITY"), said);
  }
}
