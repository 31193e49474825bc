package dev.lodestar.image.sampling;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.gaussian.Ancestral;
import dev.lodestar.core.gaussian.Ddim;
import dev.lodestar.core.gaussian.Denoising;
import dev.lodestar.core.gaussian.GaussianDenoiser;
import dev.lodestar.core.gaussian.GaussianProcess;
import dev.lodestar.core.gaussian.Known;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevels;
import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.core.gaussian.Solver;
import dev.lodestar.core.gaussian.Spacing;
import dev.lodestar.core.gaussian.TableSchedule;
import dev.lodestar.core.gaussian.Thresholding;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.Sampler;
import dev.lodestar.core.task.Sampler.Setting;
import dev.lodestar.core.task.Sampling;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongToIntFunction;

/** What every task with a diffusion of images offers. */
public final class ImageSamplers {
  /** Training times of the cosine schedule, of which samplers pass some. */
  private static final TableSchedule SCHEDULE = TableSchedule.cosine(1000);

  /** Variance of a number of typical images, for drawn clean guesses. */
  private static final double DATA_VARIANCE = 0.3;

  private static final String DDPM = "ddpm";
  private static final String DDIM = "ddim";
  private static final String ETA = "eta";
  private static final String SPACING = "spacing";
  private static final String THRESHOLD = "threshold";
  private static final String EVEN = "even";
  private static final String KARRAS = "karras";
  private static final String STATIC = "static";
  private static final String DYNAMIC = "dynamic";
  private static final String AUTOMATIC = "automatic";

  private static final List<Setting> SHARED =
      List.of(
          new Setting.Choice(
              SPACING,
              List.of(EVEN, KARRAS),
              EVEN,
              "which noise levels are passed: even in time, or most of them at little noise"),
          new Setting.Choice(
              THRESHOLD,
              List.of(AUTOMATIC, STATIC, DYNAMIC, "none"),
              AUTOMATIC,
              "how clean guesses are kept in range: static (cut), dynamic (scaled back by their 0.995"
                  + " quantile), or not at all; automatic is static for images and none for latents"));

  /** The samplers, the usual one first. */
  public static final List<Sampler> ALL =
      List.of(
          new Sampler(
              DDPM,
              "ancestral steps, each drawn given the state and the clean guess",
              "Ho, Jain, Abbeel 2020 (2006.11239)",
              true,
              SHARED),
          new Sampler(
              DDIM,
              "as ddpm with less fresh noise a step; with eta 0 children of a state are equal, and"
                  + " only methods that start from several states can choose",
              "Song, Meng, Ermon 2020 (2010.02502)",
              true,
              List.of(
                  new Setting.Real(ETA, 0, 1, 1.0, "share of fresh noise, 0 to 1"),
                  SHARED.get(0),
                  SHARED.get(1))));

  private ImageSamplers() {}

  /**
   * The process of a choice.
   *
   * @param told what the network is told of every design; {@link Latents#NONE} for nothing
   * @throws IllegalArgumentException with a sentence where the choice does not fit
   */
  public static GaussianProcess process(
      GaussianDenoiser network, Sampling sampling, Constraints constraints, int told, Meter meter) {
    return process(network, levels(sampling, SCHEDULE), sampling, constraints, told, meter);
  }

  /**
   * The same at noise levels of a model's own.
   *
   * @throws IllegalArgumentException with a sentence where the choice does not fit
   */
  public static GaussianProcess process(
      GaussianDenoiser network,
      NoiseLevels levels,
      Sampling sampling,
      Constraints constraints,
      int told,
      Meter meter) {
    Denoising how =
        Denoising.by(solver(sampling))
            .thresholded(thresholding(sampling.choice(THRESHOLD)))
            .knowing(known(constraints, network.shape()))
            .spreading(DATA_VARIANCE)
            .told(told);
    return new GaussianProcess(network, levels, how, meter);
  }

  /**
   * The process of a diffusion of latents, which have no range and no pixels.
   *
   * @throws IllegalArgumentException with a sentence where the choice does not fit
   */
  public static GaussianProcess latent(
      GaussianDenoiser network,
      NoiseLevels levels,
      Sampling sampling,
      Constraints constraints,
      int told,
      Meter meter) {
    String threshold = sampling.choice(THRESHOLD);
    if (!List.of(AUTOMATIC, "none").contains(threshold)) {
      throw new IllegalArgumentException(
          "threshold = \"%s\" keeps pixels in range, and this model diffuses latents; use"
                  .formatted(threshold)
              + " \"none\".");
    }
    if (!constraints.positionsOnly().isEmpty()) {
      throw new IllegalArgumentException(
          "pixels cannot be locked where latents of images are diffused; remove them.");
    }
    return new GaussianProcess(network, levels, Denoising.by(solver(sampling)).told(told), meter);
  }

  private static Solver solver(Sampling sampling) {
    return sampling.sampler().equals(DDIM) ? new Ddim(sampling.real(ETA)) : new Ancestral();
  }

  /**
   * The usual process in a number of steps.
   *
   * @param told what the network is told of a design, by the design's number
   */
  public static GaussianProcess usual(
      GaussianDenoiser network, int steps, LongToIntFunction told, Meter meter) {
    Denoising how =
        Denoising.by(new Ancestral()).thresholded(new Thresholding.Static(1)).told(told);
    return new GaussianProcess(network, new Spacing.Trailing().levels(SCHEDULE, steps), how, meter);
  }

  /**
   * The noise levels that a choice passes.
   *
   * @throws IllegalArgumentException with a sentence where there are more steps than training times
   */
  public static NoiseLevels levels(Sampling sampling, TableSchedule schedule) {
    Spacing spacing = karras(sampling) ? new Spacing.Karras(7) : new Spacing.Trailing();
    return spacing.levels(schedule, sampling.steps());
  }

  /** Whether most levels passed have little noise; else they are even in time. */
  public static boolean karras(Sampling sampling) {
    return sampling.choice(SPACING).equals(KARRAS);
  }

  private static Thresholding thresholding(String name) {
    return switch (name) {
      case STATIC, AUTOMATIC -> new Thresholding.Static(1);
      case DYNAMIC -> new Thresholding.Dynamic(0.995, 1);
      default -> new Thresholding.None();
    };
  }

  /** Locked numbers: their position channel by channel, and their brightness from 0 to 255. */
  private static Known known(Constraints constraints, Shape shape) {
    BitSet where = new BitSet();
    float[] values = new float[shape.numbers()];
    constraints
        .locked()
        .forEach(
            (position, symbol) -> {
              if (position < 0 || position >= values.length) {
                throw new IllegalArgumentException(
                    "There is no pixel %d to lock; an image of %s has pixels 0 to %d."
                        .formatted(position, shape, values.length - 1));
              }
              where.set(position);
              values[position] = brightness(position, symbol) / 127.5f - 1;
            });
    return where.isEmpty() ? Known.nothing() : new Known(where, values);
  }

  private static int brightness(int position, String symbol) {
    try {
      int value = Integer.parseInt(symbol.strip());
      if (value >= 0 && value <= 255) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "Pixel %d is locked to '%s'; a pixel is locked to a brightness from 0 to 255."
            .formatted(position, symbol));
  }
}
