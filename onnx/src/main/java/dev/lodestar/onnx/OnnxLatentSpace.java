package dev.lodestar.onnx;

import dev.lodestar.core.gaussian.LatentSpace;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.onnx.manifest.Kind;
import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.session.Chunks;
import dev.lodestar.onnx.session.Limits;
import dev.lodestar.onnx.session.Network;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Between images and latents by an encoder and a decoder in ONNX files. Safe to use from several
 * threads; close it when done.
 */
public final class OnnxLatentSpace implements LatentSpace, AutoCloseable {
  private static final String IMAGE = "image";
  private static final String LATENT = "latent";
  private static final int ROWS = 4;

  /** One direction. */
  private final class Way {
    private final Network network;
    private final String from;
    private final String to;
    private final Shape input;
    private final Shape output;
    private final Chunks chunks;
    private final Chunks.Sizes sizes;

    Way(Network network, String from, String to, int threads) {
      Manifest manifest = network.manifest();
      this.network = network;
      this.from = from;
      this.to = to;
      this.input = Ports.shape(manifest, "input", from, manifest.inputs().get(from));
      this.output = Ports.shape(manifest, "output", to, manifest.outputs().get(to));
      this.chunks = new Chunks(network.fixedBatch(), ROWS, threads);
      this.sizes = chunks.new Sizes(this::probe);
    }

    /** What comes out of rows times a factor. */
    float[] apply(Latents rows, double factor) {
      if (!rows.shape().equals(input)) {
        throw new IllegalArgumentException(
            "the network takes a " + from + " of " + input + ", not of " + rows.shape());
      }
      float[] out = new float[rows.size() * output.numbers()];
      sizes.run(
          rows.size(), (first, count, size) -> call(rows.data(), factor, first, count, size, out));
      return out;
    }

    private void call(float[] x, double factor, int first, int count, int size, float[] out) {
      int row = input.numbers();
      network.call(
          Map.of("batch", (long) size),
          buffers -> {
            FloatBuffer in = buffers.floats(from);
            for (int r = 0; r < size; r++) {
              int at = (first + Math.min(r, count - 1)) * row;
              for (int k = 0; k < row; k++) {
                in.put((float) (x[at + k] * factor));
              }
            }
          },
          buffers -> {
            int numbers = output.numbers();
            buffers.floats(to).get(out, first * numbers, count * numbers);
            return count;
          });
    }

    private float[][] probe(int size) {
      float[] x = new float[size * input.numbers()];
      for (int i = 0; i < x.length; i++) {
        int r = i / input.numbers() == size - 1 ? 0 : i / input.numbers();
        x[i] = (float) Math.sin(1 + 0.7 * (i % input.numbers()) + 1.3 * r);
      }
      int row = output.numbers();
      float[] out = new float[size * row];
      call(x, 1, 0, size, size, out);
      return new float[][] {
        Arrays.copyOfRange(out, 0, row), Arrays.copyOfRange(out, out.length - row, out.length)
      };
    }

    void close() {
      chunks.close();
      network.close();
    }
  }

  private final Way decoder;
  private final Optional<Way> encoder;
  private final double scale;

  /**
   * Takes the networks over.
   *
   * @param encoder whose output may hold means and, behind them, log-variances; only the means are
   *     used
   * @param scale what encoded latents are multiplied by before they are diffused
   * @throws dev.lodestar.onnx.proto.InvalidModelException with a sentence where they do not fit
   */
  public OnnxLatentSpace(Network decoder, Optional<Network> encoder, double scale, int threads) {
    this.decoder = new Way(decoder, LATENT, IMAGE, threads);
    this.encoder = encoder.map(e -> new Way(e, IMAGE, LATENT, threads));
    this.scale = scale;
    this.encoder.ifPresent(this::requireFits);
  }

  /**
   * Opens the space of manifests.
   *
   * @param decoder its file, or the folder it is in; its latent-scale holds for both
   * @throws dev.lodestar.onnx.proto.InvalidModelException with a sentence where they do not fit
   */
  public static OnnxLatentSpace open(
      Path decoder, Optional<Path> encoder, Limits limits, int threads) {
    Manifest back = Manifest.read(decoder, Kind.DECODER);
    Optional<Manifest> there = encoder.map(e -> Manifest.read(e, Kind.ENCODER));
    double scale = back.setting("latent-scale", Double.class).orElse(1.0);
    double other = there.flatMap(m -> m.setting("latent-scale", Double.class)).orElse(scale);
    if (other != scale) {
      throw back.fault(
          "says latent-scale = " + scale + ", and the encoder's manifest says " + other + ".");
    }
    List<Network> open = new ArrayList<>();
    try {
      open.add(Network.open(back, limits));
      there.ifPresent(m -> open.add(Network.open(m, limits)));
      return new OnnxLatentSpace(open.get(0), open.stream().skip(1).findFirst(), scale, threads);
    } catch (RuntimeException e) {
      open.forEach(Network::close);
      throw e;
    }
  }

  private void requireFits(Way way) {
    Shape means = latents();
    Shape both = new Shape(2 * means.channels(), means.height(), means.width());
    boolean fits = way.output.equals(means) || way.output.equals(both);
    if (!way.input.equals(images()) || !fits) {
      throw way.network
          .manifest()
          .fault(
              "makes latents of "
                  + way.output
                  + " from images of "
                  + way.input
                  + ", where the decoder makes images of "
                  + images()
                  + " from latents of "
                  + means
                  + ".");
    }
  }

  @Override
  public Shape images() {
    return decoder.output;
  }

  @Override
  public Shape latents() {
    return decoder.input;
  }

  @Override
  public Latents decode(Latents latents) {
    return new Latents(decoder.apply(latents, 1 / scale), images(), latents.conditions());
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException with a sentence where there is no encoder
   */
  @Override
  public Latents encode(Latents images) {
    Way way =
        encoder.orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the model has no encoder, so designs cannot be started from images; export"
                        + " vae_encoder too."));
    float[] all = way.apply(images, 1);
    int row = latents().numbers();
    int stride = way.output.numbers();
    float[] out = new float[images.size() * row];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (scale * all[i / row * stride + i % row]);
    }
    return new Latents(out, latents(), images.conditions());
  }

  @Override
  public void close() {
    decoder.close();
    encoder.ifPresent(Way::close);
  }
}
