package dev.lodestar.run.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.image.recipe.ImageValueRecipe;
import dev.lodestar.run.RunPlan;
import dev.lodestar.run.RunResult;
import dev.lodestar.run.Runner;
import dev.lodestar.run.store.RunDirectory;
import dev.lodestar.torch.ImageClassifier;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.UNet;
import dev.lodestar.torch.UNetConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever configurations may name works on images, too, or is refused with a sentence; the
 * networks are small and untrained.
 */
class ImageCatalogTest {
  private static final int SIDE = 8;
  private static final int DESIGNS = 4;
  private static final Catalogs CATALOGS = Catalogs.installed();

  /** Small numbers for what a method's cost grows with. */
  private static final Map<String, String> SMALL =
      new TreeMap<>(
          Map.of(
              "width",
              "2",
              "n",
              "3",
              "rounds",
              "2",
              "roll-outs",
              "6",
              "batch",
              "2",
              "copies",
              "2",
              "neighbours",
              "2",
              "fit-paths",
              "4",
              "fit-children",
              "2",
              "branches",
              "3"));

  @TempDir static Path models;

  @TempDir(factory = CatalogTest.InMemory.class)
  Path temp;

  @BeforeAll
  static void write() throws IOException {
    models("mnist", 1);
    models("cifar", 3);
    learn(new ImageValueRecipe.Mnist());
    learn(new ImageValueRecipe.Cifar());
  }

  private static void models(String prefix, int channels) throws IOException {
    UNetConfig unet = new UNetConfig(channels, SIDE, 2, 10, List.of(8, 8), 1, 0, 2, 8, 8);
    ImageClassifier.Config small = new ImageClassifier.Config(channels, SIDE, 2, 10, List.of(8), 8);
    try (UNet a = UNet.untrained(unet, 1);
        ImageClassifier b = ImageClassifier.untrained(small, 2)) {
      a.save(ModelFolder.of(models, prefix + "-unet").create().weights(), Map.of());
      b.save(ModelFolder.of(models, prefix + "-classifier").create().weights(), Map.of());
      b.save(ModelFolder.of(models, prefix + "-heldout").create().weights(), Map.of());
    }
  }

  private static void learn(TrainingRecipe recipe) throws IOException {
    Map<String, String> options = new TreeMap<>();
    recipe.options().forEach(o -> options.put(o.name(), o.fallback()));
    options.putAll(Map.of("roll-outs", "16", "sampling-steps", "4", "steps", "3"));
    recipe.run(options, models, Progress.SILENT);
  }

  static Stream<List<String>> lines() {
    List<List<String>> out = new ArrayList<>();
    String digits = "task.name=mnist-class";
    MethodCatalog.NAMES.forEach(m -> out.add(List.of(digits, "decoder.method=" + m)));
    ValueCatalog.NAMES.forEach(v -> out.add(List.of(digits, "decoder.value=" + v)));
    out.add(List.of(digits, "decoder.method=smc", "task.sampler=ddim", "task.eta=0.5"));
    out.add(List.of(digits, "decoder.method=svdd", "task.digit=3"));
    for (String inner : List.of("smc", "beam", "best-of-n", "classifier-guidance")) {
      out.add(List.of(digits, "decoder.method=refinement", "decoder.inner=" + inner));
    }
    // a file's size has no gradient, and no class
    String sizes = "task.name=cifar-compress";
    out.add(List.of(sizes, "decoder.value=monte-carlo"));
    for (String m :
        List.of(
            "classifier-guidance",
            "dps",
            "twisted-svdd",
            "twisted-smc",
            "twisted-nested-smc",
            "classifier-free-guidance")) {
      out.add(List.of(sizes, "decoder.method=" + m));
    }
    return out.stream();
  }

  /** What a line is refused with; empty where it is to work. */
  private static String refusal(List<String> line) {
    boolean sizes = line.get(0).endsWith("cifar-compress");
    return switch (line.get(1)) {
      case "decoder.value=posterior-probabilities" -> "probabilities";
      case "decoder.method=dps", "decoder.method=twisted-svdd" -> sizes ? "gradient" : "";
      case "decoder.method=twisted-smc", "decoder.method=twisted-nested-smc" ->
          sizes ? "gradient" : "";
      case "decoder.method=classifier-free-guidance" -> sizes ? "conditional" : "";
      default -> "";
    };
  }

  private static RunConfig config(List<String> line, int baselines) {
    List<String> all = new ArrayList<>(line);
    all.addAll(List.of("task.count=" + DESIGNS, "task.seed=7", "task.steps=4", "run.group=4"));
    all.add("run.baselines=" + baselines);
    RunConfig plain = RunConfig.parse("line", "", all, CATALOGS);
    SMALL.forEach(
        (key, value) -> {
          if (plain.settings().values().containsKey("decoder." + key)) {
            all.add("decoder." + key + "=" + value);
          }
        });
    return RunConfig.parse("line", "", all, CATALOGS);
  }

  private RunResult run(List<String> line, Path path) {
    return run(line, 0, path);
  }

  private RunResult run(List<String> line, int baselines, Path path) {
    RunConfig config = config(line, baselines);
    String name = line.get(0).substring("task.name=".length());
    try (Task<?, ?> task = CATALOGS.tasks().get(name).open(models, 1)) {
      RunPlan plan = Planner.plan(config, CATALOGS, task);
      try (RunDirectory directory = RunDirectory.create(path)) {
        return Runner.run(plan, task, directory, Progress.SILENT);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void everyMethodMakesImagesOrSaysWhyNot(List<String> line) throws IOException {
    String refusal = refusal(line);
    if (!refusal.isEmpty()) {
      String said =
          assertThrows(IllegalArgumentException.class, () -> run(line, temp.resolve("run")))
              .getMessage();
      assertTrue(said.contains(refusal) && said.endsWith("."), said);
      return;
    }
    RunResult result = run(line, temp.resolve("run"));
    assertEquals(DESIGNS, result.designs().designs());
    List<String> rows = Files.readAllLines(temp.resolve("run/designs.csv"));
    for (String row : rows.subList(1, rows.size())) {
      assertTrue(row.contains("data:image/png;base64,"), row);
    }
    assertTrue(Files.size(temp.resolve("run/design-00003.png")) > 0);
  }

  @Test
  void theReportShowsPicturesAndHowTheBestCameAbout() throws IOException {
    Path path = temp.resolve("run");
    run(List.of("task.name=mnist-class", "decoder.method=svdd"), 2, path);
    String report = Files.readString(path.resolve("report.html"));
    // the designs, the pre-trained model's, best-of-N's, and the film
    assertEquals(5, report.split("class=\"wall\"", -1).length);
    assertEquals(DESIGNS + 2 + 2 + DESIGNS, report.split("<image ", -1).length - 1);
    assertTrue(report.contains("data:image/gif;base64,"));
    assertTrue(report.contains("img-src data:"), "browsers show them only where this stands");
    try (Stream<Path> files = Files.list(path)) {
      assertEquals(2, files.filter(f -> f.toString().contains("trajectory-")).count());
    }
  }

  @Test
  void designsThatMeetHaveNoWayOfTheirOwn() throws IOException {
    Path path = temp.resolve("run");
    run(List.of("task.name=mnist-class", "decoder.method=smc"), path);
    String report = Files.readString(path.resolve("report.html"));
    assertEquals(2, report.split("class=\"wall\"", -1).length);
    assertTrue(!report.contains("image/gif"));
  }
}
