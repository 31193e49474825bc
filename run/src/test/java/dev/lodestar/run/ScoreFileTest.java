package dev.lodestar.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.task.Progress;
import dev.lodestar.tck.TinyTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreFileTest {
  @TempDir Path temp;

  private ScoreFile.Table score(String name, String text, String... column) throws IOException {
    Path file = Files.writeString(temp.resolve(name), text);
    return ScoreFile.score(
        file,
        Optional.of(List.of(column)).filter(c -> !c.isEmpty()).map(c -> c.get(0)),
        Plans.svdd().plan(),
        new TinyTask(4),
        Progress.SILENT);
  }

  private String refused(String name, String text, String... column) {
    return assertThrows(IllegalArgumentException.class, () -> score(name, text, column))
        .getMessage();
  }

  @Test
  void allThreeKindsOfFilesGiveTheSameScores() throws IOException {
    ScoreFile.Table fasta = score("a.fasta", ">one\nAC\nGT\n\n>two\nTTTT\n");
    ScoreFile.Table table = score("a.csv", "id,design,score\none,ACGT,9\ntwo,TTTT,9\n");
    ScoreFile.Table other = score("b.csv", "name,utr\none,ACGT\ntwo,TTTT\n", "utr");
    assertEquals(fasta, table);
    assertEquals(fasta, other);
    assertEquals(
        "name,design,score,order,order (raw),held-out,gc,feasible,reason",
        table.csv().split("\n")[0]);
    List<String> cells = fasta.lines().get(0).cells();
    double score = TinyTask.score("ACGT");
    assertEquals(
        List.of(
            "one", "ACGT", "" + score, "" + score, "" + score, "" + score / 2, "0.5", "true", ""),
        cells);
    assertEquals(
        cells.subList(1, 9), score("a.txt", "ACGT\n\nTTTT\n").lines().get(0).cells().subList(1, 9));
  }

  @Test
  void faultsNameFileLineAndColumn() {
    assertTrue(refused("a.txt", "ACGT\nACXT\n").contains("a.txt, line 2: 'X' at column 3"));
    assertTrue(
        refused("a.fa", ">one\nACGT\n>two\nACG\n").contains("a.fa, line 4: the design has 3"));
    assertTrue(refused("a.csv", "id,design\n1,ACGT\n2,AC-T\n").contains("line 3: '-' at column 3"));
    String says = refused("a.csv", "id,desing\n1,ACGT\n");
    assertTrue(says.contains("line 1: there is no column 'design'; did you mean 'desing'?"), says);
    assertTrue(refused("a.csv", "id,design\n1\n").contains("line 2: there are 1 cells"));
    assertTrue(refused("a.txt", " \n").contains("no designs"));
  }
}
