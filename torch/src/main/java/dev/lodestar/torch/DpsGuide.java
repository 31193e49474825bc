package dev.lodestar.torch;

import dev.lodestar.core.masked.TokenGuide;
import dev.lodestar.core.value.DifferentiableScore;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The score of the denoiser's expected guess, differentiated through denoiser and scorer: posterior
 * sampling guidance (Chung et al. 2023) for masked states.
 *
 * <p>The guess at a position is what the state reveals there plus, in proportion to its mask, the
 * denoiser's probabilities: a revealed token is read exactly, and the map is smooth in the one-hot
 * state. Networks stay open as long as the guide is used; none drops units.
 */
public final class DpsGuide implements TokenGuide {
  private final int vocabulary;
  private final int maxLength;
  private final UnaryOperator<Tensor> logits;
  private final UnaryOperator<Tensor> score;

  private DpsGuide(
      int vocabulary, int maxLength, UnaryOperator<Tensor> logits, UnaryOperator<Tensor> score) {
    this.vocabulary = vocabulary;
    this.maxLength = maxLength;
    this.logits = logits;
    this.score = score;
  }

  /**
   * Through two networks.
   *
   * @param denoiser what the guess comes from
   * @param score of guesses, in its data units
   */
  public DpsGuide(CnnDenoiser denoiser, NeuralRegressor score) {
    this(
        denoiser.vocabulary(),
        score.config().maxLength(),
        x -> CnnDenoiser.forward(denoiser.config(), denoiser.parameters(), x),
        guess -> score(score, guess));
    if (denoiser.vocabulary() != score.vocabulary()) {
      throw new IllegalArgumentException(
          "The denoiser knows %d tokens and the scorer %d"
              .formatted(denoiser.vocabulary(), score.vocabulary()));
    }
  }

  /**
   * Through a transformer and a score that tells its own slope.
   *
   * @param denoiser of sequences that have no end token
   */
  public DpsGuide(TransformerDenoiser denoiser, DifferentiableScore score) {
    this(
        denoiser.vocabulary(),
        denoiser.config().length(),
        denoiser::relaxed,
        guess -> score(score, guess));
  }

  @Override
  public Gradient at(int[] tokens, int rows, int length, double time) {
    if (length > maxLength) {
      throw new IllegalArgumentException(
          "The scorer takes sequences of 1 to %d tokens, not %d".formatted(maxLength, length));
    }
    OneHot input = new OneHot(vocabulary, OneHot.Extra.MASK, length);
    return Guides.at(input, tokens, rows, length, this::value);
  }

  /** Values of relaxed states [rows, length, V + 1]. */
  Tensor value(Tensor state) {
    int v = vocabulary;
    Tensor clean = torch.softmax(logits.apply(state).narrow(2, 0, v), 2);
    return score.apply(state.narrow(2, 0, v).add(state.narrow(2, v, 1).mul(clean)));
  }

  private static Tensor score(NeuralRegressor score, Tensor guess) {
    RegressorNet net = score.net();
    Tensor x = encode(guess, net.input((int) guess.size(1)));
    Tensor y = net.forward(score.parameters(), x, Dropout.NONE);
    return Nets.times(y, score.scaling().scale()).add(new Scalar(score.scaling().mean()));
  }

  /** Probabilities [rows, length, V] as the scorer's input. */
  private static Tensor encode(Tensor guess, OneHot input) {
    long rows = guess.size(0);
    long length = guess.size(1);
    Tensor x = guess;
    if (input.extra() == OneHot.Extra.PRESENCE) {
      x = torch.cat(new TensorVector(x, torch.ones(rows, length, 1)), 2);
    }
    long left = input.width() - length;
    return left == 0 ? x : torch.constant_pad_nd(x, new long[] {0, 0, left, 0});
  }

  /** A function of the guess with the score's values and slopes: its tangents, one a row. */
  private static Tensor score(DifferentiableScore score, Tensor guess) {
    int rows = (int) guess.size(0);
    int length = (int) guess.size(1);
    float[] at = Torch.floats(guess.detach());
    float[] slope = score.gradient(at, rows, length);
    double[] values = score.score(at, rows, length);
    int size = at.length / rows;
    float[] rest = new float[rows];
    for (int r = 0; r < rows; r++) {
      double along = 0;
      for (int k = r * size; k < (r + 1) * size; k++) {
        along += (double) slope[k] * at[k];
      }
      rest[r] = (float) (values[r] - along);
    }
    Tensor tangent = guess.mul(Torch.tensor(slope, rows, length, size / length));
    return tangent.sum(new long[] {1, 2}).add(Torch.tensor(rest, rows));
  }
}
