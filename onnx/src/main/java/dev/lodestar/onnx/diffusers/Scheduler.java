package dev.lodestar.onnx.diffusers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.gaussian.NoiseLevels;
import dev.lodestar.core.gaussian.Spacing;
import dev.lodestar.core.gaussian.TableSchedule;
import dev.lodestar.onnx.proto.InvalidModelException;
import java.nio.file.Path;

/**
 * What {@code scheduler_config.json} says: the noise that the network was trained on, what it
 * predicts, and which of its times a sampler passes.
 *
 * @param schedule ᾱ by training time
 * @param parametrisation {@code epsilon}, {@code sample} or {@code v-prediction}
 * @param spacing of the sampler's times
 * @param lowest where designs are read off: no noise, or that of time 0
 */
public record Scheduler(
    TableSchedule schedule, String parametrisation, Spacing spacing, NoiseLevel lowest) {
  private static final int MOST = 100_000;

  /**
   * Reads the file.
   *
   * @throws InvalidModelException with a sentence that names what is not supported
   */
  static Scheduler read(Contents files, String name) {
    Path file = files.path(name);
    JsonFile json = JsonFile.read(files, name);
    if (json.flag("rescale_betas_zero_snr", false)) {
      throw new InvalidModelException(
          file
              + ": rescale_betas_zero_snr ends in noise without signal, which is not supported;"
              + " use a scheduler without it.");
    }
    TableSchedule schedule = schedule(json);
    String prediction = json.text("prediction_type", "epsilon");
    String parametrisation =
        switch (prediction) {
          case "epsilon", "sample" -> prediction;
          case "v_prediction" -> "v-prediction";
          default -> throw unknown(file, "prediction_type", prediction);
        };
    boolean clean = json.flag("set_alpha_to_one", true);
    NoiseLevel lowest = clean ? NoiseLevel.DATA : NoiseLevel.preserving(0, schedule.alphaBar(0));
    return new Scheduler(schedule, parametrisation, spacing(json), lowest);
  }

  private static TableSchedule schedule(JsonFile json) {
    int times = json.whole("num_train_timesteps", 1000);
    if (times < 2 || times > MOST) {
      throw new InvalidModelException(
          json.path() + ": num_train_timesteps lies between 2 and " + MOST + ", not at " + times);
    }
    try {
      JsonNode betas = json.root().path("trained_betas");
      if (betas.isArray()) {
        return TableSchedule.ofBetas(betas.size(), t -> betas.get(t).asDouble());
      }
      double start = json.number("beta_start", 0.0001);
      double end = json.number("beta_end", 0.02);
      String kind = json.text("beta_schedule", "linear");
      return switch (kind) {
        case "linear" -> TableSchedule.linear(times, start, end);
        case "scaled_linear" -> TableSchedule.scaledLinear(times, start, end);
        case "squaredcos_cap_v2" -> TableSchedule.cosine(times);
        default -> throw unknown(json.path(), "beta_schedule", kind);
      };
    } catch (InvalidModelException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidModelException(json.path() + ": " + e.getMessage() + ".", e);
    }
  }

  private static Spacing spacing(JsonFile json) {
    if (json.flag("use_karras_sigmas", false)) {
      return new Spacing.Karras(7);
    }
    String kind = json.text("timestep_spacing", "leading");
    return switch (kind) {
      case "leading" -> new Spacing.Leading(json.whole("steps_offset", 0));
      case "trailing" -> new Spacing.Trailing();
      case "linspace" -> new Spacing.Uniform();
      default -> throw unknown(json.path(), "timestep_spacing", kind);
    };
  }

  private static InvalidModelException unknown(Path file, String key, String value) {
    return new InvalidModelException(
        file + ": " + key + " = \"" + value + "\" is not one that is supported.");
  }

  /** The noise levels of so many sampling steps. */
  public NoiseLevels levels(int steps) {
    NoiseLevels levels = spacing.levels(schedule, steps);
    // with a first time of 0 its noise is the least there is
    return levels.at(1).deviation() > lowest.deviation() ? levels.endingAt(lowest) : levels;
  }
}
