package dev.lodestar.sequence.forest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.motif.Motif;
import dev.lodestar.sequence.recipe.Accuracy;
import dev.lodestar.sequence.recipe.Labelled;
import dev.lodestar.sequence.task.BothStrands;
import dev.lodestar.torch.ModelFormatException;
import dev.lodestar.torch.SafeTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees over motifs: what they learn, and their files. */
class MotifForestTest {
  private static final int LENGTH = 50;
  private static final String PLANTED = "GGATTAGC";
  private final SplittableRandom random = new SplittableRandom(11);

  private static Motif motif(String letters) {
    double[][] counts = new double[letters.length()][4];
    int[] tokens = Alphabet.DNA.tokens(letters);
    for (int i = 0; i < tokens.length; i++) {
      counts[i][tokens[i]] = 99;
    }
    return Motif.of(letters, counts);
  }

  private String word(int length) {
    return Alphabet.DNA.text(random.ints(length, 0, 4).toArray());
  }

  /** Random DNA; every second row has the planted word, on either strand, and 1 for a target. */
  private Labelled rows(int n) {
    int[][] tokens = new int[n][];
    double[] targets = new double[n];
    for (int i = 0; i < n; i++) {
      String row = word(LENGTH);
      if (i % 2 == 0) {
        int at = random.nextInt(LENGTH - PLANTED.length() + 1);
        row = row.substring(0, at) + PLANTED + row.substring(at + PLANTED.length());
        targets[i] = 1;
      }
      tokens[i] = Alphabet.DNA.tokens(row);
      if (random.nextBoolean()) {
        tokens[i] = BothStrands.reverseComplement(tokens[i], LENGTH);
      }
    }
    return new Labelled(tokens, targets);
  }

  private List<Motif> motifs() {
    List<Motif> out = new ArrayList<>();
    for (int m = 0; m < 19; m++) {
      out.add(motif(word(6 + m % 4)));
    }
    out.add(7, motif(PLANTED));
    return out;
  }

  private MotifForest learned(int kept) {
    Labelled data = rows(1_000);
    ForestFit.Plan plan = new ForestFit.Plan(40, 0.2, 4, 20, 1, 30, 0.5, 1);
    return MotifForestFit.of(motifs(), kept, data.tokens(), data.targets(), plan);
  }

  @Test
  void theMotifThatMattersIsKeptAndFollowed() {
    for (int kept : new int[] {1, 3, 100}) {
      MotifForest model = learned(kept);
      assertEquals(Math.min(kept, 20), model.bank().motifs().size());
      assertTrue(
          model.bank().motifs().stream().anyMatch(m -> m.name().equals(PLANTED)), "kept " + kept);
      double r = Accuracy.PEARSON.of(model, rows(400));
      assertTrue(r > 0.9, "kept %d: r %s".formatted(kept, r));
    }
  }

  @Test
  void strandsAndCertainLettersScoreTheSameAndFilesHoldAllOfIt(@TempDir Path folder)
      throws IOException {
    MotifForest model = learned(5);
    int[] tokens = random.ints(30 * LENGTH, 0, 4).toArray();
    double[] scores = model.score(tokens, 30, LENGTH);
    assertTrue(Arrays.stream(scores).distinct().count() > 3);
    assertArrayEquals(
        scores, model.score(BothStrands.reverseComplement(tokens, LENGTH), 30, LENGTH));
    assertArrayEquals(scores, model.scoreProbabilities(MotifForest.certain(tokens), 30, LENGTH));

    Path file = folder.resolve("forest.safetensors");
    model.save(file, Map.of("recipe", "test"));
    assertTrue(MotifForest.isForest(file));
    MotifForest again = MotifForest.load(file);
    assertArrayEquals(scores, again.score(tokens, 30, LENGTH));
    assertEquals(
        model.bank().motifs().stream().map(Motif::name).toList(),
        again.bank().motifs().stream().map(Motif::name).toList());
    assertEquals("test", SafeTensors.read(file).metadata().get("recipe"));

    Path other = folder.resolve("other.safetensors");
    new SafeTensors(Map.of(), Map.of()).write(other);
    assertThrows(ModelFormatException.class, () -> MotifForest.load(other));
  }
}
