package dev.lodestar.sequence.protein.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.reward.Score;
import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.InvalidFileException;
import dev.lodestar.sequence.Sequences;
import dev.lodestar.sequence.protein.ProteinTask;
import dev.lodestar.sequence.protein.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
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
  void knownVariantsOfAnotherLengthAreRefused() throws IOException {
    List<String> lines = new ArrayList<>(List.of("sequence,score"));
    for (char c : "ACDEFGHIKL".toCharArray()) {
      lines.add("AAA" + c + ",1");
    }
    String table = Files.write(temp.resolve("short.csv"), lines).toString();
    String says =
        assertThrows(
                UncheckedIOException.class,
                () -> new FamilyTask.Aav().open(Shared.MODELS, "", Map.of("variants", table), 1))
            .getMessage();
    assertTrue(says.contains("short.csv") && says.contains("variants of 4 residues"), says);
  }

  @Test
  void theNearestVariantIsFoundByWhatChanged() {
    SplittableRandom random = new SplittableRandom(2);
    int[] consensus = random.ints(12, 0, 20).toArray();
    List<int[]> known = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      known.add(mutant(consensus, random));
    }
    KnownVariants variants = new KnownVariants(consensus, known);
    for (int i = 0; i < 40; i++) {
      int[] design = mutant(consensus, random);
      int least = known.stream().mapToInt(k -> Sequences.hamming(k, design)).min().orElseThrow();
      assertEquals(least, variants.nearest(design));
    }
    assertEquals(0, variants.nearest(known.get(7)));
  }

  /** Few letters, so that two mutants often change a site in the same way. */
  private static int[] mutant(int[] consensus, SplittableRandom random) {
    int[] out = consensus.clone();
    int changes = random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      out[random.nextInt(out.length)] = random.nextInt(3);
    }
    return out;
  }

  /** Two variants that were measured, and designs near the one, far from both. */
  @Test
  void designsFarFromTheKnownVariantsAreInfeasibleWhereTheseAreGiven() throws IOException {
    String wild = "DEEEIRTTNPVATEQYGSVSTNLQRGNR";
    List<String> lines = new ArrayList<>(List.of("sequence,score"));
    for (char c : "ACDEFGHIKL".toCharArray()) {
      lines.add(wild.substring(0, 27) + c + ",1");
    }
    Path table = Files.write(temp.resolve("known.csv"), lines);
    try (Task<?, ?> opened =
        new FamilyTask.Aav().open(Shared.MODELS, "", Map.of("variants", table.toString()), 1)) {
      ProteinTask task = (ProteinTask) opened;
      List<String> designs = List.of(wild, "AAA" + wild.substring(3), "AAAA" + wild.substring(4));
      List<Score> scores = task.reward().get(0).reward().score(designs);
      assertInstanceOf(Score.Value.class, scores.get(0));
      assertTrue(
          assertInstanceOf(Score.Infeasible.class, scores.get(2)).reason().contains("nearest"));
      DesignMetric<String> nearest =
          task.designMetrics().stream()
              .filter(m -> m.name().equals("nearest-variant"))
              .findFirst()
              .orElseThrow();
      assertArrayEquals(new double[] {1, 4, 5}, nearest.of(designs));
      assertTrue(task.modelFiles().containsValue(table));
    }
  }

  /**
   * Bounds on the test's variants beside those of a profile of the same variants, as the cards say:
   * AAV2's sites depend on each other; GFP's variants are random mutants, of which there is no more
   * to know than their sites' letters.
   */
  @Test
  void theDenoisersKnowWhatAProfileCannot() throws IOException {
    assertTrue(shareOfTheProfilesBound("aav-denoiser") < 0.9);
    assertTrue(shareOfTheProfilesBound("gfp-denoiser") < 1.01);
  }

  private static double shareOfTheProfilesBound(String model) throws IOException {
    String card = Files.readString(Shared.MODELS.resolve(model).resolve("card.md"));
    Matcher row =
        Pattern.compile("\\| variants that no model saw \\| ([0-9.]+) .* \\| ([0-9.]+) ")
            .matcher(card);
    assertTrue(row.find(), card);
    return Double.parseDouble(row.group(1)) / Double.parseDouble(row.group(2));
  }

  /** A few steps on a small family: weights, notes and a card that the task can read. */
  @Test
  void aDenoiserIsTrainedFromATable() throws IOException {
    List<String> lines = new ArrayList<>(List.of("sequence,score"));
    SplittableRandom random = new SplittableRandom(4);
    int[] consensus = random.ints(28, 0, 20).toArray();
    for (int i = 0; i < 120; i++) {
      lines.add(Alphabet.PROTEIN.text(mutant(consensus, random)) + "," + i);
    }
    Path table = Files.write(temp.resolve("family.csv"), lines);
    TrainingRecipe recipe = new FamilyDenoiserRecipe.Aav();
    Map<String, String> options = new HashMap<>();
    recipe.options().forEach(o -> options.put(o.name(), o.fallback()));
    options.putAll(Map.of("data", table.toString(), "steps", "3", "batch", "8", "judged", "4"));
    recipe.run(options, temp, Progress.SILENT);
    new FamilyRecipe.Aav()
        .run(Map.of("data", table.toString(), "split-seed", "1"), temp, Progress.SILENT);
    String card = Files.readString(temp.resolve("aav-denoiser/card.md"));
    assertTrue(card.contains("./lodestar train aav-denoiser --set batch=8"), card);
    try (Task<?, ?> task = new FamilyTask.Aav().open(temp, 1)) {
      assertEquals(List.of("denoiser", "scorers"), List.copyOf(task.modelFiles().keySet()));
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
