package dev.lodestar.image.task;

import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.image.ImageCodec;
import dev.lodestar.torch.ImageClassifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a classifier thinks of images.
 *
 * @param codec sizes
 * @param judgement what of a row of log-probabilities is the score
 * @param identity of network and judgement
 */
record ClassReward(ImageClassifier network, ImageCodec codec, Judgement judgement, String identity)
    implements Reward<String>, AutoCloseable {
  /** A number of one image's log-probabilities, in nats. */
  interface Judgement {
    double of(double[] logProbabilities);

    /** log p of one class. */
    static Judgement logOf(int target) {
      return logs -> logs[target];
    }

    /** p of one class. */
    static Judgement of(int target) {
      return logs -> Math.exp(logs[target]);
    }

    /** p of the likeliest class. */
    static Judgement confidence() {
      return logs -> Math.exp(Arrays.stream(logs).max().orElseThrow());
    }
  }

  @Override
  public void requireReads(String example) {
    codec.image(example);
  }

  @Override
  public List<Score> score(List<String> designs) {
    Score[] out = new Score[designs.size()];
    List<String> images = new ArrayList<>();
    for (int i = 0; i < out.length; i++) {
      try {
        codec.image(designs.get(i));
        images.add(designs.get(i));
      } catch (IllegalArgumentException e) {
        out[i] = new Score.Infeasible(e.getMessage());
      }
    }
    Latents x = codec.encode(images);
    double[][] logs = network.logProbabilities(x, NoiseLevel.DATA);
    int next = 0;
    for (int i = 0; i < out.length; i++) {
      out[i] = out[i] == null ? Score.of(judgement.of(logs[next++])) : out[i];
    }
    return List.of(out);
  }

  /** Frees the network. */
  @Override
  public void close() {
    network.close();
  }
}
