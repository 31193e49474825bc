package dev.lodestar.run.config;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.task.MaskedSamplers;
import dev.lodestar.core.task.Sampler;
import dev.lodestar.core.task.ScorerProvider;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TaskProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A small set of plug-ins, so that the tests do not depend on what is installed. */
final class Plugins {
  static final Catalogs CATALOGS =
      Catalogs.of(List.of(task("utr5-mrl"), task("toy")), List.of(new Length(), new Program()));

  private Plugins() {}

  private static TaskProvider task(String name) {
    return new TaskProvider() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String summary() {
        return "a task for tests";
      }

      @Override
      public String source() {
        return "";
      }

      @Override
      public List<Sampler> samplers() {
        return name.equals("toy") ? List.of() : MaskedSamplers.ALL;
      }

      @Override
      public Task<?, ?> open(Path models, int threads) {
        throw new AssertionError("reading a configuration opens no task");
      }
    };
  }

  /** Scores a design by its length. */
  private static final class Length implements ScorerProvider {
    @Override
    public String kind() {
      return "length";
    }

    @Override
    public String summary() {
      return "letters of the design";
    }

    @Override
    public String source() {
      return "";
    }

    @Override
    public List<Setting> settings() {
      return List.of(
          new Setting("target", "number", true, "the length that is wanted"),
          new Setting("unit", "string", false, "how to call a letter; letter"));
    }

    @Override
    public Reward<String> create(Map<String, Object> settings) {
      return designs -> designs.stream().map(d -> (Score) new Score.Value(d.length())).toList();
    }
  }

  /** Takes a command, and never runs it. */
  private static final class Program implements ScorerProvider {
    @Override
    public String kind() {
      return "program";
    }

    @Override
    public String summary() {
      return "a program";
    }

    @Override
    public String source() {
      return "";
    }

    @Override
    public List<Setting> settings() {
      return List.of(new Setting("command", "list of strings", true, "what to run"));
    }

    @Override
    public Reward<String> create(Map<String, Object> settings) {
      throw new AssertionError("reading a configuration starts no program");
    }
  }
}
