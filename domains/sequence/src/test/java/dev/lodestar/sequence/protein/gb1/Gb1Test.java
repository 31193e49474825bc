package dev.lodestar.sequence.protein.gb1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.decode.Refinement;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.masked.AnyOrderProcess;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.PosteriorMean;
import dev.lodestar.core.weight.Resamplers;
import dev.lodestar.sequence.InvalidFileException;
import dev.lodestar.sequence.protein.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Gb1Test {
  private static final String TABLE = "data/protein/gb1_4site_full.csv.gz";

  @TempDir Path temp;

  private String fault(String... lines) throws IOException {
    Path file = Files.write(temp.resolve("t.csv"), List.of(lines));
    return assertThrows(InvalidFileException.class, () -> Landscape.read(file)).getMessage();
  }

  @Test
  void faultsOfTheTableNameLineAndColumn() throws IOException {
    assertTrue(fault("sequence,score", "VDGV,1").contains("no column 'fitness'"));
    assertTrue(fault("sequence,fitness", "VDGV,1", "VDXV,1").contains("line 3, column 'sequence'"));
    assertTrue(fault("sequence,fitness", "VDG,1").contains("line 2, column 'sequence': 'VDG'"));
    assertTrue(fault("sequence,fitness", "VDGV,high").contains("column 'fitness': 'high'"));
    assertTrue(fault("sequence,fitness", "VDGV,1", "vdgv,2").contains("line 3"));
    assertTrue(fault("sequence,fitness").contains("no variant"));
  }

  @Test
  void whatWasNotMeasuredIsNotANumber() throws IOException {
    Path file = Files.write(temp.resolve("t.csv"), List.of("sequence,fitness", "VDGV,1", "AHCA,9"));
    Landscape landscape = Landscape.read(file);
    List<Score> scores = landscape.score(List.of("AHCA", "WWWW"));
    assertEquals(Score.of(9), scores.get(0));
    assertInstanceOf(Score.Infeasible.class, scores.get(1));
    assertArrayEquals(new int[] {Gb1.number("AHCA"), Gb1.number("VDGV")}, landscape.ranked());
  }

  @Test
  void theShippedModelIsWhatItsRecipeCounts() throws IOException {
    new Gb1Recipe()
        .run(Map.of("data", Shared.file(TABLE).toString(), "seed", "1"), temp, Progress.SILENT);
    assertArrayEquals(
        Files.readAllBytes(Gb1Model.file(Shared.MODELS)), Files.readAllBytes(Gb1Model.file(temp)));
    String card = Files.readString(Shared.MODELS.resolve("gb1-denoiser/card.md"));
    assertTrue(card.contains("AHCA, 9.913"), card);
  }

  /**
   * The best of 160,000 variants is found with at most 2,000 evaluations in at least 9 of 10 seeds.
   * No random numbers but the seeds': it holds or it does not.
   */
  @Test
  void refinementFindsTheBestVariant() throws IOException {
    Landscape landscape = Landscape.read(Shared.file(TABLE));
    int best = landscape.ranked()[0];
    int found = 0;
    for (int seed = 1; seed <= 10; seed++) {
      found += scoredUntil(best, landscape, seed) <= 2000 ? 1 : 0;
    }
    assertTrue(found >= 9, "found in " + found + " of 10 seeds");
  }

  /** Different variants scored until the best is, or infinity after 60 rounds. */
  private static double scoredUntil(int best, Landscape landscape, int seed) throws IOException {
    Meter meter = new Meter(Budget.unlimited());
    ReverseProcess<Tokens> process =
        AnyOrderProcess.firstHitting(
            Gb1Model.read(Shared.MODELS).profile(), MaskedProcess.free(4), meter);
    Set<Integer> seen = new HashSet<>();
    double[] when = {Double.POSITIVE_INFINITY};
    Objective<Tokens> fitness =
        clean -> {
          double[] out = new double[clean.size()];
          List<String> designs = Gb1.CODEC.decode(clean);
          for (int i = 0; i < out.length; i++) {
            int variant = Gb1.number(designs.get(i));
            seen.add(variant);
            out[i] = landscape.fitness()[variant];
            if (variant == best) {
              when[0] = Math.min(when[0], seen.size());
            }
          }
          return out;
        };
    Refinement method =
        new Refinement(
            new Pretrained(), 60, 0.25, new Refinement.Resampled(2, Resamplers.SYSTEMATIC));
    Decoding.run(
        method,
        new Steering<>(process, new PosteriorMean<>(fitness)),
        Streams.of(seed),
        0,
        96,
        p -> {});
    return when[0];
  }
}
