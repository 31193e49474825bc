package dev.lodestar.run.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.Task;
import dev.lodestar.molecule.chem.Smiles;
import dev.lodestar.molecule.chem.Substructure;
import dev.lodestar.run.RunResult;
import dev.lodestar.run.Runner;
import dev.lodestar.run.store.RunDirectory;
import dev.lodestar.torch.GdssConfig;
import dev.lodestar.torch.GdssNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The choice of the model that a task draws from, and every method on the diffusion of graphs. */
class MoleculeModelsTest {
  private static final Catalogs CATALOGS = Catalogs.installed();
  private static final Path ROOT = Path.of(System.getProperty("lodestar.root"));
  private static final int DESIGNS = 4;

  /** Small numbers for what a method's cost grows with. */
  private static final Map<String, String> SMALL =
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
          "branches",
          "3");

  /** What these methods and values need, and a diffusion on graphs does not have. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "twisted-svdd", "no gradient",
          "classifier-guidance", "no gradient",
          "dps", "no gradient",
          "twisted-smc", "no gradient",
          "twisted-nested-smc", "no gradient",
          "classifier-free-guidance", "no conditional model",
          "posterior-probabilities", "no value 'posterior-probabilities'",
          "soft-q", "no value 'soft-q'");

  @TempDir Path temp;

  private static RunConfig config(String... lines) {
    List<String> all = new ArrayList<>(List.of("task.name=zinc-qed"));
    all.addAll(List.of(lines));
    return RunConfig.parse("line", "", all, CATALOGS);
  }

  private static Task<?, ?> open(RunConfig config) {
    return CATALOGS.tasks().get("zinc-qed").open(ROOT.resolve("models"), config.model(), 1);
  }

  private static RunConfig onGraphs(String line) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "task.model=gdss-qm9",
                "task.count=" + DESIGNS,
                "task.steps=6",
                "run.group=4",
                "run.baselines=0",
                "run.assertions=full"));
    all.add(line);
    RunConfig plain = config(all.toArray(String[]::new));
    SMALL.forEach(
        (key, value) -> {
          if (plain.settings().values().containsKey("decoder." + key)) {
            all.add("decoder." + key + "=" + value);
          }
        });
    return config(all.toArray(String[]::new));
  }

  static Stream<String> lines() {
    return Stream.of(
            MethodCatalog.NAMES.stream().map(m -> "decoder.method=" + m),
            ValueCatalog.NAMES.stream().map(v -> "decoder.value=" + v),
            Stream.of("task.sampler=predictor", "task.sampler=predictor-corrector"))
        .flatMap(s -> s);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void everyMethodDesignsGraphsOrSaysWhyNot(String line) throws IOException {
    String missing = REFUSED.getOrDefault(line.substring(line.indexOf('=') + 1), "");
    RunConfig config = onGraphs(line);
    try (Task<?, ?> task = open(config)) {
      if (!missing.isEmpty()) {
        String says =
            assertThrows(ConfigException.class, () -> Planner.plan(config, CATALOGS, task))
                .getMessage();
        assertTrue(says.contains(missing), says);
        return;
      }
      RunResult result;
      try (RunDirectory directory = RunDirectory.create(temp.resolve("run"))) {
        result = Runner.run(Planner.plan(config, CATALOGS, task), task, directory, Progress.SILENT);
      }
      assertEquals(DESIGNS, result.designs().designs());
      List<String> rows = Files.readAllLines(temp.resolve("run/designs.csv")).subList(1, 5);
      for (String row : rows) {
        // six steps may leave no atom at all: then there is a reason and no score, never a 0
        List<String> cells = List.of(row.split(",", -1));
        boolean scored = !cells.get(2).isEmpty();
        assertEquals(scored, cells.contains("true"), row);
        assertFalse(scored && Double.parseDouble(cells.get(2)) == 0, row);
      }
      assertEquals(DESIGNS, Files.readAllLines(temp.resolve("run/designs.smi")).size());
    }
  }

  static Stream<List<String>> scaffolded() {
    Stream<String> able =
        lines().filter(l -> !REFUSED.containsKey(l.substring(l.indexOf('=') + 1)));
    return Stream.concat(
        able.map(l -> List.of("task.model=gdss-qm9", l)),
        Stream.of(
            List.of("decoder.method=svdd"),
            List.of("decoder.method=smc"),
            List.of("decoder.method=refinement"),
            List.of("decoder.method=metropolis"),
            List.of("task.sampler=first-hitting"),
            List.of("decoder.value=posterior-samples")));
  }

  @ParameterizedTest
  @MethodSource("scaffolded")
  void everyDesignHoldsTheScaffold(List<String> line) throws IOException {
    List<String> all = new ArrayList<>(line);
    all.addAll(List.of("task.count=4", "run.group=4", "run.baselines=0"));
    if (!line.contains("task.sampler=first-hitting")) {
      all.add("task.steps=6");
    }
    all.add("constraints.scaffold=\"N#CCN\"");
    RunConfig plain = config(all.toArray(String[]::new));
    SMALL.forEach(
        (key, value) -> {
          if (plain.settings().values().containsKey("decoder." + key)) {
            all.add("decoder." + key + "=" + value);
          }
        });
    RunConfig config = config(all.toArray(String[]::new));
    try (Task<?, ?> task = open(config);
        RunDirectory directory = RunDirectory.create(temp.resolve("run"))) {
      Runner.run(Planner.plan(config, CATALOGS, task), task, directory, Progress.SILENT);
    }
    // bonds of the chain may have become part of an aromatic ring
    Substructure kept = Substructure.of("[#7]#[#6]~[#6]~[#7]");
    List<String> made = Files.readAllLines(temp.resolve("run/designs.smi"));
    assertEquals(DESIGNS, made.size());
    for (String design : made) {
      assertTrue(kept.in(Smiles.read(design.split("\t")[0])), design);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zinc-selfies | c1ccccc1F | constraints.scaffold: Nothing can grow",
        "gdss-qm9 | c1ccccc1S | constraints.scaffold: The scaffold 'c1ccccc1S' cannot be kept: an"
            + " atom of element 16",
        "gdss-qm9 | CCCCCCCCC | at most 9, which must leave some to grow",
        "gdss-qm9 | CC(=O)[O-] | holds no charges",
        "gdss-qm9 | CC.C | in one piece",
        "gdss-qm9 | C1CC | SMILES",
      })
  void aScaffoldThatCannotBeKeptIsRefused(String model, String scaffold, String says) {
    RunConfig config =
        config("task.model=" + model, "constraints.scaffold=\"" + scaffold.strip() + "\"");
    try (Task<?, ?> task = open(config)) {
      String fault =
          assertThrows(ConfigException.class, () -> Planner.plan(config, CATALOGS, task))
              .getMessage();
      assertTrue(fault.contains(says.strip()), fault);
    }
  }

  /** An untrained network is sure of hardly any atom. */
  @Test
  void whatIsNoMoleculeHasAReasonAndNoScore() throws IOException {
    Path weights = temp.resolve("untrained.safetensors");
    try (GdssNetwork network = GdssNetwork.untrained(GdssConfig.qm9(), 3)) {
      network.save(weights, Map.of("elements", "[6, 7, 8, 9]", "atom-counts", "0,3,1"));
    }
    RunConfig config =
        config(
            "task.model=" + weights,
            "task.steps=3",
            "task.count=64",
            "run.baselines=0",
            "run.per-bucket=2",
            "decoder.method=pretrained");
    try (Task<?, ?> task = open(config);
        RunDirectory directory = RunDirectory.create(temp.resolve("run"))) {
      Runner.run(Planner.plan(config, CATALOGS, task), task, directory, Progress.SILENT);
    }
    List<String> rows = Files.readAllLines(temp.resolve("run/designs.csv"));
    List<String> empty =
        rows.subList(1, rows.size()).stream().filter(r -> r.split(",", -1)[1].isEmpty()).toList();
    assertFalse(empty.isEmpty(), "or the test would say nothing");
    for (String row : empty) {
      assertTrue(row.split(",", -1)[2].isEmpty() && row.contains("false,The SMILES is empty"), row);
    }
    List<String> selected = Files.readAllLines(temp.resolve("run/selected.csv"));
    assertTrue(selected.get(0).startsWith("bucket,id,design"));
    assertTrue(selected.size() > 1 && selected.size() < rows.size());
  }

  @Test
  void bucketsAreOfMolecules() {
    RunConfig config = config("task.name=utr5-mrl", "run.per-bucket=1");
    try (Task<?, ?> task = CATALOGS.tasks().get("utr5-mrl").open(ROOT.resolve("models"), 1)) {
      String says =
          assertThrows(ConfigException.class, () -> Planner.plan(config, CATALOGS, task))
              .getMessage();
      assertTrue(says.contains("has no buckets"), says);
    }
  }

  @Test
  void aScaffoldIsWrittenBack() {
    RunConfig config = config("constraints.scaffold=\"CC=O\"");
    assertEquals(config, RunConfig.parse("x", ConfigWriter.toml(config), List.of(), CATALOGS));
    String fault =
        assertThrows(ConfigException.class, () -> config("constraints.scaffold=3")).getMessage();
    assertTrue(fault.contains("takes a SMILES"), fault);
  }

  @Test
  void theUsualModelIsFilledIn() {
    assertEquals("zinc-selfies", config().model());
    assertEquals("gdss-qm9", config("task.model=gdss_qm9").model());
    assertTrue(ConfigWriter.toml(config()).contains("model = \"zinc-selfies\""));
    RunConfig again = RunConfig.parse("x", ConfigWriter.toml(config()), List.of(), CATALOGS);
    assertEquals(config(), again);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "task.model=gdss-qm | has no model 'gdss-qm'; did you mean 'gdss-qm9'?",
        "task.model=other | Its models are zinc-selfies and gdss-qm9; a file of weights of your own"
            + " ends in .safetensors.",
        "task.sampler=joint-corrector | has no sampler 'joint-corrector'",
        "task.model=3 | the name of a model, or a file of weights",
      })
  void whatIsNoModelIsNamed(String line, String says) {
    String fault = assertThrows(ConfigException.class, () -> config(line)).getMessage();
    assertTrue(fault.contains(says.strip()), fault);
  }

  @Test
  void aTaskWithOneModelNeedsNoName() {
    String fault =
        assertThrows(ConfigException.class, () -> config("task.name=utr5-mrl", "task.model=x"))
            .getMessage();
    assertTrue(fault.contains("one model, which needs no name"), fault);
  }

  @Test
  void aFileOfWeightsStandsBesideItsConfiguration() throws IOException {
    Path file = temp.resolve("my.toml");
    Files.writeString(file, "[task]\nname = \"zinc-qed\"\nmodel = \"own.safetensors\"\n");
    RunConfig config = RunConfig.read(file, List.of(), CATALOGS);
    assertEquals(temp.resolve("own.safetensors").toString(), config.model());
    String fault =
        assertThrows(java.io.UncheckedIOException.class, () -> open(config)).getMessage();
    assertTrue(fault.contains("own.safetensors"), fault);
    Files.copy(
        ROOT.resolve("models/gdss-qm9/weights.safetensors"), temp.resolve("own.safetensors"));
    try (Task<?, ?> task = open(config)) {
      assertEquals(config.model(), task.modelFiles().values().iterator().next().toString());
    }
  }

  @Test
  void thePublishedWeightsAreKnownByTheirTensors() {
    for (String name : List.of("gdss_zinc250k", "gdss_zinc250k_v2")) {
      Path weights = ROOT.resolve("../shared/data/weights/" + name + ".safetensors");
      if (!Files.isRegularFile(weights)) {
        System.out.println("SKIPPED: " + weights + " is missing");
        Assumptions.abort("no third-party weights");
      }
      RunConfig config =
          config("task.model=" + weights.toAbsolutePath(), "task.steps=5", "task.count=2");
      try (Task<?, ?> task = open(config)) {
        assertEquals(5, Planner.plan(config, CATALOGS, task).steps());
      }
    }
  }
}
