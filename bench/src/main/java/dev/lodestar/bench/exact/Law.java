package dev.lodestar.bench.exact;

import dev.lodestar.core.exact.SvddLaw;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/** The exact law of a method's designs, shape [V^L]; empty where it is not known or too long. */
public interface Law {
  /** Larger spaces than this have too many children a state for SVDD's law. */
  int STATES = 2_000;

  Optional<double[]> of(World world, Worth worth, int size);

  /** For methods whose designs have no law that could be written down. */
  static Law none() {
    return (world, worth, size) -> Optional.empty();
  }

  /** The pre-trained model's. */
  static Law pretrained() {
    return (world, worth, size) -> Optional.of(world.pretrained());
  }

  /** That of the best of as many designs as the size says; of equally good ones the first drawn. */
  static Law best() {
    return (world, worth, size) -> {
      double[] p = world.pretrained();
      double[] r = world.landscape().rewards();
      int[] order =
          IntStream.range(0, p.length)
              .boxed()
              .sorted(Comparator.comparingDouble(d -> r[d]))
              .mapToInt(Integer::intValue)
              .toArray();
      double[] out = new double[p.length];
      double below = 0;
      for (int from = 0; from < order.length; ) {
        int to = from;
        double equal = 0;
        while (to < order.length && r[order[to]] == r[order[from]]) {
          equal += p[order[to++]];
        }
        double isBest = StrictMath.pow(below + equal, size) - StrictMath.pow(below, size);
        for (; from < to; from++) {
          out[order[from]] = p[order[from]] / equal * isBest;
        }
        below += equal;
      }
      return Optional.of(out);
    };
  }

  /** SVDD's, its width the size; {@code greedy} at temperature 0. */
  static Law svdd(boolean greedy) {
    return (world, worth, size) -> {
      double[][] values = worth.table(world);
      if (values.length == 0 || world.exact().states().size() > STATES) {
        return Optional.empty();
      }
      double alpha = greedy ? 0 : world.landscape().alpha();
      return Optional.of(world.ofDesigns(SvddLaw.of(world.exact(), values, size, alpha)));
    };
  }
}
