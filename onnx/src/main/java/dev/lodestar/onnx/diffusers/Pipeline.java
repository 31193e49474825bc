package dev.lodestar.onnx.diffusers;

import dev.lodestar.onnx.Conditions;
import dev.lodestar.onnx.OnnxGaussianDenoiser;
import dev.lodestar.onnx.OnnxLatentSpace;
import dev.lodestar.onnx.manifest.Kind;
import dev.lodestar.onnx.proto.InvalidModelException;
import dev.lodestar.onnx.proto.Port;
import dev.lodestar.onnx.proto.Size;
import dev.lodestar.onnx.session.Limits;
import dev.lodestar.onnx.session.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pipeline in the folder layout of the diffusers library, exported to ONNX: {@code
 * model_index.json}, {@code unet}, {@code scheduler}, and for Stable Diffusion {@code tokenizer},
 * {@code text_encoder}, {@code vae_decoder} and perhaps {@code vae_encoder}.
 *
 * <p>Source: Rombach et al. (latent diffusion, 2112.10752). The denoiser is an ordinary one: its
 * conditions are the prompts, and {@link dev.lodestar.core.gaussian.ClassifierFree} guides it.
 */
public final class Pipeline {
  /** Name of the file of digests that pins a folder. */
  public static final String SUMS = Contents.SUMS;

  private static final String UNET = "unet";
  private static final String DECODER = "vae_decoder";
  private static final String ENCODER = "vae_encoder";
  private static final String TEXT = "encoder_hidden_states";
  private static final int SIDE = 64;
  private static final String INDEX = "model_index.json";

  private final Path folder;
  private final Contents files;
  private final int threads;
  private final Scheduler scheduler;
  private final boolean told;
  private Optional<SortedMap<String, Port>> states = Optional.empty();

  private Pipeline(Contents files, int threads) {
    this.folder = files.folder();
    this.files = files;
    this.threads = threads;
    this.scheduler = Scheduler.read(files, "scheduler/scheduler_config.json");
    this.told = Part.isIn(files, "text_encoder");
  }

  /**
   * Looks at a pipeline's folder.
   *
   * @param threads calls of a network at the same time, at least 1
   * @throws InvalidModelException with a sentence where it is none, or one that is not supported
   */
  public static Pipeline open(Path folder, Limits limits, int threads) {
    Path index = folder.resolve(INDEX);
    if (!isPipeline(folder)) {
      throw new InvalidModelException(
          index + " is missing; name the folder that an ONNX export of a pipeline made.");
    }
    Contents files = new Contents(folder, limits);
    String type = JsonFile.read(files, INDEX).text("_class_name", "");
    if (type.contains("XL") || type.contains("3") || type.contains("Flux")) {
      throw new InvalidModelException(
          index
              + " describes a "
              + type
              + "; pipelines with one text encoder and a U-Net are supported: Stable Diffusion 1 and"
              + " 2, DDPM.");
    }
    return new Pipeline(files, threads);
  }

  /** Whether a folder is one of a pipeline. */
  public static boolean isPipeline(Path folder) {
    return Files.isRegularFile(folder.resolve(INDEX));
  }

  /** SHA-256 of the files read so far, by name. */
  public SortedMap<String, String> digests() {
    return Collections.unmodifiableSortedMap(files.digests());
  }

  /** The files read so far, by name. */
  SortedMap<String, Path> files() {
    SortedMap<String, Path> out = new TreeMap<>();
    files.digests().keySet().forEach(name -> out.put("denoiser/" + name, files.path(name)));
    return out;
  }

  /** The noise that the network was trained on, and the times that a sampler passes. */
  public Scheduler scheduler() {
    return scheduler;
  }

  /** Whether it is told prompts. */
  public boolean takesPrompts() {
    return told;
  }

  /** The denoiser of an unconditional pipeline. */
  public OnnxGaussianDenoiser denoiser() {
    if (told) {
      throw new InvalidModelException(
          folder + " holds a model that is told prompts; give one: prompt = \"...\" below [task].");
    }
    Part unet = Part.read(files, UNET);
    return denoiser(unet, inputs(unet), new Conditions.None());
  }

