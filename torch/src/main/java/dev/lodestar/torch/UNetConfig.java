package dev.lodestar.torch;

import dev.lodestar.core.gaussian.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Sizes of a {@link UNet}.
 *
 * <p>Widths are given from fine to coarse. Each level halves the side of the one before; the finest
 * works on squares of {@code patch} pixels, whose pixels become channels, which saves most of the
 * arithmetic of a network without them.
 *
 * @param channels colours of a pixel
 * @param side pixels a side; a multiple of patch times 2 to the number of levels less one
 * @param patch pixels a side of a square, at least 1
 * @param classes conditions the network can be told; 0 where it cannot be told any
 * @param widths channels of each level, multiples of both {@code group} and {@code heads}
 * @param blocks residual blocks of a level on the way down; one more on the way up
 * @param attention levels, counted from the coarsest, with self-attention after each block
 * @param heads of attention
 * @param group channels that are normalised together; with fewer than 8 norms are slow
 * @param embedding numbers that tell noise level and condition, even
 */
public record UNetConfig(
    int channels,
    int side,
    int patch,
    int classes,
    List<Integer> widths,
    int blocks,
    int attention,
    int heads,
    int group,
    int embedding) {
  public UNetConfig {
    widths = List.copyOf(widths);
    if (channels < 1 || side < 1 || patch < 1 || classes < 0 || blocks < 1 || heads < 1) {
      throw new IllegalArgumentException("A U-Net needs colours, pixels, blocks and heads");
    }
    if (group < 1 || embedding < 2 || embedding % 2 != 0 || widths.isEmpty() || attention < 0) {
      throw new IllegalArgumentException(
          "A U-Net needs a group, an even embedding, and the width of a level");
    }
    for (int w : widths) {
      if (w < 1 || w % group != 0 || w % heads != 0) {
        throw new IllegalArgumentException(
            "The width %d of a level is not a multiple of %d channels a group and %d heads"
                .formatted(w, group, heads));
      }
    }
    int unit = patch << (widths.size() - 1);
    if (side % unit != 0) {
      throw new IllegalArgumentException(
          "%d pixels a side are not a multiple of %d, as %d levels of patches of %d need"
              .formatted(side, unit, widths.size(), patch));
    }
  }

  /** Sizes of an image. */
  public Shape shape() {
    return new Shape(channels, side, side);
  }

  /** Numbers of an image. */
  int pixels() {
    return channels * side * side;
  }

  /** Channels of an image cut into squares. */
  int patched() {
    return channels * patch * patch;
  }

  int levels() {
    return widths.size();
  }

  /** Whether the blocks of a level, counted from the finest, are followed by attention. */
  boolean attends(int level) {
    return level >= levels() - attention;
  }

  /** Channels of the states that the way down leaves for the way up, in the order they arise. */
  List<Integer> skips() {
    List<Integer> out = new ArrayList<>(List.of(widths.get(0)));
    for (int l = 0; l < levels(); l++) {
      for (int b = 0; b < blocks; b++) {
        out.add(widths.get(l));
      }
      if (l + 1 < levels()) {
        out.add(widths.get(l));
      }
    }
    return out;
  }

  ParameterLayout layout() {
    ParameterLayout.Builder p = new ParameterLayout.Builder();
    p.dense("time.0", embedding, embedding).dense("time.1", embedding, embedding);
    if (classes > 0) {
      p.free("classes", embedding, classes, embedding);
    }
    p.image("in", widths.get(0), patched(), 3);
    int at = widths.get(0);
    for (int l = 0; l < levels(); l++) {
      for (int b = 0; b < blocks; b++) {
        block(p, "down." + l + "." + b, at, widths.get(l), attends(l));
        at = widths.get(l);
      }
      if (l + 1 < levels()) {
        p.image("down." + l + ".half", at, at, 3);
      }
    }
    block(p, "middle.0", at, at, true);
    block(p, "middle.1", at, at, false);
    List<Integer> skips = skips();
    int next = skips.size() - 1;
    for (int l = levels() - 1; l >= 0; l--) {
      for (int b = 0; b <= blocks; b++) {
        block(p, "up." + l + "." + b, at + skips.get(next--), widths.get(l), attends(l));
        at = widths.get(l);
      }
      if (l > 0) {
        p.image("up." + l + ".twice", at, at, 3);
      }
    }
    return p.norm("out.norm", at).zeroImage("out", patched(), at, 3).build();
  }

  private void block(
      ParameterLayout.Builder p, String name, int inputs, int outputs, boolean attends) {
    p.norm(name + ".norm1", inputs).image(name + ".conv1", outputs, inputs, 3);
    p.dense(name + ".told", 2 * outputs, embedding);
    p.norm(name + ".norm2", outputs).zeroImage(name + ".conv2", outputs, outputs, 3);
    if (inputs != outputs) {
      p.image(name + ".past", outputs, inputs, 1);
    }
    if (attends) {
      p.norm(name + ".norm3", outputs).image(name + ".qkv", 3 * outputs, outputs, 1);
      p.zeroImage(name + ".mix", outputs, outputs, 1);
    }
  }
}
