package dev.lodestar.run;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.BudgetExhausted;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.check.Checks;
import dev.lodestar.core.decode.Course;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.reward.CompositeReward;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.value.SoftQ;
import dev.lodestar.run.store.Ledger;
import dev.lodestar.run.store.RunDirectory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the designs of one phase group by group, with a checkpoint after each.
 *
 * <p>Every group starts with a process of its own, so that what the network remembers does not
 * depend on where a run was interrupted.
 *
 * @param <B> batch of states
 * @param <D> a design
 */
final class PhaseRun<B extends Particles<B>, D> {
  private final Phase phase;
  private final RunPlan plan;
  private final Task<B, D> task;
  private final RunDirectory directory;
  private final Ledger ledger;
  private final Scorers<D> scorers;
  private final Judge<D> judge;
  private final PhaseProgress progress;
  private final Interruption interruption;
  private final Streams streams;
  private final Set<String> made = new HashSet<>();
  private Optional<List<SoftQ.Regression<B>>> fitted = Optional.empty();

  PhaseRun(
      Phase phase,
      RunPlan plan,
      Task<B, D> task,
      RunDirectory directory,
      Ledger ledger,
      Scorers<D> scorers,
      PhaseProgress progress,
      Interruption interruption) {
    this.phase = phase;
    this.plan = plan;
    this.task = task;
    this.directory = directory;
    this.ledger = ledger;
    this.scorers = scorers;
    this.judge = new Judge<>(plan, task, scorers);
    this.progress = progress;
    this.interruption = interruption;
    this.streams = Streams.of(phase.seed());
  }

  /**
   * Goes on from a checkpoint to the phase's end, or to where its budget ends.
   *
   * @param columns how the rows made so far are read
   */
  Checkpoint from(Checkpoint begin, Columns columns) {
    if (begin.done()) {
      return begin;
    }
    Checkpoint now = begin;
    Meter meter = new Meter(phase.budget(), begin.spent(), System::nanoTime);
    Meter judged = new Meter(Budget.unlimited(), begin.judged(), System::nanoTime);
    Trace trace = new Trace(begin.trace());
    try (RowTable table =
        RowTable.open(directory.checkpoint(phase.rowsFile()), begin.rowsBytes())) {
      if (phase.method().remembers()) {
        columns.forEach(directory.checkpoint(phase.rowsFile()), row -> made.add(row.design()));
      }
      while (!now.done()) {
        int first = now.designs();
        int size = Math.min(phase.group(), phase.count() - first);
        Group group = group(first, size, meter, judged, trace);
        table.append(group.rows);
        if (phase.method().remembers()) {
          group.rows.forEach(row -> made.add(row.design()));
        }
        int designs = first + group.rows.size();
        now =
            new Checkpoint(
                now.version(),
                designs,
                table.bytes(),
                ledger.length(),
                meter.spent(),
                judged.spent(),
                group.ended,
                designs == phase.count() || !group.ended.isEmpty(),
                trace.sums());
        Checkpoint next = now;
        interruption.unlessStopped(() -> next.write(directory.checkpoint(phase.stateFile())));
        progress.finished(group.rows, meter.spent());
        report(now, group);
      }
    }
    return now;
  }

  /**
   * Fits the value before the first group; when a run goes on, what that spent is counted already.
   */
  private void fit(int first, Meter meter) {
    if (fitted.isPresent()) {
      return;
    }
    Meter own = first == 0 ? meter : new Meter(Budget.unlimited());
    Meter.Spent before = own.spent();
    fitted = Optional.of(phase.fit(plan, task, scorers.noisy(scorers.charged(own)), own));
    if (phase.value().fit().isPresent()) {
      Meter.Spent spent = own.spent().since(before);
      String sentence =
          "The value was fitted on %,d network evaluations and %,d scorer calls%s."
              .formatted(
                  spent.networkCalls(),
                  spent.rewardCalls(),
                  first == 0 ? "" : " again, which are not counted twice");
      progress.say(sentence);
      directory.event("note", Map.of("text", sentence));
    }
  }

  private record Group(int first, List<Row> rows, String ended) {}

