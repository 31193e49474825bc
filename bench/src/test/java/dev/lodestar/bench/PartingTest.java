package dev.lodestar.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two decodes that part by rounding are told from two that part by a defect. */
class PartingTest {
  private static final int V = 3;
  private static final int LENGTH = 6;
  private static final int STEPS = 8;
  private static final int WIDTH = 3;
  private static final int DESIGNS = 4;
  private static final Streams STREAMS = Streams.of(5);

  /** More of token 2 is better. */
  private static final Objective<Tokens> OBJECTIVE =
      x ->
          IntStream.range(0, x.size())
              .mapToDouble(i -> IntStream.of(x.row(i)).filter(t -> t == 2).count())
              .toArray();

  /** Prefers token 0 and likes 1 and 2 nearly as much: 2 by so much more than 1. */
  private static TokenDenoiser network(float first, float more) {
    return new TokenDenoiser() {
      @Override
      public int vocabulary() {
        return V;
      }

      @Override
      public boolean timeIndependent() {
        return true;
      }

      @Override
      public float[] logits(int[] tokens, int rows, int length, double noise) {
        float[] out = new float[tokens.length * V];
        for (int i = 0; i < tokens.length; i++) {
          out[i * V] = first;
          out[i * V + 2] = more;
        }
        return out;
      }
    };
  }

  private static List<Tokens> path(TokenDenoiser network, Objective<Tokens> objective) {
    List<Tokens> path = new ArrayList<>();
    MaskedProcess process =
        MaskedProcess.withoutMemory(network, STEPS, LENGTH, new Meter(Budget.unlimited()));
    new ReferenceManner(process, objective, WIDTH).decode(STREAMS, DESIGNS, path::add);
    return path;
  }

  private static Parting.Finding finding(
      TokenDenoiser a, TokenDenoiser b, List<Tokens> ours, List<Tokens> theirs) {
    int design =
        IntStream.range(0, DESIGNS)
            .filter(
                i ->
                    IntStream.range(0, ours.size())
                        .anyMatch(k -> !Arrays.equals(ours.get(k).row(i), theirs.get(k).row(i))))
            .findFirst()
            .orElseThrow();
    return new Parting(a, b, OBJECTIVE, WIDTH, STREAMS, DESIGNS, STEPS).of(design, ours, theirs);
  }

  @Test
  void aTieOfTwoLettersIsRounding() {
    TokenDenoiser a = network(-1, 1e-7f);
    TokenDenoiser b = network(-1, -1e-7f);
    Parting.Finding f = finding(a, b, path(a, OBJECTIVE), path(b, OBJECTIVE));
    assertTrue(f.rounding(), f.sentence());
    assertTrue(f.sentence().contains("letters of clean guesses differ"), f.sentence());
  }

  @Test
  void anotherNetworkIsADefect() {
    TokenDenoiser a = network(-1, 0.3f);
    TokenDenoiser b = network(-1, -0.3f);
    Parting.Finding f = finding(a, b, path(a, OBJECTIVE), path(b, OBJECTIVE));
    assertFalse(f.rounding(), f.sentence());
  }

  @Test
  void anotherWinnerIsADefectUnlessTheBestAreATie() {
    TokenDenoiser a = network(-1, -0.3f);
    List<Tokens> ours = path(a, OBJECTIVE);
    List<Tokens> theirs =
        path(a, x -> IntStream.range(0, x.size()).mapToDouble(i -> -OBJECTIVE.of(x)[i]).toArray());
    Parting.Finding f = finding(a, a, ours, theirs);
    assertTrue(f.sentence().contains("clean guesses are the same"), f.sentence());
    assertFalse(f.rounding(), f.sentence());
  }

  @Test
  void theLastCleanGuessIsLookedAtToo() {
    TokenDenoiser a = network(-1, 1e-7f);
    TokenDenoiser b = network(-1, -1e-7f);
    List<Tokens> masks =
        IntStream.range(0, STEPS + 1)
            .mapToObj(k -> new Tokens(IntStream.generate(() -> V).limit(LENGTH).toArray(), LENGTH))
            .toList();
    Parting.Finding f = new Parting(a, b, OBJECTIVE, WIDTH, STREAMS, 1, STEPS).of(0, masks, masks);
    assertTrue(f.rounding(), f.sentence());
    assertEquals(
        "design 0 parts at noise level 0: 6 letters of clean guesses differ",
        f.sentence().split(",")[0]);
  }
}
