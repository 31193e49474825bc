package dev.lodestar.run;

import dev.lodestar.core.task.Progress;
import java.nio.file.Path;

/**
 * What happens when the process is told to stop (SIGTERM, Ctrl-C): no failure of a scorer is acted
 * on any more, since scorers may have been told to stop too, no further checkpoint is written, and
 * the user learns how to go on. Everything before is on disk already.
 */
final class Interruption implements AutoCloseable {
  private final Thread hook;
  private boolean stopped;

  Interruption(Path directory, Progress progress) {
    this.hook =
        new Thread(
            () -> {
              stop();
              progress.say(
                  "Stopped. What was finished is in "
                      + directory
                      + "; go on with: lodestar resume "
                      + directory);
            },
            "lodestar-stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private synchronized void stop() {
    stopped = true;
  }

  /** Does what must not be half done when the process ends; waits for the end where it has come. */
  synchronized void unlessStopped(Runnable action) {
    while (stopped) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    action.run();
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending: the hook runs already
    }
  }
}
