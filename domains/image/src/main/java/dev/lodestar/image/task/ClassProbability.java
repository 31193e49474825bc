package dev.lodestar.image.task;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.task.ScorerProvider;
import dev.lodestar.image.ImageCodec;
import dev.lodestar.image.ImageSettings;
import dev.lodestar.torch.ImageClassifier;
import dev.lodestar.torch.ModelFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How likely a shipped classifier takes an image for one of its classes. */
public final class ClassProbability implements ScorerProvider {
  private static final String LOG = "log";
  private static final int MOST = 999;

  @Override
  public String kind() {
    return "class-probability";
  }

  @Override
  public String summary() {
    return "probability of a class under a small classifier of MNIST or CIFAR-10, 0 to 1, or its"
        + " logarithm in nats";
  }

  @Override
  public String source() {
    return "the project's own classifiers; see their cards";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting("class", "whole number", true, "class from 0, such as the digit"),
        new Setting("model", "mnist or cifar", false, "whose classes; mnist if not given"),
        new Setting("scale", "log or probability", false, "nats, or 0 to 1; log if not given"));
  }

  @Override
  public Reward<String> create(Map<String, Object> given) {
    ImageSettings settings = new ImageSettings(kind(), given);
    int target = settings.required("class", 0, MOST);
    String model = settings.choice("model", "mnist", "cifar") + "-classifier";
    boolean log = settings.choice("scale", LOG, "probability").equals(LOG);
    Path models = Path.of(System.getProperty("lodestar.home", "")).resolve("models");
    Path file = ModelFolder.of(models, model).weights();
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "%s needs the weights %s, which are not there; './lodestar train %s' makes them."
              .formatted(kind(), file, model));
    }
    try {
      ImageClassifier network = ImageClassifier.load(file);
      try {
        network.requireClass(target);
      } catch (IllegalArgumentException e) {
        network.close();
        throw e;
      }
      return new ClassReward(
          network,
          new ImageCodec(network.config().shape()),
          log ? ClassReward.Judgement.logOf(target) : ClassReward.Judgement.of(target),
          kind() + " " + target + " " + log + " " + ImageValues.sha256(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
