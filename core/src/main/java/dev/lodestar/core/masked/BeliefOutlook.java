package dev.lodestar.core.masked;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Tokens;

/** An outlook whose clean guess is what a network believes of the tokens. */
public interface BeliefOutlook extends Outlook<Tokens>, CleanProbabilities {
  /** The belief. */
  CleanBelief belief();

  @Override
  default Tokens cleanGuess() {
    return belief().mode();
  }

  @Override
  default float[] cleanProbabilities() {
    return belief().probabilities();
  }

  @Override
  default Tokens sampleClean(Draws draws, int guesses) {
    return belief().sample(draws, guesses);
  }
}
