package dev.lodestar.bench;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * What one decode took.
 *
 * @param seconds wall time, of which {@code network} in the network and {@code scorer} in the
 *     scorer
 * @param cores processor time over wall time
 * @param evaluated states that the network evaluated
 * @param scored designs that the scorer scored
 */
record Took(
    double seconds, double network, double scorer, double cores, long evaluated, long scored) {

  void print(PrintWriter out, String what) {
    out.printf(
        Locale.ROOT,
        "%-20s %8.2f s  network %6.2f s (%d states)  scorer %5.2f s (%d designs)  rest %4.1f %%"
            + "  cores busy %.2f%n",
        what,
        seconds,
        network,
        evaluated,
        scorer,
        scored,
        100 * (seconds - network - scorer) / seconds,
        cores);
    out.flush();
  }
}
