package dev.lodestar.onnx;

import dev.lodestar.core.gaussian.Head;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.core.gaussian.TableSchedule;
import dev.lodestar.core.task.OwnGaussianDenoiser;
import dev.lodestar.onnx.manifest.Kind;
import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.onnx.proto.Port;
import dev.lodestar.onnx.session.Buffers;
import dev.lodestar.onnx.session.Chunks;
import dev.lodestar.onnx.session.Limits;
import dev.lodestar.onnx.session.Network;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/**
 * The denoiser of a Gaussian diffusion in an ONNX file: of images, or of latents.
 *
 * <p>A row's answer depends on the row, its condition and the time alone. There is no gradient.
 * Safe to use from several threads; close it when done.
 */
public final class OnnxGaussianDenoiser implements OwnGaussianDenoiser {
  private static final String STATE = "state";
  private static final String TIME = "time";
  private static final String PREDICTION = "prediction";

  /** Rows a call at most: images need much memory inside a network. */
  private static final int ROWS = 16;

  private final Manifest manifest;
  private final Network network;
  private final Shape shape;
  private final Head head;
  private final TableSchedule schedule;
  private final Conditions conditions;
  private final NoiseTold told;
  private final Chunks chunks;
  private final Chunks.Sizes sizes;

  /**
   * Takes the network over.
   *
   * @param schedule the noise it was trained on
   * @param conditions how it is told conditions
   * @throws dev.lodestar.onnx.proto.InvalidModelException with a sentence where shapes do not fit
   */
  public OnnxGaussianDenoiser(
      Network network, TableSchedule schedule, Conditions conditions, int threads) {
    this.manifest = network.manifest();
    this.network = network;
    this.schedule = schedule;
    this.conditions = conditions;
    this.told = NoiseTold.of(manifest);
    this.shape = Ports.shape(manifest, "input", STATE, manifest.inputs().get(STATE));
    Port prediction = manifest.outputs().get(PREDICTION);
    if (!Ports.shape(manifest, "output", PREDICTION, prediction).equals(shape)) {
      throw manifest.fault(
          "[output.prediction]: the shape "
              + prediction.shape()
              + " is not that of the state, "
              + manifest.inputs().get(STATE).shape()
              + ".");
    }
    this.head =
        switch (manifest.parametrisation()) {
          case "sample" -> Head.X0;
          case "v-prediction" -> Head.V;
          default -> Head.EPSILON;
        };
    this.chunks = new Chunks(network.fixedBatch(), ROWS, threads);
    this.sizes = chunks.new Sizes(this::probe);
  }

  /**
   * Opens the denoiser of a manifest and asks it once.
   *
   * @param manifest the file, or the folder it is in
   * @throws dev.lodestar.onnx.proto.InvalidModelException with a sentence where the network is not
   *     what the manifest says
   */
  public static OnnxGaussianDenoiser open(Path manifest, Limits limits, int threads) {
    Manifest said = Manifest.read(manifest, Kind.GAUSSIAN_DENOISER);
    TableSchedule schedule = Schedules.of(said);
    Conditions conditions = Conditions.of(said);
    Network network = Network.open(said, limits);
    try {
      OnnxGaussianDenoiser out = new OnnxGaussianDenoiser(network, schedule, conditions, threads);
      out.tryOut();
      return out;
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /** Finds what only shows in a call. */
  public void tryOut() {
    for (float[] row : probe(network.fixedBatch().orElse(1))) {
      for (float x : row) {
        if (!Float.isFinite(x)) {
          throw manifest.fault(
              "describes a network that answers " + x + "; predictions are finite numbers.");
        }
      }
    }
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public Head head() {
    return head;
  }

  @Override
  public int conditions() {
    return conditions.count();
  }

  @Override
  public boolean unconditional() {
    return conditions.unconditional();
  }

  @Override
  public TableSchedule schedule() {
    return schedule;
  }

  @Override
  public String describe() {
    return "the " + manifest.kind().text() + " of " + manifest.file();
  }

  @Override
  public SortedMap<String, Path> files() {
    return network.files("denoiser");
  }

  @Override
  public float[] predict(Latents states, NoiseLevel level) {
    if (!states.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "the network takes states of " + shape + ", not of " + states.shape());
    }
    float[] out = new float[states.data().length];
    sizes.run(
        states.size(),
        (first, count, size) -> call(states, told.number(level), first, count, size, out));
    return out;
  }

  private void call(Latents states, double time, int first, int count, int size, float[] out) {
    int row = shape.numbers();
    network.call(
        Map.of("batch", (long) size),
        buffers -> {
          FloatBuffer to = buffers.floats(STATE);
          to.put(states.data(), first * row, count * row);
          for (int r = count; r < size; r++) {
            to.put(states.data(), (first + count - 1) * row, row);
          }
          time(buffers, time);
          conditions.fill(buffers, states.conditions(), first, count, size);
        },
        buffers -> {
          buffers.floats(PREDICTION).get(out, first * row, count * row);
          return count;
        });
  }

  private void time(Buffers buffers, double time) {
    if (manifest.inputs().get(TIME).type() == ElementType.INT64) {
      var to = buffers.longs(TIME);
      while (to.hasRemaining()) {
        to.put(Math.round(time));
      }
    } else {
      var to = buffers.floats(TIME);
      while (to.hasRemaining()) {
        to.put((float) time);
      }
    }
  }

  /** One and the same state as the first and the last of a call of that many rows. */
  private float[][] probe(int size) {
    int row = shape.numbers();
    float[] data = new float[size * row];
    for (int i = 0; i < data.length; i++) {
      int r = i / row == size - 1 ? 0 : i / row;
      data[i] = (float) Math.sin(1 + 0.7 * (i % row) + 1.3 * r);
    }
    int[] of = new int[size];
    Arrays.fill(of, conditions.count() > 0 ? 0 : Latents.NONE);
    NoiseLevel middle = schedule.at(Math.rint(schedule.last() / 2));
    float[] out = new float[data.length];
    call(new Latents(data, shape, of), told.number(middle), 0, size, size, out);
    return new float[][] {
      Arrays.copyOfRange(out, 0, row), Arrays.copyOfRange(out, out.length - row, out.length)
    };
  }

  /** Frees the engine's memory; does nothing the second time. Not to be called while in use. */
  @Override
  public void close() {
    chunks.close();
    network.close();
  }
}
