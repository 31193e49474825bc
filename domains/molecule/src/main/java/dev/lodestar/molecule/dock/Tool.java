package dev.lodestar.molecule.dock;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs programs to their end, within a time limit, and ends what is left of them. Where there is a
 * shell, a program does not outlive the one that started it, however that came to its end: a watch
 * beside it reads a pipe that the system closes then.
 */
final class Tool implements AutoCloseable {
  private static final int KEPT = 8192;
  private static final Path SHELL = Path.of("/bin/sh");
  private static final String WATCHED =
      """
      exec 3<&0
      "$@" </dev/null 3<&- &
      program=$!
      (cat <&3; kill -9 $program) >/dev/null 2>&1 &
      watch=$!
      wait $program
      code=$?
      kill $watch 2>/dev/null
      exit $code
      """;

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
   * Runs a program. Its arguments are not read by a shell, and it has nothing to read.
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
        new ProcessBuilder(watched(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    running.add(process);
    StringBuilder kept = new StringBuilder();
    Thread reader = new Thread(() -> drain(process, kept), "docking output");
    reader.setDaemon(true);
    reader.start();
    // left open until the end: it is what the watch reads
    try (OutputStream pipe = process.getOutputStream()) {
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

  private static List<String> watched(List<String> command) {
    if (!Files.isExecutable(SHELL)) {
      return command;
    }
    List<String> out = new ArrayList<>(List.of(SHELL.toString(), "-c", WATCHED, "sh"));
    out.addAll(command);
    return out;
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
