package dev.lodestar.molecule.surrogate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.task.Progress;
import dev.lodestar.molecule.chem.Smiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
  private static final Training.Plan PLAN = new Training.Plan(16, 40, 32, 0.01, 0.1, 0.01, 1);
  private static final List<Features> MOLECULES = molecules();
  private static final double[] SIZES =
      MOLECULES.stream().mapToDouble(f -> f.value()[f.value().length - 12]).toArray();

  /** Chains of carbon with a random end: small, different, and quickly read. */
  private static List<Features> molecules() {
    List<String> ends = List.of("O", "N", "Cl", "c1ccccc1", "C(=O)O", "C#N", "S");
    List<Features> out = new ArrayList<>();
    for (String end : ends) {
      for (String begin : ends) {
        for (int n = 1; n <= 8; n++) {
          String smiles = "O=C(" + begin.replace('1', '2') + ")" + "C".repeat(n) + end;
          out.add(Features.of(Smiles.read(smiles)));
        }
      }
    }
    return out;
  }

  private static Scores scores(double[] y) {
    List<String> scaffolds = Arrays.stream(y).mapToObj(v -> "" + (int) v % 5).toList();
    return new Scores(MOLECULES, y, scaffolds, 0);
  }

  private static Judgement heldOut(double[] y) {
    Scores all = scores(y);
    BitSet out = all.drawn(0.2, 3);
    Scores train = all.without(out);
    return all.at(out).judge(Training.fit(train.features(), train.scores(), PLAN, Progress.SILENT));
  }

  @Test
  void learnsWhatThereIsAndNothingElse() {
    assertTrue(heldOut(SIZES).r2() > 0.9, "heavy atoms: " + heldOut(SIZES));
    SplittableRandom random = new SplittableRandom(5);
    double[] noise = Arrays.stream(SIZES).map(s -> random.nextDouble()).toArray();
    assertTrue(heldOut(noise).r2() < 0.3, "noise: " + heldOut(noise));
  }

  @Test
  void equalSeedsGiveEqualWeights(@TempDir Path folder) throws Exception {
    Network one = Training.fit(MOLECULES, SIZES, PLAN, Progress.SILENT);
    assertEquals(one, Training.fit(MOLECULES, SIZES, PLAN, Progress.SILENT));
    Path file = folder.resolve("weights.safetensors");
    one.save(file, java.util.Map.of());
    assertEquals(one, Network.load(file));
  }

  @Test
  void aScaffoldIsOnOneSide() {
    Scores all = scores(SIZES);
    BitSet out = all.drawnByScaffold(0.3, 2);
    assertTrue(out.cardinality() > 0 && out.cardinality() <= 0.3 * all.size());
    List<String> held = all.at(out).scaffolds();
    assertTrue(all.without(out).scaffolds().stream().noneMatch(held::contains));
  }

  /** By hand: errors 1, 0, 1, 0 around a mean of 2.5, squares 2 of 5; ranks 1 2 3 4 and 2 1 3 4. */
  @Test
  void judgementByHand() {
    Judgement j = Judgement.of(new double[] {1, 2, 3, 4}, new double[] {2, 2, 4, 4});
    assertEquals(0.6, j.r2(), 1e-12);
    assertEquals(0.5, j.error(), 1e-12);
    // ranks with ties: 0 1 2 3 and 0.5 0.5 2.5 2.5; covariance 4 over sqrt(5 * 4)
    assertEquals(4 / Math.sqrt(20), j.spearman(), 1e-12);
  }
}
