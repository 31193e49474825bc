package dev.lodestar.sequence.rna.stability;

import dev.lodestar.sequence.data.Split;
import dev.lodestar.sequence.rna.stability.StabilityData.Judgement;
import java.util.List;
import java.util.Locale;

/** What is told about the weights of a stability scorer. */
final class StabilityCard {
  private StabilityCard() {}

  /**
   * What it learned from and how it does.
   *
   * @param spread judgements of the same training on other draws of the clusters
   */
  static String facts(
      StabilityData training, StabilityData test, LinearFit fit, List<Judgement> spread) {
    StringBuilder table = new StringBuilder(row("all", test.judge(fit)));
    for (int library = 0; library < test.lengths().size(); library++) {
      StabilityData part = test.library(library);
      if (part.y().length > 1) {
        table.append(row(test.lengths().get(library) + " nt", part.judge(fit)));
      }
    }
    double[] r2 = spread.stream().mapToDouble(Judgement::r2).toArray();
    double[] rho = spread.stream().mapToDouble(Judgement::rho).toArray();
    return String.format(
        Locale.ROOT,
        """
          (McCaskill's partition function, simplified Turner 2004 energies, 37 °C).
        * Trained on: %d RNAs.
        * Output of the scorer: minus the expected rate, in the data's unit; higher is more stable.

        ## Accuracy on clusters that no model saw

        | RNAs | number | R² | Spearman rho |
        |---|---|---|---|
        %s
        The two libraries were measured apart, at different mean levels; each has a level of its own
        in the fit, and its mean is taken from rates and predictions before they are compared. How
        much the draw matters: the same training and test on %d other draws of the clusters give
        R² %.3f ± %.3f and rho %.3f ± %.3f (mean ± standard deviation).
        """,
        training.y().length,
        table,
        spread.size(),
        mean(r2),
        deviation(r2),
        mean(rho),
        deviation(rho));
  }

  private static String row(String rnas, Judgement j) {
    return String.format(
        Locale.ROOT, "| %s | %d | %.3f | %.3f |\n", rnas, j.rows(), j.r2(), j.rho());
  }

  private static double mean(double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v;
    }
    return sum / x.length;
  }

  private static double deviation(double[] x) {
    double mean = mean(x);
    double sum = 0;
    for (double v : x) {
      sum += (v - mean) * (v - mean);
    }
    return Math.sqrt(sum / (x.length - 1));
  }

  /** Data, split, terms and limits. */
  static String provenance(String sha256) {
    return """
        ## Data and terms

        OpenVaccine: degradation of synthetic RNAs of 107 and 130 nt with magnesium at 50 °C, the mean
        over the measured bases (SHA-256 of the table
        `%s`);
        Wayment-Steele et al., "Deep learning models for predicting RNA degradation via dual
        crowdsourcing", Nature Machine Intelligence 4:1174 (2022). Of its conditions this one has as
        many measured RNAs as any and no alkaline pH; at pH 10 with magnesium rates are
        measured for the same RNAs but folds explain less of them, and without magnesium for the short
        library alone. Rates of 0 stand for missing measurements and are left out. No licence is stated
        where the table was taken from; who redistributes the measurements should ask their authors. The
        weights are covered by the project's own licence as far as the project can grant one.

        Split by cluster: RNAs whose measured parts, without the constant first %d bases, share any
        %d-mer, directly or through others, belong to one cluster; clusters are drawn by the split seed
        into test (11 %%), the guiding half and the held-out half.

        ## Limits

        The RNAs end in a hairpin that tells them apart and a constant tail, of 39 bases together, and
        begin with GGAAA. The end was folded with the rest, as it was in the tube, but not measured: it
        is in no mean. The beginning is. A design is folded alone and all of its bases count, so what
        follows it in an mRNA is left out, and 5'UTRs of 25 to 100 nt are an extrapolation from longer,
        well-folded synthetic RNAs in buffer: hydrolysis, not decay in cells. Rates beyond those of the
        data (0.1 to 1.1) are extrapolation as well. Not for clinical use.
        """
        .formatted(sha256, Degradation.LEADER, Split.KMER);
  }
}
