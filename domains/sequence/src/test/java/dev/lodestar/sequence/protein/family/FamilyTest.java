package dev.lodestar.sequence.protein.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.reward.Score;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.Task;
import dev.lodestar.sequence.InvalidFileException;
import dev.lodestar.sequence.protein.ProteinTask;
import dev.lodestar.sequence.protein.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FamilyTest {
  @TempDir Path temp;

  @Test
  void faultsOfTheTableNameLineAndColumn() throws IOException {
    Path file = Files.write(temp.resolve("t.csv"), List.of("sequence,score", "ACDE,1", "ACDEF,2"));
    String says =
        assertThrows(InvalidFileException.class, () -> Variants.read(file, "score")).getMessage();
    assertTrue(says.contains("line 3, column 'sequence': has 5 letters"), says);
    says =
        assertThrows(InvalidFileException.class, () -> Variants.read(file, "brightness"))
            .getMessage();
    assertTrue(says.contains("no column 'brightness'"), says);
  }

  @Test
  void variantsMeasuredTwiceAreOne() throws IOException {
    List<String> lines = new ArrayList<>(List.of("sequence,score", "AAAA,1", "AAAA,3"));
    for (char c : "CDEFGHIKL".toCharArray()) {
      lines.add("AAA" + c + ",5");
    }
    Variants read = Variants.read(Files.write(temp.resolve("t.csv"), lines), "score");
    assertEquals(10, read.measured().length);
    assertEquals(2, read.measured()[0], 1e-12);
    Variants parts = read.shuffled(1);
    assertEquals(5, parts.part(0, 0.45).measured().length);
    assertEquals(
        10,
        parts.part(0, 0.45).measured().length
            + parts.part(0.45, 0.9).measured().length
            + parts.part(0.9, 1).measured().length);
  }

  @Test
  void theShippedModelsAreWhatTheirRecipesFit() throws IOException {
    refit(new FamilyRecipe.Aav(), "data/protein/aav_ground_truth.csv.gz");
    refit(new FamilyRecipe.Gfp(), "data/protein/avgfp_sequences.csv.gz");
  }

  private void refit(FamilyRecipe recipe, String data) throws IOException {
    String table = Shared.file(data).toString();
    recipe.run(Map.of("data", table, "split-seed", "1"), temp, Progress.SILENT);
    String weights = recipe.name() + "/weights.safetensors";
    assertArrayEquals(
        Files.readAllBytes(Shared.MODELS.resolve(weights)),
        Files.readAllBytes(temp.resolve(weights)));
  }

  /** Spearman's rho of at least 0.8 on variants that no model saw, as the cards say. */
  @Test
  void bothScorersOfEachFamilyRankUnseenVariants() throws IOException {
    for (String family : List.of("aav-packaging", "gfp-brightness")) {
      String card = Files.readString(Shared.MODELS.resolve(family).resolve("card.md"));
      Matcher rows =
          Pattern.compile("\\| (guiding|held-out) \\| \\d+ \\| ([0-9.]+) \\|").matcher(card);
      int found = 0;
      while (rows.find()) {
        assertTrue(Double.parseDouble(rows.group(2)) >= 0.8, family + ": " + rows.group());
        found++;
      }
      assertEquals(2, found, family);
    }
  }

  /** Its consensus is the wild type; one that lacks the chromophore's glycine is dark. */
  @Test
  void theProteinThatShinesIsTheWildType() {
    try (Task<?, ?> opened = new FamilyTask.Gfp().open(Shared.MODELS, 1)) {
      ProteinTask task = (ProteinTask) opened;
      String wild =
          "SKGEELFTGVVPILVELDGDVNGHKFSVSGEGEGDATYGKLTLKFICTTGKLPVPWPTLVTTLSYGVQCFSRYPDHMKQHDFFKSAMPEGYVQER"
              + "TIFFKDDGNYKTRAEVKFEGDTLVNRIELKGIDFKEDGNILGHKLEYNYNSHNVYIMADKQKNGIKVNFKIRHNIEDGSVQLADHYQQNT"
              + "PIGDGPVLLPDNHYLSTQSALSKDPNEKRDHMVLLEFVTAAGITHGMDELYK";
      String dark = wild.replace("LSYGVQ", "LSYVVQ");
      List<Score> scores = task.reward().get(0).reward().score(List.of(wild, dark));
      double bright = assertInstanceOf(Score.Value.class, scores.get(0)).value();
      double dim = assertInstanceOf(Score.Value.class, scores.get(1)).value();
      assertEquals(0, task.designMetrics().get(1).of(List.of(wild))[0]);
      assertTrue(bright > 3.4 && dim < bright - 0.5, bright + " and without glycine " + dim);
    }
  }

  @Test
  void designsFarFromTheDataAreInfeasible() {
    try (Task<?, ?> opened = new FamilyTask.Aav().open(Shared.MODELS, 1)) {
      ProteinTask task = (ProteinTask) opened;
      String wild = "DEEEIRTTNPVATEQYGSVSTNLQRGNR";
      List<Score> scores = task.reward().get(0).reward().score(List.of(wild, "W".repeat(28)));
      assertInstanceOf(Score.Value.class, scores.get(0));
      assertTrue(
          assertInstanceOf(Score.Infeasible.class, scores.get(1)).reason().contains("mutations"));
      assertEquals(0, task.designMetrics().get(1).of(List.of(wild))[0]);
    }
  }

  @Test
  void missingWeightsAreNamedWithTheirRecipe() {
    String says =
        assertThrows(UncheckedIOException.class, () -> new FamilyTask.Aav().open(temp, 1))
            .getMessage();
    assertTrue(says.contains("'./lodestar train aav-packaging'"), says);
  }
}
