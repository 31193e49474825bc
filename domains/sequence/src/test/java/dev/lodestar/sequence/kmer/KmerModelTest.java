package dev.lodestar.sequence.kmer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.recipe.Accuracy;
import dev.lodestar.sequence.recipe.Labelled;
import dev.lodestar.sequence.task.BothStrands;
import dev.lodestar.torch.ModelFormatException;
import dev.lodestar.torch.SafeTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KmerModelTest {
  private static final int MASK = 4;

  private static int[] dna(String text) {
    return Alphabet.DNA.tokens(text);
  }

  @Test
  void aKmerAndItsReverseComplementAreOne() {
    KmerIndex index = new KmerIndex(3);
    // GTT = 2·16 + 3·4 + 3 is the other strand's AAC = 1
    assertEquals(1, index.canonical(47));
    assertEquals(1, index.canonical(1));
    SparseRow row = index.features(dna("AACGTT"));
    // AAC twice, ACG and CGT once each strand
    assertArrayEquals(new int[] {1, 6}, row.index());
    assertArrayEquals(new float[] {(float) Math.sqrt(2), (float) Math.sqrt(2)}, row.value());
  }

  @Test
  void kmersThatAreTooLongAreASentence() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new KmerIndex(17)).getMessage();
    assertTrue(message.contains("1 to 8 letters here, not 17"), message);
  }

  /** Halves apart have numbers of their own; the other strand still counts as the same. */
  @Test
  void halvesThatStandApartAreOneFeature() {
    KmerIndex index = new KmerIndex(2, List.of(0, 3));
    // AC, CG, GT (AC again) in one piece; A...T = 3 behind 16 numbers, and C...? is beyond the end
    SparseRow row = index.features(dna("ACGTT"));
    assertEquals(32, index.size());
    // AA (of TT) = 0, AC twice = 1, CG = 6; A...T = 16 + 3
    assertArrayEquals(new int[] {0, 1, 6, 19}, row.index());
    assertArrayEquals(new float[] {1, (float) Math.sqrt(2), 1, 1}, row.value());
    SparseRow other = index.features(dna("AACGT"));
    assertArrayEquals(row.index(), other.index());
    assertEquals(1, index.features(new int[] {0, 1, MASK, 3, 3}).value()[0]);
    assertThrows(IllegalArgumentException.class, () -> new KmerIndex(3, List.of(1)));
    assertThrows(IllegalArgumentException.class, () -> new KmerIndex(2, List.of()));
    assertThrows(IllegalArgumentException.class, () -> new KmerIndex(2, List.of(1, 1)));
  }

  @Test
  void gappedProbabilitiesOfCertainLettersScoreAsTheLettersAndFilesKeepTheGaps(@TempDir Path folder)
      throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    float[] weights = new float[32];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    KmerModel model = new KmerModel(new KmerIndex(2, List.of(1, 4)), 0.5, weights);
    int[] tokens = random.ints(2 * 20, 0, 4).toArray();
    float[] p = new float[tokens.length * 4];
    for (int i = 0; i < tokens.length; i++) {
      p[4 * i + tokens[i]] = 1;
    }
    double[] letters = model.score(tokens, 2, 20);
    assertArrayEquals(letters, model.scoreProbabilities(p, 2, 20), 1e-5);
    assertArrayEquals(letters, model.score(BothStrands.reverseComplement(tokens, 20), 2, 20), 1e-5);
    Path file = folder.resolve("gapped.safetensors");
    model.save(file, Map.of());
    assertTrue(KmerModel.isKmers(file));
    assertEquals(model.index(), KmerModel.load(file).index());
    assertArrayEquals(letters, KmerModel.load(file).score(tokens, 2, 20));
  }

  @Test
  void windowsWithAMaskCountForNothing() {
    int[] state = {0, 0, 1, MASK, 2, 3, 3, 0};
    // AAC before the mask; GTT (AAC again) and TTA = 60, whose complement is TAA = 48, after it
    SparseRow row = new KmerIndex(3).features(state);
    assertArrayEquals(new int[] {1, 48}, row.index());
    assertArrayEquals(new float[] {(float) Math.sqrt(2), 1}, row.value());
  }

  @Test
  void probabilitiesOfCertainLettersScoreAsTheLetters() {
    SplittableRandom random = new SplittableRandom(3);
    float[] weights = new float[64];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    KmerModel model = new KmerModel(new KmerIndex(3), 0.5, weights);
    int[] tokens = random.ints(2 * 20, 0, 4).toArray();
    float[] p = new float[tokens.length * 4];
    for (int i = 0; i < tokens.length; i++) {
      p[4 * i + tokens[i]] = 1;
    }
    double[] letters = model.score(tokens, 2, 20);
    assertArrayEquals(letters, model.scoreProbabilities(p, 2, 20), 1e-5);
    assertArrayEquals(letters, model.score(BothStrands.reverseComplement(tokens, 20), 2, 20), 1e-5);
  }

  /** At the optimum the loss is flat: its gradient is the penalty's, of the other sign. */
  @Test
  void theFitIsAtTheOptimum() {
    Labelled data = planted(300);
    double ridge = 2;
    for (KmerFit.Loss loss : KmerFit.Loss.values()) {
      KmerModel model = KmerFit.of(new KmerIndex(3), data.tokens(), data.targets(), ridge, loss);
      double[] residual = new double[data.size()];
      double[] scores = data.predicted(model);
      double sum = 0;
      double[] gradient = new double[64];
      for (int i = 0; i < residual.length; i++) {
        double mean = loss == KmerFit.Loss.LOGISTIC ? 1 / (1 + Math.exp(-scores[i])) : scores[i];
        sum += mean - data.targets()[i];
        new KmerIndex(3).features(data.tokens()[i]).addTo(gradient, mean - data.targets()[i]);
      }
      assertEquals(0, sum, 0.05, "the bias is not penalised");
      for (int j = 0; j < gradient.length; j++) {
        assertEquals(-ridge * model.weights()[j], gradient[j], 0.05, loss + " " + j);
      }
      assertTrue(Accuracy.AUC.of(model, planted(301)) > 0.9, "" + loss);
    }
  }

  /** Label 1 where TATA stands. */
  private static Labelled planted(int rows) {
    SplittableRandom random = new SplittableRandom(rows);
    int[][] tokens = new int[rows][];
    double[] labels = new double[rows];
    for (int i = 0; i < rows; i++) {
      String s = Alphabet.DNA.text(random.ints(30, 0, 4).toArray());
      labels[i] = i % 2;
      tokens[i] = dna(i % 2 == 0 ? s : s.substring(0, 12) + "TATATA" + s.substring(18));
    }
    return new Labelled(tokens, labels);
  }

  @Test
  void aFileHoldsAllOfIt(@TempDir Path folder) throws IOException {
    KmerModel model = new KmerModel(new KmerIndex(1), -2.5, new float[] {1, 2, 3, 4});
    Path file = folder.resolve("weights.safetensors");
    model.save(file, Map.of("note", "kept"));
    KmerModel again = KmerModel.load(file);
    assertEquals(-2.5, again.bias());
    assertArrayEquals(model.weights(), again.weights());
    assertEquals("kept", SafeTensors.read(file).metadata().get("note"));
    Path other = folder.resolve("other.safetensors");
    new SafeTensors(Map.of(), Map.of()).write(other);
    assertThrows(ModelFormatException.class, () -> KmerModel.load(other));
  }

  @Test
  void aMarkovChainKnowsWhatItsOrderCanSay() {
    List<int[]> alternating = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      alternating.add(dna("ACACACACACACACACACAC"));
    }
    assertEquals(Math.log(2), MarkovChain.of(0, alternating).nats(alternating), 0.01);
    // only the first letter of twenty is a surprise
    assertEquals(Math.log(4) / 20, MarkovChain.of(1, alternating).nats(alternating), 0.01);
  }
}
