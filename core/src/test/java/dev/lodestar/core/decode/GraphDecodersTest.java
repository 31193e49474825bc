package dev.lodestar.core.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.graph.AtomCounts;
import dev.lodestar.core.graph.GdssProcess;
import dev.lodestar.core.graph.GraphField;
import dev.lodestar.core.graph.GraphParticles;
import dev.lodestar.core.graph.GraphSchedule;
import dev.lodestar.core.graph.GraphScore;
import dev.lodestar.core.graph.GraphShape;
import dev.lodestar.core.graph.Langevin;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.PosteriorMean;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method runs on graphs as it runs on tokens. */
class GraphDecodersTest {
  private static final GraphShape SHAPE = new GraphShape(6, 2);
  private static final GraphSchedule SCHEDULE = GraphSchedule.zinc250k(5);
  private static final int DESIGNS = 8;

  /** Clean features and bonds near 0.5 ± 0.7, independent. */
  private record Spread() implements GraphScore {
    @Override
    public GraphShape shape() {
      return SHAPE;
    }

    @Override
    public GraphField of(GraphParticles x, double time) {
      GraphField out = GraphField.zero(x.size(), SHAPE);
      for (int i = 0; i < x.size(); i++) {
        int nodes = i * SHAPE.nodeNumbers();
        for (int k = nodes; k < nodes + x.atoms()[i] * SHAPE.features(); k++) {
          double scale = SCHEDULE.nodes().scale(time);
          double noise = SCHEDULE.nodes().deviation(time);
          out.nodes()[k] =
              (float)
                  ((0.5 * scale - x.field().nodes()[k]) / (0.49 * scale * scale + noise * noise));
        }
        int edges = i * SHAPE.pairNumbers();
        for (int k = edges; k < edges + GraphShape.pairs(x.atoms()[i]); k++) {
          double noise = SCHEDULE.edges().deviation(time);
          out.edges()[k] = (float) ((0.5 - x.field().edges()[k]) / (0.49 + noise * noise));
        }
      }
      return out;
    }
  }

  /** Number of bonds. */
  private static final Objective<GraphParticles> BONDS =
      x -> {
        double[] out = new double[x.size()];
        for (int i = 0; i < out.length; i++) {
          for (int k = 0; k < SHAPE.pairNumbers(); k++) {
            out[i] += x.field().edges()[i * SHAPE.pairNumbers() + k] > 0 ? 1 : 0;
          }
        }
        return out;
      };

  private static GraphParticles designs(Decoder decoder) {
    GdssProcess process =
        new GdssProcess(
            new Spread(),
            SCHEDULE,
            Optional.of(Langevin.PUBLISHED),
            new AtomCounts(new double[] {0, 0, 0, 0, 1, 1, 2}),
            new Meter(Budget.unlimited()));
    Steering<GraphParticles> steering =
        new Steering<>(
            process,
            new PosteriorMean<>(BONDS),
            Optional.of(
                o -> {
                  float[] up = new float[o.size() * (SHAPE.nodeNumbers() + SHAPE.pairNumbers())];
                  Arrays.fill(up, 0.1f);
                  return up;
                }));
    return Decoding.run(decoder, steering, Streams.of(4), 0, DESIGNS, p -> {}).designs();
  }

  private static List<Ladder.Rung> methods() {
    return Ladder.METHODS;
  }

  @ParameterizedTest
  @MethodSource("methods")
  void everyMethodMakesGraphs(Ladder.Rung rung) {
    GraphParticles made = designs(rung.make().apply(0.5));
    assertEquals(DESIGNS, made.size());
    for (float order : made.field().edges()) {
      assertTrue(order == 0 || order == 1 || order == 2 || order == 3, rung + ": " + order);
    }
    GraphParticles again = designs(rung.make().apply(0.5));
    assertArrayEquals(made.field().nodes(), again.field().nodes());
    assertArrayEquals(made.field().edges(), again.field().edges());
  }

  @Test
  void selectionFindsMoreBonds() {
    double plain = Arrays.stream(BONDS.of(designs(new Pretrained()))).sum();
    double selected = Arrays.stream(BONDS.of(designs(new Svdd(12, 0)))).sum();
    assertTrue(selected > plain + 0.5 * DESIGNS, plain + " bonds, and " + selected);
  }
}
