package dev.lodestar.run.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class CompareReportTest {
  private static ComparedRun run(String name, double... guiding) {
    return ComparedRun.of(
        name, "svdd, width 10", guiding, new double[0], Map.of("diversity", 0.5), 1200, 300, 65);
  }

  @Test
  void markdownIsATableOfWhatThereIs() {
    String table = CompareReport.markdown(List.of(run("a", 1, 2, 3), run("bb", 4, 5, 6)), "MRL");
    assertEquals(
        """
        | run | method         | designs | MRL median | MRL top 10 % | diversity | network evaluations | scorer calls |       time |
        |-----|----------------|--------:|-----------:|-------------:|----------:|--------------------:|-------------:|-----------:|
        | a   | svdd, width 10 |       3 |       2.00 |         2.80 |     0.500 |               1,200 |          300 | 1 min 05 s |
        | bb  | svdd, width 10 |       3 |       5.00 |         5.80 |     0.500 |               1,200 |          300 | 1 min 05 s |
        """,
        table);
  }

  @Test
  void aMissingMetricIsADash() {
    ComparedRun other =
        ComparedRun.of("b", "smc", new double[] {1}, new double[0], Map.of(), 1, 1, 1);
    String last = CompareReport.markdown(List.of(run("a", 1), other), "MRL").split("\n")[3];
    assertTrue(last.contains(" – |"), last);
  }

  @Test
  void hostileNamesStayNames() throws Exception {
    String evil = "a|b\n<script>*x*</script>";
    String table = CompareReport.markdown(List.of(run(evil, 1)), evil);
    assertEquals(3, table.lines().count());
    assertFalse(table.contains("<script>") || table.contains("a|b"));
    Document page = Pages.parse(CompareReport.html(evil, List.of(run(evil, 1)), evil));
    assertEquals(0, page.getElementsByTagName("script").getLength());
    assertTrue(page.getDocumentElement().getTextContent().contains(evil));
  }

  @Test
  void pageHoldsDrawingAndTable() throws Exception {
    Document page = Pages.parse(CompareReport.html("t", List.of(run("a", 1), run("b", 2)), "MRL"));
    assertEquals(1, page.getElementsByTagName("svg").getLength());
    assertEquals(3, page.getElementsByTagName("tr").getLength());
  }

  @Test
  void noRunsAndNoScoresAreSafe() throws Exception {
    Pages.parse(CompareReport.html("t", List.of(), "MRL"));
    assertEquals(2, CompareReport.markdown(List.of(), "MRL").lines().count());
    Pages.parse(CompareReport.html("t", List.of(run("a", Double.NaN)), "MRL"));
  }

  @Test
  void negativeCountsAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ComparedRun("a", "m", -1, 1, 1, 1, 1, Map.of(), 1, 1, 1));
  }
}
