package dev.lodestar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final long SECOND = 1_000_000_000L;

  private final StringWriter text = new StringWriter();
  private long now;

  private ProgressLine line(boolean terminal, int columns) {
    PrintWriter err = new PrintWriter(text, true);
    return new ProgressLine(new Shell(err, err, Path.of(""), terminal, columns), () -> now);
  }

  @Test
  void elsewhereALineNowAndThenWithRateAndTimeLeft() {
    try (ProgressLine progress = line(false, 80)) {
      for (int i = 0; i <= 100; i++) {
        now = i * SECOND;
        progress.step(i, 100, "designs");
      }
    }
    List<String> lines = text.toString().lines().toList();
    assertEquals(" 15% designs, 1.00 steps/s, 1 min 25 s left", lines.get(0));
    assertEquals("100% designs, 1.00 steps/s, took 1 min 40 s", lines.get(lines.size() - 1));
    assertEquals(7, lines.size(), text.toString());
  }

  @Test
  void aPhaseThatGoesOnHasTheRateOfWhatItDidItself() {
    try (ProgressLine progress = line(false, 80)) {
      progress.step(900, 1000, "designs");
      now = 20 * SECOND;
      progress.step(920, 1000, "designs");
    }
    assertEquals(
        " 92% designs, 1.00 steps/s, 1 min 20 s left",
        text.toString().strip().indent(1).stripTrailing());
  }

  @Test
  void onATerminalOneLineIsRewrittenAndNeverWiderThanIt() {
    try (ProgressLine progress = line(true, 40)) {
      progress.step(0, 10, "a long status that does not fit into forty columns");
      now = SECOND;
      progress.step(5, 10, "short");
      progress.say("A note.");
    }
    assertTrue(
        text.toString().startsWith("\r  0% a long status that does not fit "), text.toString());
    assertEquals(
        2,
        text.toString()
            .lines()
            .filter(l -> !l.isBlank())
            .flatMap(l -> Arrays.stream(l.split("\r")))
            .filter(l -> l.contains("short") || l.contains("A note."))
            .count());
    for (String shown : text.toString().split("[\r\n]+")) {
      assertTrue(shown.length() < 40, shown);
    }
  }

  @Test
  void durationsAreSaidInTheirOwnUnits() {
    assertEquals("7 s", ProgressLine.duration(7.2));
    assertEquals("3 min 20 s", ProgressLine.duration(200));
    assertEquals("2 h 5 min", ProgressLine.duration(7500));
  }
}