  private Group group(int first, int size, Meter meter, Meter judged, Trace trace) {
    try {
      fit(first, meter);
    } catch (BudgetExhausted e) {
      return new Group(first, List.of(), e.getMessage());
    }
    CompositeReward<D> reward = phase.isDesigns() ? scorers.charged(meter) : scorers.beside(meter);
    Steering<B> steering =
        phase.steering(plan, task, reward, noisy(reward), meter, fitted.orElseThrow(), made);
    Checks<B> checks =
        new Checks<>(
            plan.watch().assertions(),
            phase.method(),
            steering,
            meter,
            this::twin,
            plan.constraints().locked().keySet());
    Meter.Spent before = meter.spent();
    Course<B> course = new Course<>(phase.method(), size);
    StopRule stop = new StopRule(plan.watch(), phase.method(), size);
    // a design that meets others on its way has no way of its own
    boolean drawn =
        phase.isDesigns() && first == 0 && phase.method().independent() && task.format().draws();
    Way<B, D> way = new Way<>(task);
    Decoding.Outcome<B> outcome;
    try {
      outcome =
          phase
              .method()
              .decode(
                  checks.steering(),
                  streams,
                  first,
                  size,
                  population -> {
                    checks.accept(population);
                    if (phase.isDesigns()) {
                      Course.Step step = course.add(population);
                      trace.add(step, meter.spent().since(before));
                      progress.seen(step);
                      stop.check(step);
                    }
                    if (drawn) {
                      way.add(population);
                    }
                    progress.step(population, meter.spent());
                  });
    } catch (BudgetExhausted e) {
      return new Group(first, List.of(), e.getMessage());
    }
    if (phase.isDesigns()) {
      directory.event("course", CourseEvent.of(first, trace.steps(), course.end()));
      trace.finish(course.end());
    }
    List<D> designs = task.codec().decode(outcome.designs());
    Reward<D> heldOut = phase.isDesigns() ? scorers.heldOut(judged) : scorers.heldOutBeside(judged);
    Judge.Judgement judgement = judge.judge(designs, reward, heldOut);
    String ended = outcome.exhausted().or(stop::reason).or(judgement::ended).orElse("");
    List<Row> rows = rows(first, outcome, designs, judgement.verdicts());
    if (drawn) {
      way.draw(rows, outcome.population(), directory);
    }
    return new Group(first, rows, ended);
  }

  /** What noisy states are valued by; the surrogates guide the run's designs alone. */
  private CompositeReward<D> noisy(CompositeReward<D> reward) {
    return phase.isDesigns() ? scorers.noisy(reward) : reward;
  }

  private Steering<B> twin() {
    CompositeReward<D> known = scorers.known();
    return phase.steering(
        plan, task, known, noisy(known), new Meter(Budget.unlimited()), fitted.orElseThrow(), made);
  }

  private List<Row> rows(
      int first, Decoding.Outcome<B> outcome, List<D> designs, List<Judge.Verdict> verdicts) {
    int width = outcome.population().draws().width();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < designs.size(); i++) {
      Judge.Verdict v = verdicts.get(i);
      int origin = outcome.population().origins()[i] / width % designs.size();
      String early = early(outcome);
      rows.add(
          new Row(
              first + i,
              task.format().text(designs.get(i)),
              v.score(),
              v.parts(),
              v.heldOut(),
              v.metrics(),
              phase.seed(),
              first + origin,
              outcome.stoppedAt(),
              v.reason().isEmpty(),
              v.reason().isEmpty() || early.isEmpty()
                  ? v.reason() + early
                  : v.reason() + "; " + early));
    }
    return rows;
  }

  /** That a budget cut a design short; empty where none did. */
  private static String early(Decoding.Outcome<?> outcome) {
    if (outcome.stoppedAt() > 0) {
      return "taken early at noise level " + outcome.stoppedAt();
    }
    return outcome.exhausted().isPresent() ? "taken early, a search was cut short" : "";
  }

  private void report(Checkpoint now, Group group) {
    double[] scores = Numbers.finite(group.rows.stream().mapToDouble(Row::score).toArray());
    Meter.Spent spent = now.spent();
    directory.event(
        "group",
        Map.of(
            "set", phase.name(),
            "first", group.first,
            "designs", group.rows.size(),
            "best", text(Numbers.quantile(scores, 1)),
            "median", text(Numbers.quantile(scores, 0.5)),
            "networkCalls", spent.networkCalls(),
            "scorerCalls", spent.rewardCalls(),
            "seconds", spent.seconds(),
            "ended", group.ended));
  }

  private static Object text(double x) {
    return Double.isNaN(x) ? "none" : x;
  }
}
