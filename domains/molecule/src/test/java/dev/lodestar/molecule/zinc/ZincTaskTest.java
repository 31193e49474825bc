package dev.lodestar.molecule.zinc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.task.SetMetric;
import dev.lodestar.core.task.TaskProvider;
import dev.lodestar.molecule.selfies.SelfiesAlphabet;
import dev.lodestar.torch.TransformerDenoiser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tasks on an untrained network, whose samples are molecules all the same. */
class ZincTaskTest {
  private static final int LENGTH = 24;

  @TempDir Path models;

  @BeforeEach
  void writeModel() throws IOException {
    Path folder = Files.createDirectories(models.resolve("zinc-selfies"));
    SelfiesAlphabet alphabet = SelfiesAlphabet.ZINC;
    TransformerDenoiser.Config config =
        new TransformerDenoiser.Config(alphabet.size(), SelfiesAlphabet.END, LENGTH, 16, 2, 1);
    try (TransformerDenoiser network = TransformerDenoiser.untrained(config, 3)) {
      network.save(folder.resolve("weights.safetensors"), Map.of("alphabet", alphabet.toString()));
    }
  }

  private static Meter unlimited() {
    return new Meter(Budget.unlimited());
  }

  @SuppressWarnings("unchecked") // the usual model's states are tokens
  private ZincTask<Tokens> open(ZincTaskProvider provider) {
    return (ZincTask<Tokens>) provider.open(models, 1);
  }

  private static List<String> draw(ZincTask<Tokens> task, int n) {
    int steps = 8;
    ReverseProcess<Tokens> process =
        task.process(Sampling.of("ancestral", steps), Constraints.none(), unlimited());
    Draws draws = Draws.of(Streams.of(5), 0, n, steps);
    Outlook<Tokens> now = process.look(process.prior(draws), steps);
    for (int step = steps - 1; step >= 0; step--) {
      now = process.look(now.propose(draws.atStep(step + 1), 1), step);
    }
    return task.codec().decode(now.cleanGuess());
  }

  @Test
  void everySampleIsScoredJudgedAndMeasured() {
    try (ZincTask<Tokens> task = open(new ZincTaskProvider.Qed())) {
      assertEquals("zinc-qed", task.name());
      List<String> designs = draw(task, 12);
      for (Score score : task.reward().get(0).reward().score(designs)) {
        double qed = assertInstanceOf(Score.Value.class, score).value();
        assertTrue(qed > 0 && qed < 1, "" + qed);
      }
      task.heldOut().score(designs).forEach(s -> assertInstanceOf(Score.Value.class, s));
      for (DesignMetric<String> metric : task.designMetrics()) {
        assertEquals(designs.size(), metric.of(designs).length, metric.name());
      }
      Map<String, Double> sets = new TreeMap<>();
      for (SetMetric<String> metric : task.setMetrics()) {
        sets.put(metric.name(), metric.of(designs));
      }
      assertEquals(1, sets.get("validity"), "every word of the grammar is a molecule");
      assertTrue(sets.get("novelty") > 0.5 && sets.get("uniqueness") > 0.5, sets.toString());
      assertTrue(sets.get("descriptor Fréchet distance") > 1, sets.toString());
    }
  }

  @Test
  void theJudgeIsTheOtherProperty() {
    try (ZincTask<Tokens> qed = open(new ZincTaskProvider.Qed());
        ZincTask<Tokens> sa = open(new ZincTaskProvider.Sa())) {
      List<String> designs = List.of("CC(=O)Oc1ccccc1C(=O)O", "C1CC1");
      assertEquals(qed.heldOut().score(designs), sa.reward().get(0).reward().score(designs));
      assertEquals(sa.heldOut().score(designs), qed.reward().get(0).reward().score(designs));
    }
  }

  @Test
  void positionsCannotBeLocked() {
    try (ZincTask<Tokens> task = open(new ZincTaskProvider.Sa())) {
      TreeMap<Integer, String> locked = new TreeMap<>(Map.of(0, "C"));
      String fault =
          assertThrows(
                  IllegalArgumentException.class,
                  () ->
                      task.process(
                          Sampling.of("ancestral", 8), new Constraints(locked), unlimited()))
              .getMessage();
      assertTrue(fault.contains("constraints.scaffold"), fault);
    }
  }

  @Test
  void missingWeightsAreNamed() {
    String fault =
        assertThrows(
                UncheckedIOException.class,
                () -> new ZincTaskProvider.Qed().open(models.resolve("none"), 1))
            .getMessage();
    assertTrue(fault.contains("weights.safetensors"), fault);
  }

  @Test
  void sevenTasksByName() {
    List<String> names =
        ServiceLoader.load(TaskProvider.class).stream()
            .map(p -> p.get().name())
            .filter(n -> n.startsWith("zinc-"))
            .sorted()
            .toList();
    assertEquals(
        List.of(
            "zinc-dock-5ht1b",
            "zinc-dock-braf",
            "zinc-dock-fa7",
            "zinc-dock-jak2",
            "zinc-dock-parp1",
            "zinc-qed",
            "zinc-sa"),
        names);
  }
}
