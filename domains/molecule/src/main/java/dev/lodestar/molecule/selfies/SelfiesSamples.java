package dev.lodestar.molecule.selfies;

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
final class SelfiesSamples {
  /** Molecules that share a batch. */
  static final int GROUP = 64;

  /** Denoising steps. */
  static final int STEPS = 128;

  private SelfiesSamples() {}

  /**
   * Draws one group.
   *
   * @param first number of its first molecule
   * @param watch shown every outlook on the way, from pure noise to the data
   * @return finished rows, shape [GROUP, length]
   */
  static Tokens group(
      TokenDenoiser denoiser, int length, long seed, long first, Consumer<Outlook<Tokens>> watch) {
    MaskedProcess process =
        new MaskedProcess(denoiser, STEPS, length, new Meter(Budget.unlimited()));
    Draws draws = Draws.of(Streams.of(seed), first, GROUP, STEPS);
    Outlook<Tokens> now = process.look(process.prior(draws), STEPS);
    watch.accept(now);
    for (int step = STEPS - 1; step >= 0; step--) {
      now = process.look(now.propose(draws.atStep(step + 1), 1), step);
      watch.accept(now);
    }
    return now.cleanGuess();
  }
}
