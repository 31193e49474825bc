package dev.lodestar.bench.exact;

import dev.lodestar.bench.exact.ExactBenchmark.Comparison;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes what was measured: all numbers, the summary as Markdown, and a page. */
record Outputs(List<Comparison> comparisons, Summary summary) {
  private static final String HEAD =
      "landscape,method,claims_unbiased,value,size,designs_a_run,runs,network_a_run,scorer_a_run,"
          + "reward_bias,reward_bias_error,own_law_bias,own_law_bias_error,z_bias,z_bias_error,"
          + "weighted_reward_bias,weighted_reward_bias_error,tail_shape,log_z_rmse,"
          + "marginal_tv,marginal_kl,marginal_tv_floor,joint_tv,optimum,optimum_error";

  static Outputs of(List<Comparison> comparisons) {
    return new Outputs(comparisons, Summary.of(comparisons));
  }

  /** One place of the comparison, for the log. */
  static String line(Measured m) {
    String z =
        m.z().known()
            ? String.format(Locale.ROOT, "  Ẑ/Z−1 %+.3f ± %.3f", m.z().mean(), m.z().error())
            : "";
    return String.format(
        Locale.ROOT,
        "%-22s %-17s %3d  network %7.1f  scorer %7.1f  E[r]−E*[r] %+.4f ± %.4f  TV %.4f%s",
        m.entrant().name(),
        m.worth().text(),
        m.size(),
        m.network(),
        m.scorer(),
        m.reward().mean(),
        m.reward().error(),
        m.marginal(),
        z);
  }

  void write(Path folder, PrintWriter out) throws IOException {
    Files.createDirectories(folder);
    List<String> lines = new ArrayList<>(List.of(HEAD));
    for (Comparison c : comparisons) {
      c.measured().forEach(m -> lines.add(csv(c.world().landscape().name(), m)));
    }
    Files.write(folder.resolve("results.csv"), lines);
    StringBuilder tables = new StringBuilder(summary.markdown());
    for (Comparison c : comparisons) {
      if (!c.hunts().isEmpty()) {
        HuntTable table = new HuntTable(c);
        tables.append("\n").append(table.sentence()).append("\n\n");
        tables.append(Summary.markdown(HuntTable.HEADS, table.rows()));
      }
    }
    Files.writeString(folder.resolve("table.md"), tables);
    Files.writeString(folder.resolve("report.html"), new Report(comparisons, summary).html());
    out.println();
    out.println(summary.sentence());
    out.println("Written: results.csv, table.md and report.html in " + folder);
    out.flush();
  }

  private static String csv(String landscape, Measured m) {
    double[] numbers = {
      m.network(),
      m.scorer(),
      m.reward().mean(),
      m.reward().error(),
      m.lawless().mean(),
      m.lawless().error(),
      m.z().mean(),
      m.z().error(),
      m.weighted().mean(),
      m.weighted().error(),
      m.tail(),
      m.logZ(),
      m.marginal(),
      m.divergence(),
      m.floor(),
      m.joint(),
      m.optimum().mean(),
      m.optimum().error()
    };
    String claims = m.entrant().claim() == Claim.UNBIASED ? "yes" : "no";
    String places =
        "%s,%s,%s,%s,%d,%d,%d,"
            .formatted(
                landscape,
                m.entrant().name(),
                claims,
                m.worth().text(),
                m.size(),
                m.group(),
                m.runs());
    return places
        + Arrays.stream(numbers)
            .mapToObj(x -> Double.isNaN(x) ? "" : String.format(Locale.ROOT, "%.6g", x))
            .collect(Collectors.joining(","));
  }
}
