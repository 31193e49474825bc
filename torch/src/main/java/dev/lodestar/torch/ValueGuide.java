package dev.lodestar.torch;

import dev.lodestar.core.masked.TokenGuide;
import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;

/**
 * A value network and its gradient: classifier guidance for masked states. The network stays open
 * as long as the guide is used.
 *
 * @param net the value
 */
public record ValueGuide(CnnValueNet net) implements TokenGuide {
  @Override
  public Gradient at(int[] tokens, int rows, int length, double time) {
    CnnValueNet.Config config = net.config();
    Scaling scaling = net.scaling();
    return Guides.at(
        config.input(),
        tokens,
        rows,
        length,
        state -> {
          float[] times = new float[(int) state.size(0)];
          Arrays.fill(times, (float) time);
          return Nets.times(config.forward(net.parameters(), state, times), scaling.scale())
              .add(new Scalar(scaling.mean()));
        });
  }
}
