package dev.lodestar.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.run.store.DurableFiles;
import dev.lodestar.run.store.RunFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How far a phase of a run is: everything it needs to go on as if nothing had happened.
 *
 * @param version of this format
 * @param designs designs finished
 * @param rowsBytes bytes of the phase's table of rows that belong to them
 * @param ledgerBytes length of the ledger then
 * @param spent what the phase had spent
 * @param judged what the held-out scorer had been asked
 * @param ended which budget ended the phase; empty where none did
 * @param done whether the phase is over
 * @param trace what the populations looked like, step by step
 */
record Checkpoint(
    int version,
    int designs,
    long rowsBytes,
    long ledgerBytes,
    Meter.Spent spent,
    Meter.Spent judged,
    String ended,
    boolean done,
    Trace.Sums trace) {
  private static final int VERSION = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Nothing done yet. */
  static Checkpoint start(int steps) {
    return new Checkpoint(
        VERSION,
        0,
        0,
        0,
        Meter.Spent.NOTHING,
        Meter.Spent.NOTHING,
        "",
        false,
        new Trace(steps).sums());
  }

  /** The checkpoint of a file, or {@link #start} where there is none. */
  static Checkpoint read(Path file, int steps) {
    if (!Files.exists(file)) {
      return start(steps);
    }
    try {
      Checkpoint read = JSON.readValue(file.toFile(), Checkpoint.class);
      if (read.version != VERSION) {
        throw new RunFailure(
            file
                + " was written by another version of Lodestar (format "
                + read.version
                + ", this one reads "
                + VERSION
                + "); resume with the version that provenance.json names.");
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new RunFailure(
          file + " is damaged: " + e.getOriginalMessage() + ". The run cannot be resumed.", e);
    } catch (IOException e) {
      throw new RunFailure(DurableFiles.sentence("read", file, e), e);
    }
  }

  void write(Path file) {
    DurableFiles.replace(file, out -> out.write(JSON.writeValueAsBytes(this)));
  }
}
