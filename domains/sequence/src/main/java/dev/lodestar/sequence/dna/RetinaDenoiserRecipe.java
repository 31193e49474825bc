package dev.lodestar.sequence.dna;

import dev.lodestar.torch.CnnDenoiser;
import java.util.List;

/** Pre-trains the masked diffusion of the task enhancer-retina. */
public final class RetinaDenoiserRecipe extends SiteDenoiserRecipe {
  /** Denoising steps, as for 5'UTRs. */
  static final int STEPS = 128;

  @Override
  public String name() {
    return Retina.DENOISER;
  }

  @Override
  public String summary() {
    return "masked diffusion of mouse cis-regulatory sequences (164 bp), sequences alone";
  }

  @Override
  SiteSource source() {
    return Retina.SOURCE;
  }

  @Override
  boolean labels() {
    return false;
  }

  @Override
  protected Choices choices() {
    return new Choices(
        new CnnDenoiser.Config(4, 24, 9, List.of(1, 4, 16)),
        Retina.CODEC,
        STEPS,
        1_000,
        32,
        3e-3,
        64);
  }

  @Override
  protected Text text() {
    return new Text(
        "wild types",
        """
        The pre-trained model of the task enhancer-retina: a masked diffusion of mouse
        cis-regulatory sequences of 164 bp. It has seen sequences, no measurements.""",
        """
        wild types of both halves; the average of the weights that did best on the
          validation parts is kept.""",
        "real",
        "test loci",
        "the tenth of the wild types with the highest activity");
  }
}
