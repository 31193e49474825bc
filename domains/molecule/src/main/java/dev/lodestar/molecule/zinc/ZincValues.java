package dev.lodestar.molecule.zinc;

import dev.lodestar.torch.PooledValueNet;
import dev.lodestar.torch.TokenValueRecipe;
import java.util.List;

/** The value recipes of the tasks on the words of zinc-selfies, each a class of its own. */
public final class ZincValues {
  private static final int WORDS = 256;
  private static final int LENGTH = 32;

  private ZincValues() {}

  /** {@code zinc-qed-value}. */
  public static final class Qed extends TokenValueRecipe {
    public Qed() {
      super("zinc-qed-value", new ZincTaskProvider.Qed(), choices());
    }
  }

  /** {@code zinc-sa-value}. */
  public static final class Sa extends TokenValueRecipe {
    public Sa() {
      super("zinc-sa-value", new ZincTaskProvider.Sa(), choices());
    }
  }

  private static TokenValueRecipe.Choices choices() {
    PooledValueNet.Config network =
        new PooledValueNet.Config(WORDS, LENGTH, 48, 5, List.of(1, 2), 48);
    return new TokenValueRecipe.Choices(network, 32_768, 256, 8, 32, 12_000, 2e-3);
  }
}
