package dev.lodestar.onnx;

import dev.lodestar.onnx.manifest.Kind;
import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.session.Chunks;
import dev.lodestar.onnx.session.Limits;
import dev.lodestar.onnx.session.Network;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A scorer of sequences in an ONNX file. A row's score depends on the row alone. Safe to use from
 * several threads; close it when done.
 */
public final class OnnxTokenScorer implements AutoCloseable {
  private static final String SCORE = "score";

  private final Manifest manifest;
  private final Network network;
  private final Chunks chunks;
  private final TokenInput input;
  private final Map<Integer, Chunks.Sizes> sizes = new HashMap<>();

  private OnnxTokenScorer(Network network, int threads) {
    this.manifest = network.manifest();
    this.network = network;
    this.input = TokenInput.of(manifest, manifest.tokens().size() - 1);
    Ports.requireScore(manifest);
    this.chunks = new Chunks(network.fixedBatch(), Chunks.LARGEST, threads);
  }

  /**
   * Opens the scorer of a manifest.
   *
   * @param manifest the file, or the folder it is in
   * @throws dev.lodestar.onnx.proto.InvalidModelException with a sentence where the network is not
   *     what the manifest says
   */
  public static OnnxTokenScorer open(Path manifest, Limits limits, int threads) {
    Network network = Network.open(Manifest.read(manifest, Kind.TOKEN_SCORER), limits);
    try {
      return new OnnxTokenScorer(network, threads);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /** Letters or words in the order of their tokens. */
  public List<String> tokens() {
    return manifest.tokens();
  }

  /** Positions a sequence; 0 where the network takes several lengths. */
  public int length() {
    return input.length();
  }

  /** Name and digest. */
  public String identity() {
    return network.identity();
  }

  /**
   * Scores of sequences of one length.
   *
   * @param tokens shape [rows, length], values 0..V-1
   * @return shape [rows]; as the network answers, NaN included
   */
  public double[] score(int[] tokens, int rows, int length) {
    input.requireLength(length);
    double[] out = new double[rows];
    sizes(length).run(rows, (first, count, size) -> call(tokens, length, first, count, size, out));
    return out;
  }

  private void call(int[] tokens, int length, int first, int count, int size, double[] out) {
    network.call(
        input.sizes(manifest, size, length),
        buffers -> input.fill(buffers, tokens, length, first, count, size),
        buffers -> {
          FloatBuffer answer = buffers.floats(SCORE);
          for (int r = 0; r < count; r++) {
            out[first + r] = answer.get(r);
          }
          return count;
        });
  }

  private synchronized Chunks.Sizes sizes(int length) {
    return sizes.computeIfAbsent(length, l -> chunks.new Sizes(size -> probe(l, size)));
  }

  /** One and the same sequence as the first and the last of a call of that many rows. */
  private float[][] probe(int length, int size) {
    int v = manifest.tokens().size();
    int[] rows = new int[size * length];
    for (int i = 0; i < rows.length; i++) {
      int row = i / length == size - 1 ? 0 : i / length;
      rows[i] = (i % length * (i % length) + row * (i % length + 1)) % v;
    }
    double[] out = new double[size];
    call(rows, length, 0, size, size, out);
    return new float[][] {{(float) out[0]}, {(float) out[size - 1]}};
  }

  /** Frees the engine's memory; does nothing the second time. Not to be called while in use. */
  @Override
  public void close() {
    chunks.close();
    network.close();
  }
}
