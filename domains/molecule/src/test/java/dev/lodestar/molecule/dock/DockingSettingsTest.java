package dev.lodestar.molecule.dock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user can give wrongly is answered in sentences, before anything is docked. */
class DockingSettingsTest {
  private static final String ATOM =
      "ATOM      1  N   SER     2      26.100  11.415  27.008  1.00  0.00    -0.064 N \n";

  @TempDir Path folder;

  private String fault(String receptor, Map<String, Object> more) throws IOException {
    Path file = Files.writeString(folder.resolve("r.pdbqt"), receptor);
    Map<String, Object> settings = new HashMap<>(more);
    settings.putIfAbsent("receptor", file.toString());
    settings.put("poses", folder.resolve("poses").toString());
    return assertThrows(
            IllegalArgumentException.class, () -> new DockingScorer.Parp1().create(settings))
        .getMessage()
        .replace(folder.toString(), "F");
  }

  @Test
  void aMissingProgramNamesItsPackage() throws IOException {
    String vina = fault(ATOM, Map.of("vina", "/nowhere/vina"));
    assertTrue(vina.contains("AutoDock Vina") && vina.contains("apt-get install autodock-vina"));
  }

  @Test
  void receptorsAreChecked() throws IOException {
    assertEquals(
        "The receptor F/none.pdbqt cannot be read: there is no such file.",
        fault(ATOM, Map.of("receptor", folder.resolve("none.pdbqt").toString())));
    assertTrue(fault("HEADER hello\n", Map.of()).contains("no atom in the box"));
    assertTrue(fault("REMARK\nATOM  rubbish\n", Map.of()).contains("r.pdbqt, line 2: an atom"));
  }

  @Test
  void settingsAreChecked() throws IOException {
    assertEquals(
        "Scorer 'dock-parp1': setting 'exhaustiveness' is 0; it takes a whole number from 1 to"
            + " 1000.",
        fault(ATOM, Map.of("exhaustiveness", 0L)));
    assertEquals(
        "Scorer 'dock-parp1': setting 'timeout' is soon; it takes a number of seconds above 0.",
        fault(ATOM, Map.of("timeout", "soon")));
  }

  @Test
  void fiveReceptorsByName() {
    assertEquals(List.of("parp1", "fa7", "5ht1b", "braf", "jak2"), Target.keys());
    assertEquals("dock-5ht1b", new DockingScorer.Ht1b().kind());
  }
}
