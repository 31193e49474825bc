package dev.lodestar.core.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MeterTest {
  private static Budget budget(long network, long reward) {
    return new Budget(network, reward, Double.POSITIVE_INFINITY);
  }

  @Test
  void countsNetworkAndScorerApartAndAskedApartFromEvaluated() {
    Meter meter = new Meter(budget(100, 100));
    meter.network(3, 10);
    meter.network(0, 5);
    meter.reward(7, 8);
    Meter.Spent spent = meter.spent();
    assertEquals(3, spent.networkCalls());
    assertEquals(15, spent.networkAsked());
    assertEquals(7, spent.rewardCalls());
    assertEquals(8, spent.rewardAsked());
  }

  @Test
  void refusesBeforeAnythingIsSpentAndStaysUsable() {
    Meter meter = new Meter(budget(10, 5));
    meter.network(8, 8);
    String message = assertThrows(BudgetExhausted.class, () -> meter.network(3, 3)).getMessage();
    assertTrue(message.contains("10 network evaluations"), message);
    assertEquals(8, meter.spent().networkCalls());
    assertEquals(8, meter.spent().networkAsked());
    meter.network(2, 2);
    assertThrows(BudgetExhausted.class, () -> meter.network(1, 1));
    meter.network(0, 4); // what costs nothing is always covered
    assertThrows(BudgetExhausted.class, () -> meter.reward(6, 6));
    meter.reward(5, 5);
  }

  @Test
  void timeIsABudgetToo() {
    AtomicLong clock = new AtomicLong(7);
    Meter meter = new Meter(new Budget(9, 9, 2), Meter.Spent.NOTHING, clock::get);
    clock.addAndGet(1_900_000_000L);
    meter.network(1, 1);
    assertEquals(1.9, meter.spent().seconds(), 1e-9);
    clock.addAndGet(200_000_000L);
    assertThrows(BudgetExhausted.class, () -> meter.network(1, 1));
    assertThrows(BudgetExhausted.class, () -> meter.reward(1, 1));
    assertEquals(1, meter.spent().networkCalls());
  }

  @Test
  void goesOnFromWhatWasSpentBeforeAnInterruption() {
    AtomicLong clock = new AtomicLong();
    Meter.Spent before = new Meter.Spent(4, 6, 2, 3, 1.5);
    Meter meter = new Meter(new Budget(5, 9, 2), before, clock::get);
    assertEquals(before, meter.spent());
    meter.network(1, 1);
    assertThrows(BudgetExhausted.class, () -> meter.network(1, 1));
    assertEquals(new Meter.Spent(1, 1, 0, 0, 0), meter.spent().since(before));
    clock.set(600_000_000L);
    assertThrows(BudgetExhausted.class, () -> meter.reward(1, 1));
  }

  @Test
  void threadsTogetherNeverExceedIt() throws InterruptedException {
    Meter meter = new Meter(budget(10_000, 0));
    AtomicLong granted = new AtomicLong();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  while (true) {
                    meter.network(3, 3);
                    granted.addAndGet(3);
                  }
                } catch (BudgetExhausted e) {
                  // this thread's share is done
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(9_999, granted.get());
    assertEquals(9_999, meter.spent().networkCalls());
  }

  @Test
  void refusesBudgetsThatAreNone() {
    assertThrows(IllegalArgumentException.class, () -> new Budget(-1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Budget(0, -1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Budget(0, 0, Double.NaN));
  }
}
