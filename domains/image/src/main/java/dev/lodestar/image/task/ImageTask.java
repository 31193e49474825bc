package dev.lodestar.image.task;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.gaussian.ClassifierFree;
import dev.lodestar.core.gaussian.GaussianDenoiser;
import dev.lodestar.core.gaussian.GaussianProcess;
import dev.lodestar.core.gaussian.LatentGuides;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevels;
import dev.lodestar.core.process.Codec;
import dev.lodestar.core.process.Edited;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.DesignFormat;
import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.core.task.OwnGaussianDenoiser;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.task.SetMetric;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.value.Guide;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.StateFeatures;
import dev.lodestar.core.value.ValueFunction;
import dev.lodestar.image.ImageCodec;
import dev.lodestar.image.ImageFormat;
import dev.lodestar.image.metric.PixelDiversity;
import dev.lodestar.image.metric.UniqueFraction;
import dev.lodestar.image.sampling.ImageSamplers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Images from a diffusion of one data set, steered towards a goal. */
final class ImageTask implements Task<Latents, String> {
  /** Denoising steps unless told otherwise. */
  static final int STEPS = 50;

  private final String name;
  private final ImageModels models;
  private final ImageCodec codec;
  private final ImageGoal goal;
  private final Optional<OwnGaussianDenoiser> own;

  /** Takes the models over, and closes them. */
  ImageTask(String name, ImageModels models, ImageGoal goal) {
    this(name, models, goal, Optional.empty());
  }

  /**
   * The task on a denoiser of the user's own; goal and judgement stay those of the shipped models.
   *
   * @param own drawn from in place of the shipped one; taken over too
   */
  ImageTask(String name, ImageModels models, ImageGoal goal, Optional<OwnGaussianDenoiser> own) {
    this.name = name;
    this.models = models;
    this.own = own;
    this.codec = new ImageCodec(models.denoiser().shape());
    this.goal = goal;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int defaultSteps() {
    return STEPS;
  }

  @Override
  public ReverseProcess<Latents> process(Sampling sampling, Constraints constraints, Meter meter) {
    return process(g -> g, sampling, constraints, Latents.NONE, meter);
  }

  @Override
  public Optional<ReverseProcess<Latents>> conditional(
      Sampling sampling, Constraints constraints, double strength, Meter meter) {
    int known = own.map(GaussianDenoiser::conditions).orElse(models.denoiser().conditions());
    return goal.told()
        .filter(told -> told < known)
        .map(
            told ->
                process(g -> ClassifierFree.of(g, strength), sampling, constraints, told, meter));
  }

  private GaussianProcess process(
      UnaryOperator<GaussianDenoiser> guided,
      Sampling sampling,
      Constraints constraints,
      int told,
      Meter meter) {
    if (own.isEmpty()) {
      GaussianDenoiser network = guided.apply(models.denoiser());
      return ImageSamplers.process(network, sampling, constraints, told, meter);
    }
    NoiseLevels levels = ImageSamplers.levels(sampling, own.get().schedule());
    return ImageSamplers.process(
        guided.apply(own.get()), levels, sampling, constraints, told, meter);
  }

  @Override
  public Codec<Latents, String> codec() {
    return codec;
  }

  @Override
  public Optional<String> example() {
    return Optional.of(codec.blank());
  }

  @Override
  public DesignFormat<String> format() {
    return new ImageFormat(codec);
  }

  @Override
  public List<Component<String>> reward() {
    return List.of(goal.guiding());
  }

  @Override
  public Reward<String> heldOut() {
    return goal.heldOut();
  }

  /** Another classifier judges a class's probability; a file's size has no second measure. */
  @Override
  public boolean heldOutComparable() {
    return goal.told().isPresent();
  }

  @Override
  public List<DesignMetric<String>> designMetrics() {
    return goal.columns();
  }

  @Override
  public List<SetMetric<String>> setMetrics() {
    return List.of(new PixelDiversity(codec), new UniqueFraction());
  }

  /** It was learned from the shipped diffusion, and holds for no other. */
  @Override
  public Optional<ValueFunction<Latents>> learnedValue(
      Objective<Latents> objective, ReverseProcess<Latents> process, Meter meter) {
    return goal.learned()
        .filter(learned -> own.isEmpty())
        .map(
            learned ->
                (outlook, draws) -> {
                  if (outlook.step() == 0) {
                    return objective.of(outlook.cleanGuess());
                  }
                  Latents x = outlook.states();
                  meter.network(x.size(), x.size());
                  return learned.of(x, gaussian(process).levels().at(outlook.step()));
                });
  }

  @Override
  public Optional<Guide<Latents>> posteriorGuide(ReverseProcess<Latents> process, Meter meter) {
    return goal.reward()
        .filter(reward -> own.isEmpty())
        .map(reward -> LatentGuides.ofReward(gaussian(process), reward, meter));
  }

  @Override
  public Optional<Guide<Latents>> valueGuide(ReverseProcess<Latents> process, Meter meter) {
    // a classifier knows any noisy image; a learned value those of the diffusion it is of
    return goal.slope()
        .filter(slope -> own.isEmpty() || goal.reward().isPresent())
        .map(slope -> LatentGuides.ofValue(slope, gaussian(process).levels(), meter));
  }

  private static GaussianProcess gaussian(ReverseProcess<Latents> process) {
    if (process instanceof GaussianProcess gaussian) {
      return gaussian;
    }
    if (process instanceof Edited<Latents> edited
        && edited.process() instanceof GaussianProcess gaussian) {
      return gaussian;
    }
    throw new IllegalArgumentException(
        "gradients of images need a Gaussian diffusion, not " + process.getClass().getSimpleName());
  }

  /** The numbers of the image. */
  @Override
  public Optional<StateFeatures<Latents>> features() {
    return Optional.of(
        states -> {
          int n = states.shape().numbers();
          double[][] out = new double[states.size()][n];
          for (int k = 0; k < states.data().length; k++) {
            out[k / n][k % n] = states.data()[k];
          }
          return out;
        });
  }

  @Override
  public SortedMap<String, Path> modelFiles() {
    SortedMap<String, Path> out = new TreeMap<>(models.files());
    own.ifPresent(
        o -> {
          // the shipped one goes on judging how natural designs are
          out.put("naturalness", out.remove("denoiser"));
          out.putAll(o.files());
        });
    return out;
  }

  @Override
  public void close() {
    own.ifPresent(OwnGaussianDenoiser::close);
    models.close();
  }
}
