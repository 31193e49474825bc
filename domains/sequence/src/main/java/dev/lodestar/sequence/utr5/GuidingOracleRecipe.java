package dev.lodestar.sequence.utr5;

import dev.lodestar.sequence.data.Part;
import dev.lodestar.torch.CnnRegressor;

/** The scorer that guides: convolutions and a dense layer over every position. */
public final class GuidingOracleRecipe extends OracleRecipe {
  private static final Half HALF = new Half(Part.GUIDING, Part.GUIDING_VALIDATION);
  private static final Choices CHOICES =
      new Choices(
          new CnnRegressor.Config(4, Utr5.LONGEST, 64, 9, 3, 40, 0.3), 5_000, 64, 1e-3, 0.05);

  @Override
  public String name() {
    return Utr5.ORACLE;
  }

  @Override
  public String summary() {
    return "guiding scorer of mean ribosome load: CNN, trained on the guiding half";
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
        The scorer that guides the task utr5-mrl: mean ribosome load predicted by convolutions and a
        dense layer over every position, so that it can tell reading frames. What it guides it must
        not grade: the task reports `utr5-heldout` beside it.""";
  }
}
