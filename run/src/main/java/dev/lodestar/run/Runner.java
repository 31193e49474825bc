package dev.lodestar.run;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.check.Violation;
import dev.lodestar.core.decode.BestOfN;
import dev.lodestar.core.decode.Decoder;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.reward.CompositeReward;
import dev.lodestar.core.reward.Failure;
import dev.lodestar.core.reward.ScoringStopped;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.Task;
import dev.lodestar.run.report.ScoreSet;
import dev.lodestar.run.store.Ledger;
import dev.lodestar.run.store.RunDirectory;
import dev.lodestar.run.store.RunFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs a plan in a run directory: the designs, then the baselines they are compared with, then
 * tables, summary and report. The same call starts a run and goes on with one that was interrupted
 * at any point; a finished run is only reported again.
 */
public final class Runner {
  /** Rows that are decoded together in a best-of-N baseline, about. */
  private static final int BASELINE_ROWS = 4096;

  private static final int MOST = 10_000;

  private final RunPlan plan;
  private final RunDirectory directory;
  private final Progress progress;
  private final AtomicLong failures = new AtomicLong();

  private Runner(RunPlan plan, RunDirectory directory, Progress progress) {
    this.plan = plan;
    this.directory = directory;
    this.progress = progress;
  }

  /**
   * Runs a plan, or what is left of it.
   *
   * @param directory holds the run so far, or nothing
   * @throws IllegalArgumentException with a sentence where plan, task and directory do not fit
   * @throws RunFailure with a sentence where the run cannot go on; it can be resumed
   */
  public static RunResult run(
      RunPlan plan, Task<?, ?> task, RunDirectory directory, Progress progress) {
    try {
      return new Runner(plan, directory, progress).go(task);
    } catch (ScoringStopped | Violation e) {
      directory.event("stopped", Map.of("reason", e.getMessage()));
      throw new RunFailure(e.getMessage(), e);
    }
  }

  private <B extends Particles<B>, D> RunResult go(Task<B, D> task) {
    Phase own = Phase.designs(plan);
    check(own, task);
    Checkpoint begin = Checkpoint.read(directory.checkpoint(own.stateFile()), plan.steps());
    begin(task, begin);
    long paidUpTo = begin.done() ? Ledger.ALL_PAID : begin.ledgerBytes();
    try (Interruption interruption = new Interruption(directory.path(), progress);
        Ledger ledger = Ledger.open(directory.file(RunDirectory.LEDGER), paidUpTo, false);
        Scorers<D> scorers =
            new Scorers<>(plan, task, ledger, f -> interruption.unlessStopped(() -> failed(f)))) {
      ledger.repairs().forEach(this::note);
      Session<B, D> session = new Session<>(task, ledger, scorers, interruption);
      List<Finished<D>> sets = new ArrayList<>();
      Checkpoint designs = session.make(own);
      sets.add(Finished.read(own, own.name(), designs, directory, task, session.columns));
      if (designs.designs() > 0) {
        baselines(session, designs, sets);
      }
      return new Results<>(plan, directory, task, session.columns, sets).write(failures.get());
    }
  }

  /** Finds what does not fit before anything is written or paid for. */
  private <B extends Particles<B>, D> void check(Phase own, Task<B, D> task) {
    CompositeReward<D> reward =
        new CompositeReward<>(plan.reward().components(task), plan.reward().aggregation());
    own.steering(plan, task, reward, reward, new Meter(Budget.unlimited()), List.of(), Set.of());
  }

  /** The pre-trained model, then the best of as many of its samples as the method's budget buys. */
  private <B extends Particles<B>, D> void baselines(
      Session<B, D> session, Checkpoint designs, List<Finished<D>> sets) {
    int count = Math.min(plan.baselineDesigns(), designs.designs());
    if (count == 0 || is(plan.method(), "pretrained")) {
      return;
    }
    Phase pretrained =
        Phase.baseline(plan, ScoreSet.Role.PRETRAINED, new Pretrained(), count, plan.group(), 1);
    Checkpoint free = session.make(pretrained);
    sets.add(session.finished(pretrained, "pretrained", free));
    if (is(plan.method(), "best-of-n")) {
      return;
    }
    int n = affordable(designs, free);
    Phase best =
        Phase.baseline(
            plan,
            ScoreSet.Role.BEST_OF_N,
            new BestOfN(n),
            count,
            Math.max(1, Math.min(plan.group(), BASELINE_ROWS / n)),
            2);
    sets.add(session.finished(best, "best-of-" + n, session.make(best)));
  }

  /** N whose network evaluations and scorer calls a design both fit within the method's. */
  private static int affordable(Checkpoint method, Checkpoint pretrained) {
    double network =
        each(method.spent().networkCalls(), method)
            / Math.max(each(pretrained.spent().networkCalls(), pretrained), 1e-9);
    double calls = each(method.spent().rewardCalls(), method);
    double n = calls > 0 ? Math.min(network, calls) : network;
    return (int) Math.max(1, Math.min(MOST, Math.floor(n)));
  }

  private static double each(long spent, Checkpoint of) {
    return (double) spent / of.designs();
  }

  private static boolean is(Decoder method, String name) {
    return method.name().equals(name);
  }

  private void begin(Task<?, ?> task, Checkpoint begin) {
    if (begin.designs() == 0 && !begin.done()) {
      directory.write(RunDirectory.CONFIG, plan.config());
      directory.write(RunDirectory.PROVENANCE, Provenance.json(plan, task));
    } else {
      Provenance.requireSame(directory, plan, task);
    }
    directory.event(
        begin.designs() == 0 ? "started" : "resumed",
        Map.of("designs", begin.designs(), "wanted", plan.count(), "seed", plan.seed()));
  }

  private void note(String sentence) {
    progress.say(sentence);
    directory.event("note", Map.of("text", sentence));
  }

  private void failed(Failure<?> failure) {
    if (failure.last()) {
      failures.addAndGet(failure.designs().size());
    }
    directory.event(
        "scorer-failure",
        Map.of(
            "scorer", failure.scorer(),
            "designs", failure.designs().size(),
            "attempt", failure.attempt(),
            "last", failure.last(),
            "cause", failure.cause()));
  }

  /** What all phases of one run share. */
  private final class Session<B extends Particles<B>, D> {
    private final Task<B, D> task;
    private final Ledger ledger;
    private final Scorers<D> scorers;
    private final Interruption interruption;
    private final Columns columns;

    Session(Task<B, D> task, Ledger ledger, Scorers<D> scorers, Interruption interruption) {
      this.task = task;
      this.ledger = ledger;
      this.scorers = scorers;
      this.interruption = interruption;
      this.columns = new Columns(scorers.names(), new Judge<>(plan, task, scorers).metrics());
    }

    Checkpoint make(Phase phase) {
      Checkpoint begin = Checkpoint.read(directory.checkpoint(phase.stateFile()), plan.steps());
      PhaseProgress shown = new PhaseProgress(phase, plan.steps(), progress);
      if (begin.designs() > 0 && !begin.done()) {
        note(
            phase.name()
                + ": going on after "
                + begin.designs()
                + " of "
                + phase.count()
                + " designs.");
        columns.forEach(directory.checkpoint(phase.rowsFile()), row -> shown.add(List.of(row)));
      }
      return new PhaseRun<>(phase, plan, task, directory, ledger, scorers, shown, interruption)
          .from(begin, columns);
    }

    Finished<D> finished(Phase phase, String shownAs, Checkpoint end) {
      return Finished.read(phase, shownAs, end, directory, task, columns);
    }
  }
}
