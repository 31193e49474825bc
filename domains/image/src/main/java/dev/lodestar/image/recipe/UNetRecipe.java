package dev.lodestar.image.recipe;

import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.image.Png;
import dev.lodestar.torch.ImageClassifier;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.TrainingOptions;
import dev.lodestar.torch.TrainingPlan;
import dev.lodestar.torch.UNet;
import dev.lodestar.torch.UNetConfig;
import dev.lodestar.torch.UNetTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Pre-trains a class-conditional diffusion on a data set of images. */
abstract class UNetRecipe implements TrainingRecipe {
  private static final double WEIGHT_DECAY = 0.01;
  private static final double AVERAGE = 0.998;

  private final ImageSource source;
  private final UNetConfig config;
  private final int steps;

  UNetRecipe(ImageSource source, UNetConfig config, int steps) {
    this.source = source;
    this.config = config;
    this.steps = steps;
  }

  @Override
  public String name() {
    return source.modelPrefix() + "-unet";
  }

  @Override
  public String summary() {
    return "Gaussian diffusion of " + source.title() + " by class (a U-Net that predicts v)";
  }

  @Override
  public List<Option> options() {
    List<Option> out = new ArrayList<>(source.options());
    out.addAll(
        List.of(
            TrainingOptions.SEED,
            TrainingOptions.steps(steps),
            new Option(
                "stop",
                "whole number",
                "0",
                "step to end at, on the rate's schedule of all steps; 0 for the last"),
            TrainingOptions.batch(64),
            TrainingOptions.learningRate(1e-3),
            TrainingOptions.THREADS,
            new Option("judged", "whole number", "500", "samples that the card reports on")));
    return out;
  }

  @Override
  public void run(Map<String, String> values, Path models, Progress progress) throws IOException {
    TrainingOptions options = new TrainingOptions(values);
    ModelFolder folder = ModelFolder.of(models, name()).create();
    TrainingPlan plan = options.plan(folder, WEIGHT_DECAY, AVERAGE);
    long stop = options.whole("stop", 0);
    ImageSource.Data data = source.read(values);
    int judged = options.count("judged");
    progress.say("%s: %d images to learn from".formatted(name(), data.train().size()));
    long start = System.nanoTime();
    int last = stop == 0 ? plan.steps() : (int) Math.min(stop, plan.steps());
    try (ImageClassifier features = features(models);
        UNet network =
            UNetTrainer.train(
                config,
                data.train(),
                data.test(),
                source.mirrored(),
                plan,
                last,
                p -> progress.step(p.step(), p.steps(), p.status()))) {
      double seconds = (System.nanoTime() - start) * 1e-9;
      // as the tasks run it
      network.halved().save(folder.weights(), new TreeMap<>(Map.of("recipe", name())));
      progress.say("Judging %d samples".formatted(judged));
      Latents drawn = Samples.byClass(network.halved(), judged, options.seed());
      Png.write(Samples.sheet(drawn), folder.folder().resolve("samples.png"));
      UNetJudgement judgement = UNetJudgement.of(drawn, data, features);
      folder.finish(
          new UNetCard(name(), source, config, plan, last, values, seconds)
              .text(data, judgement, folder.parameters()));
      progress.say(judgement.toString());
    }
    progress.say("Written: " + folder.weights());
  }

  private ImageClassifier features(Path models) throws IOException {
    Path file = ModelFolder.of(models, source.modelPrefix() + "-classifier").weights();
    if (!Files.exists(file)) {
      throw new IOException(
          "The card compares samples by the features of %s, which is not there;".formatted(file)
              + " './lodestar train %s-classifier' makes it.".formatted(source.modelPrefix()));
    }
    return ImageClassifier.load(file);
  }
}
