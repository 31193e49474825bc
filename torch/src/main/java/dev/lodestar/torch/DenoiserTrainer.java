package dev.lodestar.torch;

import dev.lodestar.core.masked.ConditionalDenoiser;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;

/**
 * Trains a masked-diffusion denoiser on the likelihood bound (MDLM, Sahoo et al. 2024), in nats a
 * token; see {@link Masking} for how states are drawn.
 */
public final class DenoiserTrainer {
  private static final int MASKING = 2;
  private static final int HELD_OUT = 3;
  private static final int HIDING = 7;
  private static final int HELD_OUT_ROWS = 512;
  private static final int HELD_OUT_DRAWS = 4;

  private DenoiserTrainer() {}

  /**
   * Trains from random weights, or goes on from the plan's checkpoint.
   *
   * @param train sequences of one length, tokens 0..V-1
   * @param validation held-out sequences of that length, of which the first 512 are used; may be
   *     empty
   * @return the averaged weights: the best on held-out data, or the last without any
   * @throws IllegalArgumentException if sequences differ in length or hold other tokens
   * @throws IllegalStateException if the loss diverges or the checkpoint is another run's
   */
  public static CnnDenoiser train(
      CnnDenoiser.Config config,
      int[][] train,
      int[][] validation,
      TrainingPlan plan,
      Consumer<Progress> progress) {
    Fingerprint fingerprint = new Fingerprint().add(config);
    return new CnnDenoiser(
        config, train(CnnDenoiser.net(config), fingerprint, train, validation, plan, progress));
  }

  /**
   * The same for a transformer.
   *
   * @param train sequences of one length, padded with the end token where there is one
   * @param half whether products of matrices are taken in bfloat16: faster on processors that have
   *     instructions for it, and another result in the last digits
   */
  public static TransformerDenoiser train(
      TransformerDenoiser.Config config,
      boolean half,
      int[][] train,
      int[][] validation,
      TrainingPlan plan,
      Consumer<Progress> progress) {
    TransformerNet net = new TransformerNet(config, half);
    Fingerprint fingerprint = new Fingerprint().add(net);
    return new TransformerDenoiser(
        config, train(net, fingerprint, train, validation, plan, progress));
  }

  /**
   * The same for a denoiser that is told what each sequence is an example of, and now and then is
   * not, so that it learns the unconditional model too (Ho and Salimans, 2207.12598, Algorithm 1).
   *
   * @param hidden share of the training sequences whose condition is not told, in [0, 1]
   */
  public static ConditionalCnn train(
      ConditionalCnn.Config config,
      Classified train,
      Classified validation,
      double hidden,
      TrainingPlan plan,
      Consumer<Progress> progress) {
    if (!(hidden >= 0 && hidden <= 1)) {
      throw new IllegalArgumentException(
          "The share of hidden conditions must be in [0, 1], not " + hidden);
    }
    MaskedNet net = ConditionalCnn.net(config);
    Fingerprint fingerprint =
        new Fingerprint()
            .add(config)
            .add(new int[][] {train.conditions(), validation.conditions()})
            .add(Double.toString(hidden));
    return new ConditionalCnn(
        config, train(net, fingerprint, train, validation, hidden, plan, progress));
  }

  private static ParameterSet train(
      MaskedNet net,
      Fingerprint fingerprint,
      int[][] train,
      int[][] validation,
      TrainingPlan plan,
      Consumer<Progress> progress) {
    return train(
        net,
        fingerprint,
        Classified.unknown(train),
        Classified.unknown(validation),
        0,
        plan,
        progress);
  }

  private static ParameterSet train(
      MaskedNet net,
      Fingerprint fingerprint,
      Classified classified,
      Classified held,
      double hidden,
      TrainingPlan plan,
      Consumer<Progress> progress) {
    int[][] train = classified.tokens();
    int[][] validation = held.tokens();
    if (train.length == 0) {
      throw new IllegalArgumentException("There is nothing to train on");
    }
    int length = train[0].length;
    TrainingData.requireTokens("training", train, length, length, net.vocabulary());
    TrainingData.requireTokens("held-out", validation, length, length, net.vocabulary());
    Bound bound = new Bound(net, classified, held, hidden, plan);
    return new Trainer(net.layout(), plan, bound, progress)
        .run(fingerprint.add(plan).add(train).add(validation).hex());
  }

  private static final class Bound implements Objective {
    private final MaskedNet net;
    private final Classified train;
    private final Classified validation;
    private final double hidden;
    private final TrainingPlan plan;
    private final Batches batches;

    Bound(
        MaskedNet net, Classified train, Classified validation, double hidden, TrainingPlan plan) {
      this.net = net;
      this.train = train;
      this.validation = validation;
      this.hidden = hidden;
      this.plan = plan;
      batches = new Batches(plan.seed(), plan.batch(), train.size());
    }

    @Override
    public Step step(int step) {
      Classified batch = told(train.select(batches.of(step)), step);
      SplittableRandom random = Draws.at(plan.seed(), step, MASKING);
      // One offset a batch: the batch's levels cover 1..L evenly.
      double offset = random.nextDouble();
      SplittableRandom[] streams = new SplittableRandom[Batches.shards(batch.size())];
      Arrays.setAll(streams, i -> random.split());
      MaskedBatch masked = new MaskedBatch(net, batch, offset, streams);
      return new Step() {
        @Override
        public int shards() {
          return masked.shards();
        }

        @Override
        public Tensor loss(int shard, Weights w) {
          return masked.loss(shard, w);
        }
      };
    }

    /** The batch with the conditions that the network is told. */
    private Classified told(Classified batch, int step) {
      SplittableRandom random = Draws.at(plan.seed(), step, HIDING);
      int[] told = batch.conditions().clone();
      for (int r = 0; r < told.length; r++) {
        told[r] = random.nextDouble() < hidden ? ConditionalDenoiser.NONE : told[r];
      }
      return new Classified(batch.tokens(), told);
    }

    /** Minus the bound, over the same states at every validation, so that scores compare. */
    @Override
    public double validate(Weights w, int threads) {
      int rows = Math.min(HELD_OUT_ROWS, validation.size());
      if (rows == 0) {
        return Double.NaN;
      }
      int[] drawn = new int[rows * HELD_OUT_DRAWS];
      Arrays.setAll(drawn, k -> k % rows);
      SplittableRandom[] streams = new SplittableRandom[Batches.shards(drawn.length)];
      Arrays.setAll(streams, shard -> Draws.at(plan.seed(), shard, HELD_OUT));
      MaskedBatch batch = new MaskedBatch(net, validation.select(drawn), 0.5, streams);
      double[] parts = new double[batch.shards()];
      Workers.run(
          parts.length,
          threads,
          shard -> {
            try (Scope s = Scope.inference()) {
              parts[shard] = batch.loss(shard, w).item_double();
            }
          });
      return -Arrays.stream(parts).sum();
    }
  }
}
