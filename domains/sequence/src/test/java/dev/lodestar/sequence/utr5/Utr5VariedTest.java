package dev.lodestar.sequence.utr5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.reward.Score;
import dev.lodestar.core.task.Task;
import dev.lodestar.sequence.data.MrlRow;
import dev.lodestar.sequence.data.MrlSet;
import dev.lodestar.sequence.data.MrlTable;
import dev.lodestar.sequence.data.Part;
import dev.lodestar.sequence.data.Split;
import dev.lodestar.sequence.protein.Shared;
import dev.lodestar.sequence.recipe.Accuracy;
import dev.lodestar.sequence.recipe.PretrainedSamples;
import dev.lodestar.sequence.task.SequenceTask;
import dev.lodestar.torch.CnnDenoiser;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.NeuralRegressor;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** 5'UTRs of a length of the user's choice. */
class Utr5VariedTest {
  private static Task<?, ?> open(String length) {
    return new Utr5VariedTaskProvider().open(Shared.MODELS, "", Map.of("length", length), 1);
  }

  @Test
  void designsAreAsLongAsAskedForAndScored() throws IOException {
    for (int length : new int[] {25, 100}) {
      try (SequenceTask task = (SequenceTask) open("" + length);
          CnnDenoiser denoiser =
              CnnDenoiser.load(ModelFolder.of(Shared.MODELS, Utr5Varied.DENOISER).weights())) {
        List<String> drawn =
            task.codec()
                .decode(PretrainedSamples.group(denoiser, length, 8, 1, 0, outlook -> {}))
                .subList(0, 4);
        drawn.forEach(d -> assertEquals(length, d.length()));
        for (Score score : task.reward().get(0).reward().score(drawn)) {
          double load = ((Score.Value) score).value();
          assertTrue(load > 0 && load < 12, "load " + load);
        }
        for (double bound : task.designMetrics().get(0).of(drawn)) {
          assertTrue(bound > 0.8 && bound < 1.8, "bound " + bound);
        }
      }
    }
  }

  @Test
  void otherLengthsGetASentence() {
    for (String bad : List.of("24", "101", "7.5", "long", "", "99999999999")) {
      String says = assertThrows(IllegalArgumentException.class, () -> open(bad)).getMessage();
      assertTrue(says.contains("a whole number from 25 to 100"), says);
      assertTrue(says.contains("\"" + bad + "\""), says);
    }
  }

  /** Both scorers explain unseen sequences of every length; the figures stand in the manual. */
  @Test
  void theScorersFollowTheLoadAtEveryLength() throws IOException {
    Split split = Split.of(MrlTable.read(Shared.file("data/rna/utr_mrl_60k.tsv.gz")), 1);
    List<MrlRow> unseen =
        split.select(List.of(Part.TEST), List.of(MrlSet.VARLEN_RANDOM, MrlSet.VARLEN_HUMAN));
    for (String name : List.of(Utr5.ORACLE, Utr5.HELD_OUT)) {
      try (NeuralRegressor network =
          NeuralRegressor.load(ModelFolder.of(Shared.MODELS, name).weights())) {
        for (int shortest = 25; shortest < 100; shortest += 25) {
          int from = shortest;
          int to = shortest == 75 ? 100 : shortest + 24;
          List<MrlRow> some =
              unseen.stream()
                  .filter(r -> r.sequence().length() >= from && r.sequence().length() <= to)
                  .toList();
          double r2 = Accuracy.R_SQUARED.of(network, Utr5.labelled(some));
          System.out.printf(
              Locale.ROOT, "%s %d-%d nt: %d rows, R2 %.3f%n", name, from, to, some.size(), r2);
          assertTrue(r2 > 0.5, name + " from " + from + " nt: " + r2);
        }
      }
    }
  }
}
