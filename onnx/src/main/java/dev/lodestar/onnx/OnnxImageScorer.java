package dev.lodestar.onnx;

import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.onnx.manifest.Kind;
import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.session.Chunks;
import dev.lodestar.onnx.session.Limits;
import dev.lodestar.onnx.session.Network;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A scorer of images in an ONNX file, such as an aesthetic or a class probability. An image's score
 * depends on the image alone. Safe to use from several threads; close it when done.
 */
public final class OnnxImageScorer implements AutoCloseable {
  private static final String IMAGE = "image";
  private static final String SCORE = "score";
  private static final String MEAN = "mean";
  private static final int ROWS = 16;

  private final Network network;
  private final Shape shape;
  private final float[] mean;
  private final float[] deviation;
  private final Chunks chunks;
  private final Chunks.Sizes sizes;

  private OnnxImageScorer(Network network, int threads) {
    Manifest manifest = network.manifest();
    this.network = network;
    this.shape = Ports.shape(manifest, "input", IMAGE, manifest.inputs().get(IMAGE));
    Ports.requireScore(manifest);
    this.mean = channels(manifest, MEAN, 0);
    this.deviation = channels(manifest, "deviation", 1);
    this.chunks = new Chunks(network.fixedBatch(), ROWS, threads);
    this.sizes = chunks.new Sizes(this::probe);
  }

  /**
   * Opens the scorer of a manifest.
   *
   * @param manifest the file, or the folder it is in
   * @throws dev.lodestar.onnx.proto.InvalidModelException with a sentence where the network is not
   *     what the manifest says
   */
  public static OnnxImageScorer open(Path manifest, Limits limits, int threads) {
    Network network = Network.open(Manifest.read(manifest, Kind.IMAGE_SCORER), limits);
    try {
      return new OnnxImageScorer(network, threads);
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private float[] channels(Manifest manifest, String key, float usual) {
    float[] out = new float[shape.channels()];
    Arrays.fill(out, usual);
    List<?> given = manifest.setting(key, List.class).orElse(List.of());
    boolean fits = given.isEmpty() || given.size() == out.length;
    for (int c = 0; fits && c < given.size(); c++) {
      out[c] = ((Double) given.get(c)).floatValue();
      fits = key.equals(MEAN) || out[c] > 0;
    }
    if (!fits) {
      throw manifest.fault(
          "says "
              + key
              + " = "
              + given
              + "; it takes one number a channel, "
              + out.length
              + " here, and deviations are positive.");
    }
    return out;
  }

  /** Sizes of an image. */
  public Shape shape() {
    return shape;
  }

  /** Name and digest. */
  public String identity() {
    return network.identity();
  }

  /**
   * Scores of images.
   *
   * @param images numbers as the manifest's mean and deviation take them
   * @return shape [rows]; as the network answers, NaN included
   */
  public double[] score(Latents images) {
    if (!images.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "the scorer takes images of " + shape + ", not of " + images.shape());
    }
    double[] out = new double[images.size()];
    sizes.run(images.size(), (first, count, size) -> call(images.data(), first, count, size, out));
    return out;
  }

  private void call(float[] x, int first, int count, int size, double[] out) {
    int row = shape.numbers();
    int pixels = shape.height() * shape.width();
    network.call(
        Map.of("batch", (long) size),
        buffers -> {
          FloatBuffer in = buffers.floats(IMAGE);
          for (int r = 0; r < size; r++) {
            int at = (first + Math.min(r, count - 1)) * row;
            for (int k = 0; k < row; k++) {
              in.put((x[at + k] - mean[k / pixels]) / deviation[k / pixels]);
            }
          }
        },
        buffers -> {
          FloatBuffer answer = buffers.floats(SCORE);
          for (int r = 0; r < count; r++) {
            out[first + r] = answer.get(r);
          }
          return count;
        });
  }

  /** One and the same image as the first and the last of a call of that many rows. */
  private float[][] probe(int size) {
    float[] x = new float[size * shape.numbers()];
    for (int i = 0; i < x.length; i++) {
      int r = i / shape.numbers() == size - 1 ? 0 : i / shape.numbers();
      x[i] = (float) (0.5 + 0.5 * Math.sin(1 + 0.7 * (i % shape.numbers()) + 1.3 * r));
    }
    double[] out = new double[size];
    call(x, 0, size, size, out);
    return new float[][] {{(float) out[0]}, {(float) out[size - 1]}};
  }

  /** Frees the engine's memory; does nothing the second time. Not to be called while in use. */
  @Override
  public void close() {
    chunks.close();
    network.close();
  }
}
