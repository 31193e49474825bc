package dev.lodestar.core.autoregressive;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.masked.Template;
import dev.lodestar.core.masked.TokenDraw;
import dev.lodestar.core.masked.TokenTilt;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.LateRows;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Renoising;
import dev.lodestar.core.process.Tokens;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An auto-regressive generator as a reverse process: every step writes one token, from left to
 * right, so that the decoders of diffusion steer a language model too. The noise level is the
 * number of free positions not yet written; those hold V.
 *
 * <p>Fixed positions are in their place from the start, and the network sees them once they lie in
 * its prefix; tokens before them are written in ignorance of them. Designs keep them by
 * construction, but follow the network's law given them only where a steering method weighs them
 * in.
 *
 * <p>Putting noise back erases the last tokens written.
 *
 * <p>Source: Zhao et al., "Probabilistic inference in language models via twisted sequential Monte
 * Carlo" (2404.17546).
 */
public final class AutoregressiveProcess implements Renoising<Tokens> {
  private final Prefixes prefixes;
  private final Completion completion;
  private final TokenDraw draw;

  /**
   * A process with an empty memory of prefixes.
   *
   * @param completion how unfinished designs are completed to be judged
   * @param fixed for each position the token it must hold, or {@link
   *     dev.lodestar.core.masked.MaskedProcess#FREE}; its length is the designs' length
   * @param draw how tokens are drawn
   * @param meter counts, and refuses, network evaluations
   */
  public AutoregressiveProcess(
      NextToken network, Completion completion, int[] fixed, TokenDraw draw, Meter meter) {
    this.prefixes = new Prefixes(network, Template.of(network.vocabulary(), fixed), meter);
    this.completion = completion;
    this.draw = draw;
    if (prefixes.steps() == 0) {
      throw new IllegalArgumentException("every position is fixed: there is nothing to design");
    }
  }

  @Override
  public int steps() {
    return prefixes.steps();
  }

  @Override
  public Tokens prior(Draws draws) {
    return prefixes.template().rows(Math.multiplyExact(draws.designs(), draws.width()));
  }

  @Override
  public double[] logPrior(Tokens states) {
    return prefixes.template().logCertain(states);
  }

  @Override
  public Outlook<Tokens> look(Tokens states, int step) {
    LateRows<Ahead> ahead = new LateRows<>(states.size(), rows -> ahead(states.select(rows), step));
    return new AutoregressiveOutlook(states, step, ahead, prefixes, draw, TokenTilt.none());
  }

  private List<Ahead> ahead(Tokens states, int step) {
    float[][] next = step > 0 ? prefixes.next(states, step) : new float[states.size()][0];
    Tokens designs = complete(states, step, next);
    return IntStream.range(0, next.length)
        .mapToObj(i -> new Ahead(next[i], designs.row(i)))
        .toList();
  }

  private Tokens complete(Tokens states, int step, float[][] next) {
    Tokens x = states;
    float[][] p = next;
    for (int t = step; t > 0; t--) {
      if (t < step && completion == Completion.GREEDY) {
        p = prefixes.next(x, t);
      }
      int[] data = x.data().clone();
      for (int i = 0; i < x.size(); i++) {
        data[i * x.length() + prefixes.position(t)] = likeliest(p[i]);
      }
      x = new Tokens(data, x.length());
    }
    return x;
  }

  private static int likeliest(float[] p) {
    int best = 0;
    for (int k = 1; k < p.length; k++) {
      best = p[k] > p[best] ? k : best;
    }
    return best;
  }

  @Override
  public Tokens renoise(Tokens states, int from, int to, Draws draws) {
    return erased(states, from, to);
  }

  /** Erasing is certain: 0, or negative infinity where the noisier state is another. */
  @Override
  public double[] logNoise(Tokens states, int from, Tokens noisier, int to) {
    Tokens erased = erased(states, from, to);
    double[] out = new double[states.size()];
    for (int i = 0; i < out.length; i++) {
      boolean same = Arrays.equals(erased.row(i), noisier.row(i));
      out[i] = same ? 0 : Double.NEGATIVE_INFINITY;
    }
    return out;
  }

  private Tokens erased(Tokens states, int from, int to) {
    if (from < 0 || to < from || to > steps()) {
      throw new IllegalArgumentException(
          "noise goes up from one level to another in 0.."
              + steps()
              + ", not "
              + from
              + " to "
              + to);
    }
    int[] data = states.data().clone();
    for (int t = from + 1; t <= to; t++) {
      for (int i = 0; i < states.size(); i++) {
        data[i * states.length() + prefixes.position(t)] = prefixes.vocabulary();
      }
    }
    return new Tokens(data, states.length());
  }
}
