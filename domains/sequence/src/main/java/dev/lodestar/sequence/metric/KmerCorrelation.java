package dev.lodestar.sequence.metric;

import dev.lodestar.core.task.SetMetric;
import java.util.List;

/**
 * Pearson correlation of a set's k-mer frequencies with those of reference sequences.
 *
 * @param reference frequencies of the reference
 * @param of what the reference sequences are, for reports
 */
public record KmerCorrelation(KmerProfile reference, String of) implements SetMetric<String> {
  @Override
  public String name() {
    return reference.k() + "-mer correlation";
  }

  @Override
  public String describe() {
    return "Pearson correlation of the set's %d-mer frequencies with those of %s; higher is closer"
        .formatted(reference.k(), of);
  }

  @Override
  public double of(List<String> designs) {
    return KmerProfile.of(designs, reference.k()).correlation(reference);
  }
}
