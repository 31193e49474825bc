package dev.lodestar.molecule.dock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.reward.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that docks is killed with kill -9; what it docks with are scripts. */
class KilledDockingTest {
  private static final List<String> MOLECULES = List.of("CCO", "CCN", "CCC", "CCF", "CCCl");

  @TempDir Path folder;

  /** Docks in a process of its own: the arguments are folder and molecules. */
  static final class Docks {
    public static void main(String[] args) {
      List<String> all = List.of(args);
      score(Path.of(all.get(0)), all.subList(1, all.size()));
    }
  }

  private static List<Score> score(Path folder, List<String> molecules) {
    try (DockingReward reward = docking(folder)) {
      return reward.score(molecules);
    }
  }

  private static DockingReward docking(Path folder) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("vina", folder.resolve("vina").toString());
    settings.put("obabel", folder.resolve("obabel").toString());
    settings.put("receptor", folder.resolve("receptor.pdbqt").toString());
    settings.put("poses", folder.resolve("poses").toString());
    settings.put("parallel", 1L);
    return new DockingScorer.Parp1().docking(settings);
  }

  private void write() throws IOException {
    List<Double> centre = Target.PARP1.box().centre();
    Files.writeString(
        folder.resolve("receptor.pdbqt"),
        String.format(
            Locale.ROOT,
            "ATOM      1  N   GLY A   1    %8.3f%8.3f%8.3f  1.00  0.00     0.000 N %n",
            centre.get(0),
            centre.get(1),
            centre.get(2)));
    script("obabel", "case $1 in -V) echo babel 3.1;; *) cp ligand.mol ligand.pdbqt;; esac");
    script(
        "vina",
        """
        case "$*" in *--version*) echo vina 1.2.3; exit 0;; esac
        echo $$ >>HOME/started
        if [ $(cat HOME/hangs) -eq $(wc -l <HOME/started) ]; then exec sleep 600; fi
        echo 'REMARK VINA RESULT:   -6.5  0.000  0.000' >pose.pdbqt
        """
            .replace("HOME", folder.toString()));
  }

  private void script(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + text);
    assertTrue(file.toFile().setExecutable(true));
  }

  private List<Long> started() throws IOException {
    Path file = folder.resolve("started");
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(Long::valueOf).toList()
        : List.of();
  }

  @Test
  void whatWasDockedStaysAndWhatWasUnderWayEnds() throws Exception {
    write();
    Files.writeString(folder.resolve("hangs"), "3");
    Process killed = docks();
    try {
      await("the third docking hangs", () -> started().size() == 3, killed);
    } finally {
      killed.destroyForcibly().waitFor();
    }
    long orphan = started().get(2);
    await("the program has gone after its caller", () -> !alive(orphan), killed);
    Files.writeString(folder.resolve("hangs"), "0");
    List<Score> scores = score(folder, MOLECULES);
    for (Score score : scores) {
      assertEquals(6.5, assertInstanceOf(Score.Value.class, score).value());
    }
    assertEquals(3 + 3, started().size(), "two had been docked, three were to do");
    assertFalse(alive(started().get(5)));
  }

  @Test
  void whoWaitsForAScorerThatIsClosedIsTold() throws Exception {
    write();
    Files.writeString(folder.resolve("hangs"), "1");
    DockingReward reward = docking(folder);
    List<Score> scores = new ArrayList<>();
    Thread run = new Thread(() -> scores.addAll(reward.score(MOLECULES)));
    run.start();
    await("the first docking hangs", () -> started().size() == 1, run);
    reward.close();
    run.join(120_000);
    assertEquals(MOLECULES.size(), scores.size(), "nobody waits any more");
    for (Score score : scores) {
      assertInstanceOf(Score.Failed.class, score);
    }
  }

  private Process docks() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Docks.class.getName(),
                folder.toString()));
    command.addAll(MOLECULES);
    return new ProcessBuilder(command).inheritIO().start();
  }

  private static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(String what, Condition condition, Object who) throws Exception {
    for (int i = 0; i < 2400; i++) {
      if (condition.holds()) {
        return;
      }
      Thread.sleep(50);
    }
    assertTrue(condition.holds(), what + "; " + who);
  }
}
