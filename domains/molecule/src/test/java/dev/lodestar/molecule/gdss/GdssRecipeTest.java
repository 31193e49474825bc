package dev.lodestar.molecule.gdss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.torch.GdssNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
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
    out.putAll(Map.of("data", data.toString(), "steps", "3", "batch", "8", "judged", "2"));
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
    assertFalse(Files.exists(made.resolve("training.checkpoint")));
    try (GdssNetwork network = GdssNetwork.load(made.resolve("weights.safetensors"))) {
      assertEquals("[6, 7, 8, 9]", network.notes().get("elements"));
      assertTrue(network.notes().get("atom-counts").startsWith("0,0,2,1,1"));
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
