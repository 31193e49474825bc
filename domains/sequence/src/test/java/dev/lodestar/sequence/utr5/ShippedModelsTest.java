package dev.lodestar.sequence.utr5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.sequence.data.MrlRow;
import dev.lodestar.sequence.data.MrlSet;
import dev.lodestar.sequence.data.MrlTable;
import dev.lodestar.sequence.data.Part;
import dev.lodestar.sequence.data.Split;
import dev.lodestar.sequence.metric.KmerProfile;
import dev.lodestar.sequence.recipe.Accuracy;
import dev.lodestar.sequence.recipe.DenoiserJudgement;
import dev.lodestar.sequence.recipe.PretrainedSamples;
import dev.lodestar.sequence.task.SequenceTask;
import dev.lodestar.torch.CnnDenoiser;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.NeuralRegressor;
import dev.lodestar.torch.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The weights in {@code models/} are what their cards say. */
class ShippedModelsTest {
  private static final Path ROOT = Path.of(System.getProperty("lodestar.root"));
  private static final Path MODELS = ROOT.resolve("models");
  private static final Path DATA = ROOT.resolve("../shared/data/rna/utr_mrl_60k.tsv.gz");

  private static Split data() throws IOException {
    if (!Files.exists(DATA)) {
      System.err.println("SKIPPED: " + DATA + " is not here; the cards' R² are not checked.");
      Assumptions.abort("no measured 5'UTRs");
    }
    return Split.of(MrlTable.read(DATA), 1);
  }

  @Test
  void theOraclesReachOnUnseenSequencesWhatTheirCardsSay() throws IOException {
    Split split = data();
    for (String name : List.of(Utr5.ORACLE, Utr5.HELD_OUT)) {
      Path file = ModelFolder.of(MODELS, name).weights();
      Map<String, String> notes = SafeTensors.read(file).metadata();
      try (NeuralRegressor network = NeuralRegressor.load(file)) {
        Map<String, Double> found =
            OracleRecipe.data(split, new OracleRecipe.Half(Part.GUIDING, Part.GUIDING_VALIDATION))
                .accuracy(Accuracy.R_SQUARED, network);
        found.forEach(
            (set, r2) ->
                assertEquals(
                    Double.parseDouble(notes.get("r2." + set)), r2, 1e-3, name + " " + set));
        assertTrue(found.get("random50") >= 0.78, name + " " + found);
        assertTrue(found.get("human50") >= 0.65, name + " " + found);
      }
    }
  }

  @Test
  void noPartOfTheDataSharesA16MerWithAnother() throws IOException {
    Split split = data();
    List<Set<String>> seen = new ArrayList<>();
    for (List<Part> parts :
        List.of(
            List.of(Part.TEST),
            List.of(Part.GUIDING, Part.GUIDING_VALIDATION),
            List.of(Part.HELD_OUT, Part.HELD_OUT_VALIDATION))) {
      Set<String> kmers = new HashSet<>();
      for (MrlRow row : split.select(parts, List.of(MrlSet.values()))) {
        for (int at = 0; at + Split.KMER <= row.sequence().length(); at++) {
          kmers.add(row.sequence().substring(at, at + Split.KMER));
        }
      }
      seen.forEach(other -> assertTrue(other.stream().noneMatch(kmers::contains)));
      seen.add(kmers);
    }
  }

  @Test
  void samplesAreMoreNaturalThanChanceAndLookLikeTheData() throws IOException {
    try (SequenceTask task = Utr5Task.open(MODELS);
        CnnDenoiser denoiser = CnnDenoiser.load(ModelFolder.of(MODELS, Utr5.DENOISER).weights())) {
      List<String> samples = new ArrayList<>();
      for (long first = 0; first < 256; first += PretrainedSamples.GROUP) {
        samples.addAll(
            Utr5.CODEC.decode(
                PretrainedSamples.group(denoiser, 50, Utr5.STEPS, 5, first, outlook -> {})));
      }
      DesignMetric<String> naturalness = task.designMetrics().get(0);
      double drawn = mean(naturalness.of(samples.subList(0, 64)));
      double random = mean(naturalness.of(DenoiserJudgement.uniform(64, Utr5.CODEC)));
      assertTrue(drawn < random - 0.03, "samples " + drawn + ", uniform " + random);
      Map<String, String> notes =
          SafeTensors.read(ModelFolder.of(MODELS, Utr5.DENOISER).weights()).metadata();
      KmerProfile human = KmerProfile.parse(3, notes.get(DenoiserRecipe.NOTES.data()));
      double correlation = KmerProfile.of(samples, 3).correlation(human);
      assertTrue(correlation >= 0.95, "3-mer correlation with the data " + correlation);
    }
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).average().orElseThrow();
  }
}
