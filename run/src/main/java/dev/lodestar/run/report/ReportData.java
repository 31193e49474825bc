package dev.lodestar.run.report;

import dev.lodestar.core.task.Exhibit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that {@code report.html} shows. Pure data: whoever ran the designs fills it, {@link
 * HtmlReport} draws it, and nothing in it depends on the machine that draws.
 *
 * <p>Numbers that do not exist (a failed score, a method that estimates no value) are NaN and are
 * drawn as a dash. Any list may be empty; the part of the page that needs it is then left out.
 *
 * @param heading what was run
 * @param sets the designs first, then what they are compared with
 * @param setMetrics judgements of whole sets, one row a metric
 * @param steps one point a denoising step, from the highest noise level to the data
 * @param spending what was spent, one row a kind of resource
 * @param designs the table of designs
 * @param warnings what happened in the run that a careful reader should know; what follows from the
 *     numbers themselves is added by {@link Findings}
 * @param tradeOff the reward's components against each other; empty where there is one
 * @param exhibits tables that the task adds
 * @param origin how to do it again, and whom to cite
 */
public record ReportData(
    Heading heading,
    List<ScoreSet> sets,
    List<SetMetricRow> setMetrics,
    List<StepPoint> steps,
    List<Spending> spending,
    Designs designs,
    List<Warning> warnings,
    Optional<TradeOff> tradeOff,
    List<Exhibit> exhibits,
    Origin origin) {

  /** Of a reward of one component, without tables of the task. */
  public ReportData(
      Heading heading,
      List<ScoreSet> sets,
      List<SetMetricRow> setMetrics,
      List<StepPoint> steps,
      List<Spending> spending,
      Designs designs,
      List<Warning> warnings,
      Origin origin) {
    this(heading, sets, setMetrics, steps, spending, designs, warnings, List.of(), origin);
  }

  /** Of a reward of one component. */
  public ReportData(
      Heading heading,
      List<ScoreSet> sets,
      List<SetMetricRow> setMetrics,
      List<StepPoint> steps,
      List<Spending> spending,
      Designs designs,
      List<Warning> warnings,
      List<Exhibit> exhibits,
      Origin origin) {
    this(
        heading,
        sets,
        setMetrics,
        steps,
        spending,
        designs,
        warnings,
        Optional.empty(),
        exhibits,
        origin);
  }

  public ReportData {
    Objects.requireNonNull(heading, "heading");
    Objects.requireNonNull(designs, "designs");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(tradeOff, "tradeOff");
    sets = List.copyOf(sets);
    setMetrics = List.copyOf(setMetrics);
    steps = List.copyOf(steps);
    spending = List.copyOf(spending);
    warnings = List.copyOf(warnings);
    exhibits = List.copyOf(exhibits);
    for (SetMetricRow row : setMetrics) {
      if (row.values().size() != sets.size()) {
        throw new IllegalArgumentException(
            "set metric '%s' has %s values for %s sets"
                .formatted(row.name(), row.values().size(), sets.size()));
      }
    }
  }

  /** The first set that plays a role, if any. */
  public Optional<ScoreSet> set(ScoreSet.Role role) {
    return sets.stream().filter(s -> s.role() == role).findFirst();
  }

  /**
   * What was run.
   *
   * @param title the run's name, such as its directory
   * @param task the task's name and one line about it
   * @param method one line: the method and its settings
   * @param score what the score measures and its unit, in few letters, such as {@code MRL}
   * @param comparable whether the held-out scorer measures the same
   */
  public record Heading(
      String title, String task, String method, String score, boolean comparable) {
    /** A held-out scorer that measures the same. */
    public Heading(String title, String task, String method, String score) {
      this(title, task, method, score, true);
    }

    public Heading {
      Objects.requireNonNull(title, "title");
      Objects.requireNonNull(task, "task");
      Objects.requireNonNull(method, "method");
      score = score.isBlank() ? "score" : score;
    }
  }

  /**
   * One judgement of whole sets.
   *
   * @param name such as {@code 3-mer correlation}
   * @param describe what the number means, its unit, and which way is better
   * @param values one a set, in the order of {@link #sets()}; NaN where it does not apply
   */
  public record SetMetricRow(String name, String describe, List<Double> values) {
    public SetMetricRow {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(describe, "describe");
      values = List.copyOf(values);
    }
  }

  /**
   * The population after one denoising step, averaged over the groups of a run. NaN marks what the
   * method does not know.
   *
   * @param step noise level reached: the number of steps left, 0 at the data
   * @param mean mean of the estimated values, in the score's unit
   * @param best largest estimated value
   * @param q10 10 % quantile of the estimated values
   * @param median their median
   * @param q90 90 % quantile
   * @param ess effective sample size as a fraction of the population, 0 to 1
   * @param ancestors rows of the start that still have descendants, as a fraction of the rows
   * @param starts designs of the start that still have descendants, as a fraction of the designs
   * @param unique different states as a fraction of the rows
   * @param logZ log of the normalising constant estimated so far; NaN where the method estimates
   *     none
   * @param logZError its standard error, from the spread between groups; NaN for a single group
   * @param networkCalls network evaluations up to here, over the whole run
   * @param rewardCalls scorer calls up to here, over the whole run
   */
  public record StepPoint(
      int step,
      double mean,
      double best,
      double q10,
      double median,
      double q90,
      double ess,
      double ancestors,
      double starts,
      double unique,
      double logZ,
      double logZError,
      long networkCalls,
      long rewardCalls) {}

  /**
   * What was spent of one resource.
   *
   * @param what such as {@code network evaluations}, {@code scorer calls}, {@code seconds}
   * @param spent what reached the network or scorer, and counts against the budget
   * @param asked what the method asked for, including what was answered from memory; NaN where
   *     nothing can be answered from memory
   * @param allowed the budget; infinite where there was none
   */
  public record Spending(String what, double spent, double asked, double allowed) {
    public Spending {
      Objects.requireNonNull(what, "what");
      if (!(spent >= 0) || asked < 0 || !(allowed >= 0)) {
        throw new IllegalArgumentException("spending of '" + what + "' cannot be negative or NaN");
      }
    }
  }

  /**
   * The table of designs.
   *
   * @param columns names of the metric columns
   * @param rows all designs, in the order of {@code designs.csv}
   * @param alphabet letters of the designs, such as {@code ACGT}, or empty where they are no
   *     sequences
   * @param file where all of them stand, relative to the report, such as {@code designs.csv}
   * @param pictures drawings of some designs as {@code <svg>} elements, by the design's text; they
   *     come from the task's own code and are shown as they are
   * @param gallery pictures of the designs beside those of the sets they are compared with
   */
  public record Designs(
      List<String> columns,
      List<DesignRow> rows,
      String alphabet,
      String file,
      Map<String, String> pictures,
      Gallery gallery) {
    /** Designs that have no pictures. */
    public Designs(List<String> columns, List<DesignRow> rows, String alphabet, String file) {
      this(columns, rows, alphabet, file, Map.of(), Gallery.NONE);
    }

    public Designs {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
      pictures = Map.copyOf(pictures);
      Objects.requireNonNull(alphabet, "alphabet");
      Objects.requireNonNull(file, "file");
      for (DesignRow row : rows) {
        if (row.metrics().size() != columns.size()) {
          throw new IllegalArgumentException(
              "design %s has %s metrics for %s columns"
                  .formatted(row.id(), row.metrics().size(), columns.size()));
        }
      }
    }

    /** Number of different designs. */
    public int distinct() {
      return (int) rows.stream().map(DesignRow::design).distinct().count();
    }
  }

  /**
   * One design.
   *
   * @param id its number in the run, from 0
   * @param design its text
   * @param score the guiding score; NaN where there is none
   * @param heldOut score by the scorer that did not guide; NaN where there is none
   * @param metrics one number a column
   * @param feasible whether it breaks no rule and was scored
   * @param reason why it is infeasible or was not scored; empty where it is feasible
   */
  public record DesignRow(
      long id,
      String design,
      double score,
      double heldOut,
      List<Double> metrics,
      boolean feasible,
      String reason) {
    public DesignRow {
      Objects.requireNonNull(design, "design");
      Objects.requireNonNull(reason, "reason");
      metrics = List.copyOf(metrics);
    }
  }

  /**
   * Something that a careful reader should know.
   *
   * @param title a few words
   * @param meaning a sentence or two: what was seen, what it means, what to do
   */
  public record Warning(String title, String meaning) {
    public Warning {
      Objects.requireNonNull(title, "title");
      Objects.requireNonNull(meaning, "meaning");
    }
  }

  /**
   * How to do it again.
   *
   * @param config the resolved configuration, as text
   * @param provenance name and value: versions, digests, seed, machine
   * @param citations one line a work: method, data, model
   */
  public record Origin(String config, List<Fact> provenance, List<String> citations) {
    public Origin {
      Objects.requireNonNull(config, "config");
      provenance = List.copyOf(provenance);
      citations = List.copyOf(citations);
    }
  }

  /** A name and what stands behind it. */
  public record Fact(String name, String value) {
    public Fact {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(value, "value");
    }
  }
}
