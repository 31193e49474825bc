package dev.lodestar.image.task;

import dev.lodestar.core.task.OwnGaussianDenoiser;
import dev.lodestar.core.task.OwnModel;
import dev.lodestar.core.task.Sampler;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TaskProvider;
import dev.lodestar.image.sampling.ImageSamplers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Offers the tasks on images, each by a class of its own. */
public abstract class ImageTaskProvider implements TaskProvider {
  /** The digit of {@code mnist-class}. */
  static final int DIGIT = 8;

  private final String name;
  private final String models;
  private final Function<ImageModels, ImageGoal> goal;

  private ImageTaskProvider(String name, String models, Function<ImageModels, ImageGoal> goal) {
    this.name = name;
    this.models = models;
    this.goal = goal;
  }

  /** {@code mnist-class}. */
  public static final class MnistClass extends ImageTaskProvider {
    public MnistClass() {
      super("mnist-class", "mnist", models -> ImageGoal.ofClass(models, DIGIT));
    }

    @Override
    public String summary() {
      return "handwritten digits (28 x 28, grey) that a classifier takes for an eight";
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
      super("cifar-compress", "cifar", ImageGoal::compressible);
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
    return open(folder, Optional.empty());
  }

  @Override
  public final Task<?, ?> open(Path folder, int threads, OwnModel own) {
    return open(folder, Optional.of(OwnGaussianDenoiser.of(own, name)));
  }

  private ImageTask open(Path folder, Optional<OwnGaussianDenoiser> own) {
    ImageModels opened;
    try {
      opened = new ImageModels(folder, models);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    try {
      own.ifPresent(o -> o.require(opened.denoiser().shape()));
      return new ImageTask(name, opened, goal.apply(opened), own);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }
}
