package dev.lodestar.molecule.dock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lodestar.core.reward.Score;
import dev.lodestar.molecule.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real dockings of tiny ligands with the installed programs; skipped, loudly, without them. */
class DockingTest {
  private static final String PHENOL = "Oc1ccccc1";
  private static final String PYRIDINE = "c1ccncc1";
  private static final String BENZENE = "c1ccccc1";

  @TempDir Path folder;

  private Map<String, Object> settings() {
    for (String program : List.of("vina", "obabel")) {
      boolean there =
          Stream.of(System.getenv("PATH").split(":"))
              .anyMatch(p -> Files.isExecutable(Path.of(p, program)));
      if (!there) {
        System.out.println("SKIPPED: docking is not tested, there is no program " + program);
      }
      assumeTrue(there, "no program " + program);
    }
    Map<String, Object> out = new HashMap<>();
    out.put("receptor", Golden.shared("data/molecule/receptor_parp1.pdbqt.gz").toString());
    out.put("poses", folder.resolve("poses").toString());
    return out;
  }

  /** The real program, with a line in a file for every docking. */
  private Map<String, Object> counting(Path tally) throws IOException {
    Map<String, Object> settings = settings();
    Path script = folder.resolve("vina-counted");
    Files.writeString(
        script,
        "#!/bin/sh\ncase \"$*\" in *--ligand*) echo x >> '"
            + tally
            + "';; esac\nexec vina \"$@\"\n");
    assertTrue(script.toFile().setExecutable(true));
    settings.put("vina", script.toString());
    return settings;
  }

  private static List<Score> scores(Map<String, Object> settings, String... designs) {
    try (DockingReward reward = new DockingScorer.Parp1().docking(settings)) {
      return reward.score(List.of(designs));
    }
  }

  @Test
  void whatWasDockedIsNotDockedAgain() throws IOException {
    Path tally = folder.resolve("tally");
    Map<String, Object> settings = counting(tally);
    List<Score> before = scores(settings, PHENOL, "CC(", "C1=CC=CC=C1O", "[Fe]", "C.C");
    double phenol = assertInstanceOf(Score.Value.class, before.get(0)).value();
    assertTrue(phenol > 2 && phenol < 8, "kcal/mol: " + phenol);
    for (int bad : new int[] {1, 3, 4}) {
      assertInstanceOf(Score.Infeasible.class, before.get(bad));
    }
    assertEquals(before.get(0), before.get(2), "another writing of the same molecule");
    int dockings = Files.readAllLines(tally).size();
    // a killed run leaves work behind, which harms nobody
    Files.createDirectory(folder.resolve("poses/work123"));
    List<Score> after = scores(settings, PHENOL, PYRIDINE);
    assertEquals(before.get(0), after.get(0));
    assertEquals(dockings + 1, Files.readAllLines(tally).size(), "only the new one was docked");
  }

  @Test
  void aKilledDockingIsDoneOnceMoreAndTheFinishedOnesAreNot() throws Exception {
    Path tally = folder.resolve("tally");
    Map<String, Object> settings = counting(tally);
    settings.put("parallel", 1L);
    DockingReward killed = new DockingScorer.Parp1().docking(settings);
    Thread run = new Thread(() -> killed.score(List.of(BENZENE, "CCOC(=O)c1ccc(cc1)NC(=O)CCCCN")));
    run.start();
    Path poses = folder.resolve("poses");
    for (int i = 0; i < 2400 && killed.pose(BENZENE).isEmpty(); i++) {
      Thread.sleep(50);
    }
    assertTrue(killed.pose(BENZENE).isPresent());
    killed.close();
    run.join();
    int dockings = Files.readAllLines(tally).size();
    assertInstanceOf(Score.Value.class, scores(settings, BENZENE).get(0));
    assertEquals(dockings, Files.readAllLines(tally).size());
    try (Stream<Path> files = Files.list(poses)) {
      assertTrue(files.noneMatch(f -> f.toString().endsWith(".part")));
    }
  }

  @Test
  void equalSeedsGiveEqualPosesAndTheEnergyIsThePoses() throws IOException {
    Map<String, Object> settings = settings();
    try (DockingReward one = new DockingScorer.Parp1().docking(settings)) {
      Score score = one.score(List.of(PYRIDINE)).get(0);
      String pose = Files.readString(one.pose("n1ccccc1").orElseThrow());
      assertTrue(pose.startsWith("REMARK SMILES n1ccccc1\n"), pose);
      settings.put("poses", folder.resolve("others").toString());
      assertEquals(score, scores(settings, PYRIDINE).get(0));
    }
  }

  @Test
  void aDockingThatHangsIsKilledAndFails() throws IOException {
    Map<String, Object> settings = settings();
    Path script = folder.resolve("vina-hangs");
    Files.writeString(
        script,
        "#!/bin/sh\ncase \"$*\" in *--version*) exec vina --version;; esac\nsleep 1000 & wait\n");
    assertTrue(script.toFile().setExecutable(true));
    settings.put("vina", script.toString());
    settings.put("timeout", 2.0);
    Score score = scores(settings, PHENOL).get(0);
    assertTrue(assertInstanceOf(Score.Failed.class, score).cause().contains("within 2.0 s"));
    assertTrue(
        ProcessHandle.current()
            .descendants()
            .noneMatch(p -> p.info().commandLine().orElse("").contains("sleep 1000")));
  }

  /** Whether a shape is found in time is the machine's doing, not the molecule's. */
  @Test
  void aShapeThatTakesTooLongHasFailedAndIsNotInfeasible() {
    Map<String, Object> settings = settings();
    settings.put("timeout", 1e-6);
    Score score = scores(settings, "CCOC(=O)c1ccc(cc1)NC(=O)CCCCN").get(0);
    String cause = assertInstanceOf(Score.Failed.class, score).cause();
    assertTrue(cause.contains("no shape") && cause.contains("within 1.0E-6 s"), cause);
  }

  @Test
  void aProgramThatFailsIsQuoted() throws IOException {
    Map<String, Object> settings = settings();
    Path script = folder.resolve("vina-fails");
    Files.writeString(
        script,
        "#!/bin/sh\ncase \"$*\" in *--version*) exec vina --version;; esac\necho no luck; exit 3\n");
    assertTrue(script.toFile().setExecutable(true));
    settings.put("vina", script.toString());
    Score score = scores(settings, PHENOL).get(0);
    String cause = assertInstanceOf(Score.Failed.class, score).cause();
    assertTrue(cause.contains("exit code 3") && cause.contains("no luck"), cause);
  }
}
