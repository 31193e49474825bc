package dev.lodestar.sequence.own;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.Codec;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.DesignFormat;
import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.core.task.MaskedSamplers;
import dev.lodestar.core.task.OwnTokenDenoiser;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.task.SetMetric;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.value.StateFeatures;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.LockedPositions;
import dev.lodestar.sequence.SequenceFormat;
import dev.lodestar.sequence.TokenCodec;
import dev.lodestar.sequence.metric.Diversity;
import dev.lodestar.sequence.metric.Naturalness;
import dev.lodestar.sequence.metric.PerDesign;
import dev.lodestar.sequence.metric.UniqueFraction;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Sequences of one length over letters, both as the user's denoiser has them. What guides is the
 * configuration's; nothing here could be held out, and the run says so.
 */
final class OwnSequencesTask implements Task<Tokens, String> {
  private static final int STEPS = 128;

  private final OwnTokenDenoiser denoiser;
  private final TokenCodec codec;

  /**
   * Takes the denoiser over, and closes it.
   *
   * @throws IllegalArgumentException with a sentence where it is not one of sequences of letters
   */
  OwnSequencesTask(OwnTokenDenoiser denoiser) {
    this.denoiser = denoiser;
    if (denoiser.length() == 0) {
      throw new IllegalArgumentException(
          denoiser.describe()
              + " takes several lengths; say in it how long designs are, as in length = 50.");
    }
    this.codec = new TokenCodec(alphabet(denoiser), denoiser.length());
  }

  private static Alphabet alphabet(OwnTokenDenoiser denoiser) {
    String letters = String.join("", denoiser.tokens());
    for (Alphabet known : List.of(Alphabet.DNA, Alphabet.RNA, Alphabet.PROTEIN)) {
      if (known.letters().equals(letters)) {
        return known;
      }
    }
    for (String token : denoiser.tokens()) {
      if (token.length() != 1 || !token.equals(token.toUpperCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            denoiser.describe()
                + " has the token '"
                + token
                + "'; designs of this task are sequences of single capital letters.");
      }
    }
    return new Alphabet("design", letters, letters.charAt(0), letters.charAt(0));
  }

  @Override
  public String name() {
    return OwnSequencesProvider.NAME;
  }

  @Override
  public int defaultSteps() {
    return STEPS;
  }

  @Override
  public ReverseProcess<Tokens> process(Sampling sampling, Constraints constraints, Meter meter) {
    return MaskedSamplers.process(
        sampling, denoiser, LockedPositions.template(constraints, codec), meter);
  }

  @Override
  public Codec<Tokens, String> codec() {
    return codec;
  }

  @Override
  public DesignFormat<String> format() {
    return new SequenceFormat(codec.alphabet(), codec.length());
  }

  @Override
  public List<Component<String>> reward() {
    return List.of();
  }

  @Override
  public Reward<String> heldOut() {
    return designs ->
        designs.stream()
            .<Score>map(d -> new Score.Infeasible("the task has no held-out scorer"))
            .toList();
  }

  @Override
  public List<DesignMetric<String>> designMetrics() {
    DesignMetric<String> natural = new OwnNaturalness(denoiser, codec.alphabet());
    boolean nucleotides =
        codec.alphabet().equals(Alphabet.DNA) || codec.alphabet().equals(Alphabet.RNA);
    return nucleotides ? List.of(natural, PerDesign.GC) : List.of(natural);
  }

  @Override
  public List<SetMetric<String>> setMetrics() {
    return List.of(new Diversity(), new UniqueFraction());
  }

  @Override
  public Optional<StateFeatures<Tokens>> features() {
    return Optional.of(StateFeatures.oneHot(codec.alphabet().size()));
  }

  @Override
  public SortedMap<String, Path> modelFiles() {
    return denoiser.files();
  }

  @Override
  public void close() {
    denoiser.close();
  }

  /** The user's own model's bound, without a yardstick: nobody measured one. */
  private record OwnNaturalness(OwnTokenDenoiser denoiser, Alphabet alphabet)
      implements DesignMetric<String> {
    @Override
    public String name() {
      return "naturalness";
    }

    @Override
    public String describe() {
      return "bound on -log p under your model, nats a letter; lower is more natural (uniform random"
          + " sequences of these letters: ln "
          + alphabet.size()
          + " under a model that knows nothing)";
    }

    @Override
    public double[] of(List<String> designs) {
      return designs.stream()
          .mapToDouble(d -> Naturalness.bound(denoiser, alphabet.tokens(d)))
          .toArray();
    }
  }
}
