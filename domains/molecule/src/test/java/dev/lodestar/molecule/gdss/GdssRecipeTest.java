package dev.lodestar.molecule.gdss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.graph.AtomPalette;
import dev.lodestar.core.graph.GdssProcess;
import dev.lodestar.core.graph.GraphParticles;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GdssRecipeTest {
  private final Qm9Recipe recipe = new Qm9Recipe();

  private Map<String, String> options(Path data) {
    Map<String, String> out = new TreeMap<>();
    for (TrainingRecipe.Option o : recipe.options()) {
      out.put(o.name(), o.fallback());
    }
    out.putAll(
        Map.of("data", data.toString(), "steps", "3", "stop", "2", "batch", "8", "judged", "2"));
    return out;
  }

  @Test
  void aRecipeLeavesWeightsAndACard(@TempDir Path folder) throws Exception {
    Path data = folder.resolve("some.smi");
    Files.writeString(data, "CCO\nC#N\nCC(=O)N\nCCS\nc1ccccc1\n\nCCCCCCCCCC\nCF\n");
    recipe.run(options(data), folder, Progress.SILENT);
    Path made = folder.resolve("gdss-qm9");
    String card = Files.readString(made.resolve("card.md"));
    assertTrue(card.contains("2 were left out"), card);
    assertTrue(card.contains("./lodestar train gdss-qm9 --set batch=8 --set data=some.smi"), card);
    assertTrue(card.contains("2 of 3 planned steps of 8 molecules"), card);
    assertFalse(Files.exists(made.resolve("training.checkpoint")));
    try (GdssModel model = GdssModel.load(made.resolve("weights.safetensors"))) {
      assertEquals(AtomPalette.QM9, model.palette());
      assertArrayEquals(new double[] {0, 0, 2, 1, 1, 0, 1, 0, 0, 0}, model.counts().weights());
      GdssProcess process = model.process(5, new Meter(Budget.unlimited()));
      GraphParticles clean =
          process.look(process.prior(Draws.of(Streams.of(1), 0, 3, 5)), 5).cleanGuess();
      List<String> smiles = model.codec().decode(clean);
      for (String s : smiles) {
        if (!s.isEmpty()) {
          assertEquals(List.of(s), model.codec().decode(model.codec().encode(List.of(s))));
        }
      }
    }
  }

  @Test
  void theZincRecipeTakesNineElementsAndLargerMolecules(@TempDir Path folder) throws Exception {
    Path data = folder.resolve("some.smi");
    Files.writeString(data, "CCCCCCCCCCCCBr\nCC(=O)Oc1ccccc1C(=O)O\nOP(O)(=O)CI\nC[Si](C)C\n");
    Map<String, String> options = options(data);
    options.put("judged", "1");
    new ZincRecipe().run(options, folder, Progress.SILENT);
    try (GdssModel model = GdssModel.open(folder, "gdss-zinc250k")) {
      assertEquals(AtomPalette.ZINC250K, model.palette());
      assertEquals(13, model.counts().largest());
    }
  }

  @Test
  void badOptionsAndDataAreNamed(@TempDir Path folder) throws Exception {
    Path data = folder.resolve("some.smi");
    Files.writeString(data, "CCO\nC1CC\n");
    String fault =
        assertThrows(
                IllegalArgumentException.class,
                () -> recipe.run(options(data), folder, Progress.SILENT))
            .getMessage();
    assertTrue(fault.contains("some.smi, line 2"), fault);
    Map<String, String> options = options(data);
    options.put("batch", "none");
    assertTrue(
        assertThrows(
                IllegalArgumentException.class, () -> recipe.run(options, folder, Progress.SILENT))
            .getMessage()
            .contains("'batch'"));
  }
}
