package dev.lodestar.sequence.protein.property;

import java.util.HashMap;
import java.util.Map;

/**
 * Instability index: neighbouring amino acids weighed by how often they stand in proteins that are
 * short-lived in the test tube. Below 40 a protein is classified as stable.
 *
 * <p>Source: Guruprasad, Reddy and Pandit, Protein Engineering 4:155 (1990).
 */
public final class Instability {
  /** A weight, and the pairs that have it; all others have 1. */
  private static final String TABLE =
      """
          -15.91 YR
          -14.03 DT EW FK NF NG TN TW VD WA WT
          -9.37 HF HG NW WG YW
          -7.49 AD AH DK GA GI GK GN GT GY IK IV KG KI KL KV LK NT RG TG VG VT WV YG YT
          -6.54 CQ CV DF DR EH GE HT KP MQ MR NQ PC PD PM PR QC QF QV QY RY TQ VY YE
          -1.88 HP HW IP MM MT NC NP PW VK
          13.34 FD GG GW IH MA RN TF WL WN YH YP YY
          18.38 PE
          20.26 AP CD CL CP DS ED EI EP EQ ES FP IL LP LR PA PF PP PQ PS PV QD QE QP QQ RH RP RQ
          20.26 SE SQ SR SS TE VP
          24.64 KQ
          24.68 CW HK HN LW MY NK WH WM YA YD
          33.6 CH CM CT EE FY KM KR LQ SC
          44.94 AC EC HI HY IE MP MS NI QS RS SP YM
          58.28 MH RR RW
      """;

  private static final Map<String, Double> WEIGHTS = weights();

  private Instability() {}

  private static Map<String, Double> weights() {
    Map<String, Double> out = new HashMap<>();
    for (String line : TABLE.strip().split("\n")) {
      String[] words = line.strip().split(" ");
      for (int i = 1; i < words.length; i++) {
        out.put(words[i], Double.valueOf(words[0]));
      }
    }
    return Map.copyOf(out);
  }

  /** The index of a protein of at least one letter. */
  public static double index(String protein) {
    double sum = 0;
    for (int i = 0; i + 2 <= protein.length(); i++) {
      sum += WEIGHTS.getOrDefault(protein.substring(i, i + 2), 1.0);
    }
    return 10 * sum / protein.length();
  }
}
