package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Method;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.decode.Svdd;
import dev.lodestar.core.masked.LogLinearSchedule;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.masked.TokenDraw;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.PosteriorMean;
import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * With the recorded weights and uniforms the project's own process and decoder take the reference's
 * steps, token for token.
 */
class GoldenTrajectoryTest {
  private static final int STEPS = 128;
  private static final int LENGTH = 50;

  @Test
  void scheduleIsTheReferences() {
    SafeTensors golden = Golden.read("schedule.safetensors");
    LogLinearSchedule schedule = LogLinearSchedule.of(STEPS);
    double[] times = golden.get("timesteps").doubles();
    double[] moveT = golden.get("move_chance_t").doubles();
    double[] moveS = golden.get("move_chance_s").doubles();
    double[] sigmaT = golden.get("sigma_t").doubles();
    for (int i = 0; i < STEPS; i++) {
      int step = STEPS - i;
      assertEquals(times[i], schedule.time(step), 1e-6);
      assertEquals(moveT[i], schedule.move(step), 1e-6);
      assertEquals(moveS[i], schedule.move(step - 1), 1e-6);
      assertEquals(sigmaT[i], schedule.sigma(step), 1e-6 * Math.max(1, sigmaT[i] * sigmaT[i] * 20));
    }
  }

  @Test
  void oneStep() throws IOException {
    SafeTensors golden = Golden.read("rna_step.safetensors");
    int[] tokens = golden.get("tokens").ints();
    int[] steps = golden.get("step").ints();
    float[] q = golden.get("q_xs").floats();
    int[] next = golden.get("x_next").ints();
    double[] u = golden.get("u").doubles();
    Tokens x = new Tokens(tokens, LENGTH);
    int block = x.size() * LENGTH * 5;
    try (CnnDenoiser network = Golden.denoiser()) {
      MaskedProcess process = process(network, LENGTH);
      for (int s = 0; s < steps.length; s++) {
        int step = STEPS - steps[s];
        Outlook<Tokens> outlook = process.look(x, step);
        double[] own = Arrays.copyOfRange(u, s * block, (s + 1) * block);
        Streams recorded = (design, t, particle, purpose) -> replay(own, (int) design * LENGTH * 5);
        int[] drawn = outlook.propose(Draws.of(recorded, 0, x.size(), step), 1).data();
        assertArrayEquals(
            Arrays.copyOfRange(next, s * tokens.length, (s + 1) * tokens.length), drawn);
        checkTransition(process, outlook, q, s * block);
      }
    }
  }

  /** Probabilities of single-token changes, against the recorded unnormalised weights. */
  private static void checkTransition(
      MaskedProcess process, Outlook<Tokens> outlook, float[] q, int from) {
    Tokens x = outlook.states();
    for (int i = 0; i < x.data().length; i++) {
      if (x.data()[i] != process.vocabulary()) {
        continue;
      }
      double total = 0;
      for (int k = 0; k < 5; k++) {
        total += q[from + i * 5 + k];
      }
      double stay = process.schedule().move(outlook.step() - 1);
      for (int k = 0; k < 5; k++) {
        int[] child = x.data().clone();
        child[i] = k;
        double change = outlook.logProb(new Tokens(child, LENGTH), 1)[i / LENGTH];
        double remain = outlook.logProb(x, 1)[i / LENGTH];
        assertEquals(q[from + i * 5 + k], stay * Math.exp(change - remain), 1e-6);
      }
      assertEquals(process.schedule().move(outlook.step()), total, 1e-5, "weights sum to move_t");
    }
  }

  @Test
  void pretrainedTrajectory() throws IOException {
    SafeTensors golden = Golden.read("rna_traj_pretrained.safetensors");
    double[] u = golden.get("u").doubles();
    int[] expected = golden.get("x").ints();
    int designs = 16;
    Streams recorded =
        (design, step, particle, purpose) ->
            replay(u, ((STEPS - step) * designs + (int) design) * LENGTH * 5);
    try (CnnDenoiser network = Golden.denoiser();
        ConvGruRegressor oracle = Golden.oracle()) {
      int size = designs * LENGTH;
      Tokens last =
          decode(
              new Pretrained(),
              network,
              oracle,
              recorded,
              designs,
              (step, x) ->
                  assertArrayEquals(
                      Arrays.copyOfRange(
                          expected, (STEPS - step) * size, (STEPS - step + 1) * size),
                      x.data(),
                      "states at step " + step));
      assertArrayEquals(golden.get("final").ints(), last.data());
    }
  }

