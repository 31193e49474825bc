package dev.lodestar.sequence.scorer;

import dev.lodestar.core.reward.Score;
import dev.lodestar.sequence.rna.Ensemble;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What a nearest-neighbour model says of an RNA's fold, each property by a class of its own. */
public abstract class RnaFold extends FreeScorer {
  private final String kind;
  private final String summary;

  private RnaFold(String kind, String summary) {
    this.kind = kind;
    this.summary = summary;
  }

  /** {@code fold-energy}. */
  public static final class Energy extends RnaFold {
    public Energy() {
      super(
          "fold-energy",
          "free energy of an RNA's folding, kcal/mol at 37 °C, at most 0; an energy model's estimate");
    }

    @Override
    public List<Setting> settings() {
      return List.of();
    }

    @Override
    ToDoubleFunction<Ensemble> property(Settings settings) {
      return Ensemble::freeEnergy;
    }
  }

  /** {@code rna-unpaired}. */
  public static final class Unpaired extends RnaFold {
    private static final String LAST = "last";

    public Unpaired() {
      super(
          "rna-unpaired",
          "mean probability that an RNA's base is unpaired, 0 to 1; an energy model's estimate");
    }

    @Override
    public List<Setting> settings() {
      return List.of(
          new Setting(
              LAST,
              "whole number",
              false,
              "average over so many letters at the 3' end, where a 5'UTR meets its start codon;"
                  + " 0 (default): over all"));
    }

    @Override
    ToDoubleFunction<Ensemble> property(Settings settings) {
      int last = settings.whole(LAST, 0, 0, Ensemble.LONGEST);
      return fold -> fold.unpaired(last == 0 ? 0 : Math.max(0, fold.length() - last));
    }
  }

  @Override
  public final String kind() {
    return kind;
  }

  @Override
  public final String summary() {
    return summary;
  }

  @Override
  public final String source() {
    return "McCaskill 1990; energies of Turner 2004 (NNDB), simplified";
  }

  abstract ToDoubleFunction<Ensemble> property(Settings settings);

  @Override
  final Function<String, Score> formula(Settings settings) {
    ToDoubleFunction<Ensemble> property = property(settings);
    return design -> {
      try {
        return Score.of(property.applyAsDouble(Ensemble.of(design)));
      } catch (IllegalArgumentException e) {
        return new Score.Failed(e.getMessage());
      }
    };
  }
}
