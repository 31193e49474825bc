package dev.lodestar.sequence.recipe;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.rng.Streams;
import java.util.function.Consumer;

/** Trajectories of the pre-trained model, unsteered. */
public final class PretrainedSamples {
  /** Designs that share a batch. */
  public static final int GROUP = 64;

  private PretrainedSamples() {}

  /**
   * Draws one group of designs.
   *
   * @param first number of its first design
   * @param watch shown every outlook on the way, from pure noise to the data
   * @return finished designs, shape [GROUP, length]
   */
  public static Tokens group(
      TokenDenoiser denoiser,
      int length,
      int steps,
      long seed,
      long first,
      Consumer<Outlook<Tokens>> watch) {
    MaskedProcess process =
        new MaskedProcess(denoiser, steps, length, new Meter(Budget.unlimited()));
    Draws draws = Draws.of(Streams.of(seed), first, GROUP, steps);
    Outlook<Tokens> now = process.look(process.prior(draws), steps);
    watch.accept(now);
    for (int step = steps - 1; step >= 0; step--) {
      now = process.look(now.propose(draws.atStep(step + 1), 1), step);
      watch.accept(now);
    }
    return now.cleanGuess();
  }
}
