package dev.lodestar.tck;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.exact.ArbitraryDenoiser;
import dev.lodestar.core.exact.ConditionalTable;
import dev.lodestar.core.masked.GuidedDenoiser;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.masked.ParallelDenoiser;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.process.Codec;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.reward.Transform;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.DesignFormat;
import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.core.task.MaskedSamplers;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.task.SetMetric;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.value.GradientGuide;
import dev.lodestar.core.value.Guide;
import dev.lodestar.core.value.LearnedValue;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.PosteriorProbabilities;
import dev.lodestar.core.value.StateFeatures;
import dev.lodestar.core.value.ValueFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Short sequences of A, C, G and T under a small table-like denoiser: a whole task without native
 * code or weights. The score counts neighbours in alphabetical order, with a fraction of its own.
 */
public final class TinyTask implements Task<Tokens, String> {
  private static final String LETTERS = "ACGT";

  private final int length;
  private final Reward<String> scorer;
  private final TokenDenoiser denoiser;
  private final Optional<LinearTokenValue> linear;

  private TinyTask(
      int length,
      Reward<String> scorer,
      TokenDenoiser denoiser,
      Optional<LinearTokenValue> linear) {
    this.length = length;
    this.scorer = scorer;
    this.denoiser = denoiser;
    this.linear = linear;
  }

  public TinyTask(int length, Reward<String> scorer) {
    this(length, scorer, new Table(), Optional.empty());
  }

  public TinyTask(int length) {
    this(length, named("order", TinyTask::scores));
  }

  /** The same task with a learned value and gradients, those of a line, and a conditional model. */
  public TinyTask withGradients() {
    return new TinyTask(
        length, scorer, denoiser, Optional.of(new LinearTokenValue(LETTERS.length(), length)));
  }

  /** The same task whose denoiser is asked in chunks of some rows by several threads. */
  public TinyTask parallel(int chunk, int threads) {
    return new TinyTask(length, scorer, new ParallelDenoiser(denoiser, chunk, threads), linear);
  }

  /** A scorer with an identity that outlives its process, as that of a lambda does not. */
  public static Reward<String> named(String identity, Reward<String> scorer) {
    return new Reward<>() {
      @Override
      public List<Score> score(List<String> designs) {
        return scorer.score(designs);
      }

      @Override
      public String identity() {
        return identity;
      }
    };
  }

  /** The plain score of designs. */
  public static List<Score> scores(List<String> designs) {
    return designs.stream().<Score>map(d -> new Score.Value(score(d))).toList();
  }

  public static double score(String design) {
    double score = 0;
    for (int i = 1; i < design.length(); i++) {
      score += design.charAt(i) > design.charAt(i - 1) ? 1 : 0;
    }
    return score + (design.hashCode() & 0xFFFF) / 65536.0;
  }

  @Override
  public String name() {
    return "tiny";
  }

  @Override
  public int defaultSteps() {
    return 8;
  }

  @Override
  public ReverseProcess<Tokens> process(Sampling sampling, Constraints constraints, Meter meter) {
    return MaskedSamplers.process(sampling, denoiser, fixed(constraints), meter);
  }

  /** Told its one condition, the model is another one. */
  @Override
  public Optional<ReverseProcess<Tokens>> conditional(
      Sampling sampling, Constraints constraints, double strength, Meter meter) {
    TokenDenoiser told = new ArbitraryDenoiser(7, LETTERS.length(), 1, true);
    ConditionalTable model = new ConditionalTable(List.of(told), denoiser);
    int[] fixed = fixed(constraints);
    return linear
        .map(net -> new GuidedDenoiser(model, 0, strength))
        .map(guided -> MaskedSamplers.process(sampling, guided, fixed, meter));
  }

  private int[] fixed(Constraints constraints) {
    int[] fixed = MaskedProcess.free(length);
    constraints
        .positionsOnly()
        .forEach(
            (at, letter) -> {
              if (at >= length || LETTERS.indexOf(letter) < 0) {
                throw new IllegalArgumentException(
                    "'"
                        + letter
                        + "' at position "
                        + at
                        + "; designs are "
                        + length
                        + " letters of "
                        + LETTERS
                        + ".");
              }
              fixed[at] = LETTERS.indexOf(letter);
            });
    return fixed;
  }

  /** Logits that are a fixed function of a position and what stands before it. */
  private static final class Table implements TokenDenoiser {
    @Override
    public int vocabulary() {
      return LETTERS.length();
    }

    @Override
    public boolean timeIndependent() {
      return true;
    }

