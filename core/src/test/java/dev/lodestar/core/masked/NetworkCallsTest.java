package dev.lodestar.core.masked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Method;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.decode.Svdd;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.PosteriorMean;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many states the network is asked about, with 50 positions and 128 ancestral steps. */
class NetworkCallsTest {
  private static final int LENGTH = 50;
  private static final int STEPS = 128;
  private static final int V = 4;

  /** A toy network that keeps what it was asked. */
  private static final class Counting implements TokenDenoiser {
    private int rows;
    private final Set<Tokens> distinct = new HashSet<>();

    @Override
    public int vocabulary() {
      return V;
    }

    @Override
    public boolean timeIndependent() {
      return true;
    }

    @Override
    public float[] logits(int[] tokens, int n, int length, double noise) {
      rows += n;
      float[] out = new float[tokens.length * V];
      for (int i = 0; i < n; i++) {
        distinct.add(new Tokens(Arrays.copyOfRange(tokens, i * length, (i + 1) * length), length));
      }
      for (int i = 0; i < tokens.length; i++) {
        out[i * V + (i * 7 + tokens[Math.max(0, i - 1)]) % V] = 1;
      }
      return out;
    }
  }

  private final Counting network = new Counting();
  private final Meter meter = new Meter(Budget.unlimited());
  private final Set<Tokens> visited = new HashSet<>();
  private int changes;

  private long calls(Method method, Function<Meter, ReverseProcess<Tokens>> make, int designs) {
    PosteriorMean<Tokens> value =
        new PosteriorMean<>(
            x ->
                IntStream.range(0, x.size()).mapToDouble(i -> Arrays.hashCode(x.row(i))).toArray());
    Tokens[] before = {Tokens.filled(designs, LENGTH, V)};
    Decoding.run(
        method,
        new Steering<>(make.apply(meter), value),
        Streams.of(5),
        0,
        designs,
        p -> {
          Tokens x = p.outlook().states();
          changes += x.equals(before[0]) ? 0 : 1;
          before[0] = x;
          IntStream.range(0, x.size())
              .filter(i -> x.contains(i, V))
              .forEach(i -> visited.add(x.select(new int[] {i})));
        });
    assertEquals(network.rows, meter.spent().networkCalls(), "the meter counts what was asked");
    return network.rows;
  }

  private ReverseProcess<Tokens> ancestral(Meter meter) {
    return new MaskedProcess(network, STEPS, LENGTH, meter);
  }

  private ReverseProcess<Tokens> atOnce(int k, Meter meter) {
    return new AnyOrderProcess(
        network,
        RevealOrder.UNIFORM,
        k,
        MaskedProcess.free(LENGTH),
        new TokenDraw.InverseCdf(),
        meter);
  }

  @Test
  void withoutMemoryEveryStepAsks() {
    assertEquals(
        STEPS,
        calls(new Pretrained(), m -> MaskedProcess.withoutMemory(network, STEPS, LENGTH, m), 1));
  }

  @Test
  void cachedAncestralStepsAskOnlyWhereSomethingChanged() {
    long calls = calls(new Pretrained(), this::ancestral, 1);
    assertEquals(changes, calls, "the first state, and every change but the last, which is clean");
    assertTrue(calls < LENGTH, "two tokens fall into one step here and there: " + calls);
  }

  @Test
  void manyDesignsAskOnceForEachDistinctState() {
    long calls = calls(new Pretrained(), this::ancestral, 20);
    assertEquals(visited.size(), calls);
    assertEquals(network.distinct, visited);
  }

  @Test
  void firstHittingAsksOnceAToken() {
    assertEquals(LENGTH, calls(new Pretrained(), m -> atOnce(1, m), 1));
    assertEquals(LENGTH, changes, "no step changes nothing");
  }

  @Test
  void threeTokensAStepTakeAThirdOfTheSteps() {
    assertEquals(17, calls(new Pretrained(), m -> atOnce(3, m), 1)); // ⌈50/3⌉
    assertEquals(17, changes);
  }

  @Test
  void steeredFirstHittingAsksAtMostOnceAChild() {
    int width = 10;
    long calls = calls(new Svdd(width, 0), m -> atOnce(1, m), 1);
    assertTrue(calls <= 1 + (LENGTH - 1) * width, "the last children are clean: " + calls);
    assertTrue(calls > (LENGTH - 1) * width * 0.8, "children differ: " + calls);
  }

  @Test
  void steeredAncestralAsksOnceForEachDistinctChild() {
    long calls = calls(new Svdd(10, 0), this::ancestral, 1);
    assertEquals(network.distinct.size(), calls);
    assertTrue(calls < STEPS * 10 / 2, "most children equal their parent or a sibling: " + calls);
  }
}
