package dev.lodestar.torch;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A gated recurrent unit read in both directions and summed, without gradients.
 *
 * <p>libtorch's own goes through one direction after the other, gate by gate; here a step is one
 * multiplication for both directions and all gates.
 */
final class Gru {
  private static final String[] DIRECTIONS = {"", "_reverse"};

  private final Tensor inputs;
  private final Tensor inputBias;
  private final Tensor recurrent;
  private final Tensor newBias;
  private final int channels;

  /**
   * @param prefix of the names of PyTorch's parameters of one layer in both directions
   */
  Gru(Weights w, String prefix) {
    inputs = stacked(w, prefix + "weight_ih_l0").transpose(1, 2);
    recurrent = stacked(w, prefix + "weight_hh_l0").transpose(1, 2).contiguous();
    channels = Math.toIntExact(recurrent.size(1));
    Tensor bias = stacked(w, prefix + "bias_hh_l0").unsqueeze(1);
    newBias = bias.narrow(2, 2L * channels, channels);
    // The reset and update gates see the sum of both biases; the new gate resets one of them.
    inputBias = stacked(w, prefix + "bias_ih_l0").unsqueeze(1).clone();
    inputBias.narrow(2, 0, 2L * channels).add_(bias.narrow(2, 0, 2L * channels));
  }

  private static Tensor stacked(Weights w, String name) {
    return torch.stack(
        new TensorVector(w.get(name + DIRECTIONS[0]), w.get(name + DIRECTIONS[1])), 0);
  }

  /**
   * @param x shape [rows, length, channels]
   * @return the hidden states of both directions, summed: shape [rows, length, channels]
   */
  Tensor apply(Tensor x) {
    long rows = x.size(0);
    long length = x.size(1);
    long c = channels;
    Tensor time = x.transpose(0, 1);
    Tensor both = torch.stack(new TensorVector(time, time.flip(0)), 0).view(2, length * rows, -1);
    Tensor gates = torch.baddbmm(inputBias, both, inputs).view(2, length, rows, 3 * c);
    Tensor fresh = gates.narrow(3, 2 * c, c).contiguous();
    gates.narrow(3, 2 * c, c).copy_(newBias.unsqueeze(1));
    Tensor states = torch.empty(length, 2, rows, c);
    Tensor h = torch.zeros(2, rows, c);
    Tensor a = torch.empty(2, rows, 3 * c);
    Tensor resetAndUpdate = a.narrow(2, 0, 2 * c);
    Tensor reset = a.narrow(2, 0, c);
    Tensor update = a.narrow(2, c, c);
    Tensor next = a.narrow(2, 2 * c, c);
    Tensor n = torch.empty(2, rows, c);
    Scalar one = new Scalar(1);
    for (long t = 0; t < length; t++) {
      torch.baddbmm_out(a, gates.select(1, t), h, recurrent);
      resetAndUpdate.sigmoid_();
      torch.addcmul_out(n, fresh.select(1, t), reset, next, one).tanh_();
      Tensor to = states.select(0, t);
      torch.lerp_out(to, n, h, update);
      h = to;
    }
    return states.select(1, 0).add(states.select(1, 1).flip(0)).transpose(0, 1);
  }
}
