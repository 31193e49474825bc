package dev.lodestar.core.check;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoder;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.decode.Svdd;
import dev.lodestar.core.exact.ArbitraryDenoiser;
import dev.lodestar.core.masked.AnyOrderProcess;
import dev.lodestar.core.masked.CosineSchedule;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.masked.RevealOrder;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.masked.TokenDraw;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.uniform.CleanUse;
import dev.lodestar.core.uniform.UniformProcess;
import dev.lodestar.core.value.ValueFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The full checks hold for the kernels of every process of sequences. */
class KernelChecksTest {
  @Test
  void kernelsOfOtherProcessesPass() {
    TokenDenoiser network = new ArbitraryDenoiser(5, 3, 1.0, true);
    int[] free = MaskedProcess.free(4);
    Meter meter = new Meter(Budget.unlimited());
    TokenDraw draw = new TokenDraw.InverseCdf();
    List<Supplier<ReverseProcess<Tokens>>> processes =
        List.of(
            () -> new MaskedProcess(network, 6, 4, new Meter(Budget.unlimited())),
            () -> new AnyOrderProcess(network, RevealOrder.UNIFORM, 1, free, draw, meter),
            () -> new AnyOrderProcess(network, RevealOrder.UNIFORM, 2, free, draw, meter),
            () -> new AnyOrderProcess(network, RevealOrder.LEFT_TO_RIGHT, 3, free, draw, meter),
            () ->
                new UniformProcess(
                    network, new CosineSchedule(5), CleanUse.MIXTURE, free, draw, meter));
    for (Supplier<ReverseProcess<Tokens>> process : processes) {
      Decoder svdd = new Svdd(2, 0);
      ValueFunction<Tokens> first =
          (o, d) -> {
            double[] out = new double[o.size()];
            Arrays.setAll(out, i -> o.cleanGuess().data()[4 * i]);
            return out;
          };
      Steering<Tokens> steering = new Steering<>(process.get(), first);
      Checks<Tokens> checks =
          new Checks<>(
              Assertions.FULL,
              svdd,
              steering,
              new Meter(Budget.unlimited()),
              () -> new Steering<>(process.get(), first),
              Set.of());
      Decoding.run(svdd, checks.steering(), Streams.of(1), 0, 24, checks);
    }
  }
}
