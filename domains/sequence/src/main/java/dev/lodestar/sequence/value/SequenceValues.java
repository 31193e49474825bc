package dev.lodestar.sequence.value;

import dev.lodestar.sequence.dna.Hepg2TaskProvider;
import dev.lodestar.sequence.dna.RetinaTaskProvider;
import dev.lodestar.sequence.dna.YeastTaskProvider;
import dev.lodestar.sequence.protein.family.FamilyTask;
import dev.lodestar.sequence.protein.gb1.Gb1Task;
import dev.lodestar.sequence.utr5.Utr5TaskProvider;
import dev.lodestar.sequence.utr5.Utr5VariedTaskProvider;
import dev.lodestar.torch.CnnValueNet;
import dev.lodestar.torch.PooledValueNet;
import dev.lodestar.torch.TokenValueRecipe;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The value recipes of the tasks on sequences, each a class of its own. */
public final class SequenceValues {
  private static final int NUCLEOTIDES = 4;
  private static final int RESIDUES = 20;

  private SequenceValues() {}

  /** {@code utr5-value}. */
  public static final class Utr5 extends TokenValueRecipe {
    public Utr5() {
      super(
          "utr5-value",
          new Utr5TaskProvider(),
          new Choices(CnnValueNet.Config.small(50), 25_600, 3_200, 8, 128, 16_000, 1e-3));
    }
  }

  /** {@code utr5-varied-value}: designs of 75 nucleotides, and of others too. */
  public static final class Utr5Varied extends TokenValueRecipe {
    private static final List<Map<String, String>> LENGTHS =
        IntStream.of(75, 50, 100, 75, 25, 75)
            .mapToObj(n -> Map.of("length", String.valueOf(n)))
            .toList();

    public Utr5Varied() {
      super(
          "utr5-varied-value",
          new Utr5VariedTaskProvider(),
          new Choices(dna(100, List.of(1, 4)), 3_072, 192, 16, 32, 2_500, 3e-3, LENGTHS));
    }
  }

  /** {@code hepg2-value}. */
  public static final class Hepg2 extends TokenValueRecipe {
    public Hepg2() {
      super(
          "hepg2-value",
          new Hepg2TaskProvider(),
          new Choices(dna(200, List.of(4)), 40_000, 128, 8, 16, 12_000, 3e-3));
    }
  }

  /** {@code retina-value}. */
  public static final class Retina extends TokenValueRecipe {
    public Retina() {
      super(
          "retina-value",
          new RetinaTaskProvider(),
          new Choices(dna(164, List.of(4)), 40_000, 128, 8, 16, 12_000, 3e-3));
    }
  }

  /** {@code yeast-value}. */
  public static final class Yeast extends TokenValueRecipe {
    public Yeast() {
      super(
          "yeast-value",
          new YeastTaskProvider(),
          new Choices(dna(80, List.of(1, 4)), 20_480, 128, 8, 32, 8_000, 3e-3));
    }
  }

  /** {@code aav-packaging-value}. */
  public static final class Aav extends TokenValueRecipe {
    public Aav() {
      super(
          "aav-packaging-value",
          new FamilyTask.Aav(),
          new Choices(protein(28, 24, 7), 12_288, 256, 8, 28, 4_000, 3e-3));
    }
  }

  /** {@code gfp-brightness-value}. */
  public static final class Gfp extends TokenValueRecipe {
    public Gfp() {
      super(
          "gfp-brightness-value",
          new FamilyTask.Gfp(),
          new Choices(protein(237, 16, 5), 20_480, 128, 8, 32, 8_000, 3e-3));
    }
  }

  /** {@code gb1-value}: of four sites, most states are seen many times. */
  public static final class Gb1 extends TokenValueRecipe {
    public Gb1() {
      super(
          "gb1-value",
          new Gb1Task(),
          new Choices(
              new CnnValueNet.Config(RESIDUES, 4, 32, 7, 2, 32), 12_288, 256, 4, 8, 4_000, 2e-3));
    }
  }

  private static PooledValueNet.Config dna(int length, List<Integer> dilations) {
    return new PooledValueNet.Config(NUCLEOTIDES, length, 24, 9, dilations, 32);
  }

  private static PooledValueNet.Config protein(int length, int channels, int kernel) {
    return new PooledValueNet.Config(RESIDUES, length, channels, kernel, List.of(1), channels);
  }
}
