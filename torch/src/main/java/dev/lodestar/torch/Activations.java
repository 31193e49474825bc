package dev.lodestar.torch;

/**
 * Activation functions over arrays, as straight-line arithmetic that the JVM turns into vector
 * instructions; the same bits on every machine.
 *
 * <p>tanh is Lambert's continued fraction cut after thirteen levels, which in single precision is
 * exact to a few units in the last place up to where tanh is 1; ELU follows from it, e^x − 1 = 2
 * tanh(x/2) / (1 − tanh(x/2)).
 */
final class Activations {
  private static final int LEVELS = 13;

  /** Beyond it tanh is 1 in single precision. */
  private static final float FAR = 9.02f;

  // x·(1 + s·P(s)) / (1 + s·Q(s)) with s = x²: the fraction's convergent, scaled to constant term 1
  private static final float[] P = convergent(true);
  private static final float[] Q = convergent(false);
  private static final float P1 = P[1], P2 = P[2], P3 = P[3], P4 = P[4], P5 = P[5], P6 = P[6];
  private static final float Q1 = Q[1], Q2 = Q[2], Q3 = Q[3], Q4 = Q[4], Q5 = Q[5], Q6 = Q[6];

  private Activations() {}

  /** Coefficients in s = x² of tanh(x)/x = 1/(1 + s/(3 + s/(5 + …))). */
  private static float[] convergent(boolean numerator) {
    double[] num = {2 * LEVELS - 1};
    double[] den = {1};
    for (int k = LEVELS - 1; k > 0; k--) {
      double[] next = new double[Math.max(num.length, den.length + 1)];
      for (int i = 0; i < num.length; i++) {
        next[i] += (2 * k - 1) * num[i];
      }
      for (int i = 0; i < den.length; i++) {
        next[i + 1] += den[i];
      }
      den = num;
      num = next;
    }
    double[] chosen = numerator ? den : num;
    float[] out = new float[chosen.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (chosen[i] / chosen[0]);
    }
    return out;
  }

  /** x ← tanh(x) on the first {@code n}. */
  static void tanh(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      float v = Math.max(-FAR, Math.min(FAR, x[i]));
      float s = v * v;
      x[i] =
          v
              * Math.fma(
                  s,
                  Math.fma(
                      s,
                      Math.fma(s, Math.fma(s, Math.fma(s, Math.fma(s, P6, P5), P4), P3), P2),
                      P1),
                  1f)
              / Math.fma(
                  s,
                  Math.fma(
                      s,
                      Math.fma(s, Math.fma(s, Math.fma(s, Math.fma(s, Q6, Q5), Q4), Q3), Q2),
                      Q1),
                  1f);
    }
  }

  /** x ← ELU(x + bias) from {@code from} to {@code from + n}. */
  static void elu(float[] x, int from, int n, float bias) {
    for (int i = from; i < from + n; i++) {
      float u = x[i] + bias;
      // at half the argument, e^x − 1 is −1 in single precision from 2·FAR on
      float v = Math.max(-FAR, 0.5f * Math.min(0f, u));
      float s = v * v;
      float p =
          v
              * Math.fma(
                  s,
                  Math.fma(
                      s,
                      Math.fma(s, Math.fma(s, Math.fma(s, Math.fma(s, P6, P5), P4), P3), P2),
                      P1),
                  1f);
      float q =
          Math.fma(
              s,
              Math.fma(
                  s, Math.fma(s, Math.fma(s, Math.fma(s, Math.fma(s, Q6, Q5), Q4), Q3), Q2), Q1),
              1f);
      x[i] = Math.max(0f, u) + 2f * p / (q - p);
    }
  }
}
