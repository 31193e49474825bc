package dev.lodestar.onnx;

import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.proto.ElementType;

/** By which number a Gaussian denoiser is told a noise level: its manifest's {@code noise}. */
enum NoiseTold {
  /** The training step, from 0; between two of them where the type allows. */
  STEP {
    @Override
    double number(NoiseLevel level) {
      return level.time();
    }
  },
  /**
   * atan2(deviation, scale)·2/π, from 0 (data) to 1 (noise): networks told this know no schedule,
   * and take any.
   */
  ANGLE {
    @Override
    double number(NoiseLevel level) {
      return Math.atan2(level.deviation(), level.scale()) / (Math.PI / 2);
    }
  };

  abstract double number(NoiseLevel level);

  /**
   * As a manifest says.
   *
   * @throws dev.lodestar.onnx.proto.InvalidModelException with a sentence where its type cannot
   *     hold it
   */
  static NoiseTold of(Manifest manifest) {
    NoiseTold out = manifest.setting("noise", String.class).map(NoiseTold::named).orElse(STEP);
    ElementType type = manifest.inputs().get("time").type();
    if (out == ANGLE && type != ElementType.FLOAT32) {
      throw manifest.fault(
          "tells the noise by an angle from 0 to 1, and [input.time] takes "
              + type.text()
              + "; it must be float32.");
    }
    return out;
  }

  private static NoiseTold named(String name) {
    return name.equals("angle") ? ANGLE : STEP;
  }
}
