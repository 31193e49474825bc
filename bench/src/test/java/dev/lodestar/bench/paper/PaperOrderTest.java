package dev.lodestar.bench.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.bench.paper.PaperOrder.Link;
import dev.lodestar.bench.paper.PaperOrder.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaperOrderTest {
  private final Map<Contender, Result> results = new EnumMap<>(Contender.class);

  @Test
  void whatIsClearlyInOrderHolds() {
    medians(Contender.PRETRAINED, 0, 0);
    medians(Contender.BEST_OF_N, 2, 2);
    medians(Contender.BEST_OF_N_CALLS, 3, 3);
    medians(Contender.SVDD_PM, 5, 5);
    medians(Contender.SVDD_R, 6, 6);

    assertEquals(
        List.of(Verdict.HOLDS, Verdict.HOLDS, Verdict.HOLDS, Verdict.HOLDS),
        order().links().stream().map(Link::verdict).toList());
    assertEquals(Verdict.HOLDS, order().against(Contender.BEST_OF_N));
  }

  @Test
  void theOrderMayHoldAtOneBudgetAndNotAtTheOther() {
    medians(Contender.PRETRAINED, 0, 0);
    medians(Contender.BEST_OF_N, 2, 2);
    medians(Contender.BEST_OF_N_CALLS, 8, 8);
    medians(Contender.SVDD_PM, 5, 5);
    medians(Contender.SVDD_R, 6, 6);

    assertEquals(Verdict.HOLDS, order().against(Contender.BEST_OF_N));
    assertEquals(Verdict.FAILS, order().against(Contender.BEST_OF_N_CALLS));
    assertTrue(
        order().links().get(2).reason().contains("does not find more at this budget either"));
  }

  @Test
  void aLossOnTheHeldOutScoreAloneIsCalledSo() {
    medians(Contender.PRETRAINED, 0, 0);
    medians(Contender.BEST_OF_N, 2, 2);
    medians(Contender.SVDD_PM, 5, 5);
    medians(Contender.SVDD_R, 9, 1);

    Link first = order().links().get(0);
    assertEquals(Verdict.FAILS, first.verdict());
    assertTrue(first.reason().contains("the guiding median is 4.00 higher"), first.reason());
    assertEquals(Verdict.MISSING, order().links().get(2).verdict());
  }

  @Test
  void aDifferenceWithinItsErrorIsUndecided() {
    medians(Contender.SVDD_PM, 5, 5.01);
    medians(Contender.BEST_OF_N, 5, 5);

    assertEquals(Verdict.UNDECIDED, order().links().get(1).verdict());
  }

  @Test
  void designsOfOneStartDecideNothing() {
    medians(Contender.BEST_OF_N, 2, 2);
    DesignRows family =
        new DesignRows(
            new double[] {9, 9, 9}, new double[] {9, 9, 9}, List.of(new int[] {0, 1, 2}));
    results.put(Contender.SVDD_PM, new Result(Contender.SVDD_PM, "svdd", List.of(), family));

    Link link = order().links().get(1);
    assertEquals(Verdict.UNDECIDED, link.verdict());
    assertTrue(link.reason().contains("descend from one start"), link.reason());
  }

  @Test
  void aFamilyCountsAsOneDrawHoweverLargeItIs() {
    double[] scores = IntStream.range(0, 40).mapToDouble(i -> i / 8).toArray();
    List<int[]> alone = IntStream.range(0, 40).mapToObj(i -> new int[] {i}).toList();
    List<int[]> fives =
        IntStream.range(0, 5).mapToObj(f -> IntStream.range(8 * f, 8 * f + 8).toArray()).toList();
    Bootstrap.Estimate single = Bootstrap.quantile(scores, alone, 0.5);
    Bootstrap.Estimate grouped = Bootstrap.quantile(scores, fives, 0.5);

    assertEquals(single.value(), grouped.value());
    assertTrue(grouped.high() - grouped.low() > single.high() - single.low());
  }

  @Test
  void theShareOfAGainThatSurvivesIsThatOfTheMedians() {
    medians(Contender.PRETRAINED, 1, 2);
    medians(Contender.BEST_OF_N, 3, 3);
    medians(Contender.SVDD_PM, 5, 4);

    Result pretrained = results.get(Contender.PRETRAINED);
    Result svdd = results.get(Contender.SVDD_PM);
    assertEquals(0.5, svdd.kept(pretrained), 1e-9);
    assertEquals(2, svdd.gainOf(results.get(Contender.BEST_OF_N), pretrained), 1e-9);
  }

  private PaperOrder order() {
    return new PaperOrder(
        new TaskTable("made up", "", true, new Scale(4, 4, 1), results, Map.of()));
  }

  /** Forty designs of their own starts around two medians. */
  private void medians(Contender contender, double guiding, double heldOut) {
    double[] noise = IntStream.range(0, 40).mapToDouble(i -> (i - 19.5) / 40).toArray();
    double[] g = new double[40];
    double[] h = new double[40];
    for (int i = 0; i < 40; i++) {
      g[i] = guiding + noise[i];
      h[i] = heldOut + noise[i];
    }
    DesignRows rows =
        new DesignRows(g, h, IntStream.range(0, 40).mapToObj(i -> new int[] {i}).toList());
    results.put(contender, new Result(contender, contender.title(), List.of(), rows));
  }
}
