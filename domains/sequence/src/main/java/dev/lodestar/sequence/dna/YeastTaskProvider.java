package dev.lodestar.sequence.dna;

import java.util.List;

/** Offers the task {@code promoter-yeast}. */
public final class YeastTaskProvider extends SiteTaskProvider {
  public YeastTaskProvider() {
    super(
        new SiteTask(
            Yeast.SOURCE,
            Yeast.NAME,
            Yeast.CODEC,
            YeastDenoiserRecipe.STEPS,
            Yeast.DENOISER,
            Yeast.ORACLE,
            Yeast.HELD_OUT,
            Yeast.VALUE,
            "expression",
            "the tenth of the native cores with the highest expression"));
  }

  @Override
  public String summary() {
    return "yeast promoter cores of 80 bp with high expression in complex medium";
  }

  @Override
  public String source() {
    return "sorting assays of de Boer et al. 2020 and Vaishnav et al. 2022";
  }

  @Override
  public List<String> citations() {
    return List.of(
        """
        @article{vaishnav2022evolution,
          title   = {The evolution, evolvability and engineering of gene regulatory {DNA}},
          author  = {Vaishnav, Eeshit Dhaval and de Boer, Carl G. and Molinet, Jennifer and
                     Yassour, Moran and Fan, Lin and Adiconis, Xian and Thompson, Dawn A. and
                     Levin, Joshua Z. and Cubillos, Francisco A. and Regev, Aviv},
          journal = {Nature},
          volume  = {603},
          pages   = {455--463},
          year    = {2022}
        }
        """);
  }
}
