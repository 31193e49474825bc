package dev.lodestar.bench.mixture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.bench.exact.Entrant;
import dev.lodestar.bench.exact.Entrants;
import dev.lodestar.bench.exact.Worth;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MixtureBenchmarkTest {
  @TempDir Path folder;

  private String run(String... arguments) throws IOException {
    StringWriter out = new StringWriter();
    new MixtureBenchmark().run(List.of(arguments), new PrintWriter(out));
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
    List<String> small = List.of("--quick", "--sizes", "4", "--repeats", "6", "--worlds", "line");
    run(with(small, "--threads", "1", "--out", one.toString()));
    run(with(small, "--threads", "3", "--out", two.toString()));
    List<String> lines = Files.readAllLines(one.resolve("results.csv"));
    assertEquals(lines, Files.readAllLines(two.resolve("results.csv")));
    for (Entrant entrant : Entrants.ALL) {
      assertTrue(
          lines.stream().anyMatch(l -> l.startsWith("line," + entrant.name() + ",")),
          entrant.name());
    }
    String page = Files.readString(one.resolve("report.html"));
    assertTrue(page.contains("<svg") && page.contains("SVDD, line"));
    assertFalse(page.contains(">NaN"));
    String table = Files.readString(one.resolve("table.md"));
    assertTrue(table.contains("| M = 1 | M = 2 | M = 4 |"), table);
    assertTrue(table.contains("order 1") && !table.contains("NOT ORDER 1"), table);
  }

  private static String[] with(List<String> some, String... more) {
    String[] out = Arrays.copyOf(some.toArray(String[]::new), some.size() + more.length);
    System.arraycopy(more, 0, out, some.size(), more.length);
    return out;
  }

  /** The gate would see a claim that is false: SVDD-like bias passed off as an unbiased Z. */
  @Test
  void aFalseClaimIsSeen() {
    MixtureWorld line = Worlds.of(List.of("line")).get(0);
    Entrant smc = Entrants.of(List.of("smc every step")).get(0);
    Entrant biased =
        new Entrant(
            "smc at another temperature",
            smc.family(),
            smc.claim(),
            smc.law(),
            smc.scale(),
            (n, a) -> smc.make().of(n, 1.1 * a));
    Reached honest = new Trial(line, smc, Worth.EXACT, 16, 600, 1).measure();
    Reached off = new Trial(line, biased, Worth.EXACT, 16, 600, 1).measure();
    assertTrue(Arrays.stream(honest.checks()).allMatch(x -> Math.abs(x) < 6));
    assertTrue(Arrays.stream(off.checks()).anyMatch(x -> Math.abs(x) > 6));
  }

  @Test
  void whatDoesNotFitIsSaid() {
    assertTrue(refused("--worlds", "lime").contains("did you mean 'line'"));
    assertTrue(refused("--methods", "smcc").contains("did you mean 'smc'"));
    assertTrue(refused("--sizes", "0").contains("at least 1"));
    assertTrue(refused("--world", "line").contains("did you mean 'worlds'"));
  }
}
