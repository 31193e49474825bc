package dev.lodestar.molecule.dock;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Runs programs to their end, within a time limit, and ends what is left of them. */
final class Tool implements AutoCloseable {
  private static final int KEPT = 8192;

  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * What a program did.
   *
   * @param code exit code
   * @param output the last it wrote to standard output and error
   */
  record Done(int code, String output) {}

  /** The program did not end in time, or waiting for it was given up; the message says which. */
  static final class Unfinished extends IOException {
    private static final long serialVersionUID = 1;

    Unfinished(String message) {
      super(message);
    }
  }

  /**
   * Runs a program without a shell.
   *
   * @param seconds after which the program and its children are killed
   * @throws Unfinished where it was killed
   * @throws IOException where it cannot be started
   */
  Done run(List<String> command, Path folder, double seconds) throws IOException {
    if (closed) {
      throw new Unfinished(command.get(0) + " was not started: the scorer is closed");
    }
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    running.add(process);
    StringBuilder kept = new StringBuilder();
    Thread reader = new Thread(() -> drain(process, kept), "docking output");
    reader.setDaemon(true);
    reader.start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor((long) (seconds * 1e3), TimeUnit.MILLISECONDS)) {
        throw new Unfinished(command.get(0) + " did not end within " + seconds + " s");
      }
      if (closed) {
        throw new Unfinished(command.get(0) + " was ended: the scorer is closed");
      }
      reader.join(1000);
      synchronized (kept) {
        return new Done(process.exitValue(), kept.toString());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unfinished("waiting for " + command.get(0) + " was interrupted");
    } finally {
      kill(process);
      running.remove(process);
    }
  }

  private static void drain(Process process, StringBuilder kept) {
    byte[] buffer = new byte[4096];
    try (InputStream in = process.getInputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        synchronized (kept) {
          kept.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
          kept.delete(0, Math.max(0, kept.length() - KEPT));
        }
      }
    } catch (IOException e) {
      // the program was killed: what it wrote before is kept
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Kills what is running; later runs are refused. */
  @Override
  public void close() {
    closed = true;
    running.forEach(Tool::kill);
  }
}
