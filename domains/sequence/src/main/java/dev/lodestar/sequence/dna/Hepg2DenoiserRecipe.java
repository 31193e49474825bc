package dev.lodestar.sequence.dna;

import dev.lodestar.torch.CnnDenoiser;
import java.util.List;

/** Pre-trains the masked diffusion of sites that are open in HepG2 or in K562. */
public final class Hepg2DenoiserRecipe extends SiteDenoiserRecipe {
  /** Denoising steps, as for 5'UTRs. */
  static final int STEPS = 128;

  @Override
  public String name() {
    return Hepg2.DENOISER;
  }

  @Override
  public String summary() {
    return "masked diffusion of DNase sites (200 bp) open in HepG2 or K562, sequences alone";
  }

  @Override
  SiteSource source() {
    return Hepg2.SOURCE;
  }

  @Override
  boolean labels() {
    return true;
  }

  @Override
  protected Choices choices() {
    return new Choices(
        new CnnDenoiser.Config(4, 32, 9, List.of(1, 4, 16)),
        Hepg2.CODEC,
        STEPS,
        2_000,
        32,
        3e-3,
        64);
  }

  @Override
  protected Text text() {
    return new Text(
        "sites",
        """
        The pre-trained model of the task enhancer-hepg2: a masked diffusion of DNase hypersensitive
        sites of 200 bp that are open in HepG2 only or in K562 only. It has seen sequences, and not
        which is which.""",
        """
        sites of the training chromosomes of both halves; the average of the weights that did
          best on the validation chromosomes is kept.""",
        "real",
        "test chromosome",
        "the HepG2 sites among them");
  }
}
