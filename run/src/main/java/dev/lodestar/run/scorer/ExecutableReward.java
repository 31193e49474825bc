package dev.lodestar.run.scorer;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A scorer that is a program: started once, asked a line a batch, answered a line a batch ({@link
 * ScoringProtocol}). Whatever goes wrong fails the batch with a cause and ends the child; the next
 * batch, or the retry of this one, starts a fresh one.
 */
final class ExecutableReward implements Reward<String>, AutoCloseable {
  private final List<String> command;
  private final String identity;
  private final double timeout;
  private final int batch;
  private Child child;
  private long requests;
  private boolean closed;

  /**
   * @param command the program and its arguments
   * @param identity what distinguishes this scorer from others
   * @param timeout seconds a batch may take
   * @param batch designs sent at once
   */
  ExecutableReward(List<String> command, String identity, double timeout, int batch) {
    this.command = List.copyOf(command);
    this.identity = identity;
    this.timeout = timeout;
    this.batch = batch;
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public synchronized List<Score> score(List<String> designs) {
    List<Score> out = new ArrayList<>(designs.size());
    for (int from = 0; from < designs.size(); from += batch) {
      out.addAll(ask(designs.subList(from, Math.min(designs.size(), from + batch))));
    }
    return out;
  }

  private List<Score> ask(List<String> designs) {
    if (closed) {
      return failed(designs, "it has been closed");
    }
    long id = ++requests;
    try {
      if (child != null && child.ended()) {
        end(); // it ended between two batches, as programs do that answer only one
      }
      if (child == null) {
        child = Child.start(command);
      }
      int longest = ScoringProtocol.longestAnswer(designs.size());
      String answer = child.ask(ScoringProtocol.request(id, designs), longest, timeout);
      return ScoringProtocol.scores(answer, id, designs.size());
    } catch (IOException e) {
      return failed(designs, "it cannot be started: " + e.getMessage());
    } catch (Child.NoAnswer e) {
      end();
      return failed(designs, e.getMessage());
    } catch (ScoringProtocol.Violation e) {
      String wrote = child.wrote();
      end();
      return failed(designs, e.getMessage() + wrote);
    }
  }

  private List<Score> failed(List<String> designs, String what) {
    Score failed = new Score.Failed("scorer '" + command.get(0) + "': " + what);
    return designs.stream().map(d -> failed).toList();
  }

  private void end() {
    if (child != null) {
      child.close();
      child = null;
    }
  }

  /** Ends the child; later calls fail. */
  @Override
  public synchronized void close() {
    closed = true;
    end();
  }
}
