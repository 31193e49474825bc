package dev.lodestar.molecule.property;

import dev.lodestar.molecule.chem.Molecule;

/**
 * Quantitative estimate of drug-likeness, 0 to 1.
 *
 * <p>Bickerton et al., "Quantifying the chemical beauty of drugs", Nature Chemistry 4 (2012),
 * 90-98: the weighted geometric mean of eight desirabilities, each an asymmetric double sigmoid
 * (equation 2, parameters of supplementary table 1) of a property; weights are the mean ones
 * (QED_w,mo).
 *
 * @param weight molecular weight, g/mol
 * @param logP octanol-water partition coefficient
 * @param acceptors hydrogen bond acceptors
 * @param donors hydrogen bond donors
 * @param tpsa topological polar surface area, Å²
 * @param rotatableBonds rotatable bonds
 * @param aromaticRings aromatic rings
 * @param alerts structural alerts
 */
public record Qed(
    double weight,
    double logP,
    int acceptors,
    int donors,
    double tpsa,
    int rotatableBonds,
    int aromaticRings,
    int alerts) {
  /** Rows as the components; a, b, c, d, e, f, and the largest value. */
  private static final double[][] DESIRABILITY = {
    {2.817065973, 392.5754953, 290.7489764, 2.419764353, 49.22325677, 65.37051707, 104.9805561},
    {3.172690585, 137.8624751, 2.534937431, 4.581497897, 0.822739154, 0.576295591, 131.3186604},
    {2.948620388, 160.4605972, 3.615294657, 4.435986202, 0.290141953, 1.300669958, 148.7763046},
    {1.618662227, 1010.051101, 0.985094388, 0.000000001, 0.713820843, 0.920922555, 258.1632616},
    {1.876861559, 125.2232657, 62.90773554, 87.83366614, 12.01999824, 28.51324732, 104.5686167},
    {0.010000000, 272.4121427, 2.558379970, 1.565547684, 1.271567166, 2.758063707, 105.4420403},
    {3.217788970, 957.7374108, 2.274627939, 0.000000001, 1.317690384, 0.375760881, 312.3372610},
    {0.010000000, 1199.094025, -0.09002883, 0.000000001, 0.185904477, 0.875193782, 417.7253140},
  };

  private static final double[] WEIGHTS = {0.66, 0.46, 0.05, 0.61, 0.06, 0.65, 0.48, 0.95};

  /** The eight properties of a molecule. */
  public static Qed of(Molecule molecule) {
    return new Qed(
        Weight.of(molecule),
        Crippen.logP(molecule),
        Counts.acceptors(molecule),
        Counts.donors(molecule),
        Tpsa.of(molecule),
        Counts.rotatableBonds(molecule),
        Counts.aromaticRings(molecule),
        Alerts.count(molecule));
  }

  /** The estimate, 0 to 1; higher is better. */
  public double value() {
    double[] x = {weight, logP, acceptors, donors, tpsa, rotatableBonds, aromaticRings, alerts};
    double sum = 0;
    double total = 0;
    for (int i = 0; i < x.length; i++) {
      sum += WEIGHTS[i] * Math.log(desirability(x[i], DESIRABILITY[i]));
      total += WEIGHTS[i];
    }
    return Math.exp(sum / total);
  }

  private static double desirability(double x, double[] p) {
    double rise = 1 / (1 + Math.exp(-(x - p[2] + p[3] / 2) / p[4]));
    double fall = 1 - 1 / (1 + Math.exp(-(x - p[2] - p[3] / 2) / p[5]));
    return (p[0] + p[1] * rise * fall) / p[6];
  }
}
