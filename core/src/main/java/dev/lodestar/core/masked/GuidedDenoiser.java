package dev.lodestar.core.masked;

import java.util.Arrays;

/**
 * Classifier-free guidance: at every position the logarithm of the clean-token probabilities is log
 * p_u + w (log p_c − log p_u), normalised over the letters, where p_c is the network told the
 * condition and p_u the same network told nothing. Strength w = 0 is the unconditional model, 1 the
 * conditional one, above 1 asks for more of the condition than the data show.
 *
 * <p>As the letters of each position are normalised, a step reveals as many tokens as it does
 * unguided. Both branches are rows of one call: those of a state stand next to each other, so no
 * row can meet another state's. At w = 0 and w = 1 only one branch is asked.
 *
 * <p>Source: Ho and Salimans, "Classifier-free diffusion guidance" (2207.12598), equation 6 with
 * their w + 1 for w; for discrete states Nisonoff et al. (2406.01572) and Schiff et al.
 * (2412.10193).
 */
public final class GuidedDenoiser implements TokenDenoiser {
  private final ConditionalDenoiser network;
  private final int[] conditions;
  private final double[] shares;

  /**
   * @param condition in 0..C-1; at strength 0 it may be {@link ConditionalDenoiser#NONE}
   * @param strength w, at least 0
   */
  public GuidedDenoiser(ConditionalDenoiser network, int condition, double strength) {
    if (!(strength >= 0) || Double.isInfinite(strength)) {
      throw new IllegalArgumentException(
          "the strength must be a finite number of at least 0, not " + strength);
    }
    if (condition >= network.conditions() || condition < 0 && strength > 0) {
      throw new IllegalArgumentException(
          "the condition must be in 0.." + (network.conditions() - 1) + ", not " + condition);
    }
    this.network = network;
    if (strength == 0 || strength == 1) {
      conditions = new int[] {strength == 0 ? ConditionalDenoiser.NONE : condition};
      shares = new double[] {1};
    } else {
      conditions = new int[] {condition, ConditionalDenoiser.NONE};
      shares = new double[] {strength, 1 - strength};
    }
  }

  @Override
  public int vocabulary() {
    return network.vocabulary();
  }

  @Override
  public boolean timeIndependent() {
    return network.timeIndependent();
  }

  @Override
  public int evaluations() {
    return conditions.length;
  }

  /** Logarithms of the mixed probabilities. */
  @Override
  public float[] logits(int[] tokens, int rows, int length, double noise) {
    int branches = conditions.length;
    int[] states = new int[Math.multiplyExact(tokens.length, branches)];
    int[] told = new int[rows * branches];
    for (int r = 0; r < told.length; r++) {
      System.arraycopy(tokens, r / branches * length, states, r * length, length);
      told[r] = conditions[r % branches];
    }
    float[] answers = network.logits(states, told, told.length, length, noise);
    return branches == 1 ? answers : mixed(answers, rows, length);
  }

  private float[] mixed(float[] answers, int rows, int length) {
    int v = vocabulary();
    float[] out = new float[rows * length * v];
    double[] mix = new double[v];
    double[] logP = new double[v];
    for (int r = 0; r < rows; r++) {
      for (int l = 0; l < length; l++) {
        Arrays.fill(mix, 0);
        for (int b = 0; b < shares.length; b++) {
          Softmax.log(answers, ((r * shares.length + b) * length + l) * v, logP);
          add(shares[b], logP, mix);
        }
        for (int k = 0; k < v; k++) {
          out[(r * length + l) * v + k] = (float) mix[k];
        }
      }
    }
    return out;
  }

  /** What either branch excludes stays excluded. */
  private static void add(double share, double[] logP, double[] mix) {
    for (int k = 0; k < mix.length; k++) {
      boolean possible = mix[k] > Double.NEGATIVE_INFINITY && logP[k] > Double.NEGATIVE_INFINITY;
      mix[k] = possible ? mix[k] + share * logP[k] : Double.NEGATIVE_INFINITY;
    }
  }
}
