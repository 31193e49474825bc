package dev.lodestar.torch;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

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
    if (train.length == 0) {
      throw new IllegalArgumentException("There is nothing to train on");
    }
    int length = train[0].length;
    TrainingData.requireTokens("training", train, length, length, config.vocabulary());
    TrainingData.requireTokens("held-out", validation, length, length, config.vocabulary());
    String fingerprint = new Fingerprint().add(config).add(plan).add(train).add(validation).hex();
    Bound bound = new Bound(config, train, validation, plan);
    ParameterSet trained = new Trainer(config.layout(), plan, bound, progress).run(fingerprint);
    return new CnnDenoiser(config, trained);
  }

  private static final class Bound implements Objective {
    private final CnnDenoiser.Config config;
    private final int[][] train;
    private final int[][] validation;
    private final TrainingPlan plan;
    private final Batches batches;
    private final OneHot input;

    Bound(CnnDenoiser.Config config, int[][] train, int[][] validation, TrainingPlan plan) {
      this.config = config;
      this.train = train;
      this.validation = validation;
      this.plan = plan;
      batches = new Batches(plan.seed(), plan.batch(), train.length);
      input = new OneHot(config.vocabulary(), OneHot.Extra.MASK, train[0].length);
    }

    @Override
    public Step step(int step) {
      int[] rows = batches.of(step);
      SplittableRandom random = Draws.at(plan.seed(), step, MASKING);
      // One offset a batch: the batch's levels cover 1..L evenly. Shards take every level's turn.
      double offset = random.nextDouble();
      SplittableRandom[] streams = new SplittableRandom[Batches.shards(rows.length)];
      for (int i = 0; i < streams.length; i++) {
        streams[i] = random.split();
      }
      return new Step() {
        @Override
        public int shards() {
          return streams.length;
        }

        @Override
        public Tensor loss(int shard, Weights w) {
          int[] mine = Batches.shard(rows, shard);
          int[][] clean = new int[mine.length][];
          int[] counts = new int[mine.length];
          for (int r = 0; r < mine.length; r++) {
            clean[r] = train[mine[r]];
            int k = shard * SHARD + r;
            counts[r] = Masking.count(input.width(), k, rows.length, offset);
          }
          return bound(w, clean, counts, streams[shard], rows.length);
        }
      };
    }

    /** −log p of the masked tokens, weighted to nats a token, over {@code total} draws. */
    private Tensor bound(
        Weights w, int[][] clean, int[] counts, SplittableRandom random, int total) {
      int v = config.vocabulary();
      int length = input.width();
      float[] x = input.blank(clean.length);
      float[] weights = new float[clean.length * length * v];
      for (int r = 0; r < clean.length; r++) {
        int[] state = clean[r].clone();
        Masking.mask(state, 0, length, counts[r], v, random);
        input.put(x, r, state, 0, length);
        for (int i = 0; i < length; i++) {
          if (state[i] == v) {
            weights[(r * length + i) * v + clean[r][i]] = (float) (1.0 / counts[r] / total);
          }
        }
      }
      Tensor logits = CnnDenoiser.forward(config, w, input.tensor(x)).narrow(2, 0, v);
      Tensor logP = torch.log_softmax(logits, 2);
      return logP.mul(Torch.tensor(weights, clean.length, length, v)).sum().neg();
    }

    @Override
    public double validate(Weights w, int threads) {
      int rows = Math.min(HELD_OUT_ROWS, validation.length);
      if (rows == 0) {
        return Double.NaN;
      }
      int draws = rows * HELD_OUT_DRAWS;
      int shards = Batches.shards(draws);
      double[] parts = new double[shards];
      Workers.run(
          shards,
          threads,
          shard -> {
            try (Scope s = Scope.inference()) {
              SplittableRandom random = Draws.at(plan.seed(), shard, HELD_OUT);
              int n = Math.min(SHARD, draws - shard * SHARD);
              int[][] clean = new int[n][];
              int[] counts = new int[n];
              for (int r = 0; r < n; r++) {
                int k = shard * SHARD + r;
                clean[r] = validation[k % rows];
                // The same states at every validation, so that scores compare.
                counts[r] = Masking.count(input.width(), k, draws, 0.5);
              }
              parts[shard] = bound(w, clean, counts, random, draws).item_double();
            }
          });
      double sum = 0;
      for (double p : parts) {
        sum += p;
      }
      return -sum;
    }
  }
}
