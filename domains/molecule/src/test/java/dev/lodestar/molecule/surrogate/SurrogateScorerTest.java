package dev.lodestar.molecule.surrogate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.molecule.Golden;
import dev.lodestar.tck.RewardContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped surrogates as a configuration uses them. */
class SurrogateScorerTest extends RewardContract<String> {
  @TempDir Path folder;

  private static Map<String, Object> settings(String target) {
    Path models = Path.of(System.getProperty("lodestar.root"), "models");
    Map<String, Object> out = new HashMap<>();
    out.put("target", target);
    out.put(
        "weights", models.resolve("dock-" + target + "-surrogate/weights.safetensors").toString());
    return out;
  }

  @Override
  protected Reward<String> reward() {
    return new SurrogateScorer().create(settings("parp1"));
  }

  @Override
  protected List<String> designs() {
    return List.of("CC(=O)Oc1ccccc1C(=O)O", "CCO", "CC(", "C1CCCCC1N");
  }

  @Test
  void whatIsNoMoleculeIsInfeasibleAndNeverZero() {
    for (Score score : reward().score(List.of("CC(", "CC(C)(C)(C)C", "", "c1ccnc1"))) {
      assertInstanceOf(Score.Infeasible.class, score);
    }
  }

  @Test
  void theShippedOnesRankTheTableTheyLearnt() {
    List<String> lines =
        Golden.lines(Golden.shared("data/molecule/dockstring_30k.tsv.gz")).subList(0, 401);
    List<String> head = List.of(lines.get(0).split("\t"));
    for (String target : List.of("parp1", "jak2")) {
      List<String[]> rows = lines.stream().skip(1).map(l -> l.split("\t")).toList();
      int column = head.indexOf(target.toUpperCase(java.util.Locale.ROOT));
      double[] truth = rows.stream().mapToDouble(r -> -Double.parseDouble(r[column])).toArray();
      double[] told =
          new SurrogateScorer()
              .create(settings(target)).score(rows.stream().map(r -> r[1]).toList()).stream()
                  .mapToDouble(s -> ((Score.Value) s).value())
                  .toArray();
      Judgement j = Judgement.of(truth, told);
      assertTrue(j.r2() > 0.7 && j.spearman() > 0.8, target + ": " + j);
    }
  }

  @Test
  void settingsAreCheckedInSentences() throws IOException {
    assertEquals(
        "Scorer 'docking-surrogate': setting 'target' is 'fa7'; it takes parp1 or jak2: there are no"
            + " docking scores of fa7 to learn from.",
        fault(Map.of("target", "fa7")));
    assertTrue(fault(Map.of("target", "parp2")).contains("Did you mean 'parp1'?"));
    assertTrue(
        fault(Map.of("target", "jak2", "weights", "/none")).contains("lodestar train dock-"));
    Path broken = Files.writeString(folder.resolve("broken"), "no weights at all, only text here");
    assertTrue(
        fault(Map.of("target", "jak2", "weights", broken.toString())).contains(broken.toString()));
  }

  private static String fault(Map<String, Object> settings) {
    return assertThrows(
            IllegalArgumentException.class, () -> new SurrogateScorer().create(settings))
        .getMessage();
  }
}
