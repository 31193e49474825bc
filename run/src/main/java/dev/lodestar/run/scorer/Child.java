package dev.lodestar.run.scorer;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A child process that reads lines and answers each with a line. Three threads of its own move the
 * bytes, so that a child that does not read, does not answer or talks too much cannot block a run.
 */
final class Child implements AutoCloseable {
  private static final int STDERR = 4096;

  /** A killed program is gone at once, unless the system holds it; nobody waits for that. */
  private static final int GONE_SECONDS = 5;

  /** What came out of the child: a line, or that there will be none. */
  private record Said(String line, boolean tooLong, boolean ended) {}

  private final Process process;
  private final BoundedText stderr = new BoundedText(STDERR);
  private final BlockingQueue<Said> answers = new ArrayBlockingQueue<>(4);
  private final Thread errors;
  private volatile int longest = 1 << 16;

  private Child(Process process) {
    this.process = process;
    this.errors = daemon("stderr", () -> stderr.drain(process.getErrorStream()));
    daemon("stdout", this::read);
  }

  /** Starts a program, without a shell. */
  static Child start(List<String> command) throws IOException {
    return new Child(new ProcessBuilder(command).start());
  }

  /** Why there is no answer: what the child did, in words, with what it wrote to stderr. */
  static final class NoAnswer extends Exception {
    NoAnswer(String what) {
      super(what);
    }
  }

  /**
   * Sends a line and waits for the answer.
   *
   * @param longest bytes that the answer may take
   */
  String ask(String line, int longest, double seconds) throws NoAnswer {
    this.longest = longest;
    Said early = answers.poll();
    if (early != null && early.ended) {
      throw new NoAnswer(ending() + wrote());
    }
    if (early != null) {
      throw new NoAnswer(
          "it wrote "
              + ScoringProtocol.quote(early.line)
              + " without being asked; standard output is for answers only, anything else belongs"
              + " on standard error");
    }
    daemon("stdin", () -> write(line));
    Said said;
    try {
      said = answers.poll((long) (seconds * 1e9), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswer("waiting for it was interrupted");
    }
    if (said == null) {
      throw new NoAnswer("it did not answer within " + seconds + " s" + wrote());
    }
    if (said.ended) {
      throw new NoAnswer(ending() + wrote());
    }
    if (said.tooLong) {
      throw new NoAnswer(
          "its answer is longer than "
              + longest
              + " bytes and begins with "
              + ScoringProtocol.quote(said.line));
    }
    return said.line;
  }

  /** Whether the child has ended, or is about to, and will answer no more. */
  boolean ended() {
    Said next = answers.peek();
    return next != null && next.ended || !process.isAlive();
  }

  /** What the child last wrote to standard error, for a message. */
  String wrote() {
    String text = stderr.tail();
    return text.isEmpty() ? "" : "; it last wrote: " + text;
  }

  private String ending() {
    try {
      errors.join(1000); // the last words of a child that has just died
      if (process.waitFor(1, TimeUnit.SECONDS)) {
        return "it ended with exit code " + process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "it closed its standard output";
  }

  private void write(String line) {
    try {
      OutputStream out = process.getOutputStream();
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      // the child does not read any more: that shows as its end or as a missing answer
    }
  }

  private void read() {
    try (InputStream in = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          answers.put(new Said(line.toString(StandardCharsets.UTF_8), false, false));
          line.reset();
        } else if (line.size() >= longest) {
          answers.put(new Said(line.toString(StandardCharsets.UTF_8), true, false));
          return;
        } else {
          line.write(b);
        }
      }
      answers.put(new Said("", false, true));
    } catch (IOException e) {
      answers.offer(new Said("", false, true));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, "lodestar-scorer-" + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Ends the child and whatever it started. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      // who closes may count on it that the program is gone
      process.waitFor(GONE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
