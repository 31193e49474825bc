package dev.lodestar.sequence.rna.stability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.sequence.InvalidFileException;
import dev.lodestar.sequence.data.Clusters;
import dev.lodestar.sequence.data.Part;
import dev.lodestar.sequence.data.Split;
import dev.lodestar.sequence.protein.Shared;
import dev.lodestar.sequence.rna.Ensemble;
import dev.lodestar.sequence.rna.stability.StabilityData.Judgement;
import dev.lodestar.tck.RewardContract;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StabilityTest extends RewardContract<String> {
  private static final String HAIRPIN = "GGGAGCGCUUCGGCGCUCCC";
  private static final String OPEN = "GUAAGUGAAUGAGUAGAUGA";

  @TempDir Path folder;

  @Override
  protected Reward<String> reward() {
    try {
      return Stability.load(Shared.MODELS, Stability.GUIDING);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected List<String> designs() {
    return List.of(HAIRPIN, OPEN, "ACGTACGT", "A");
  }

  @Test
  void featuresAreMeansOverTheBasesThatCount() {
    Ensemble fold = Ensemble.of(HAIRPIN);
    for (Features features : Features.values()) {
      double[] all = features.of(HAIRPIN, fold, 20);
      double[] some = features.of(HAIRPIN, fold, 10);
      double unpaired = all[0] + all[1] + all[2] + all[3];
      assertEquals(fold.unpaired(0), unpaired, 1e-12, features + "");
      assertEquals(
          Arrays.stream(fold.unpaired()).limit(10).average().orElseThrow(),
          some[0] + some[1] + some[2] + some[3],
          1e-12,
          features + "");
    }
    double[] loops = Features.LOOPS.of(HAIRPIN, fold, 20);
    assertEquals(
        Arrays.stream(fold.hairpin()).average().orElseThrow(),
        Arrays.stream(loops, 4, 8).sum(),
        1e-12);
    assertEquals(
        fold.unpaired(0), Arrays.stream(loops, 44, 60).sum(), 1e-12, "of both neighbours any way");
  }

  @Test
  void whatFoldsIsMoreStable() throws IOException {
    for (String name : List.of(Stability.GUIDING, Stability.HELD_OUT)) {
      Stability scorer = Stability.load(Shared.MODELS, name);
      assertTrue(scorer.of(HAIRPIN) > scorer.of(OPEN) + 0.2, name);
      assertEquals(scorer.of(HAIRPIN), scorer.of(HAIRPIN.replace('U', 'T').toLowerCase()));
    }
    for (String bad : List.of("", "ACGN", "A".repeat(201))) {
      assertInstanceOf(Score.Failed.class, reward().score(List.of(bad)).get(0));
    }
    assertNotEquals(
        reward().identity(), Stability.load(Shared.MODELS, Stability.HELD_OUT).identity());
  }

  @Test
  void settingsThatDoNotFitAreNamed() {
    assertEquals(
        "Scorer 'rna-stability': setting 'oracle' is 'heldout'; it takes \"guiding\" or"
            + " \"held-out\". Did you mean 'held-out'?",
        assertThrows(
                IllegalArgumentException.class,
                () -> new StabilityScorer().create(Map.of("oracle", "heldout")))
            .getMessage());
    String says =
        assertThrows(IOException.class, () -> Stability.load(folder, Stability.GUIDING))
            .getMessage();
    assertTrue(says.contains("lodestar train rna-stability-oracle"), says);
  }

  /** The weights are what their cards say, on RNAs that neither has seen. */
  @Test
  void theShippedScorersReachWhatTheirCardsSay() throws IOException {
    Path data = Shared.file("data/rna/openvaccine_rna_degradation.tsv.gz");
    List<Degradation> rows = Degradation.read(data);
    assertEquals(3122, rows.size(), "512 of 3634 are missing");
    int[] clusters = Clusters.of(rows.stream().map(Degradation::designed).toList(), Split.KMER);
    double[][] x = new double[rows.size()][];
    double[] rates = rows.stream().mapToDouble(Degradation::rate).toArray();
    int[] libraries = rows.stream().mapToInt(r -> r.sequence().length() == 107 ? 0 : 1).toArray();
    StabilityData all = new StabilityData(x, rates, libraries, List.of(107, 130), clusters);
    Part[] parts = all.split(1);
    Map<Integer, Ensemble> folds = new TreeMap<>();
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] == Part.TEST) {
        folds.put(i, Ensemble.of(rows.get(i).sequence()));
      }
    }
    for (String name : List.of(Stability.GUIDING, Stability.HELD_OUT)) {
      Stability scorer = Stability.load(Shared.MODELS, name);
      folds.forEach(
          (i, fold) ->
              x[i] = scorer.features().of(rows.get(i).sequence(), fold, rows.get(i).scored()));
      Judgement found = all.select(parts, StabilityData.TEST).judge(scorer.fit());
      Map<String, String> notes =
          SafeTensors.read(ModelFolder.of(Shared.MODELS, name).weights()).metadata();
      assertEquals(Double.parseDouble(notes.get("r2")), found.r2(), 1e-3, name);
      assertEquals(Double.parseDouble(notes.get("spearman")), found.rho(), 1e-3, name);
      assertTrue(found.r2() > 0.4 && found.rho() > 0.6, name + " " + found);
    }
  }

  /** RNAs whose rate is the share of A and U among them, and a library that is 1 above. */
  private Path synthetic(int rows) throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    List<String> lines = new ArrayList<>(List.of("sequence\tseq_scored\tmean_deg_Mg_50C"));
    for (int i = 0; i < rows; i++) {
      int length = i % 2 == 0 ? 30 : 40;
      StringBuilder rna = new StringBuilder();
      int weak = 0;
      for (int at = 0; at < length; at++) {
        char letter = random.nextInt(4) == 0 ? 'C' : "AU".charAt(random.nextInt(2));
        rna.append(letter);
        weak += letter != 'C' && at < 25 ? 1 : 0;
      }
      double rate = i == 3 ? 0 : weak / 25.0 + (length == 40 ? 1 : 0);
      lines.add(rna + "\t25\t" + rate);
    }
    return Files.write(folder.resolve("rates.tsv"), lines);
  }

  private Map<String, String> options(Path data) {
    return Map.of("data", data.toString(), "split-seed", "1", "ridge", "1");
  }

  @Test
  void theRecipesLearnAndWriteACard() throws IOException {
    Path data = synthetic(300);
    for (TrainingRecipe recipe :
        List.of(new StabilityRecipe.Guiding(), new StabilityRecipe.HeldOut())) {
      recipe.run(options(data), folder, Progress.SILENT);
      Stability learnt = Stability.load(folder, recipe.name());
      assertTrue(learnt.of("C".repeat(25)) > learnt.of("A".repeat(25)) + 0.5, recipe.name());
      String card = Files.readString(ModelFolder.of(folder, recipe.name()).card());
      assertTrue(card.contains("./lodestar train " + recipe.name()), card);
      Map<String, String> notes =
          SafeTensors.read(ModelFolder.of(folder, recipe.name()).weights()).metadata();
      assertTrue(Double.parseDouble(notes.get("r2")) > 0.8, recipe.name() + " " + notes);
    }
  }

  @Test
  void faultsOfTheTableAreNamed() throws IOException {
    assertEquals(299, Degradation.read(synthetic(300)).size(), "a rate of 0 is missing");
    Path bad =
        Files.writeString(
            folder.resolve("bad.tsv"), "sequence\tseq_scored\tmean_deg_Mg_50C\nACGU\t5\t0.3\n");
    assertEquals(
        bad
            + ", line 2, column 'seq_scored': it takes a whole number from 1 to the RNA's 4 letters,"
            + " not 5.",
        assertThrows(InvalidFileException.class, () -> Degradation.read(bad)).getMessage());
  }
}
