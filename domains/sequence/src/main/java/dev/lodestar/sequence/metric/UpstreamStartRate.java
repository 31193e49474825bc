package dev.lodestar.sequence.metric;

import dev.lodestar.core.task.SetMetric;
import dev.lodestar.sequence.Sequences;
import java.util.List;

/** Share of 5'UTRs with an upstream start codon: known biology, checked without any network. */
public final class UpstreamStartRate implements SetMetric<String> {
  @Override
  public String name() {
    return "uAUG rate";
  }

  @Override
  public String describe() {
    return "share of designs with an upstream ATG, 0 to 1; upstream starts lower ribosome load";
  }

  @Override
  public double of(List<String> designs) {
    return (double) designs.stream().filter(d -> Sequences.upstreamStarts(d) > 0).count()
        / designs.size();
  }
}
