package dev.lodestar.torch;

import dev.lodestar.core.masked.ConditionalDenoiser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/**
 * Trains a masked-diffusion denoiser on the likelihood bound (MDLM, Sahoo et al. 2024), in nats a
 * token; see {@link Masking} for how states are drawn.
 */
public final class DenoiserTrainer {
  private static final int MASKING = 2;
  private static final int HELD_OUT = 3;
  private static final int HIDING = 7;
  private static final int LENGTH = 8;
  private static final int HELD_OUT_ROWS = 512;
  private static final int HELD_OUT_DRAWS = 4;

  private DenoiserTrainer() {}

  /**
   * Trains from random weights, or goes on from the plan's checkpoint.
   *
   * @param train sequences, tokens 0..V-1; where they differ in length, each batch holds one
   *     length, drawn by the share of the sequences that have it
   * @param validation held-out sequences, of which the first 512 are used; may be empty
   * @return the averaged weights: the best on held-out data, or the last without any
   * @throws IllegalArgumentException if sequences hold other tokens
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
    requireOneLength(train, validation);
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
    requireOneLength(train.tokens(), validation.tokens());
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
    TrainingData.requireTokens("training", train, 1, Integer.MAX_VALUE, net.vocabulary());
    TrainingData.requireTokens("held-out", validation, 1, Integer.MAX_VALUE, net.vocabulary());
    Bound bound = new Bound(net, classified, held, hidden, plan);
    return new Trainer(net.layout(), plan, bound, progress)
        .run(fingerprint.add(plan).add(train).add(validation).hex());
  }

  private static void requireOneLength(int[][] train, int[][] validation) {
    if (Stream.of(train, validation).flatMap(Arrays::stream).map(x -> x.length).distinct().count()
        > 1) {
      throw new IllegalArgumentException("This network learns from sequences of one length");
    }
  }

  private static final class Bound implements Objective {
    private final MaskedNet net;
    private final List<Classified> train;
    private final List<Classified> validation;
    private final double hidden;
    private final TrainingPlan plan;
    private final List<Batches> batches = new ArrayList<>();
    private final int size;

    Bound(
        MaskedNet net, Classified train, Classified validation, double hidden, TrainingPlan plan) {
      this.net = net;
      this.train = train.byLength();
      this.validation = validation.first(HELD_OUT_ROWS).byLength();
      this.hidden = hidden;
      this.plan = plan;
      size = train.size();
      for (Classified group : this.train) {
        batches.add(new Batches(plan.seed(), plan.batch(), group.size()));
      }
    }

    /** A length by the share of the data that has it. */
    private int group(int step) {
      int at = Draws.at(plan.seed(), step, LENGTH).nextInt(size);
      int g = 0;
      while (at >= train.get(g).size()) {
        at -= train.get(g++).size();
      }
      return g;
    }

    @Override
    public Step step(int step) {
      int g = group(step);
      Classified batch = told(train.get(g).select(batches.get(g).of(step)), step);
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
      int rows = validation.stream().mapToInt(Classified::size).sum();
      if (rows == 0) {
        return Double.NaN;
      }
      double bound = 0;
      int shards = 0;
      for (Classified group : validation) {
        int[] drawn = new int[group.size() * HELD_OUT_DRAWS];
        Arrays.setAll(drawn, k -> k % group.size());
        SplittableRandom[] streams = new SplittableRandom[Batches.shards(drawn.length)];
        int first = shards;
        Arrays.setAll(streams, shard -> Draws.at(plan.seed(), first + shard, HELD_OUT));
        MaskedBatch batch = new MaskedBatch(net, group.select(drawn), 0.5, streams);
        bound += sum(batch, w, threads) * group.size() / rows;
        shards += streams.length;
      }
      return -bound;
    }

    private static double sum(MaskedBatch batch, Weights w, int threads) {
      double[] parts = new double[batch.shards()];
      Workers.run(
          parts.length,
          threads,
          shard -> {
            try (Scope s = Scope.inference()) {
              parts[shard] = batch.loss(shard, w).item_double();
            }
          });
      return Arrays.stream(parts).sum();
    }
  }
}