  @Test
  void svddStepByStepFromTheRecordedStates() throws IOException {
    SafeTensors golden = Golden.read("rna_traj_svdd_pm.safetensors");
    int designs = 4;
    int width = 10;
    double[] u = golden.get("u").doubles();
    int[] states = golden.get("x_t").ints();
    int[] candidates = golden.get("candidates").ints();
    int[] guesses = golden.get("E_x0").ints();
    double[] rewards = golden.get("rewards").doubles();
    int[] chosen = golden.get("chosen").ints();
    int[] next = golden.get("x_next").ints();
    Streams recorded = svddUniforms(u, width, designs);
    int size = designs * LENGTH;
    try (CnnDenoiser network = Golden.denoiser();
        ConvGruRegressor oracle = Golden.oracle()) {
      MaskedProcess process = process(network, LENGTH);
      for (int i = 0; i < STEPS; i++) {
        int step = STEPS - i;
        Tokens x = new Tokens(Arrays.copyOfRange(states, i * size, (i + 1) * size), LENGTH);
        Draws draws = Draws.of(recorded, 0, designs, step);
        Tokens children = process.look(x, step).propose(draws, width);
        Outlook<Tokens> ahead = process.look(children, step - 1);
        Tokens clean = ahead.cleanGuess();
        double[] scores = oracle.score(clean.data(), clean.size(), LENGTH);
        for (int b = 0; b < designs; b++) {
          int best = 0;
          for (int m = 0; m < width; m++) {
            int at = ((i * width + m) * designs + b) * LENGTH;
            String where = "step " + step + " design " + b + " child " + m;
            assertArrayEquals(
                Arrays.copyOfRange(candidates, at, at + LENGTH),
                children.row(b * width + m),
                where);
            assertArrayEquals(
                Arrays.copyOfRange(guesses, at, at + LENGTH), clean.row(b * width + m), where);
            assertEquals(
                rewards[(i * width + m) * designs + b], scores[b * width + m], 1e-5, where);
            best = scores[b * width + m] > scores[b * width + best] ? m : best;
          }
          double margin =
              Math.abs(scores[b * width + best] - scores[b * width + chosen[i * designs + b]]);
          assertTrue(margin < 1e-6, "step " + step + " design " + b + " chose another child");
          assertArrayEquals(
              Arrays.copyOfRange(next, i * size + b * LENGTH, i * size + (b + 1) * LENGTH),
              children.row(b * width + chosen[i * designs + b]));
        }
      }
    }
  }

  @Test
  void svddFreeRun() throws IOException {
    SafeTensors golden = Golden.read("rna_traj_svdd_pm.safetensors");
    int designs = 4;
    int width = 10;
    int[] next = golden.get("x_next").ints();
    int[] first = {0};
    int size = designs * LENGTH;
    try (CnnDenoiser network = Golden.denoiser();
        ConvGruRegressor oracle = Golden.oracle()) {
      Tokens last =
          decode(
              new Svdd(width, 0),
              network,
              oracle,
              svddUniforms(golden.get("u").doubles(), width, designs),
              designs,
              (step, x) -> {
                int i = STEPS - step - 1;
                if (first[0] == 0
                    && i >= 0
                    && !Arrays.equals(
                        Arrays.copyOfRange(next, i * size, (i + 1) * size), x.data())) {
                  first[0] = step + 1;
                }
              });
      System.out.println(
          first[0] == 0
              ? "SVDD-PM free run: never leaves the recorded trajectory"
              : "SVDD-PM free run: first departs at step " + first[0]);
      assertEquals(0, first[0], "step at which the free run leaves the recorded one");
      assertArrayEquals(golden.get("final").ints(), last.data());
    }
  }

  private static Streams svddUniforms(double[] u, int width, int designs) {
    return (design, step, particle, purpose) ->
        replay(
            u,
            (((STEPS - step) * width + particle) * designs + Math.toIntExact(design)) * LENGTH * 5);
  }

  private interface Watch {
    void see(int step, Tokens x);
  }

  private static Tokens decode(
      Method method,
      CnnDenoiser network,
      ConvGruRegressor oracle,
      Streams streams,
      int designs,
      Watch watch) {
    Steering<Tokens> steering =
        new Steering<>(
            process(network, LENGTH),
            new PosteriorMean<Tokens>(x -> oracle.score(x.data(), x.size(), x.length())));
    return Decoding.run(
            method, steering, streams, 0, designs, p -> watch.see(p.step(), p.outlook().states()))
        .designs();
  }

  private static MaskedProcess process(CnnDenoiser network, int length) {
    return new MaskedProcess(
        network,
        LogLinearSchedule.of(STEPS),
        MaskedProcess.free(length),
        new TokenDraw.ExponentialRace(),
        new Meter(Budget.unlimited()));
  }

  /** A stream that reads recorded numbers. */
  private static RandomGenerator replay(double[] u, int from) {
    int[] next = {from};
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        throw new IllegalStateException("only uniforms were recorded");
      }

      @Override
      public double nextDouble() {
        return u[next[0]++];
      }
    };
  }
}
