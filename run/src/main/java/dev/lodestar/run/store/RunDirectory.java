package dev.lodestar.run.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder that holds everything of one run; locked while it is open.
 *
 * <p>Files appear by atomic rename ({@link DurableFiles}), except {@code events.jsonl} and {@code
 * ledger}, which only grow.
 */
public final class RunDirectory implements AutoCloseable {
  /** The configuration as it was understood; a folder that holds it is a run. */
  public static final String CONFIG = "config.resolved.toml";

  public static final String DESIGNS = "designs.csv";
  public static final String PARQUET = "designs.parquet";
  public static final String BASELINES = "baselines.csv";
  public static final String SELECTED = "selected.csv";
  public static final String EVENTS = "events.jsonl";
  public static final String LEDGER = "ledger";
  public static final String PROVENANCE = "provenance.json";
  public static final String REPORT = "report.html";
  public static final String SUMMARY = "summary.json";

  private static final String CHECKPOINT = "checkpoint";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path path;
  private final DirectoryLock lock;

  private RunDirectory(Path path, DirectoryLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * A new run directory; parents are made too.
   *
   * @throws IllegalArgumentException where the folder exists and is not empty
   * @throws RunFailure where it cannot be made, or another run uses it
   */
  public static RunDirectory create(Path path) {
    try {
      Files.createDirectories(path);
      DirectoryLock lock = DirectoryLock.acquire(path);
      try (Stream<Path> files = Files.list(path)) {
        if (files.anyMatch(f -> !leftover(f))) {
          lock.close();
          throw new IllegalArgumentException(
              Files.exists(path.resolve(CONFIG))
                  ? path
                      + " already holds a run; go on with it by 'lodestar resume "
                      + path
                      + "', or choose another directory with --out."
                  : path + " is not empty; choose a new or empty directory with --out.");
        }
      }
      Files.createDirectories(path.resolve(CHECKPOINT));
      return new RunDirectory(path, lock);
    } catch (FileAlreadyExistsException e) {
      throw new IllegalArgumentException(
          path + " is a file; choose a new or empty directory with --out.");
    } catch (IOException e) {
      throw new RunFailure(DurableFiles.sentence("make a run directory", path, e), e);
    }
  }

  /** What a run leaves that was refused before it began. */
  private static boolean leftover(Path file) {
    String name = file.getFileName().toString();
    String[] inside = file.toFile().list();
    return name.equals(DirectoryLock.FILE)
        || name.equals(CHECKPOINT) && inside != null && inside.length == 0;
  }

  /**
   * The directory of an earlier run.
   *
   * @throws IllegalArgumentException where there is none
   * @throws RunFailure where another run uses it
   */
  public static RunDirectory open(Path path) {
    if (!Files.isRegularFile(path.resolve(CONFIG))) {
      throw new IllegalArgumentException(
          path
              + (Files.isDirectory(path)
                  ? " holds no run: there is no " + CONFIG + " in it."
                  : " is not a directory; name the directory of a run, such as one under runs/."));
    }
    try {
      DirectoryLock lock = DirectoryLock.acquire(path);
      Files.createDirectories(path.resolve(CHECKPOINT));
      return new RunDirectory(path, lock);
    } catch (IOException e) {
      throw new RunFailure(DurableFiles.sentence("open the run", path, e), e);
    }
  }

  /**
   * A new directory under {@code parent}, named task-method-time and, where that is taken,
   * task-method-time-2 and so on.
   */
  public static RunDirectory createUnder(Path parent, String task, String method, Clock clock) {
    String time =
        LocalDateTime.now(clock)
            .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
    String name = task + "-" + method + "-" + time;
    for (int n = 1; ; n++) {
      Path path = parent.resolve(n == 1 ? name : name + "-" + n);
      try {
        Files.createDirectories(parent);
        Files.createDirectory(path); // two runs that start together cannot both succeed here
        return create(path);
      } catch (FileAlreadyExistsException e) {
        continue;
      } catch (IOException e) {
        throw new RunFailure(DurableFiles.sentence("make a run directory", path, e), e);
      }
    }
  }

  public Path path() {
    return path;
  }

  /** A file of the run. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** A file of the checkpoint. */
  public Path checkpoint(String name) {
    return path.resolve(CHECKPOINT).resolve(name);
  }

  /** Replaces a file of the run in one step. */
  public void write(String name, String text) {
    DurableFiles.replace(file(name), text);
  }

  /**
   * Appends a line to {@code events.jsonl}.
   *
   * @param kind what happened, such as {@code group}
   * @param fields what JSON can hold
   */
  public synchronized void event(String kind, Map<String, ?> fields) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    line.put("event", kind);
    line.putAll(new TreeMap<>(fields)); // a stable order, whatever map was given
    Path events = file(EVENTS);
    try (FileChannel out =
        FileChannel.open(
            events, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      out.position(endOfLastLine(out));
      out.truncate(out.position());
      ByteBuffer bytes =
          ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw new RunFailure(DurableFiles.sentence("write", events, e), e);
    }
  }

  /** Where the last whole line ends: what follows it was torn by a kill. */
  private static long endOfLastLine(FileChannel file) throws IOException {
    long end = file.size();
    ByteBuffer last = ByteBuffer.allocate(1);
    while (end > 0) {
      file.read(last.clear(), end - 1);
      if (last.get(0) == '\n') {
        return end;
      }
      end--;
    }
    return 0;
  }

  /** Releases the lock. */
  @Override
  public void close() {
    lock.close();
  }
}
