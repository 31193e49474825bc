package dev.lodestar.core.reward;

/**
 * Near 1 between {@code low} and {@code high}, 1/2 at either of them, falling smoothly to 0
 * outside: 1 / (1 + 10^(−si/div·(x − low))) left of the middle, 1 / (1 + 10^(se/div·(x − high)))
 * right of it.
 *
 * <p>Source: REINVENT 4, transform {@code double_sigmoid}, with the same parameters. Its defaults
 * (div 100, si and se 150) fit raw scores in the hundreds; here div is high − low unless given, and
 * si and se are 20, so that the shape does not depend on the raw score's unit.
 *
 * @param low left end of the wanted range
 * @param high right end, above {@code low}
 * @param coefDiv scale of both slopes in raw units, positive
 * @param coefSi steepness of the rise, positive
 * @param coefSe steepness of the fall, positive
 */
public record DoubleSigmoid(double low, double high, double coefDiv, double coefSi, double coefSe)
    implements Transform {
  public DoubleSigmoid {
    Checks.range(low, high, true);
    Checks.positive("coef-div", coefDiv);
    Checks.positive("coef-si", coefSi);
    Checks.positive("coef-se", coefSe);
  }

  @Override
  public double apply(double raw) {
    return raw < low + (high - low) / 2
        ? Sigmoid.logistic10(coefSi / coefDiv * (raw - low))
        : Sigmoid.logistic10(-coefSe / coefDiv * (raw - high));
  }
}
