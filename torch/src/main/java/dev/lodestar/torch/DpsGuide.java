package dev.lodestar.torch;

import dev.lodestar.core.masked.TokenGuide;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The score of the denoiser's expected guess, differentiated through both networks: posterior
 * sampling guidance (Chung et al. 2023) for masked states.
 *
 * <p>The guess at a position is what the state reveals there plus, in proportion to its mask, the
 * denoiser's probabilities: a revealed token is read exactly, and the map is smooth in the one-hot
 * state. Both networks stay open as long as the guide is used; neither drops units.
 *
 * @param denoiser what the guess comes from
 * @param score of guesses, in its data units
 */
public record DpsGuide(CnnDenoiser denoiser, NeuralRegressor score) implements TokenGuide {
  public DpsGuide {
    if (denoiser.vocabulary() != score.vocabulary()) {
      throw new IllegalArgumentException(
          "The denoiser knows %d tokens and the scorer %d"
              .formatted(denoiser.vocabulary(), score.vocabulary()));
    }
  }

  @Override
  public Gradient at(int[] tokens, int rows, int length, double time) {
    if (length > score.config().maxLength()) {
      throw new IllegalArgumentException(
          "The scorer takes sequences of 1 to %d tokens, not %d"
              .formatted(score.config().maxLength(), length));
    }
    OneHot input = new OneHot(denoiser.vocabulary(), OneHot.Extra.MASK, length);
    return Guides.at(input, tokens, rows, length, this::value);
  }

  /** Values of relaxed states [rows, length, V + 1]. */
  Tensor value(Tensor state) {
    int v = denoiser.vocabulary();
    Tensor logits = CnnDenoiser.forward(denoiser.config(), denoiser.parameters(), state);
    Tensor clean = torch.softmax(logits.narrow(2, 0, v), 2);
    Tensor guess = state.narrow(2, 0, v).add(state.narrow(2, v, 1).mul(clean));
    RegressorNet net = score.net();
    Tensor x = encode(guess, net.input((int) state.size(1)));
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
}
