package dev.lodestar.run;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.reward.CompositeReward;
import dev.lodestar.core.reward.Failure;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.Task;
import dev.lodestar.run.store.DurableFiles;
import dev.lodestar.run.store.Ledger;
import dev.lodestar.run.store.RunFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scores designs of a file as a run would: guiding score with components, held-out, metrics. */
public final class ScoreFile {
  /** Designs scored together. */
  private static final int BATCH = 256;

  private ScoreFile() {}

  /**
   * Scores of one design.
   *
   * @param name its name in the file, or its number there from 0
   * @param cells the line of the table, under {@link Table#columns}
   */
  public record Line(String name, List<String> cells) {}

  /**
   * The scored designs.
   *
   * @param columns names of the cells
   * @param lines one a design, in the file's order
   * @param unscored designs without a score
   */
  public record Table(List<String> columns, List<Line> lines, int unscored) {
    /** The table as comma-separated values with a header. */
    public String csv() {
      StringBuilder out = new StringBuilder(Csv.line(columns)).append('\n');
      lines.forEach(l -> out.append(Csv.line(l.cells)).append('\n'));
      return out.toString();
    }
  }

  /**
   * Scores all designs of a file.
   *
   * @param file FASTA, a table with a column of designs, or one design a line
   * @param column the table's column of designs; where absent, {@code design} or {@code sequence}
   * @param plan its reward, failure policy and metrics are used
   * @throws IllegalArgumentException naming file, line and column where a design is wrong
   * @throws RunFailure where the file cannot be read
   */
  public static Table score(
      Path file, Optional<String> column, RunPlan plan, Task<?, ?> task, Progress progress) {
    return scored(DesignFile.read(file, column), file, plan, task, progress);
  }

  private static <D> Table scored(
      List<DesignFile.Entry> entries, Path file, RunPlan plan, Task<?, D> task, Progress progress) {
    List<D> designs = entries.stream().map(e -> e.parse(file, task.format())).toList();
    Path memory = temporaryLedger();
    try (Ledger ledger = Ledger.open(memory, Ledger.ALL_PAID, false);
        Scorers<D> scorers =
            new Scorers<>(plan, task, ledger, failure -> tell(progress, failure))) {
      Judge<D> judge = new Judge<>(plan, task, scorers);
      CompositeReward<D> reward = scorers.charged(new Meter(Budget.unlimited()));
      Reward<D> heldOut = scorers.heldOut(new Meter(Budget.unlimited()));
      List<Line> lines = new ArrayList<>();
      int unscored = 0;
      for (int from = 0; from < designs.size(); from += BATCH) {
        List<D> batch = designs.subList(from, Math.min(designs.size(), from + BATCH));
        List<Judge.Verdict> verdicts = judge.judge(batch, reward, heldOut).verdicts();
        for (int i = 0; i < batch.size(); i++) {
          DesignFile.Entry entry = entries.get(from + i);
          Judge.Verdict v = verdicts.get(i);
          unscored += v.reason().isEmpty() ? 0 : 1;
          lines.add(line(entry.name(), task.format().text(batch.get(i)), v));
        }
        progress.step(lines.size(), designs.size(), unscored + " without a score");
      }
      return new Table(columns(scorers.names(), judge.metrics()), lines, unscored);
    } finally {
      delete(memory);
    }
  }

  private static List<String> columns(List<String> components, List<String> metrics) {
    List<String> columns = new ArrayList<>(List.of("name", "design", "score"));
    for (String c : components) {
      columns.add(c);
      columns.add(c + " (raw)");
    }
    columns.add("held-out");
    columns.addAll(metrics);
    columns.addAll(List.of("feasible", "reason"));
    return columns;
  }

  private static Line line(String name, String design, Judge.Verdict v) {
    List<String> cells = new ArrayList<>(List.of(name, design, Row.number(v.score())));
    v.parts().forEach(p -> cells.add(Row.number(p)));
    cells.add(Row.number(v.heldOut()));
    v.metrics().forEach(m -> cells.add(Row.number(m)));
    cells.add(Boolean.toString(v.reason().isEmpty()));
    cells.add(v.reason());
    return new Line(name, cells);
  }

  private static void tell(Progress progress, Failure<?> failure) {
    if (failure.last()) {
      progress.say(
          "Scorer '"
              + failure.scorer()
              + "' failed on "
              + failure.designs().size()
              + " designs: "
              + failure.cause());
    }
  }

  /** Equal designs of the file are asked once; the memory of that lasts as long as the scoring. */
  private static Path temporaryLedger() {
    try {
      return Files.createTempFile("lodestar-score", ".ledger");
    } catch (IOException e) {
      throw new RunFailure(
          DurableFiles.sentence("write", Path.of(System.getProperty("java.io.tmpdir")), e), e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // a leftover temporary file harms nobody
    }
  }
}