  /**
   * The denoiser, told prompts: condition k is prompt k, and no condition is {@code negative}.
   *
   * @param negative what guidance leads away from; mostly empty
   * @throws IllegalArgumentException with a sentence where the model is unconditional, or a prompt
   *     too long
   */
  public OnnxGaussianDenoiser denoiser(List<String> prompts, String negative) {
    if (!told) {
      throw new InvalidModelException(
          folder
              + " holds an unconditional model, without a text encoder; it cannot be told a prompt."
              + " Remove the prompt, or steer the model with a reward.");
    }
    Part unet = Part.read(files, UNET);
    Port text = unet.input(TEXT);
    try (Prompts encoder = new Prompts(files, (int) Part.size(text, 2, 0))) {
      SortedMap<String, Port> inputs = inputs(unet);
      inputs.put("text", Part.batched(text, encoder.words(), encoder.width()));
      Conditions conditions = new Conditions.Texts(encoder.embed(negative), encoder.embed(prompts));
      return denoiser(unet, inputs, conditions);
    }
  }

  private SortedMap<String, Port> inputs(Part unet) {
    Port sample = unet.input("sample");
    long channels = Part.size(sample, 1, unet.config().whole("in_channels", 4));
    long side = unet.config().whole("sample_size", SIDE);
    long height = Part.size(sample, 2, side);
    Port time = unet.input("timestep");
    // one time for all rows, as such pipelines call it
    List<Size> shape = time.shape().isEmpty() ? List.of() : List.of(Size.of(1));
    SortedMap<String, Port> out = new TreeMap<>();
    out.put("state", Part.batched(sample, channels, height, Part.size(sample, 3, side)));
    out.put("time", new Port(time.name(), time.type(), shape));
    states = Optional.of(out);
    return new TreeMap<>(out);
  }

  private OnnxGaussianDenoiser denoiser(
      Part unet, SortedMap<String, Port> inputs, Conditions conditions) {
    Port answer = unet.output(unet.hasOutput("out_sample") ? "out_sample" : "sample");
    Port prediction = new Port(answer.name(), answer.type(), inputs.get("state").shape());
    Network network =
        unet.open(
            Kind.GAUSSIAN_DENOISER,
            inputs,
            new TreeMap<>(Map.of("prediction", prediction)),
            Map.of("parametrisation", scheduler.parametrisation()));
    try {
      OnnxGaussianDenoiser out =
          new OnnxGaussianDenoiser(network, scheduler.schedule(), conditions, threads);
      out.tryOut();
      return out;
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /** Whether it diffuses latents of images, not images themselves. */
  public boolean diffusesLatents() {
    return Part.isIn(files, DECODER);
  }

  /**
   * The space of its latents.
   *
   * @throws InvalidModelException with a sentence where the pipeline diffuses images themselves
   */
  public OnnxLatentSpace latents() {
    if (!diffusesLatents()) {
      throw new InvalidModelException(
          folder + " has no " + DECODER + ": it diffuses images, not latents of images.");
    }
    Part decoder = Part.read(files, DECODER);
    // the U-Net's file is large: it is not read again for its sizes
    List<Size> latent = states.orElseGet(() -> inputs(Part.read(files, UNET))).get("state").shape();
    long[] small = latent.stream().skip(1).mapToLong(s -> ((Size.Fixed) s).value()).toArray();
    int levels = Math.max(1, decoder.config().root().path("block_out_channels").size());
    long factor = levels > 1 ? 1L << levels - 1 : 8;
    Port image = decoder.output("sample");
    long[] large = {
      Part.size(image, 1, decoder.config().whole("out_channels", 3)),
      Part.size(image, 2, factor * small[1]),
      Part.size(image, 3, factor * small[2])
    };
    Network opened =
        decoder.open(
            Kind.DECODER,
            new TreeMap<>(Map.of("latent", Part.batched(decoder.input("latent_sample"), small))),
            new TreeMap<>(Map.of("image", Part.batched(image, large))),
            Map.of());
    double scale = decoder.config().number("scaling_factor", 0.18215);
    return new OnnxLatentSpace(opened, encoder(small, large), scale, threads);
  }

  private Optional<Network> encoder(long[] small, long[] large) {
    if (!Part.isIn(files, ENCODER)) {
      return Optional.empty();
    }
    Part encoder = Part.read(files, ENCODER);
    boolean both = encoder.hasOutput("latent_parameters");
    Port latent = encoder.output(both ? "latent_parameters" : "latent_sample");
    long channels = Part.size(latent, 1, both ? 2 * small[0] : small[0]);
    return Optional.of(
        encoder.open(
            Kind.ENCODER,
            new TreeMap<>(Map.of("image", Part.batched(encoder.input("sample"), large))),
            new TreeMap<>(Map.of("latent", Part.batched(latent, channels, small[1], small[2]))),
            Map.of()));
  }
}
