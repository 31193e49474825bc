package dev.lodestar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.task.Progress;
import dev.lodestar.run.store.RunDirectory;
import dev.lodestar.tck.TinyTask;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeighboursTest {
  @TempDir Path folder;

  @Test
  void theNearestIsNamed() throws IOException {
    Path fasta = Files.writeString(folder.resolve("t.fasta"), ">one\nACGTAC\n>two\nAAAAAA\n");
    Neighbours two = Neighbours.read(fasta, "ACGT");
    assertEquals(new Neighbours.Nearest(0, "two"), two.of("AAAAAA"));
    assertEquals(new Neighbours.Nearest(1, "one"), two.of("ACGAC"));
    assertEquals(new Neighbours.Nearest(2, "two"), two.of("AACAAC"));
  }

  @Test
  void tablesMayBeTabbedAndGzipped() throws IOException {
    Path file = folder.resolve("t.tsv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("mrl\tsequence\n1.5\tacgt\n2.5\tTTTT\n".getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(new Neighbours.Nearest(1, "0"), Neighbours.read(file, "ACGT").of("ACGG"));
  }

  @Test
  void aWrongLetterIsNamedWithItsPlace() throws IOException {
    Path file = Files.writeString(folder.resolve("t.txt"), "ACGT\nACXT\n");
    String says =
        assertThrows(IllegalArgumentException.class, () -> Neighbours.read(file, "ACGT"))
            .getMessage();
    assertTrue(says.contains("line 2, letter 3: 'X'"), says);
  }

  @Test
  void runsTellTheDistanceAndTheName() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "id,sequence\nlow,AAAAAA\nup,ACGTAC\n");
    Neighbours training = Neighbours.read(file, "ACGT");
    RunPlan p = Plans.svdd().baselines(4).plan();
    RunPlan plan =
        new RunPlan(
            p.method(),
            p.value(),
            p.guide(),
            p.count(),
            p.seed(),
            p.sampling(),
            p.start(),
            p.steps(),
            p.group(),
            p.constraints(),
            p.reward(),
            p.failure(),
            p.budget(),
            p.metrics(),
            p.baselineDesigns(),
            p.perBucket(),
            p.watch(),
            new Extras(Optional.of(training), true),
            p.threads(),
            p.config(),
            p.about());
    Path run = folder.resolve("run");
    try (RunDirectory directory = RunDirectory.create(run)) {
      Runner.run(plan, new TinyTask(6), directory, Progress.SILENT);
    }
    List<String> lines = Files.readAllLines(run.resolve("designs.csv"));
    List<String> header = Csv.cells(lines.get(0));
    int distance = header.indexOf("nearest-training");
    int id = header.indexOf("nearest-training-id");
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = Csv.cells(line);
      Neighbours.Nearest expected = training.of(cells.get(1));
      assertEquals(expected.distance(), Double.parseDouble(cells.get(distance)));
      assertEquals(expected.id(), cells.get(id));
    }
    assertTrue(Files.readString(run.resolve("baselines.csv")).contains("nearest-training"));
    assertTrue(Files.readString(run.resolve("report.html")).contains("nearest-training"));
    byte[] parquet = Files.readAllBytes(run.resolve("designs.parquet"));
    assertEquals("PAR1", new String(parquet, parquet.length - 4, 4, StandardCharsets.US_ASCII));
  }
}
