package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.ReverseProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Outlooks on single states, which stand by themselves but are looked at together. */
final class Rows {
  private Rows() {}

  /** An outlook row by row. */
  static <B extends Particles<B>> List<Outlook<B>> of(Outlook<B> outlook) {
    outlook.cleanGuess(); // where the network is asked late: once for all rows, not row by row
    List<Outlook<B>> out = new ArrayList<>();
    for (int i = 0; i < outlook.size(); i++) {
      out.add(outlook.select(new int[] {i}));
    }
    return out;
  }

  /** The states of several rows as one batch. */
  static <B extends Particles<B>> B states(List<Outlook<B>> rows) {
    return Particles.join(rows.stream().map(Outlook::states).toList());
  }

  /**
   * One child of each row, looked at in one call.
   *
   * @param draws address of each row, of one row
   */
  static <B extends Particles<B>> List<Outlook<B>> step(
      ReverseProcess<B> process, List<Outlook<B>> rows, IntFunction<Draws> draws) {
    List<B> children = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      children.add(rows.get(i).propose(draws.apply(i), 1));
    }
    return of(process.look(Particles.join(children), rows.get(0).step() - 1));
  }
}
