package dev.lodestar.run;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.run.report.ReportData.Warning;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a run came to.
 *
 * @param directory where everything lies
 * @param wanted designs asked for
 * @param exhausted which budget ended the run, where one did
 * @param sets the designs first, then the baselines
 * @param heldOutCalls calls of the scorer that did not guide; not charged to the budget
 * @param failures designs whose scorer failed for good in this session
 * @param notes what a careful user should know, one sentence each
 * @param warnings what the numbers say against believing them
 */
public record RunResult(
    Path directory,
    int wanted,
    Optional<String> exhausted,
    List<SetSummary> sets,
    long heldOutCalls,
    long failures,
    List<String> notes,
    List<Warning> warnings) {
  public RunResult {
    sets = List.copyOf(sets);
    notes = List.copyOf(notes);
    warnings = List.copyOf(warnings);
  }

  RunResult with(List<Warning> warnings) {
    return new RunResult(
        directory, wanted, exhausted, sets, heldOutCalls, failures, notes, warnings);
  }

  /** The run's own designs. */
  public SetSummary designs() {
    return sets.get(0);
  }

  /** What the method spent. */
  public Meter.Spent spent() {
    return designs().spent();
  }
}
