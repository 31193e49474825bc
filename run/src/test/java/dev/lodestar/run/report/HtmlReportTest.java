package dev.lodestar.run.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.task.Exhibit;
import dev.lodestar.run.report.ReportData.DesignRow;
import dev.lodestar.run.report.ReportData.Designs;
import dev.lodestar.run.report.ReportData.Fact;
import dev.lodestar.run.report.ReportData.Heading;
import dev.lodestar.run.report.ReportData.Origin;
import dev.lodestar.run.report.ReportData.SetMetricRow;
import dev.lodestar.run.report.ReportData.Spending;
import dev.lodestar.run.report.ReportData.StepPoint;
import dev.lodestar.run.report.ReportData.Warning;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HtmlReportTest {
  private static final double NAN = Double.NaN;

  @Test
  void showsEveryPart() throws Exception {
    String page = HtmlReport.render(SampleRun.of(64, 128));
    Document document = Pages.parse(page);
    assertEquals(
        List.of("Compared", "Scores", "On the way", "Designs", "Cite", "Again"),
        texts(document, "h2"));
    assertEquals(8, document.getElementsByTagName("svg").getLength());
    String text = document.getDocumentElement().getTextContent();
    assertTrue(text.contains("64 designs: median MRL "));
    assertTrue(text.contains("best-of-6 "));
    assertTrue(text.contains("reward-calls = 100000"));
    assertTrue(text.contains("arXiv 2408.08252"));
  }

  @Test
  void logZIsDrawnWhereThereIsOne() {
    assertTrue(HtmlReport.render(withLogZ(3.5)).contains("log Z 3.50"));
    assertTrue(HtmlReport.render(withLogZ(0)).contains("log Z 0"));
    assertFalse(HtmlReport.render(withLogZ(NAN)).contains("log Z"));
  }

  private static ReportData withLogZ(double logZ) {
    ReportData data = SampleRun.of(8, 4);
    List<StepPoint> steps =
        data.steps().stream()
            .map(
                s ->
                    new StepPoint(
                        s.step(), NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, logZ, NAN, 1, 1))
            .toList();
    return new ReportData(
        data.heading(),
        data.sets(),
        data.setMetrics(),
        steps,
        data.spending(),
        data.designs(),
        data.warnings(),
        data.origin());
  }

  @Test
  void everyDrawingHasTitleAndDescriptionAndIdsAreUnique() throws Exception {
    Document document = Pages.parse(HtmlReport.render(SampleRun.of(64, 128)));
    NodeList drawings = document.getElementsByTagName("svg");
    for (int i = 0; i < drawings.getLength(); i++) {
      Element svg = (Element) drawings.item(i);
      assertEquals("img", svg.getAttribute("role"));
      assertFalse(svg.getElementsByTagName("title").item(0).getTextContent().isBlank());
      assertFalse(svg.getElementsByTagName("desc").item(0).getTextContent().isBlank());
    }
    Set<String> ids = new HashSet<>();
    NodeList all = document.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      String id = ((Element) all.item(i)).getAttribute("id");
      assertTrue(id.isEmpty() || ids.add(id), "twice: " + id);
    }
    assertTrue(ids.size() >= 16);
  }

  @Test
  void needsNothingFromOutside() throws Exception {
    String page = HtmlReport.render(SampleRun.of(64, 128));
    for (String outside : List.of("http:", "https:", "url(", "@import", " src=", "//cdn")) {
      assertFalse(page.contains(outside), outside);
    }
    NodeList all = Pages.parse(page).getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      String href = ((Element) all.item(i)).getAttribute("href");
      assertTrue(href.isEmpty() || href.startsWith("#") || href.equals("designs.csv"), href);
    }
    assertTrue(page.contains("default-src 'none'"));
  }

  @Test
  void isTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    String expected = HtmlReport.render(SampleRun.of(64, 128));
    try {
      for (String tag : List.of("de-DE", "ar-EG-u-nu-arab", "tr-TR", "hi-IN-u-nu-deva")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertEquals(expected, HtmlReport.render(SampleRun.of(64, 128)), tag);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'/><svg onload='alert(1)'>",
        "</style></title></textarea><b>",
        "]]><!--",
        "&lt;&#60;&",
        "javascript:alert(1)",
        "\u202egnp.exe",
        "\u0000\u0007\ud800",
        "%s %d {0} ${x} \\1"
      })
  void hostileTextStaysText(String evil) throws Exception {
    ReportData plain = everywhere("plain");
    ReportData hostile = everywhere(evil);
    Document document = Pages.parse(HtmlReport.render(hostile));
    // Whatever the text, the page has the same elements in the same order.
    assertEquals(elements(Pages.parse(HtmlReport.render(plain))), elements(document));
    if (evil.chars().allMatch(c -> c >= 0x20 && c != 0x202e && !Character.isSurrogate((char) c))) {
      String text = document.getDocumentElement().getTextContent();
      int seen = text.split(java.util.regex.Pattern.quote(evil), -1).length - 1;
      assertTrue(seen >= 15, "seen " + seen + " times");
    }
  }

  /** A report with the text wherever a text can stand. */
  private static ReportData everywhere(String evil) {
    double[] scores = {1, 2};
    ScoreSet set =
        new ScoreSet(evil, ScoreSet.Role.DESIGNS, evil, scores, scores, Map.of(evil, scores));
    return new ReportData(
        new Heading(evil, evil, evil, evil),
        List.of(set),
        List.of(new SetMetricRow(evil, evil, List.of(1.0))),
        SampleRun.of(2, 3).steps(),
        List.of(new Spending(evil, 1, 2, 3)),
        new Designs(
            List.of(evil),
            List.of(
                new DesignRow(0, evil, 1, 1, List.of(1.0), true, ""),
                new DesignRow(1, evil, NAN, NAN, List.of(1.0), false, evil)),
            "",
            "\"" + evil),
        List.of(new Warning(evil, evil)),
        List.of(new Exhibit(evil, evil, List.of(evil, evil), List.of(List.of(evil, evil)))),
        new Origin(evil, List.of(new Fact(evil, evil)), List.of(evil)));
  }

  @Test
  void tablesOfTheTaskAreShownAndReasonsForMissingOnes() throws Exception {
    ReportData plain = SampleRun.of(2, 3);
    ReportData data =
        new ReportData(
            plain.heading(),
            plain.sets(),
            plain.setMetrics(),
            plain.steps(),
            plain.spending(),
            plain.designs(),
            plain.warnings(),
            List.of(
                new Exhibit(
                    "Motifs", "gained", List.of("family", "p"), List.of(List.of("HNF", "0.01"))),
                Exhibit.missing("Folds", "no file named")),
            plain.origin());
    String text = Pages.parse(HtmlReport.render(data)).getDocumentElement().getTextContent();
    assertTrue(text.contains("HNF0.01"), "a row");
    assertTrue(text.contains("no file named"), "a reason");
    assertThrows(
        IllegalArgumentException.class,
        () -> new Exhibit("t", "l", List.of("one"), List.of(List.of("a", "b"))));
  }

  @Test
  void hostileLettersStayLetters() throws Exception {
    List<DesignRow> rows = List.of(new DesignRow(0, "<\"&'<", 1, 1, List.of(), true, ""));
    ReportData data =
        new ReportData(
            new Heading("t", "k", "m", "s"),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new Designs(List.of(), rows, "<\"&'", "designs.csv"),
            List.of(),
            new Origin("", List.of(), List.of()));
    Document document = Pages.parse(HtmlReport.render(data));
    assertTrue(document.getDocumentElement().getTextContent().contains("No designs."));
  }

  @Test
  void picturesStandAboveTheirDesigns() throws Exception {
    List<DesignRow> rows =
        List.of(
            new DesignRow(0, "CCO", 1, 1, List.of(), true, ""),
            new DesignRow(1, "CCN", 0, 1, List.of(), true, ""));
    ReportData data =
        new ReportData(
            new Heading("t", "k", "m", "s"),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new Designs(
                List.of(),
                rows,
                "",
                "designs.csv",
                Map.of(
                    "CCO",
                    "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>ethanol</title></svg>"),
                Gallery.NONE),
            List.of(),
            new Origin("", List.of(), List.of()));
    Document document = Pages.parse(HtmlReport.render(data));
    assertTrue(texts(document, "td").contains("ethanolCCO"));
    assertTrue(texts(document, "td").contains("CCN"));
  }

  private static List<String> elements(Document document) {
    List<String> names = new ArrayList<>();
    NodeList all = document.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element e = (Element) all.item(i);
      names.add(
          e.getTagName() + "." + e.getAttribute("class") + "." + e.getAttributes().getLength());
    }
    return names;
  }

  private static List<String> texts(Document document, String tag) {
    List<String> texts = new ArrayList<>();
    NodeList all = document.getElementsByTagName(tag);
    for (int i = 0; i < all.getLength(); i++) {
      texts.add(all.item(i).getTextContent());
    }
    return texts;
  }

  @Test
  void anEmptyRunHasAPage() throws Exception {
    ReportData data =
        new ReportData(
            new Heading("t", "k", "m", ""),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new Designs(List.of(), List.of(), "", "designs.csv"),
            List.of(),
            new Origin("", List.of(), List.of()));
    Document document = Pages.parse(HtmlReport.render(data));
    assertEquals(List.of("No designs."), texts(document, "h1"));
    assertEquals(List.of(), texts(document, "h2"));
  }

  @Test
  void oneDesignHasAPage() throws Exception {
    Document document = Pages.parse(HtmlReport.render(SampleRun.of(1, 0)));
    assertTrue(texts(document, "h1").get(0).startsWith("1 design: MRL "));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, 0, 7.25, -1e300, 1e300, 4.9e-324, Double.POSITIVE_INFINITY})
  void constantAndMissingNumbersAreSafe(double x) throws Exception {
    double[] scores = new double[5];
    Arrays.fill(scores, x);
    List<DesignRow> rows = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      rows.add(new DesignRow(i, "ACGT", x, x, List.of(x), true, ""));
    }
    Map<String, double[]> metrics = Map.of("m", scores);
    List<ScoreSet> sets =
        List.of(
            new ScoreSet("d", ScoreSet.Role.DESIGNS, "", scores, scores, metrics),
            new ScoreSet("o", ScoreSet.Role.OTHER, "", scores, new double[0], Map.of()));
    ReportData data =
        new ReportData(
            new Heading("t", "k", "m", "s"),
            sets,
            List.of(new SetMetricRow("x", "", List.of(x, x))),
            List.of(
                new StepPoint(1, x, x, x, x, x, x, x, x, x, x, x, 0, 0),
                new StepPoint(0, x, x, x, x, x, x, x, x, x, x, x, 0, 0)),
            List.of(new Spending("calls", 0, NAN, Double.POSITIVE_INFINITY)),
            new Designs(List.of("m"), rows, "ACGT", "designs.csv"),
            Findings.of(sets, rows),
            new Origin("", List.of(), List.of()));
    String page = HtmlReport.render(data);
    Pages.parse(page);
    String body = page.substring(page.indexOf("<body>"), page.indexOf("<script>"));
    assertFalse(body.contains("NaN") || body.contains("Infinity"), "a raw number got through");
  }

  @Test
  void tenThousandDesignsStaySmall() throws Exception {
    ReportData data = SampleRun.of(10_000, 1000);
    String page = HtmlReport.render(data);
    int bytes = page.getBytes(StandardCharsets.UTF_8).length;
    assertTrue(bytes < 2_000_000, bytes + " bytes");
    Document document = Pages.parse(page);
    assertTrue(document.getDocumentElement().getTextContent().contains("The best 200 are shown"));
    assertEquals(200, page.split("<td class=\"seq\">", -1).length - 1);
    String firstRow = page.substring(page.indexOf("<td class=\"seq\">"));
    double best = data.designs().rows().stream().mapToDouble(DesignRow::score).max().orElseThrow();
    assertTrue(firstRow.substring(0, firstRow.indexOf("</tr>")).contains("data-v=\"" + best));
  }

  @Test
  void findingsStandBesideTheRunsOwnWarnings() throws Exception {
    ReportData data = everywhere("seen");
    String page = HtmlReport.render(data);
    assertTrue(page.contains("<b>seen</b>seen"));
    assertTrue(page.contains("<b>Designs without a score</b>1 of 2"));
  }

  @Test
  void longDesignsAreCutAndSaidToBe() throws Exception {
    List<DesignRow> rows =
        List.of(new DesignRow(0, "A".repeat(1_000_000), 1, 1, List.of(), true, ""));
    ReportData data =
        new ReportData(
            new Heading("t", "k", "m", "s"),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new Designs(List.of(), rows, "ACGT", "designs.csv"),
            List.of(),
            new Origin("", List.of(), List.of()));
    String page = HtmlReport.render(data);
    assertTrue(page.length() < 200_000, page.length() + " letters");
    assertTrue(page.contains("AAA…<"));
  }

  @Test
  void dataCannotBeChangedFromOutside() {
    double[] scores = {1, 2, 3};
    ScoreSet set =
        new ScoreSet("d", ScoreSet.Role.DESIGNS, "", scores, scores, Map.of("m", scores));
    scores[0] = 99;
    set.guiding()[1] = 99;
    set.metrics().get("m")[2] = 99;
    assertEquals(1, set.guiding()[0]);
    assertEquals(2, set.guiding()[1]);
    assertEquals(3, set.metric("m")[2]);
    assertNotEquals(99, set.heldOut()[0]);
    assertTrue(Double.isNaN(set.metric("none")[0]));
  }

  @Test
  void columnsThatDoNotMatchAreRefused() {
    double[] two = {1, 2};
    assertThrows(
        IllegalArgumentException.class,
        () -> new ScoreSet("d", ScoreSet.Role.DESIGNS, "", two, new double[1], Map.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ScoreSet("d", ScoreSet.Role.DESIGNS, "", two, two, Map.of("m", new double[3])));
    DesignRow row = new DesignRow(0, "A", 1, 1, List.of(1.0), true, "");
    assertThrows(
        IllegalArgumentException.class,
        () -> new Designs(List.of(), List.of(row), "ACGT", "designs.csv"));
    assertThrows(IllegalArgumentException.class, () -> new Spending("x", NAN, 1, 1));
  }
}
