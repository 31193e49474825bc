package dev.lodestar.sequence.dna;

import java.util.List;

/** Offers the task {@code enhancer-hepg2}. */
public final class Hepg2TaskProvider extends SiteTaskProvider {
  public Hepg2TaskProvider() {
    super(
        new SiteTask(
            Hepg2.SOURCE,
            Hepg2.NAME,
            Hepg2.CODEC,
            Hepg2DenoiserRecipe.STEPS,
            Hepg2.DENOISER,
            Hepg2.ORACLE,
            Hepg2.HELD_OUT,
            Hepg2.VALUE,
            "hepg2-vs-k562",
            "the HepG2 sites of the training chromosomes"));
  }

  @Override
  public String summary() {
    return "DNA of 200 bp that looks open in HepG2 and closed in K562 (log-odds, nats)";
  }

  @Override
  public String source() {
    return "DNase sites of Meuleman et al. 2020; the models are for academic and non-profit use only";
  }

  @Override
  public List<String> citations() {
    return List.of(
        """
        @article{meuleman2020index,
          title   = {Index and biological spectrum of human {DNase} {I} hypersensitive sites},
          author  = {Meuleman, Wouter and Muratov, Alexander and Rynes, Eric and Halow, Jessica and
                     Lee, Kristen and Bates, Daniel and Diegel, Morgan and Dunn, Douglas and
                     Neri, Fidencio and Teodosiadis, Athanasios and others},
          journal = {Nature},
          volume  = {584},
          pages   = {244--251},
          year    = {2020}
        }
        """);
  }
}