    @Override
    public float[] logits(int[] tokens, int rows, int length, double noise) {
      float[] out = new float[rows * length * LETTERS.length()];
      for (int i = 0; i < out.length; i++) {
        int cell = i / LETTERS.length();
        int before = cell % length == 0 ? 7 : tokens[cell - 1];
        int hash =
            (31 * (cell % length) + before) * 0x9E3779B9 + (i % LETTERS.length()) * 0x85EBCA6B;
        out[i] = (hash >>> 16) / 65536f;
      }
      return out;
    }
  }

  @Override
  public Codec<Tokens, String> codec() {
    return new Codec<>() {
      @Override
      public List<String> decode(Tokens clean) {
        List<String> out = new ArrayList<>();
        for (int i = 0; i < clean.size(); i++) {
          StringBuilder text = new StringBuilder();
          for (int token : clean.row(i)) {
            text.append(LETTERS.charAt(token));
          }
          out.add(text.toString());
        }
        return out;
      }

      @Override
      public Tokens encode(List<String> designs) {
        int[] data = designs.stream().flatMapToInt(String::chars).map(LETTERS::indexOf).toArray();
        return new Tokens(data, length);
      }
    };
  }

  @Override
  public DesignFormat<String> format() {
    return new DesignFormat<>() {
      @Override
      public String text(String design) {
        return design;
      }

      @Override
      public String parse(String text) {
        for (int i = 0; i < text.length(); i++) {
          if (LETTERS.indexOf(text.charAt(i)) < 0) {
            throw new IllegalArgumentException(
                "'"
                    + text.charAt(i)
                    + "' at column "
                    + (i + 1)
                    + " is not one of "
                    + LETTERS
                    + ".");
          }
        }
        if (text.length() != length) {
          throw new IllegalArgumentException(
              "the design has " + text.length() + " letters; it must have " + length + ".");
        }
        return text;
      }

      @Override
      public String alphabet() {
        return LETTERS;
      }

      @Override
      public List<Path> write(Path directory, List<String> names, List<String> designs)
          throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
          text.append('>').append(names.get(i)).append('\n').append(designs.get(i)).append('\n');
        }
        return List.of(Files.writeString(directory.resolve("designs.fasta"), text));
      }
    };
  }

  @Override
  public List<Component<String>> reward() {
    return List.of(new Component<>("order", scorer, Transform.IDENTITY, 1, false));
  }

  @Override
  public Reward<String> heldOut() {
    return new Reward<>() {
      @Override
      public List<Score> score(List<String> designs) {
        return designs.stream().map(d -> Score.of(TinyTask.score(d) / 2)).toList();
      }

      @Override
      public String identity() {
        return "half";
      }
    };
  }

  @Override
  public List<DesignMetric<String>> designMetrics() {
    return List.of(
        new DesignMetric<>() {
          @Override
          public String name() {
            return "gc";
          }

          @Override
          public String describe() {
            return "Share of G and C.";
          }

          @Override
          public double[] of(List<String> designs) {
            return designs.stream()
                .mapToDouble(
                    d -> d.chars().filter(c -> c == 'G' || c == 'C').count() / 1.0 / length)
                .toArray();
          }
        });
  }

  @Override
  public List<SetMetric<String>> setMetrics() {
    return List.of(
        new SetMetric<>() {
          @Override
          public String name() {
            return "distinct";
          }

          @Override
          public String describe() {
            return "Share of different designs; more is better.";
          }

          @Override
          public double of(List<String> designs) {
            return new HashSet<>(designs).size() / (double) designs.size();
          }
        });
  }

  @Override
  public Optional<ValueFunction<Tokens>> probabilityValue(
      Objective<Tokens> objective, Meter meter) {
    return linear.map(net -> new PosteriorProbabilities(net::ofProbabilities, objective, meter));
  }

  @Override
  public Optional<ValueFunction<Tokens>> learnedValue(
      Objective<Tokens> objective, ReverseProcess<Tokens> process, Meter meter) {
    return linear.map(net -> new LearnedValue(net, objective, process::time, meter));
  }

  @Override
  public Optional<Guide<Tokens>> posteriorGuide(ReverseProcess<Tokens> process, Meter meter) {
    return linear.map(net -> new GradientGuide(net, process::time, meter));
  }

  @Override
  public Optional<Guide<Tokens>> valueGuide(ReverseProcess<Tokens> process, Meter meter) {
    return posteriorGuide(process, meter);
  }

  @Override
  public Optional<StateFeatures<Tokens>> features() {
    return Optional.of(StateFeatures.oneHot(LETTERS.length()));
  }

  @Override
  public SortedMap<String, Path> modelFiles() {
    return new TreeMap<>();
  }

  @Override
  public void close() {
    if (denoiser instanceof ParallelDenoiser threads) {
      threads.close();
    }
  }
}
