package dev.lodestar.sequence.utr5;

import dev.lodestar.sequence.data.Part;
import dev.lodestar.torch.ResidualRegressor;
import java.util.List;

/** The scorer that only judges: residual convolutions, pooled over positions; the other half. */
public final class HeldOutOracleRecipe extends OracleRecipe {
  private static final Half HALF = new Half(Part.HELD_OUT, Part.HELD_OUT_VALIDATION);
  private static final Choices CHOICES =
      new Choices(
          new ResidualRegressor.Config(4, Utr5.LONGEST, 64, 7, List.of(1, 2, 4, 8), 64, 0.1),
          5_000,
          64,
          1e-3,
          0.02);

  @Override
  public String name() {
    return Utr5.HELD_OUT;
  }

  @Override
  public String summary() {
    return "held-out scorer of mean ribosome load: residual CNN, trained on the other half";
  }

  @Override
  protected Choices choices() {
    return CHOICES;
  }

  @Override
  Half half() {
    return HALF;
  }

  @Override
  String purpose() {
    return """
        The scorer that judges the designs of the task utr5-mrl and never guides: another architecture
        than `utr5-oracle`, trained on other sequences.""";
  }
}
