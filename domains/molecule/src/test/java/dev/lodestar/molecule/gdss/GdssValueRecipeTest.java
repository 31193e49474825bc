package dev.lodestar.molecule.gdss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GdssValueRecipeTest {
  private static final Path MODELS =
      Path.of(System.getProperty("lodestar.root", "../.."), "models");

  @Test
  void aRecipeLeavesAValueOfThisModelAndNoOther(@TempDir Path models) throws Exception {
    Path model = Files.createDirectories(models.resolve("gdss-qm9")).resolve("weights.safetensors");
    Files.copy(MODELS.resolve("gdss-qm9/weights.safetensors"), model);
    TrainingRecipe recipe = new GdssValueRecipe.Qed();
    Map<String, String> options = new TreeMap<>();
    recipe.options().forEach(o -> options.put(o.name(), o.fallback()));
    options.putAll(Map.of("roll-outs", "24", "states", "4", "sampling-steps", "30", "steps", "3"));
    Path data = Files.writeString(models.resolve("some.smi"), "CCO\nC1CC1O\nCC(=O)N\nCCF\nC#N\n");
    options.putAll(Map.of("data", data.toString(), "molecules", "3", "judged", "4"));
    recipe.run(options, models, Progress.SILENT);
    String card = Files.readString(models.resolve("gdss-qm9-qed-value/card.md"));
    assertTrue(card.contains("reachable") && card.contains("--set roll-outs=24"), card);
    assertTrue(card.contains("--set data=some.smi") && card.contains(" 3 molecules of"), card);
    try (GdssModel qed = GdssModel.open(models, "gdss-qm9", "qed");
        GdssModel sa = GdssModel.open(models, "gdss-qm9", "sa")) {
      assertTrue(qed.value().isPresent());
      assertFalse(sa.value().isPresent(), "a value belongs to one property");
      double[] natural =
          qed.naturalness().get(0).of(List.of("CC(=O)OCC", "", "CCCCCCCCCCCC", "C#CC#CC#CF"));
      assertTrue(natural[0] > 0 && natural[0] < natural[3], natural[0] + ", " + natural[3]);
      assertTrue(Double.isNaN(natural[1]) && Double.isNaN(natural[2]));
    }
    Files.write(model, new byte[] {1}); // whatever the model is now, it is another one
    String fault =
        assertThrows(IOException.class, () -> GdssValues.open(models, "gdss-qm9", "qed", model))
            .getMessage();
    assertTrue(fault.contains("other weights") && fault.contains("gdss-qm9-qed-value"), fault);
    assertEquals("gdss-qm9-qed-value", recipe.name());
  }

  @Test
  void whatIsExplainedIsMeasuredWhereBothAreKnown() {
    double[] y = {1, 2, 3, 6, Double.NaN};
    assertEquals(1, GdssValueJudgement.correlation(new double[] {3, 5, 7, 13, 0}, y), 1e-12);
    assertEquals(-1, GdssValueJudgement.correlation(new double[] {0, -1, -2, -5, 0}, y), 1e-12);
    assertEquals(1, GdssValueJudgement.explained(y, y), 1e-12);
    assertEquals(0, GdssValueJudgement.explained(new double[] {3, 3, 3, 3, 9}, y), 1e-12);
    // residuals 1, 0, 0, 0 of a spread of 14
    assertEquals(
        1 - 1 / 14.0, GdssValueJudgement.explained(new double[] {2, 2, 3, 6, 9}, y), 1e-12);
  }
}
