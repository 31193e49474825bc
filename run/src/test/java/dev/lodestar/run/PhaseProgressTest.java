package dev.lodestar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.task.Progress;
import dev.lodestar.run.store.RunDirectory;
import dev.lodestar.tck.TinyTask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhaseProgressTest {
  /** What was shown at one time. */
  private record Shown(long done, long total, String status) {}

  @Test
  void progressGrowsToItsTotalAndShowsScoresAndBudget(@TempDir Path temp) {
    List<Shown> shown = new ArrayList<>();
    Progress watch =
        new Progress() {
          @Override
          public void say(String line) {}

          @Override
          public void step(long done, long total, String status) {
            shown.add(new Shown(done, total, status));
          }
        };
    try (RunDirectory directory = RunDirectory.create(temp.resolve("run"))) {
      RunPlan plan = Plans.svdd().budget(Long.MAX_VALUE, 5000).plan();
      RunResult result = Runner.run(plan, new TinyTask(10), directory, watch);
      Shown last = shown.get(shown.size() - 1);
      assertEquals(last.total(), last.done());
      assertTrue(
          last.status()
              .matches("designs 20/20, best [0-9.]+, median [0-9.]+, [0-9,]+ scorer calls left"),
          last.status());
      String best = String.format(java.util.Locale.ROOT, "%.4g", result.designs().guiding().best());
      assertTrue(last.status().contains("best " + best), last.status());
    }
    for (int i = 1; i < shown.size(); i++) {
      assertTrue(shown.get(i).done() >= shown.get(i - 1).done(), shown.get(i).toString());
      assertEquals(shown.get(0).total(), shown.get(i).total());
    }
  }
}
