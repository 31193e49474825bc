package dev.lodestar.sequence.protein.family;

import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.Transform;
import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.core.task.MaskedSamplers;
import dev.lodestar.core.task.Sampler;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TaskInput;
import dev.lodestar.core.task.TaskProvider;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.InvalidFileException;
import dev.lodestar.sequence.Sequences;
import dev.lodestar.sequence.TokenCodec;
import dev.lodestar.sequence.metric.Diversity;
import dev.lodestar.sequence.metric.Naturalness;
import dev.lodestar.sequence.metric.Naturalness.Spread;
import dev.lodestar.sequence.metric.PerDesign;
import dev.lodestar.sequence.metric.UniqueFraction;
import dev.lodestar.sequence.protein.ProteinTask;
import dev.lodestar.sequence.protein.property.Instability;
import dev.lodestar.sequence.task.ModelSet;
import dev.lodestar.sequence.task.Steering;
import dev.lodestar.torch.DpsGuide;
import dev.lodestar.torch.ShippedValue;
import dev.lodestar.torch.TransformerDenoiser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Offers the tasks on families of variants, each by a class of its own. */
public abstract class FamilyTask implements TaskProvider {
  private static final int MOST_STEPS = 64;
  private static final String VARIANTS = "variants";
  private static final String SCORERS = "scorers";
  private static final String DENOISER = "denoiser";

  private final Family family;

  private FamilyTask(Family family) {
    this.family = family;
  }

  /** {@code aav-packaging}. */
  public static final class Aav extends FamilyTask {
    public Aav() {
      super(Family.AAV);
    }
  }

  /** {@code gfp-brightness}. */
  public static final class Gfp extends FamilyTask {
    public Gfp() {
      super(Family.GFP);
    }
  }

  @Override
  public final String name() {
    return family.task();
  }

  @Override
  public final String summary() {
    return family.summary();
  }

  @Override
  public final String source() {
    return family.source();
  }

  @Override
  public final List<String> citations() {
    return List.of(family.citation());
  }

  @Override
  public final List<Sampler> samplers() {
    return MaskedSamplers.ALL;
  }

  @Override
  public final List<TaskInput> inputs() {
    return List.of(
        new TaskInput(
            VARIANTS,
            true,
            Optional.of(""),
            "known variants, a table with the columns sequence and "
                + family.column()
                + ", that no design may be far from; without it the consensus alone is known"));
  }

  @Override
  public final Task<?, ?> open(Path models, int threads) {
    return open(models, "", Map.of(VARIANTS, ""), threads);
  }

  @Override
  public final Task<?, ?> open(Path models, String model, Map<String, String> inputs, int threads) {
    ModelSet set = new ModelSet(models);
    try {
      String variants = inputs.get(VARIANTS);
      return task(set, variants.isEmpty() ? Optional.empty() : Optional.of(Path.of(variants)));
    } catch (IOException e) {
      set.close();
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** Denoising steps of designs of some length. */
  static int steps(int length) {
    return Math.min(MOST_STEPS, length);
  }

  private ProteinTask task(ModelSet set, Optional<Path> variants) throws IOException {
    FamilyScorers scorers = set.read(SCORERS, name(), f -> FamilyScorers.read(f, family));
    int[] consensus = scorers.consensus();
    TransformerDenoiser denoiser = set.load(DENOISER, family.denoiser(), TransformerDenoiser::load);
    if (denoiser.config().length() != consensus.length) {
      throw new IOException(
          "%s is of %d residues, the scorers beside it of %d; './lodestar train %s' makes it anew."
              .formatted(
                  set.files().get(DENOISER),
                  denoiser.config().length(),
                  consensus.length,
                  family.denoiser()));
    }
    Optional<Near.Known> known = Optional.empty();
    if (variants.isPresent()) {
      known = Optional.of(known(variants.get(), scorers));
    }
    Optional<ShippedValue> value = set.value(name() + "-value");
    SortedMap<String, Path> files = new TreeMap<>(set.files());
    variants.ifPresent(f -> files.put(VARIANTS, f));
    return new ProteinTask(
        name(),
        steps(consensus.length),
        denoiser,
        new TokenCodec(Alphabet.PROTEIN, consensus.length),
        new TreeMap<>(),
        new ProteinTask.Judging(
            List.of(
                new Component<>(
                    family.component(),
                    new Near(scorers.guiding(), consensus, scorers.mutations(), known),
                    Transform.IDENTITY,
                    1,
                    false)),
            scorers.heldOut(),
            true,
            metrics(
                new Naturalness(
                    denoiser,
                    Alphabet.PROTEIN,
                    Spread.parse(set.note(DENOISER, FamilyJudgement.NATURAL)),
                    Spread.parse(set.note(DENOISER, FamilyJudgement.UNIFORM))),
                consensus,
                known),
            List.of(new Diversity(), new UniqueFraction())),
        new Steering(
            Optional.of(scorers.guiding()),
            Optional.of(new DpsGuide(denoiser, scorers.guiding())),
            value,
            Optional.empty()),
        files);
  }

  private Near.Known known(Path file, FamilyScorers scorers) throws IOException {
    List<int[]> table = Variants.read(file, family.column()).tokens();
    int sites = scorers.consensus().length;
    if (table.get(0).length != sites) {
      throw new InvalidFileException(
          file,
          "holds variants of %d residues; those of %s have %d"
              .formatted(table.get(0).length, name(), sites));
    }
    KnownVariants variants = new KnownVariants(scorers.consensus(), table);
    return new Near.Known(variants, scorers.reach(), "sha256=" + ModelSet.sha256(file));
  }

  private static List<DesignMetric<String>> metrics(
      Naturalness naturalness, int[] consensus, Optional<Near.Known> known) {
    List<DesignMetric<String>> out = new ArrayList<>();
    out.add(naturalness);
    out.add(
        new PerDesign(
            "mutations",
            "differences from the consensus of the data",
            d -> Sequences.hamming(Alphabet.PROTEIN.tokens(d), consensus)));
    known.ifPresent(
        k ->
            out.add(
                new PerDesign(
                    "nearest-variant",
                    "differences from the nearest known variant",
                    d -> k.variants().nearest(Alphabet.PROTEIN.tokens(d)))));
    out.add(
        new PerDesign(
            "instability",
            "instability index; below 40 is classified as stable",
            Instability::index));
    return out;
  }
}
