package dev.lodestar.sequence.dna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.InvalidFileException;
import dev.lodestar.sequence.task.BothStrands;
import dev.lodestar.sequence.task.SequenceTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipes of enhancer-hepg2 on a small table, and the task on what they leave. */
class SiteRecipesTest {
  private static final Map<String, String> QUICK =
      Map.of("steps", "4", "batch", "8", "judged", "2", "k", "3");

  @TempDir static Path folder;
  private static Path models;

  @BeforeAll
  static void train() throws IOException {
    models = folder.resolve("models");
    Path data = table(folder.resolve("sites.tsv"));
    for (TrainingRecipe r :
        List.of(new Hepg2DenoiserRecipe(), new Hepg2OracleRecipe(), new Hepg2HeldOutRecipe())) {
      Map<String, String> values = new LinkedHashMap<>();
      for (TrainingRecipe.Option o : r.options()) {
        values.put(o.name(), QUICK.getOrDefault(o.name(), o.fallback()));
      }
      values.put("data", data.toString());
      r.run(values, models, Progress.SILENT);
    }
  }

  /** Sites of HepG2 hold a repeat of TA. */
  private static Path table(Path file) throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    List<String> lines = new ArrayList<>(List.of("sequence\tcell\tchr\tsplit"));
    for (String where :
        List.of(
            "chr1\ttest",
            "chr2\tvalidation",
            "chr3\ttraining",
            "chr4\ttraining",
            "chr20\ttraining")) {
      for (int i = 0; i < 24; i++) {
        String s = Alphabet.DNA.text(random.ints(200, 0, 4).toArray());
        boolean liver = i % 2 == 0;
        String site = liver ? s.substring(0, 80) + "TA".repeat(20) + s.substring(120) : s;
        lines.add(site + "\t" + (liver ? "HepG2" : "K562") + "\t" + where);
      }
    }
    return Files.write(file, lines);
  }

  private static SequenceTask task() {
    return (SequenceTask) new Hepg2TaskProvider().open(models, 1);
  }

  @Test
  void theTaskSamplesScoresBothStrandsAlikeAndJudges() {
    try (SequenceTask task = task()) {
      Meter meter = new Meter(Budget.unlimited());
      Draws draws = Draws.of(Streams.of(1), 0, 2, 4);
      Constraints locked = new Constraints(new TreeMap<>(Map.of(0, "G", 199, "U")));
      ReverseProcess<Tokens> process = task.process(Sampling.of("ancestral", 4), locked, meter);
      Outlook<Tokens> now = process.look(process.prior(draws), 4);
      Outlook<Tokens> early = now;
      for (int step = 3; step >= 0; step--) {
        now = process.look(now.propose(draws.atStep(step + 1), 1), step);
      }
      List<String> designs = task.codec().decode(now.cleanGuess());
      designs.forEach(d -> assertTrue(d.length() == 200 && d.matches("G.*T"), d));
      for (String design : designs) {
        int[] other = BothStrands.reverseComplement(Alphabet.DNA.tokens(design), 200);
        List<String> strands = List.of(design, Alphabet.DNA.text(other));
        List<Score> guiding = task.reward().get(0).reward().score(strands);
        assertEquals(value(guiding.get(0)), value(guiding.get(1)), 1e-5);
        List<Score> judging = task.heldOut().score(strands);
        assertEquals(value(judging.get(0)), value(judging.get(1)), 1e-9);
      }
      task.designMetrics().forEach(m -> assertEquals(2, m.of(designs).length, m.name()));
      task.setMetrics().forEach(m -> assertTrue(Double.isFinite(m.of(designs)), m.name()));
      assertEquals(
          2, task.probabilityValue(x -> new double[x.size()], meter).get().of(early, draws).length);
      int gradient = 2 * 200 * 5; // rows, positions, letters and mask
      assertEquals(gradient, task.posteriorGuide(process, meter).get().gradient(early).length);
      assertEquals(
          new Score.Failed("The sequence has 4 letters; the scorer was trained on 200."),
          task.heldOut().score(List.of("ACGT")).get(0));
    }
  }

  private static double value(Score score) {
    return ((Score.Value) score).value();
  }

  @Test
  void cardsNameTheTermsAndTheMarkovChains() throws IOException {
    for (String name : List.of(Hepg2.DENOISER, Hepg2.ORACLE, Hepg2.HELD_OUT)) {
      String card = Files.readString(models.resolve(name).resolve("card.md"));
      assertTrue(card.startsWith("# " + name + "\n"), card);
      assertTrue(card.contains("academic and non-profit use only"), card);
      assertTrue(card.contains("./lodestar train " + name + " --set "), card);
      assertTrue(card.contains("--set data=sites.tsv"), "by name, not path: " + card);
    }
    String denoiser = Files.readString(models.resolve(Hepg2.DENOISER).resolve("card.md"));
    assertTrue(denoiser.contains("| order | nats a nucleotide |"), denoiser);
  }

  /** The planted repeat is in the k-mers: the held-out scorer tells the test sites apart. */
  @Test
  void theHeldOutScorerLearnedThePlantedMotif() throws IOException {
    String card = Files.readString(models.resolve(Hepg2.HELD_OUT).resolve("card.md"));
    assertTrue(card.contains("| chr1 | 24 | 1.000 |"), card);
  }

  @Test
  void aSiteOfAnotherLengthIsNamedWithItsLine() throws IOException {
    Path bad = folder.resolve("bad.tsv");
    Files.write(bad, List.of("sequence\tcell\tchr\tsplit", "ACGT\tK562\tchr1\ttest"));
    String message = assertThrows(InvalidFileException.class, () -> Hepg2.read(bad)).getMessage();
    assertTrue(message.contains("4 letters; the sequences of this task have 200"), message);
    assertTrue(message.contains("line 2") && message.contains("sequence"), message);
  }
}
