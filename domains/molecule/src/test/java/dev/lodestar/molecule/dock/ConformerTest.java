package dev.lodestar.molecule.dock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConformerTest {
  private static final List<String> MOLECULES =
      List.of("OC1CCC[N+]2=CNC21", "O=CCC1CC1", "OC1(NCC[O+](N)C1)C", "C1CCC1", "CC1CC2CC3C1C23C");

  /** Places molecules at once, as the first thing that its process does. */
  static final class Places {
    public static void main(String[] args) throws Exception {
      ExecutorService threads = Executors.newFixedThreadPool(MOLECULES.size());
      List<Future<String>> placed = new ArrayList<>();
      MOLECULES.forEach(m -> placed.add(threads.submit(() -> ConformerTest.placed(m))));
      for (Future<String> p : placed) {
        System.out.println(p.get());
      }
      threads.shutdown();
    }
  }

  private static String placed(String smiles) throws Exception {
    return smiles + " " + Conformer.molfile(smiles, 300).orElse("").hashCode();
  }

  @Test
  void theFirstMoleculesOfAProcessAreAsTheyAlwaysAre() throws Exception {
    List<String> here = new ArrayList<>();
    for (String m : MOLECULES) {
      here.add(placed(m));
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Places.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    assertEquals(here, said.lines().toList());
  }
}
