package dev.lodestar.image.task;

import dev.lodestar.core.task.OwnGaussianDenoiser;
import dev.lodestar.core.task.OwnModel;
import dev.lodestar.core.task.Sampler;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TaskInput;
import dev.lodestar.core.task.TaskProvider;
import dev.lodestar.image.sampling.ImageSamplers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Offers the tasks on images, each by a class of its own. */
public abstract class ImageTaskProvider implements TaskProvider {
  private final String name;
  private final String models;

  private ImageTaskProvider(String name, String models) {
    this.name = name;
    this.models = models;
  }

  /** What is wanted of images. */
  abstract ImageGoal goal(ImageModels models, Map<String, String> inputs);

  /** {@code mnist-class}. */
  public static final class MnistClass extends ImageTaskProvider {
    private static final String DIGIT = "digit";
    private static final String USUAL = "8";

    public MnistClass() {
      super("mnist-class", "mnist");
    }

    @Override
    public String summary() {
      return "handwritten digits (28 x 28, grey) that a classifier takes for the digit that is"
          + " asked for";
    }

    @Override
    public List<TaskInput> inputs() {
      return List.of(TaskInput.text(DIGIT, USUAL, "the digit to draw, 0 to 9"));
    }

    @Override
    ImageGoal goal(ImageModels models, Map<String, String> inputs) {
      String given = inputs.getOrDefault(DIGIT, USUAL).strip();
      if (!given.matches("[0-9]")) {
        throw new IllegalArgumentException(
            "task.digit is '%s'; mnist-class draws a digit from 0 to 9.".formatted(given));
      }
      return ImageGoal.ofClass(models, Integer.parseInt(given));
    }

    @Override
    public String source() {
      return "MNIST (LeCun et al. 1998); guidance by class as in Dhariwal and Nichol (2105.05233)";
    }

    @Override
    public List<String> citations() {
      return List.of(
          """
          @article{lecun1998gradient,
            title   = {Gradient-based learning applied to document recognition},
            author  = {LeCun, Yann and Bottou, L{\\'e}on and Bengio, Yoshua and Haffner, Patrick},
            journal = {Proceedings of the IEEE},
            volume  = {86},
            number  = {11},
            pages   = {2278--2324},
            year    = {1998}
          }
          """);
    }
  }

  /** {@code cifar-compress}. */
  public static final class CifarCompress extends ImageTaskProvider {
    public CifarCompress() {
      super("cifar-compress", "cifar");
    }

    @Override
    ImageGoal goal(ImageModels models, Map<String, String> inputs) {
      return ImageGoal.compressible(models);
    }

    @Override
    public String summary() {
      return "small photographs (32 x 32, colour) that make small JPEG files";
    }

    @Override
    public String source() {
      return "CIFAR-10 (Krizhevsky 2009); the task of DDPO (2305.13301) and SVDD (2408.08252)";
    }

    @Override
    public List<String> citations() {
      return List.of(
          """
          @techreport{krizhevsky2009learning,
            title       = {Learning multiple layers of features from tiny images},
            author      = {Krizhevsky, Alex},
            institution = {University of Toronto},
            year        = {2009}
          }
          """);
    }
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final List<Sampler> samplers() {
    return ImageSamplers.ALL;
  }

  @Override
  public final Task<?, ?> open(Path folder, int threads) {
    return open(folder, Map.of(), Optional.empty());
  }

  @Override
  public final Task<?, ?> open(Path folder, String model, Map<String, String> inputs, int threads) {
    return open(folder, inputs, Optional.empty());
  }

  @Override
  public final Task<?, ?> open(Path folder, int threads, OwnModel own, Map<String, String> inputs) {
    return open(folder, inputs, Optional.of(OwnGaussianDenoiser.of(own, name)));
  }

  private ImageTask open(
      Path folder, Map<String, String> inputs, Optional<OwnGaussianDenoiser> own) {
    ImageModels opened;
    try {
      opened = new ImageModels(folder, models);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    try {
      own.ifPresent(o -> o.require(opened.denoiser().shape()));
      return new ImageTask(name, opened, goal(opened, inputs), own);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }
}
