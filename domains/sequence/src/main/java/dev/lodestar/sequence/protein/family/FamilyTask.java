package dev.lodestar.sequence.protein.family;

import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.reward.Transform;
import dev.lodestar.core.task.MaskedSamplers;
import dev.lodestar.core.task.Sampler;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TaskProvider;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.Sequences;
import dev.lodestar.sequence.TokenCodec;
import dev.lodestar.sequence.metric.Diversity;
import dev.lodestar.sequence.metric.Naturalness;
import dev.lodestar.sequence.metric.PerDesign;
import dev.lodestar.sequence.metric.UniqueFraction;
import dev.lodestar.sequence.protein.ProteinTask;
import dev.lodestar.sequence.protein.property.Instability;
import dev.lodestar.torch.ShippedValue;
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
  public final Task<?, ?> open(Path models, int threads) {
    try {
      return task(models);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * A scorer within its data.
   *
   * @param scorer what the data taught
   * @param consensus of the family
   * @param most differences from it
   */
  record Near(Reward<String> scorer, String consensus, int most) implements Reward<String> {
    @Override
    public List<Score> score(List<String> designs) {
      List<Score> out = new ArrayList<>(scorer.score(designs));
      for (int i = 0; i < out.size(); i++) {
        int mutations = Sequences.hamming(designs.get(i), consensus);
        if (mutations > most) {
          out.set(
              i,
              new Score.Infeasible(
                  mutations + " mutations; the data reach " + most + " from the consensus"));
        }
      }
      return out;
    }

    @Override
    public String identity() {
      return scorer.identity() + " within " + most;
    }
  }

  private ProteinTask task(Path models) throws IOException {
    FamilyModel model = FamilyModel.read(models, family);
    String consensus = Alphabet.PROTEIN.text(model.profile().consensus());
    TokenCodec codec = new TokenCodec(Alphabet.PROTEIN, consensus.length());
    Near near = new Near(model.guiding(), consensus, model.mutations());
    SortedMap<String, Path> files =
        new TreeMap<>(Map.of("model", FamilyModel.file(models, family)));
    Optional<ShippedValue> value = ShippedValue.open(models, name() + "-value", files);
    value.ifPresent(v -> files.put("value", v.file()));
    return new ProteinTask(
        name(),
        Math.min(MOST_STEPS, codec.length()),
        model.profile(),
        codec,
        new TreeMap<>(),
        new ProteinTask.Judging(
            List.of(new Component<>(family.component(), near, Transform.IDENTITY, 1, false)),
            model.heldOut(),
            true,
            List.of(
                new Naturalness(
                    model.profile(), codec.alphabet(), model.natural(), model.uniform()),
                new PerDesign(
                    "mutations",
                    "differences from the consensus of the data",
                    d -> Sequences.hamming(d, consensus)),
                new PerDesign(
                    "instability",
                    "instability index; below 40 is classified as stable",
                    Instability::index)),
            List.of(new Diversity(), new UniqueFraction())),
        value,
        files);
  }
}
