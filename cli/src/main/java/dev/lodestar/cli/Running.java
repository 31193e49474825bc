package dev.lodestar.cli;

import dev.lodestar.run.RunResult;
import dev.lodestar.run.Runner;
import dev.lodestar.run.SetSummary;
import dev.lodestar.run.store.RunDirectory;

/** What {@code run} and {@code resume} share: progress, and what is said at the end. */
final class Running {
  private Running() {}

  static int run(Shell shell, Prepared run, RunDirectory directory) {
    RunResult result;
    try (ProgressLine progress = new ProgressLine(shell)) {
      progress.say("Designing in " + directory.path());
      result = Runner.run(run.plan(), run.task(), directory, progress);
    }
    tell(shell, result);
    return Lodestar.DONE;
  }

  private static void tell(Shell shell, RunResult result) {
    Table table =
        new Table(
            "",
            "designs",
            "distinct",
            "median",
            "top 10 %",
            "best",
            "held-out median",
            "network",
            "scorer",
            "seconds");
    for (SetSummary set : result.sets()) {
      table.row(
          set.name(),
          Table.number(set.designs()),
          Table.number(set.distinct()),
          Table.number(set.guiding().median()),
          Table.number(set.guiding().top()),
          Table.number(set.guiding().best()),
          Table.number(set.heldOut().median()),
          Table.number(set.spent().networkCalls()),
          Table.number(set.spent().rewardCalls()),
          Table.number(Math.round(set.spent().seconds())));
    }
    shell.out().println();
    shell.out().print(table);
    shell.out().println();
    result.notes().forEach(shell.out()::println);
    result
        .warnings()
        .forEach(w -> shell.out().println("Warning: " + w.title() + ". " + w.meaning()));
    shell.out().println("Designs: " + result.directory().resolve(RunDirectory.DESIGNS));
    shell.out().println("Report:  " + result.directory().resolve(RunDirectory.REPORT));
  }
}
