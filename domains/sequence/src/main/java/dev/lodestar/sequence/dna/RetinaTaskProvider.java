package dev.lodestar.sequence.dna;

import java.util.List;

/** Offers the task {@code enhancer-retina}. */
public final class RetinaTaskProvider extends SiteTaskProvider {
  public RetinaTaskProvider() {
    super(
        new SiteTask(
            Retina.SOURCE,
            Retina.NAME,
            Retina.CODEC,
            RetinaDenoiserRecipe.STEPS,
            Retina.DENOISER,
            Retina.ORACLE,
            Retina.HELD_OUT,
            Retina.VALUE,
            "activity",
            "the tenth of the wild types with the highest activity"));
  }

  @Override
  public String summary() {
    return "DNA of 164 bp with high enhancer activity in the mouse retina (log2(1 + a))";
  }

  @Override
  public String source() {
    return "retinal reporter assays of barakcohenlab/CRX-Active-Learning (BSD 3-Clause)";
  }

  @Override
  public List<String> citations() {
    return List.of(
        """
        @article{friedman2021information,
          title   = {Information content differentiates enhancers from silencers in mouse
                     photoreceptors},
          author  = {Friedman, Ryan Z. and Granas, David M. and Myers, Connie A. and Corbo, Joseph C.
                     and Cohen, Barak A. and White, Michael A.},
          journal = {eLife},
          volume  = {10},
          pages   = {e67403},
          year    = {2021}
        }
        """);
  }
}
