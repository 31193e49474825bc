package dev.lodestar.torch;

import dev.lodestar.core.gaussian.Shape;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A convolutional tower over images of any noise level: a level is conv, group norm, SiLU, then the
 * same with stride 2; at the end the mean over all places (the features), and a linear map.
 *
 * <p>It is told the noise level as one more channel.
 *
 * @param channels colours of a pixel
 * @param side pixels a side, a multiple of patch
 * @param patch pixels a side of the squares that become channels
 * @param outputs numbers that the linear map makes
 * @param head name of the linear map's parameters
 * @param widths channels of each level, multiples of {@code group}
 * @param group channels that are normalised together
 */
record ImageTower(
    int channels, int side, int patch, int outputs, String head, List<Integer> widths, int group) {
  /** Sizes of an image. */
  Shape shape() {
    return new Shape(channels, side, side);
  }

  /** Number of features. */
  int features() {
    return widths.get(widths.size() - 1);
  }

  /** Refuses sizes that make no network, naming the network's user. */
  void require(String whose) {
    if (channels < 1 || patch < 1 || side < 1 || side % patch != 0 || outputs < 1 || group < 1) {
      throw new IllegalArgumentException(
          whose + " needs colours, outputs, and a side that is a multiple of the patch");
    }
    if (widths.isEmpty() || widths.stream().anyMatch(w -> w < 1 || w % group != 0)) {
      throw new IllegalArgumentException(
          "%s has widths %s, which must be multiples of %d".formatted(whose, widths, group));
    }
  }

  ParameterLayout layout() {
    ParameterLayout.Builder p = new ParameterLayout.Builder();
    int at = channels * patch * patch + 1;
    for (int l = 0; l < widths.size(); l++) {
      int width = widths.get(l);
      p.image("same." + l, width, at, 3).norm("same." + l + ".norm", width);
      p.image("half." + l, width, width, 3).norm("half." + l + ".norm", width);
      at = width;
    }
    return p.dense(head, outputs, at).build();
  }

  /** Features, shape [rows, features], in single precision. */
  Tensor features(Weights w, Tensor x, float[] levels, boolean half) {
    ImageNets nets = new ImageNets(w, half);
    Tensor u = patch == 1 ? x : torch.pixel_unshuffle(x, patch);
    Tensor told =
        Torch.tensor(levels, levels.length, 1, 1, 1).expand(levels.length, 1, u.size(2), u.size(3));
    Tensor h = nets.enter(torch.cat(new TensorVector(u, told), 1));
    for (int l = 0; l < widths.size(); l++) {
      h = nets.active("same." + l + ".norm", group, nets.conv("same." + l, h, 1));
      h = nets.active("half." + l + ".norm", group, nets.conv("half." + l, h, 2));
    }
    return nets.leave(h).mean(2, 3);
  }

  /** The linear map's numbers, shape [rows, outputs]. */
  Tensor outputs(Weights w, Tensor x, float[] levels, boolean half) {
    return Nets.dense(w, head, features(w, x, levels, half));
  }
}
