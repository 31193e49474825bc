package dev.lodestar.sequence.dna;

import dev.lodestar.torch.CnnDenoiser;
import java.util.List;

/** Pre-trains the masked diffusion of the task promoter-yeast. */
public final class YeastDenoiserRecipe extends SiteDenoiserRecipe {
  /** Denoising steps, as for 5'UTRs. */
  static final int STEPS = 128;

  @Override
  public String name() {
    return Yeast.DENOISER;
  }

  @Override
  public String summary() {
    return "masked diffusion of native yeast promoter cores (80 bp), sequences alone";
  }

  @Override
  SiteSource source() {
    return Yeast.SOURCE;
  }

  @Override
  boolean labels() {
    return false;
  }

  @Override
  protected Choices choices() {
    return new Choices(
        new CnnDenoiser.Config(4, 32, 9, List.of(1, 4, 16)),
        Yeast.CODEC,
        STEPS,
        1200,
        32,
        3e-3,
        64);
  }

  @Override
  protected Text text() {
    return new Text(
        "native cores",
        """
        The pre-trained model of the task promoter-yeast: a masked diffusion of native yeast promoter cores (80 bp).
        It has seen sequences, no measurements.""",
        """
        native cores of both halves; the average of the weights that did best on the
          validation parts is kept.""",
        "real",
        "test clusters",
        "the tenth of the native cores with the highest expression");
  }
}
