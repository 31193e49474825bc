package dev.lodestar.cli;

import dev.lodestar.core.task.Progress;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows progress: one line that is rewritten on a terminal, a line now and then elsewhere. Works
 * out share, rate and time left.
 */
final class ProgressLine implements Progress, AutoCloseable {
  private static final double REDRAW_SECONDS = 0.1;
  private static final double QUIET_SECONDS = 15;

  private final Shell shell;
  private final LongSupplier nanoTime;
  private final double interval;
  private long phaseStart;
  private long phaseDone;
  private long lastDone = Long.MAX_VALUE;
  private long lastTotal = -1;
  private long lastShown = Long.MIN_VALUE;
  private int shown;

  ProgressLine(Shell shell) {
    this(shell, System::nanoTime);
  }

  ProgressLine(Shell shell, LongSupplier nanoTime) {
    this.shell = shell;
    this.nanoTime = nanoTime;
    this.interval = shell.terminal() ? REDRAW_SECONDS : QUIET_SECONDS;
  }

  @Override
  public synchronized void say(String line) {
    clear();
    shell.err().println(line);
    shell.err().flush();
  }

  @Override
  public synchronized void step(long done, long total, String status) {
    long now = nanoTime.getAsLong();
    if (done < lastDone || total != lastTotal) {
      phaseStart = now; // a new phase, which may begin where an earlier run stopped
      phaseDone = done;
      lastShown = shell.terminal() ? Long.MIN_VALUE : now;
    }
    lastDone = done;
    lastTotal = total;
    boolean last = done == total;
    if (last || lastShown == Long.MIN_VALUE || (now - lastShown) * 1e-9 >= interval) {
      lastShown = now;
      show(text(done, total, status, (now - phaseStart) * 1e-9));
    }
  }

  /** Share, status, rate and time left; parts that are not known yet are left out. */
  private String text(long done, long total, String status, double seconds) {
    StringBuilder out = new StringBuilder();
    if (total > 0) {
      out.append(String.format(Locale.ROOT, "%3d%% ", 100 * done / total));
    }
    out.append(status);
    double rate = seconds > 0 ? (done - phaseDone) / seconds : 0;
    if (rate > 0) {
      out.append(
          String.format(Locale.ROOT, rate < 10 ? ", %.2f steps/s" : ", %,.0f steps/s", rate));
      if (done < total) {
        out.append(", ").append(duration((total - done) / rate)).append(" left");
      } else if (total > 0) {
        out.append(", took ").append(duration(seconds));
      }
    }
    return out.toString();
  }

  /** {@code 7 s}, {@code 3 min 20 s} or {@code 2 h 5 min}. */
  static String duration(double seconds) {
    long s = Math.round(seconds);
    if (s < 60) {
      return s + " s";
    }
    return s < 3600 ? s / 60 + " min " + s % 60 + " s" : s / 3600 + " h " + s % 3600 / 60 + " min";
  }

  private void show(String text) {
    if (!shell.terminal()) {
      shell.err().println(text);
      return;
    }
    String cut = text.length() < shell.columns() ? text : text.substring(0, shell.columns() - 1);
    shell.err().print("\r" + cut + " ".repeat(Math.max(0, shown - cut.length())));
    shell.err().flush();
    shown = cut.length();
  }

  private void clear() {
    if (shown > 0) {
      shell.err().print("\r" + " ".repeat(shown) + "\r");
      shown = 0;
    }
  }

  /** Ends the line. */
  @Override
  public synchronized void close() {
    if (shown > 0) {
      shell.err().println();
      shown = 0;
    }
    shell.err().flush();
  }
}
