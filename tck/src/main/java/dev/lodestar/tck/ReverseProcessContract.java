package dev.lodestar.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.rng.Streams;
import org.junit.jupiter.api.Test;

/**
 * What every reverse process must keep. States are compared with {@code equals}.
 *
 * @param <B> batch of states
 */
public abstract class ReverseProcessContract<B extends Particles<B>> {
  private static final Streams STREAMS = Streams.of(11);
  private static final int ROWS = 6;
  private static final int WIDTH = 3;

  /** The process under test. */
  protected abstract ReverseProcess<B> process();

  @Test
  void thePriorHasOneRowADrawnRow() {
    assertEquals(ROWS, process().prior(draws()).size());
    assertEquals(ROWS * WIDTH, process().prior(draws().children(WIDTH)).size());
  }

  @Test
  void childrenStandBesideTheirParent() {
    Outlook<B> outlook = halfway();
    B children = outlook.propose(draws(outlook.step()), WIDTH);
    assertEquals(ROWS * WIDTH, children.size());
    for (double logProb : outlook.logProb(children, WIDTH)) {
      assertTrue(logProb > Double.NEGATIVE_INFINITY, "a drawn child has probability above 0");
    }
  }

  @Test
  void theSameAddressGivesTheSameChildren() {
    Outlook<B> outlook = halfway();
    assertEquals(
        outlook.propose(draws(outlook.step()), WIDTH),
        outlook.propose(draws(outlook.step()), WIDTH));
    Draws others = Draws.of(Streams.of(12), 0, ROWS, outlook.step());
    assertNotEquals(outlook.propose(draws(outlook.step()), WIDTH), outlook.propose(others, WIDTH));
  }

  @Test
  void aRowsChildrenDoNotDependOnItsCompany() {
    Outlook<B> outlook = halfway();
    B together = outlook.propose(draws(outlook.step()), WIDTH);
    for (int i = 0; i < ROWS; i++) {
      B alone =
          outlook.select(new int[] {i}).propose(Draws.of(STREAMS, i, 1, outlook.step()), WIDTH);
      int[] own = {i * WIDTH, i * WIDTH + 1, i * WIDTH + 2};
      assertEquals(together.select(own), alone);
    }
  }

  @Test
  void aSelectedOutlookKnowsWhatItKnew() {
    Outlook<B> outlook = halfway();
    int[] rows = {4, 0, 0, 5};
    Outlook<B> chosen = outlook.select(rows);
    assertEquals(outlook.states().select(rows), chosen.states());
    assertEquals(outlook.cleanGuess().select(rows), chosen.cleanGuess());
    assertEquals(outlook.step(), chosen.step());
    Outlook<B> again = process().look(chosen.states(), chosen.step());
    B children = chosen.propose(Draws.of(STREAMS, 0, rows.length, chosen.step()), 1);
    assertArrayEquals(again.logProb(children, 1), chosen.logProb(children, 1), 1e-9);
  }

  @Test
  void noGuidanceIsThePretrainedKernel() {
    Outlook<B> outlook = halfway();
    float[] gradient = gradientOfOnes(outlook);
    assertEquals(
        outlook.propose(draws(outlook.step()), WIDTH),
        outlook.guided(gradient, 0).propose(draws(outlook.step()), WIDTH));
  }

  /** A gradient of the layout that {@link Outlook#guided} takes, of any values. */
  protected abstract float[] gradientOfOnes(Outlook<B> outlook);

  private Outlook<B> halfway() {
    ReverseProcess<B> process = process();
    Outlook<B> outlook = process.look(process.prior(draws()), process.steps());
    while (outlook.step() > process.steps() / 2) {
      outlook = process.look(outlook.propose(draws(outlook.step()), 1), outlook.step() - 1);
    }
    return outlook;
  }

  private Draws draws() {
    return draws(process().steps());
  }

  private static Draws draws(int step) {
    return Draws.of(STREAMS, 0, ROWS, step);
  }
}
