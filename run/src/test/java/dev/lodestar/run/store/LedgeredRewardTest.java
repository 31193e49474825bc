package dev.lodestar.run.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.BudgetExhausted;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgeredRewardTest {
  @TempDir Path temp;
  private final List<String> called = Collections.synchronizedList(new ArrayList<>());

  private final Reward<String> lengths =
      new Reward<>() {
        @Override
        public List<Score> score(List<String> designs) {
          called.addAll(designs);
          return designs.stream().<Score>map(d -> new Score.Value(d.length())).toList();
        }

        @Override
        public String identity() {
          return "lengths";
        }
      };

  private Ledger open(long paidUpTo) {
    return Ledger.open(temp.resolve("ledger"), paidUpTo, false);
  }

  private static Meter meter(long calls) {
    return new Meter(new Budget(Long.MAX_VALUE, calls, Double.POSITIVE_INFINITY));
  }

  private LedgeredReward<String> reward(Ledger ledger, Meter meter) {
    return new LedgeredReward<>(lengths, d -> d, ledger, meter);
  }

  private static List<Score> values(double... values) {
    return java.util.Arrays.stream(values).<Score>mapToObj(Score.Value::new).toList();
  }

  @Test
  void everyDesignIsPaidOnce() {
    try (Ledger ledger = open(Ledger.ALL_PAID)) {
      Meter meter = meter(100);
      LedgeredReward<String> reward = reward(ledger, meter);
      assertEquals(values(1, 2, 1, 1), reward.score(List.of("A", "CC", "A", "A")));
      assertEquals(values(2, 3), reward.score(List.of("CC", "GGG")));
      assertEquals(List.of("A", "CC", "GGG"), called);
      assertEquals(3, meter.spent().rewardCalls());
      assertEquals(6, meter.spent().rewardAsked());
    }
  }

  @Test
  void whatTheBudgetDoesNotCoverIsNotCalledAndNotCharged() {
    try (Ledger ledger = open(Ledger.ALL_PAID)) {
      Meter meter = meter(3);
      LedgeredReward<String> reward = reward(ledger, meter);
      reward.score(List.of("A", "C"));
      assertThrows(BudgetExhausted.class, () -> reward.score(List.of("G", "A", "T")));
      assertEquals(List.of("A", "C"), called);
      assertEquals(2, meter.spent().rewardCalls());
      assertEquals(values(1, 1), reward.score(List.of("G", "A")), "what it does cover goes on");
      assertEquals(
          List.of(Optional.of(new Score.Value(1)), Optional.empty()),
          reward.known(List.of("A", "T")));
    }
  }

  @Test
  void aResumedRunMeetsItsBudgetWhereTheUnbrokenOneWould() {
    long checkpoint;
    try (Ledger ledger = open(Ledger.ALL_PAID)) {
      LedgeredReward<String> reward = reward(ledger, meter(100));
      reward.score(List.of("A", "CC"));
      checkpoint = ledger.length();
      reward.score(List.of("GGG", "TTTT")); // and here it is killed
    }
    called.clear();
    try (Ledger ledger = open(checkpoint)) {
      Meter meter = meter(3); // what the unbroken run had left after the checkpoint
      LedgeredReward<String> reward = reward(ledger, meter);
      assertEquals(values(3, 4, 1), reward.score(List.of("GGG", "TTTT", "A")));
      assertEquals(2, meter.spent().rewardCalls());
      assertEquals(values(3, 4), reward.score(List.of("GGG", "TTTT")));
      assertEquals(2, meter.spent().rewardCalls(), "charged the first time only");
      assertEquals(List.of(), called, "and never called again");
      assertEquals(values(6), reward.score(List.of("ACGTAC")));
      assertThrows(BudgetExhausted.class, () -> reward.score(List.of("new")));
    }
  }

  @Test
  void anUnpaidDesignBeyondTheBudgetStaysUnpaid() {
    try (Ledger ledger = open(Ledger.ALL_PAID)) {
      reward(ledger, meter(100)).score(List.of("A", "CC"));
    }
    try (Ledger ledger = open(0)) {
      LedgeredReward<String> poor = reward(ledger, meter(1));
      assertThrows(BudgetExhausted.class, () -> poor.score(List.of("A", "CC")));
      assertEquals(values(1), poor.score(List.of("A")));
      assertThrows(BudgetExhausted.class, () -> poor.score(List.of("CC")));
    }
  }

  @Test
  void threadsTakeTurnsAndPayOnce() throws Exception {
    List<String> designs = IntStream.range(0, 200).mapToObj(i -> "x".repeat(i)).toList();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (Ledger ledger = open(Ledger.ALL_PAID)) {
      Meter meter = meter(200);
      LedgeredReward<String> reward = reward(ledger, meter);
      List<Future<?>> work = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        int shift = 25 * t;
        work.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 200; i += 10) {
                    int from = (i + shift) % 200;
                    List<Score> scores = reward.score(designs.subList(from, from + 10 - from % 10));
                    assertEquals(new Score.Value(from), scores.get(0));
                  }
                }));
      }
      for (Future<?> w : work) {
        w.get();
      }
      assertEquals(200, called.size());
      assertEquals(200, meter.spent().rewardCalls());
      assertEquals(200, ledger.size());
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aScorerThatBreaksItsPromiseIsNotWrittenDown() {
    try (Ledger ledger = open(Ledger.ALL_PAID)) {
      LedgeredReward<String> reward =
          new LedgeredReward<>(designs -> List.of(), d -> d, ledger, meter(9));
      String says =
          assertThrows(IllegalStateException.class, () -> reward.score(List.of("A"))).getMessage();
      assertTrue(says.contains("0 answers for 1 designs"), says);
      assertEquals(0, ledger.size());
    }
  }
}
