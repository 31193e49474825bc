package dev.lodestar.sequence.protein.family;

import dev.lodestar.core.task.TrainingRecipe.Option;
import dev.lodestar.sequence.recipe.RecipeOptions;

/**
 * One family: its task, its data, and what its models are.
 *
 * @param task name of the task, and of its scorers
 * @param denoiser name of the model that its designs are drawn from
 * @param summary of the task, one line
 * @param source of the data, one line
 * @param column of the measurement in the table
 * @param component name of the guiding score
 * @param unit of the measurement
 * @param span of the guiding scorer's pairs
 * @param penalty of both regressions
 * @param terms paragraphs of the card: data, terms, limits
 * @param citation BibTeX
 */
record Family(
    String task,
    String denoiser,
    String summary,
    String source,
    String column,
    String component,
    String unit,
    int span,
    double penalty,
    String terms,
    String citation) {
  static final Option SPLIT_SEED =
      new Option("split-seed", "whole number", "1", "draws which variants go to which part");

  /** AAV2 capsids. */
  static final Family AAV =
      new Family(
          "aav-packaging",
          "aav-denoiser",
          "a stretch of 28 residues of the AAV2 capsid that packages well",
          "Bryant et al. 2021: packaging of AAV2 capsids with changes in residues 561 to 588",
          "score",
          "packaging",
          "packaging score as in the benchmark's table, higher is better",
          3,
          3,
          """
          Packaging of AAV2 capsids with changes in residues 561 to 588 of VP1: Bryant et al., "Deep
          diversification of an AAV capsid protein by machine learning", Nature Biotechnology 39:691
          (2021), in the selection of the benchmark GGS (Kirjner et al., 2307.00494), whose repository
          states no licence for it; who redistributes the measurements should ask their authors. The
          table holds variants of 28 residues alone: those with insertions are not in it, and the
          recipe refuses them.
          """,
          """
          @article{bryant2021deep,
            title   = {Deep diversification of an {AAV} capsid protein by machine learning},
            author  = {Bryant, Drew H. and Bashir, Ali and Sinai, Sam and Jain, Nina K. and Ogden,
                       Pierce J. and Riley, Patrick F. and Church, George M. and Colwell, Lucy J. and
                       Kelsic, Eric D.},
            journal = {Nature Biotechnology},
            volume  = {39},
            pages   = {691--696},
            year    = {2021}
          }
          """);

  /** Green fluorescent protein. */
  static final Family GFP =
      new Family(
          "gfp-brightness",
          "gfp-denoiser",
          "a green fluorescent protein (avGFP, 237 residues) that shines brightly",
          "Sarkisyan et al. 2016: brightness of variants of avGFP",
          "log10_brightness",
          "brightness",
          "log10 of the median brightness, in the units of the assay",
          2,
          3,
          """
          Brightness of 51,715 variants of the green fluorescent protein of Aequorea victoria:
          Sarkisyan et al., "Local fitness landscape of the green fluorescent protein", Nature 533:397
          (2016), published under CC BY 4.0; genotypes with stop codons are left out, and those that
          code for one protein are averaged. Most variants are either as bright as the wild type (about
          3.7) or dark (about 1.3), and few exceed the wild type by more than the assay's noise: rank
          correlation over all variants says little about ranks among bright ones.
          """,
          """
          @article{sarkisyan2016local,
            title   = {Local fitness landscape of the green fluorescent protein},
            author  = {Sarkisyan, Karen S. and Bolotin, Dmitry A. and Meer, Margarita V. and
                       Usmanova, Dinara R. and Mishin, Alexander S. and Sharonov, George V. and
                       Ivankov, Dmitry N. and Bozhanova, Nina G. and Baranov, Mikhail S. and
                       Soylemez, Onuralp and others},
            journal = {Nature},
            volume  = {533},
            pages   = {397--401},
            year    = {2016}
          }
          """);

  /** The option of the data file. */
  Option data() {
    return RecipeOptions.data("a table with the columns sequence and " + column);
  }

  /** Section of the cards. */
  String provenance(String sha256) {
    return """
        ## Data and terms

        Table with the SHA-256 `%s`.

        %s"""
        .formatted(sha256, terms);
  }
}
