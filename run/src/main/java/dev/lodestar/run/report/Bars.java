package dev.lodestar.run.report;

import dev.lodestar.run.report.ReportData.Spending;
import java.util.List;

/** What was spent of each resource, against what was asked for and what was allowed. */
final class Bars {
  private static final double ROW = 58;
  private static final double THICK = 10;

  private Bars() {}

  /** Empty where nothing was counted. */
  static String render(String id, String title, List<Spending> spending) {
    if (spending.isEmpty()) {
      return "";
    }
    StringBuilder description = new StringBuilder();
    spending.forEach(s -> description.append(s.what()).append(": ").append(sum(s)).append(". "));
    double height = spending.stream().mapToDouble(Bars::height).sum();
    Svg svg = new Svg(id, Frame.WIDTH, height + 4, title, description.toString().strip());
    double top = 0;
    for (Spending resource : spending) {
      row(svg, resource, top);
      top += height(resource);
    }
    return svg.close();
  }

  /** Whether there is anything to compare the spending with. */
  private static boolean hasBar(Spending s) {
    return !Double.isNaN(s.asked()) || Double.isFinite(s.allowed());
  }

  private static double height(Spending s) {
    return hasBar(s) ? ROW : 24;
  }

  private static void row(Svg svg, Spending s, double top) {
    double full = Math.max(s.spent(), Double.isNaN(s.asked()) ? 0 : s.asked());
    boolean limited = Double.isFinite(s.allowed());
    full = limited ? Math.max(full, s.allowed()) : full;
    double scale = full > 0 ? Frame.WIDTH / full : 0;
    double y = top + 20;
    svg.text(0, top + 13, Svg.Anchor.START, "label", s.what());
    svg.text(Frame.WIDTH, top + 13, Svg.Anchor.END, "label", sum(s));
    if (!hasBar(s)) {
      return;
    }
    svg.rect(0, y, Frame.WIDTH, THICK, "track");
    if (!Double.isNaN(s.asked())) {
      svg.rect(0, y, s.asked() * scale, THICK, "asked");
    }
    svg.rect(0, y, s.spent() * scale, THICK, "spent");
    if (limited) {
      double at = Math.min(Frame.WIDTH - 1, s.allowed() * scale);
      svg.line(at, y - 3, at, y + THICK + 3, "limit");
    }
    svg.text(0, y + THICK + 14, Svg.Anchor.START, "tick", detail(s));
  }

  private static String sum(Spending s) {
    String spent = amount(s, s.spent());
    if (Double.isFinite(s.allowed())) {
      return spent + " of " + amount(s, s.allowed());
    }
    return hasBar(s) ? spent + ", no limit" : spent;
  }

  private static String detail(Spending s) {
    if (Double.isNaN(s.asked()) || s.asked() == 0) {
      return Double.isFinite(s.allowed()) && s.allowed() > 0
          ? Numbers.percent(s.spent() / s.allowed()) + " of the budget"
          : "";
    }
    double remembered = Math.max(0, 1 - s.spent() / s.asked());
    return Numbers.count(s.asked())
        + " asked for, "
        + Numbers.percent(remembered)
        + " answered from memory";
  }

  private static String amount(Spending s, double x) {
    return s.what().equals("seconds") || s.what().equals("time")
        ? Numbers.duration(x)
        : Numbers.count(x);
  }
}
