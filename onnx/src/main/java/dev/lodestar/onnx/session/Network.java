package dev.lodestar.onnx.session;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.proto.InvalidModelException;
import java.nio.file.Path;
import java.util.Deque;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A network in ONNX Runtime that fits its manifest: names, element types and shapes are compared
 * when it is opened. Each call runs on the thread that makes it, so that no answer depends on how
 * many threads there are. Safe to use from several threads; close it when done.
 */
public final class Network implements AutoCloseable {
  /** Shapes whose memory is kept for the next call. */
  private static final int SHAPES = 32;

  private final Manifest manifest;
  private final SortedMap<String, String> digests;
  private final OrtEnvironment engine;
  private final OrtSession session;
  private final OptionalInt batch;
  private final Map<Map<String, Long>, Deque<Buffers>> idle = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private Network(Manifest manifest, CheckedFile file, OrtEnvironment engine, OrtSession session) {
    this.manifest = manifest;
    this.digests = file.digests();
    this.engine = engine;
    this.session = session;
    this.batch = new Fit(manifest, infos(session, true), infos(session, false)).batch();
  }

  /** Opens the network of a manifest, all its calls on one thread. */
  public static Network open(Manifest manifest, Limits limits) {
    return open(manifest, limits, 1);
  }

  /**
   * Opens the network of a manifest.
   *
   * @param threads inside a call
   * @throws InvalidModelException with a sentence where file and manifest do not fit
   */
  public static Network open(Manifest manifest, Limits limits, int threads) {
    return open(CheckedFile.read(manifest, limits), manifest, threads);
  }

  /**
   * Opens a network that is described by its place rather than by a file beside it.
   *
   * @param file the network's, checked
   * @param manifest what is known of it
   */
  public static Network open(CheckedFile file, Manifest manifest) {
    return open(file, manifest, 1);
  }

  private static Network open(CheckedFile file, Manifest manifest, int threads) {
    OrtEnvironment engine = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    OrtSession session = session(file, engine, threads);
    try {
      return new Network(manifest, file, engine, session);
    } catch (RuntimeException e) {
      close(session);
      throw e;
    }
  }

  private static OrtSession session(CheckedFile file, OrtEnvironment engine, int threads) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setDeterministicCompute(true);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      // spinning threads slow each other down where several networks share a machine
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return file.external().isEmpty()
          ? engine.createSession(file.bytes().duplicate(), options)
          : engine.createSession(file.path().toString(), options);
    } catch (OrtException e) {
      throw new InvalidModelException(
          file.path()
              + " does not load in ONNX Runtime "
              + engine.getVersion()
              + ": "
              + sentence(e)
              + " An operator or precision may be newer than the engine, or unsupported on CPUs;"
              + " export the network again in single precision, with an older opset.",
          e);
    }
  }

  private static Map<String, NodeInfo> infos(OrtSession session, boolean inputs) {
    try {
      return inputs ? session.getInputInfo() : session.getOutputInfo();
    } catch (OrtException e) {
      throw new InvalidModelException("the graph does not tell its inputs: " + sentence(e), e);
    }
  }

  private static String sentence(OrtException e) {
    String text = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
    return text.endsWith(".") ? text : text + ".";
  }

  public Manifest manifest() {
    return manifest;
  }

  /** The manifest and the network's files, by role. */
  public SortedMap<String, Path> files(String role) {
    SortedMap<String, Path> out = new TreeMap<>();
    out.put(role + ".manifest", manifest.file());
    for (String name : digests.keySet()) {
      boolean model = name.equals(manifest.model());
      out.put(model ? role : role + "." + name, manifest.folder().resolve(name));
    }
    return out;
  }

  /** SHA-256 of the network's files, by name. */
  public SortedMap<String, String> digests() {
    return digests;
  }

  /** Rows of every call, where the graph fixes them. */
  public OptionalInt fixedBatch() {
    return batch;
  }

  /** Name, digest: what a ledger or a run's record knows the network by. */
  public String identity() {
    return "onnx " + manifest.model() + " sha256 " + digests;
  }

  /**
   * One call.
   *
   * @param sizes what the names of the manifest's shapes stand for, {@code batch} among them
   * @param fill writes the inputs
   * @param read reads the outputs; what is in the buffers is only there until it returns
   */
  public <T> T call(Map<String, Long> sizes, Consumer<Buffers> fill, Function<Buffers, T> read) {
    if (closed) {
      throw new IllegalStateException("the network is closed");
    }
    Map<String, Long> key = Map.copyOf(sizes);
    Deque<Buffers> there = idle.computeIfAbsent(key, k -> new ConcurrentLinkedDeque<>());
    Buffers buffers = there.poll();
    try {
      if (buffers == null) {
        buffers = new Buffers(engine, manifest.inputs(), manifest.outputs(), sizes);
      }
      fill.accept(buffers);
      session.run(buffers.inputs(), buffers.outputs()).close();
      return read.apply(buffers);
    } catch (OrtException e) {
      throw manifest.fault(
          "does not fit what the network "
              + manifest.model()
              + " does with shapes "
              + sizes
              + ": "
              + sentence(e));
    } finally {
      give(key, there, buffers);
    }
  }

  private void give(Map<String, Long> key, Deque<Buffers> there, Buffers buffers) {
    if (buffers == null) {
      return;
    }
    if (closed || idle.size() > SHAPES) {
      idle.remove(key, there);
      buffers.close();
    } else {
      there.push(buffers);
    }
  }

  /** Frees the engine's memory; does nothing the second time. Not to be called while in use. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      idle.values().forEach(d -> d.forEach(Buffers::close));
      idle.clear();
      close(session);
    }
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("a network could not be closed", e);
    }
  }
}
