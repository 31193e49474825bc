package dev.lodestar.torch;

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

  private static ParameterSet train(
      MaskedNet net,
      Fingerprint fingerprint,
      int[][] train,
      int[][] validation,
      TrainingPlan plan,
      Consumer<Progress> progress) {
    if (train.length == 0) {
      throw new IllegalArgumentException("There is nothing to train on");
    }
    int length = train[0].length;
    TrainingData.requireTokens("training", train, length, length, net.vocabulary());
    TrainingData.requireTokens("held-out", validation, length, length, net.vocabulary());
    Bound bound = new Bound(net, train, validation, plan);
    return new Trainer(net.layout(), plan, bound, progress)
        .run(fingerprint.add(plan).add(train).add(validation).hex());
  }

  private static final class Bound implements Objective {
    private final MaskedNet net;
    private final int[][] train;
    private final int[][] validation;
    private final TrainingPlan plan;
    private final Batches batches;

    Bound(MaskedNet net, int[][] train, int[][] validation, TrainingPlan plan) {
      this.net = net;
      this.train = train;
      this.validation = validation;
      this.plan = plan;
      batches = new Batches(plan.seed(), plan.batch(), train.length);
    }

    @Override
    public Step step(int step) {
      int[][] clean =
          Arrays.stream(batches.of(step)).mapToObj(row -> train[row]).toArray(int[][]::new);
      SplittableRandom random = Draws.at(plan.seed(), step, MASKING);
      // One offset a batch: the batch's levels cover 1..L evenly.
      double offset = random.nextDouble();
      SplittableRandom[] streams = new SplittableRandom[Batches.shards(clean.length)];
      Arrays.setAll(streams, i -> random.split());
      MaskedBatch batch = new MaskedBatch(net, clean, offset, streams);
      return new Step() {
        @Override
        public int shards() {
          return batch.shards();
        }

        @Override
        public Tensor loss(int shard, Weights w) {
          return batch.loss(shard, w);
        }
      };
    }

    /** Minus the bound, over the same states at every validation, so that scores compare. */
    @Override
    public double validate(Weights w, int threads) {
      int rows = Math.min(HELD_OUT_ROWS, validation.length);
      if (rows == 0) {
        return Double.NaN;
      }
      int[][] clean = new int[rows * HELD_OUT_DRAWS][];
      Arrays.setAll(clean, k -> validation[k % rows]);
      SplittableRandom[] streams = new SplittableRandom[Batches.shards(clean.length)];
      Arrays.setAll(streams, shard -> Draws.at(plan.seed(), shard, HELD_OUT));
      MaskedBatch batch = new MaskedBatch(net, clean, 0.5, streams);
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
