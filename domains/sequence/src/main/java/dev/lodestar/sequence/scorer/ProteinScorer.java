package dev.lodestar.sequence.scorer;

import dev.lodestar.core.reward.Score;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.protein.property.Aggregation;
import dev.lodestar.sequence.protein.property.Charge;
import dev.lodestar.sequence.protein.property.Composition;
import dev.lodestar.sequence.protein.property.Instability;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The closed-form scorers of proteins, each by a class of its own. */
public abstract class ProteinScorer extends FreeScorer {
  private final String kind;
  private final String summary;
  private final String source;

  private ProteinScorer(String kind, String summary, String source) {
    this.kind = kind;
    this.summary = summary;
    this.source = source;
  }

  /** {@code net-charge}. */
  public static final class NetCharge extends ProteinScorer {
    public NetCharge() {
      super(
          "net-charge",
          "net charge of a protein at a pH, in units of the proton's",
          "Henderson-Hasselbalch; pKa of Bjellqvist et al. 1993");
    }

    @Override
    public List<Setting> settings() {
      return List.of(new Setting("ph", "number", false, "the pH, 0 to 14 (default 7)"));
    }

    @Override
    ToDoubleFunction<String> property(Settings settings) {
      double ph = settings.number("ph", 7, 0, 14);
      return protein -> Charge.at(protein, ph);
    }
  }

  /** {@code isoelectric-point}. */
  public static final class IsoelectricPoint extends ProteinScorer {
    public IsoelectricPoint() {
      super(
          "isoelectric-point",
          "pH at which a protein has no net charge",
          "Henderson-Hasselbalch; pKa of Bjellqvist et al. 1993");
    }

    @Override
    ToDoubleFunction<String> property(Settings settings) {
      return Charge::isoelectricPoint;
    }
  }

  /** {@code hydropathy}. */
  public static final class Hydropathy extends ProteinScorer {
    public Hydropathy() {
      super(
          "hydropathy",
          "mean hydropathy of a protein (GRAVY), -4.5 to 4.5; positive is hydrophobic",
          "Kyte and Doolittle 1982");
    }

    @Override
    ToDoubleFunction<String> property(Settings settings) {
      return Composition::gravy;
    }
  }

  /** {@code aliphatic-index}. */
  public static final class AliphaticIndex extends ProteinScorer {
    public AliphaticIndex() {
      super(
          "aliphatic-index",
          "relative volume of a protein's aliphatic side chains; higher in thermophiles",
          "Ikai 1980");
    }

    @Override
    ToDoubleFunction<String> property(Settings settings) {
      return Composition::aliphaticIndex;
    }
  }

  /** {@code instability-index}. */
  public static final class InstabilityIndex extends ProteinScorer {
    public InstabilityIndex() {
      super(
          "instability-index",
          "instability index of a protein; below 40 it is classified as stable",
          "Guruprasad et al. 1990");
    }

    @Override
    ToDoubleFunction<String> property(Settings settings) {
      return Instability::index;
    }
  }

  /** {@code aggregation}. */
  public static final class AggregationProne extends ProteinScorer {
    public AggregationProne() {
      super(
          "aggregation",
          "mean aggregation propensity (a3v) of a protein's worst "
              + Aggregation.WINDOW
              + " neighbours; a proxy, higher is worse",
          "Conchillo-Solé et al. 2007 (AGGRESCAN)");
    }

    @Override
    ToDoubleFunction<String> property(Settings settings) {
      return Aggregation::worst;
    }
  }

  /** {@code protein-weight}. */
  public static final class Weight extends ProteinScorer {
    public Weight() {
      super("protein-weight", "average molecular weight of a protein, dalton", "closed form");
    }

    @Override
    ToDoubleFunction<String> property(Settings settings) {
      return Composition::molecularWeight;
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
    return source;
  }

  @Override
  public List<Setting> settings() {
    return List.of();
  }

  /** The number of a protein in upper-case letters, at least one. */
  abstract ToDoubleFunction<String> property(Settings settings);

  @Override
  final Function<String, Score> formula(Settings settings) {
    ToDoubleFunction<String> property = property(settings);
    return design -> {
      try {
        String protein = Alphabet.PROTEIN.canonical(design);
        return protein.isEmpty()
            ? new Score.Failed("The design is empty.")
            : Score.of(property.applyAsDouble(protein));
      } catch (IllegalArgumentException e) {
        return new Score.Failed(e.getMessage());
      }
    };
  }
}
