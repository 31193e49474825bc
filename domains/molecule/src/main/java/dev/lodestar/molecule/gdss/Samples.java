package dev.lodestar.molecule.gdss;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.decode.Decoding;
import dev.lodestar.core.decode.Pretrained;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.graph.AtomCounts;
import dev.lodestar.core.graph.AtomPalette;
import dev.lodestar.core.graph.BondGraph;
import dev.lodestar.core.graph.GdssProcess;
import dev.lodestar.core.graph.GraphParticles;
import dev.lodestar.core.graph.GraphSchedule;
import dev.lodestar.core.graph.GraphScore;
import dev.lodestar.core.graph.Langevin;
import dev.lodestar.core.graph.ValenceCorrection;
import dev.lodestar.core.rng.Streams;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What unguided samples of a model are like.
 *
 * @param smiles canonical SMILES of the largest fragments of the corrected samples
 * @param untouched share whose valences held without correction
 * @param connected share that was one fragment
 */
record Samples(List<String> smiles, double untouched, double connected) {
  static Samples draw(
      GraphScore network,
      GraphSchedule schedule,
      Optional<Langevin> corrector,
      AtomCounts counts,
      AtomPalette palette,
      int designs,
      long seed) {
    GdssProcess process =
        new GdssProcess(network, schedule, corrector, counts, new Meter(Budget.unlimited()));
    GraphParticles clean =
        Decoding.run(
                new Pretrained(),
                new Steering<>(process, (o, d) -> new double[o.size()]),
                Streams.of(seed),
                0,
                designs,
                p -> {})
            .designs();
    List<String> smiles = new ArrayList<>();
    int untouched = 0;
    int connected = 0;
    for (int i = 0; i < designs; i++) {
      BondGraph drawn = palette.graph(clean, i);
      ValenceCorrection.Corrected corrected = ValenceCorrection.of(drawn);
      untouched += corrected.untouched() && drawn.size() > 0 ? 1 : 0;
      if (drawn.size() > 0) {
        BondGraph largest = corrected.graph().largestFragment();
        connected += largest.size() == drawn.size() ? 1 : 0;
        smiles.add(GraphSmiles.write(largest));
      }
    }
    return new Samples(
        List.copyOf(smiles), (double) untouched / designs, (double) connected / designs);
  }

  /** Share of different molecules. */
  double unique() {
    return (double) new HashSet<>(smiles).size() / smiles.size();
  }

  /** Share of molecules that are not among the known ones. */
  double novel(Set<String> known) {
    return (double) smiles.stream().filter(s -> !known.contains(s)).count() / smiles.size();
  }
}
