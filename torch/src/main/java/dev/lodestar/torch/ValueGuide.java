package dev.lodestar.torch;

import dev.lodestar.core.masked.TokenGuide;
import org.bytedeco.pytorch.Scalar;

/**
 * A value network and its gradient: classifier guidance for masked states. The network stays open
 * as long as the guide is used.
 *
 * @param net the value
 */
public record ValueGuide(NeuralValue net) implements TokenGuide {
  @Override
  public Gradient at(int[] tokens, int rows, int length, double time) {
    Scaling scaling = net.scaling();
    return Guides.at(
        ValueForward.input(net.config()),
        tokens,
        rows,
        length,
        state ->
            Nets.times(net.forward(state, (int) state.size(0), time), scaling.scale())
                .add(new Scalar(scaling.mean())));
  }
}
