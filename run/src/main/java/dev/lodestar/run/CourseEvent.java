package dev.lodestar.run;

import dev.lodestar.core.decode.Course;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The course of one group as a line of the log: one column a number, one entry a noise level. */
final class CourseEvent {
  private static final MathContext DIGITS = new MathContext(4);

  private CourseEvent() {}

  /**
   * @param first number of the group's first design
   * @param steps from the highest noise level
   */
  static Map<String, Object> of(int first, List<Course.Step> steps, Course.End end) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("first", first);
    out.put("step", steps.stream().map(Course.Step::step).toList());
    out.put("selected", steps.stream().map(s -> s.selected() ? 1 : 0).toList());
    column(out, steps, "ess", Course.Step::ess);
    column(out, steps, "ancestors", Course.Step::ancestors);
    column(out, steps, "starts", Course.Step::families);
    column(out, steps, "states", Course.Step::states);
    column(out, steps, "q10", s -> Numbers.quantile(s.values(), 0.1));
    column(out, steps, "median", s -> Numbers.quantile(s.values(), 0.5));
    column(out, steps, "q90", s -> Numbers.quantile(s.values(), 0.9));
    column(out, steps, "logZIncrement", Course.Step::logZIncrement);
    number(out, "logZ", end.logZ());
    number(out, "logZError", Math.sqrt(end.variance()));
    number(out, "divergence", end.divergence() - (Double.isNaN(end.logZ()) ? 0 : end.logZ()));
    return out;
  }

  /** Left out where the method has no such number at any step. */
  private static void column(
      Map<String, Object> out,
      List<Course.Step> steps,
      String name,
      ToDoubleFunction<Course.Step> of) {
    if (steps.stream().mapToDouble(of).anyMatch(Double::isFinite)) {
      out.put(name, steps.stream().map(s -> rounded(of.applyAsDouble(s))).toList());
    }
  }

  private static void number(Map<String, Object> out, String name, double x) {
    if (Double.isFinite(x)) {
      out.put(name, rounded(x));
    }
  }

  private static Object rounded(double x) {
    return Double.isFinite(x) ? new BigDecimal(x).round(DIGITS) : "none";
  }
}
