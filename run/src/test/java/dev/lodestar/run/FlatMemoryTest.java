package dev.lodestar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.decode.Svdd;
import dev.lodestar.core.task.Progress;
import dev.lodestar.run.store.RunDirectory;
import dev.lodestar.tck.TinyTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a long run holds in memory does not grow with its designs, but for the ledger's index. */
class FlatMemoryTest {
  private static final int DESIGNS = 10_000;

  @TempDir Path temp;

  @Test
  void tenThousandDesignsTakeNoMoreMemoryThanTwoThousand() throws IOException {
    List<Long> used = new ArrayList<>();
    Progress watch =
        new Progress() {
          private int next = 2000;

          @Override
          public void say(String line) {}

          @Override
          public void step(long done, long total, String status) {
            long designs = done * DESIGNS / total;
            if (designs >= next) {
              used.add(live());
              next += 2000;
            }
          }
        };
    RunPlan plan = Plans.svdd().method(new Svdd(2, 0)).count(DESIGNS, 250).plan();
    try (RunDirectory directory = RunDirectory.create(temp.resolve("run"))) {
      RunResult result = Runner.run(plan, new TinyTask(8), directory, watch);
      assertEquals(DESIGNS, result.designs().designs());
    }
    try (var lines = Files.lines(temp.resolve("run/designs.csv"))) {
      assertEquals(DESIGNS + 1, lines.count());
    }
    assertEquals(5, used.size());
    // 8 bytes a design for the median, 30 to 44 a ledger entry: below 2 MB here; kept rows,
    // populations or texts would be more than ten times that
    long growth = used.get(4) - used.get(0);
    assertTrue(growth < 4_000_000, "from " + used.get(0) + " to " + used.get(4) + " bytes");
  }

  /** Bytes in use after a collection, the least of a few. */
  private static long live() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
