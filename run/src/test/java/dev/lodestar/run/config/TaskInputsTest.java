package dev.lodestar.run.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TaskInput;
import dev.lodestar.core.task.TaskProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that a task adds to its section. */
class TaskInputsTest {
  private static final Catalogs CATALOGS = Catalogs.of(List.of(new Folding()), List.of());

  @TempDir Path temp;

  private static final class Folding implements TaskProvider {
    @Override
    public String name() {
      return "folding";
    }

    @Override
    public String summary() {
      return "takes a structure";
    }

    @Override
    public String source() {
      return "";
    }

    @Override
    public List<TaskInput> inputs() {
      return List.of(
          TaskInput.file("structure", "the structure to design for"),
          TaskInput.text("chain", "A", "the chain to design"));
    }

    @Override
    public Task<?, ?> open(Path models, int threads) {
      throw new AssertionError("reading a configuration opens no task");
    }
  }

  private RunConfig read(String toml, String... overrides) throws IOException {
    Path file = Files.writeString(temp.resolve("x.toml"), toml);
    return RunConfig.read(file, List.of(overrides), CATALOGS);
  }

  private String fault(String toml) {
    return assertThrows(ConfigException.class, () -> read(toml)).getMessage();
  }

  @Test
  void filesCountFromTheConfigurationsFolderAndDefaultsHold() throws IOException {
    Path structure = Files.writeString(temp.resolve("s.pdb"), "");
    RunConfig config = read("[task]\nname = \"folding\"\nstructure = \"s.pdb\"\n");
    assertEquals(Map.of("structure", structure.toString(), "chain", "A"), config.inputs());
    RunConfig other = read("[task]\nname = \"folding\"\nstructure = \"s.pdb\"\n", "task.chain=B");
    assertEquals("B", other.inputs().get("chain"));
    RunConfig number = read("[task]\nname = \"folding\"\nstructure = \"s.pdb\"\nchain = 2\n");
    assertEquals("2", number.inputs().get("chain"));
  }

  @Test
  void theResolvedConfigurationReadsBackEqual() throws IOException {
    Files.writeString(temp.resolve("s.pdb"), "");
    RunConfig config = read("[task]\nname = \"folding\"\nstructure = \"s.pdb\"\nchain = \"B\"\n");
    RunConfig again = RunConfig.parse("again", ConfigWriter.toml(config), List.of(), CATALOGS);
    assertEquals(config, again);
    assertEquals("B", again.inputs().get("chain"));
  }

  @Test
  void whatIsMissingIsSaid() {
    assertTrue(
        fault("[task]\nname = \"folding\"\n")
            .contains(
                "the task folding needs task.structure; add structure = \"FILE\" below [task]: the"
                    + " structure to design for."),
        fault("[task]\nname = \"folding\"\n"));
    String says = fault("[task]\nname = \"folding\"\nstructure = \"none.pdb\"\n");
    assertTrue(says.contains("x.toml:3:1: task.structure: there is no file"), says);
    says = fault("[task]\nname = \"folding\"\nstructur = \"s.pdb\"\n");
    assertTrue(says.contains("'structur'; did you mean 'structure'?"), says);
  }

  @Test
  void theManualListsThem() {
    String page = ConfigDocs.markdown(CATALOGS);
    assertTrue(page.contains("| folding | `structure` | the name of a file | required |"), page);
    assertTrue(page.contains("| folding | `chain` | a text | `\"A\"` |"), page);
  }
}
