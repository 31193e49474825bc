package dev.lodestar.run.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.run.report.ReportData.Spending;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChartsTest {
  private static final double NAN = Double.NaN;

  private static Sample sample(double... values) {
    return new Sample("designs", "designs", values);
  }

  @Test
  void sharesOfASetSumToOne() {
    Axis x = Axis.rounded(0, 10, 0, 100, 5);
    double[] shares = Histogram.shares(new double[] {0, 1, 2, 9.99, 10, NAN}, x, 5);
    assertArrayNear(new double[] {0.4, 0.2, 0, 0, 0.4}, shares);
  }

  private static void assertArrayNear(double[] expected, double[] actual) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 1e-12, Arrays.toString(actual));
    }
  }

  @Test
  void medianLineStandsAtTheMedian() {
    // The axis runs from 0 to 10 over coordinates 40 to 406.
    String svg = Histogram.render("h", "t", "u", List.of(), List.of(sample(0, 2, 5, 9, 10)));
    assertTrue(svg.contains("M223 3L223 "), svg);
    assertTrue(svg.contains("designs 5.00"), svg);
  }

  @Test
  void chartsBesideEachOtherShareTheirAxis() {
    String wide = Histogram.render("h", "t", "u", List.of(), List.of(sample(0, 5, 10)));
    String narrow =
        Histogram.render("h", "t", "u", List.of(sample(0, 5, 10)), List.of(sample(5, 5, 5)));
    assertEquals(ticks(wide), ticks(narrow));
  }

  private static List<String> ticks(String svg) {
    return Pattern.compile("text-anchor=\"middle\" class=\"tick\">([^<]*)")
        .matcher(svg)
        .results()
        .map(r -> r.group(1))
        .toList();
  }

  @Test
  void scatterDrawsOneDotADesignWithBothNumbers() {
    String svg =
        Scatter.render(
            "s", "t", "x", "y", List.of(sample(1, 2, NAN, 4)), List.of(sample(1, NAN, 3, 4)));
    Matcher path = Pattern.compile("d=\"([^\"]*)\" class=\"dots designs\"").matcher(svg);
    assertTrue(path.find());
    assertEquals(2, path.group(1).split("h0", -1).length - 1);
    assertTrue(svg.contains("class=\"equal\""), "one scale, so the diagonal means something");
  }

  @Test
  void scatterOfDifferentScalesHasNoDiagonal() {
    String svg =
        Scatter.render("s", "t", "x", "y", List.of(sample(0, 1)), List.of(sample(100, 200)));
    assertFalse(svg.contains("class=\"equal\""));
  }

  @Test
  void stepsRunFromNoiseOnTheLeftToDataOnTheRight() {
    String svg = line(new double[] {2, 1, 0}, new double[] {0, 5, 10}).render("l", "t");
    Matcher path =
        Pattern.compile("d=\"M(\\S+) (\\S+)L(\\S+) (\\S+)L(\\S+) (\\S+)\" class=\"line")
            .matcher(svg);
    assertTrue(path.find(), svg);
    assertTrue(Double.parseDouble(path.group(1)) < Double.parseDouble(path.group(5)));
    assertTrue(Double.parseDouble(path.group(2)) > Double.parseDouble(path.group(6)));
    assertTrue(svg.contains("best 10.0"));
  }

  @Test
  void aMissingNumberLeavesAGap() {
    String svg = line(new double[] {4, 3, 2, 1, 0}, new double[] {0, 5, NAN, 5, 9}).render("l", "");
    Matcher path = Pattern.compile("d=\"([^\"]*)\" class=\"line").matcher(svg);
    assertTrue(path.find());
    assertEquals(2, path.group(1).split("M", -1).length - 1, path.group(1));
  }

  @Test
  void labelsAtTheEndDoNotTouch() {
    double[] steps = {1, 0};
    List<StepChart.Line> lines =
        List.of(
            new StepChart.Line("a", "a", new double[] {0, 1}),
            new StepChart.Line("b", "b", new double[] {0, 1}),
            new StepChart.Line("c", "c", new double[] {0, 0}));
    String svg =
        new StepChart(steps, lines, Optional.empty(), StepChart.Scale.SHARE).render("l", "t");
    double[] heights =
        Pattern.compile("y=\"(\\S+)\" text-anchor=\"start\" class=\"label")
            .matcher(svg)
            .results()
            .mapToDouble(r -> Double.parseDouble(r.group(1)))
            .sorted()
            .toArray();
    assertEquals(3, heights.length);
    assertTrue(heights[1] - heights[0] >= 14 && heights[2] - heights[1] >= 14);
  }

  private static StepChart line(double[] steps, double[] values) {
    return new StepChart(
        steps,
        List.of(new StepChart.Line("best", "best", values)),
        Optional.empty(),
        StepChart.Scale.VALUE);
  }

  @Test
  void barsAreAsLongAsTheirShareOfTheBudget() {
    String svg = Bars.render("b", "t", List.of(new Spending("scorer calls", 100, 500, 1000)));
    assertTrue(svg.contains("width=\"42\" height=\"10\" class=\"spent\""), svg);
    assertTrue(svg.contains("width=\"210\" height=\"10\" class=\"asked\""), svg);
    assertTrue(svg.contains("100 of 1,000"), svg);
    assertTrue(svg.contains("80\u202f% answered from memory"), svg);
  }

  @Test
  void nothingToDrawIsNoDrawing() {
    assertEquals("", Histogram.render("h", "t", "u", List.of(), List.of(sample(NAN), sample())));
    assertEquals("", Scatter.render("s", "t", "x", "y", List.of(), List.of()));
    assertEquals("", line(new double[0], new double[0]).render("l", "t"));
    assertEquals("", line(new double[] {0}, new double[] {NAN}).render("l", "t"));
    assertEquals("", Bars.render("b", "t", List.of()));
    assertFalse(Bars.render("b", "t", List.of(new Spending("x", 0, 0, 0))).isEmpty());
  }
}
