package dev.lodestar.bench.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExactBenchmarkTest {
  @TempDir Path folder;

  private String run(String... arguments) throws IOException {
    StringWriter out = new StringWriter();
    new ExactBenchmark().run(List.of(arguments), new PrintWriter(out));
    return out.toString();
  }

  private String refused(String... arguments) {
    return assertThrows(IllegalArgumentException.class, () -> run(arguments)).getMessage();
  }

  /** The same files again whatever the number of threads; every method has its lines. */
  @Test
  void theSeedDecidesEverything() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    String[] small = {"--landscapes", "chain", "--sizes", "4", "--repeats", "8", "--threads"};
    run(with(small, "1", "--out", one.toString()));
    run(with(small, "3", "--out", two.toString()));
    List<String> lines = Files.readAllLines(one.resolve("results.csv"));
    assertEquals(lines, Files.readAllLines(two.resolve("results.csv")));
    for (Entrant entrant : Entrants.ALL) {
      assertTrue(
          lines.stream().anyMatch(l -> l.startsWith("chain," + entrant.name() + ",")),
          entrant.name());
    }
    String page = Files.readString(one.resolve("report.html"));
    assertTrue(page.contains("<svg"));
    assertFalse(page.contains(">NaN"));
    String table = Files.readString(one.resolve("table.md"));
    assertEquals(Entrants.ALL.size() + 2, table.lines().count());
  }

  private static String[] with(String[] some, String... more) {
    String[] out = new String[some.length + more.length];
    System.arraycopy(some, 0, out, 0, some.length);
    System.arraycopy(more, 0, out, some.length, more.length);
    return out;
  }

  /** Hot, weights scatter so little that every place is told, and none was at α for this one. */
  @Test
  void heatTellsWhatTailsLeaveOpen() throws IOException {
    String[] some = {
      "--landscapes", "chain", "--methods", "twisted-smc", "--sizes", "4", "--repeats", "200"
    };
    String cold = run(with(some, "--out", folder.resolve("cold").toString()));
    String hot = run(with(some, "--heat", "4", "--out", folder.resolve("hot").toString()));
    assertTrue(cold.contains("α = 0.5,"), cold);
    assertTrue(hot.contains("α = 2.0,"), hot);
    assertTrue(hot.contains("in 0 places the tails"), hot);
    assertFalse(cold.contains("in 0 places the tails"), cold);
  }

  @Test
  void whatDoesNotFitIsSaid() throws IOException {
    assertTrue(refused("--landscapes", "chian").contains("did you mean 'chain'"));
    assertTrue(refused("--landscapes", "gb1").contains("--gb1 FILE"));
    assertTrue(refused("--gb2", "x").contains("did you mean 'gb1'"));
    assertTrue(refused("--sizes", "4,x", "--landscapes", "chain").contains("'x'"));
    assertTrue(refused("--sizes", "0", "--landscapes", "chain").contains("at least 1"));
    assertTrue(refused("--landscapes", "gb1", "--gb1", "none.csv").contains("no file 'none.csv'"));
    Path file = folder.resolve("gb1.csv");
    Files.writeString(file, "sequence,fitness\nVDGV,1.0\nVDGX,2.0\n");
    String bad = refused("--landscapes", "gb1", "--gb1", file.toString());
    assertTrue(bad.contains("line 3") && bad.contains("'VDGX'"), bad);
    Files.writeString(file, "sequence,fitness\nVDGV,1.0\n");
    String few = refused("--landscapes", "gb1", "--gb1", file.toString());
    assertTrue(few.contains("159999 of the 160000"), few);
  }

  @Test
  void aStartCodonIsNotPartOfItsContext() throws IOException {
    Path file = folder.resolve("contexts.tsv");
    StringBuilder table = new StringBuilder("sequence\tefficiency\tlower.bound\tupper.bound\n");
    for (int n = (1 << 16) - 1; n >= 0; n--) { // in no order of its own
      char[] letters = new char[8];
      for (int i = 0, rest = n; i < 8; i++, rest /= 4) {
        letters[7 - i] = "ACGU".charAt(rest % 4);
      }
      String context = new String(letters);
      table.append(context, 0, 6).append("AUG").append(context, 6, 8).append('\t');
      table.append(context.equals("GCCACCGC") ? 150 : n % 97).append("\t0\t0\n");
    }
    Files.writeString(file, table);
    Landscape contexts = Landscapes.start(file);
    assertEquals("GCCACCGC", contexts.text(contexts.best()));
    assertEquals(150, contexts.rewards()[contexts.best()]);
    assertEquals(3, contexts.rewards()[3]);

    Files.writeString(file, "sequence\tefficiency\nGCCACCAGGGC\t5\n");
    String bad = refused("--landscapes", "start", "--start", file.toString());
    assertTrue(bad.contains("line 2") && bad.contains("six letters, AUG"), bad);
  }
}
