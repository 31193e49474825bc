package dev.lodestar.sequence.protein.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.value.PosteriorMean;
import dev.lodestar.sequence.protein.ProteinTask;
import dev.lodestar.sequence.protein.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published weights as a task, on the mini-protein 6MRR. */
class InverseFoldingTest {
  private static final Sampling FEW = Sampling.of("ancestral", 6);

  private static ProteinTask open(Path structure, Map<String, String> inputs) {
    Map<String, String> all = new HashMap<>(inputs);
    all.put("structure", structure.toString());
    all.put("weights", Shared.file("data/weights/proteinsolver_e53.safetensors").toString());
    return (ProteinTask) new InverseFoldingTask().open(Path.of("models"), "", all, 1);
  }

  private static ProteinTask open(Map<String, String> inputs) {
    return open(Shared.file("data/protein/pdb/6MRR.pdb"), inputs);
  }

  private static List<String> designs(ProteinTask task, Constraints constraints, int n) {
    ReverseProcess<Tokens> process = task.process(FEW, constraints, new Meter(Budget.unlimited()));
    Steering<Tokens> steering =
        new Steering<>(process, new PosteriorMean<>(clean -> new double[clean.size()]));
    return task.codec()
        .decode(Decoding.run(new Pretrained(), steering, Streams.of(3), 0, n, p -> {}).designs());
  }

  @Test
  void designsKeepWhatIsFixedAndRecoverMoreThanChance() {
    try (ProteinTask task = open(Map.of("fixed", "1-5, 20"))) {
      String own = Structures.sequence("6MRR");
      Constraints locked = new Constraints(new TreeMap<>(Map.of(10, "W")));
      List<String> designs = designs(task, locked, 4);
      for (String d : designs) {
        assertEquals(own.substring(0, 5), d.substring(0, 5));
        assertEquals(own.charAt(19), d.charAt(19));
        assertEquals('W', d.charAt(10));
      }
      double recovery = task.setMetrics().get(0).of(designs);
      // one in twenty by chance; 248 letters are drawn
      assertTrue(recovery > 0.12, "recovery " + recovery);
      double[] fit = task.designMetrics().get(0).of(designs);
      assertTrue(fit[0] > 0.5 && fit[0] < 3, "fit " + fit[0]);
      assertTrue(task.heldOut().score(designs).get(0) instanceof Score.Value);
    }
  }

  /** With half masked at random, recovery lies where it was published to: 0.36 to 0.52. */
  @Test
  void halfMaskedChainsAreRecoveredAsPublished() {
    String own = Structures.sequence("5L33");
    try (ProteinTask task = open(Shared.file("data/protein/pdb/5L33.pdb"), Map.of())) {
      int[] residues = task.codec().alphabet().tokens(own);
      SplittableRandom random = new SplittableRandom(1);
      int right = 0;
      int masked = 0;
      for (int trial = 0; trial < 4; trial++) {
        int[] state = residues.clone();
        for (int i = 0; i < state.length; i++) {
          state[i] = random.nextBoolean() ? 20 : state[i];
        }
        float[] logits = task.denoiser().logits(state, 1, state.length, 0);
        for (int i = 0; i < state.length; i++) {
          if (state[i] == 20) {
            masked++;
            right += best(logits, i * 20) == residues[i] ? 1 : 0;
          }
        }
      }
      double share = (double) right / masked;
      assertTrue(share > 0.34 && share < 0.54, "recovery " + share);
    }
  }

  private static int best(float[] logits, int from) {
    int best = 0;
    for (int k = 1; k < 20; k++) {
      best = logits[from + k] > logits[from + best] ? k : best;
    }
    return best;
  }

  @Test
  void keptPositionsDoNotCountAsRecovered() {
    NativeRecovery recovery = new NativeRecovery("ACDE", Set.of(0));
    assertEquals(1.0 / 3, recovery.of("ACWW"), 1e-12);
    assertEquals(2.0 / 3, recovery.of(List.of("ACDW", "WCDW")), 1e-12);
    assertTrue(Double.isNaN(new NativeRecovery("AC", Set.of(0, 1)).of("AC")));
  }

  @Test
  void aBrokenChainIsRefusedUnlessItsUserJoinsIt(@TempDir Path temp) throws IOException {
    // skipped here, and not inside the assertions below, where the weights are missing
    Shared.file("data/weights/proteinsolver_e53.safetensors");
    Path structure = temp.resolve("broken.pdb");
    Files.write(
        structure,
        List.of(
            PdbFileTest.atom("N", "ALA", "A   1 ", 0),
            PdbFileTest.atom("C", "ALA", "A   1 ", 1),
            PdbFileTest.atom("N", "GLY", "A   5 ", 8)));
    String says =
        assertThrows(UncheckedIOException.class, () -> open(structure, Map.of()).close())
            .getMessage();
    assertTrue(says.contains("line 3: columns 23-54: chain A breaks off after residue 1"), says);
    assertTrue(says.contains("chain-breaks = \"join\""), says);
    open(structure, Map.of("chain-breaks", "join")).close();
    says =
        assertThrows(
                UncheckedIOException.class,
                () -> open(structure, Map.of("chain-breaks", "glue")).close())
            .getMessage();
    assertTrue(says.contains("'glue'") && says.contains("\"refuse\" or \"join\""), says);
  }
}
