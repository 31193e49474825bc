package dev.lodestar.tck;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.gaussian.ClassifierFree;
import dev.lodestar.core.gaussian.Ddim;
import dev.lodestar.core.gaussian.Denoising;
import dev.lodestar.core.gaussian.GaussianDenoiser;
import dev.lodestar.core.gaussian.GaussianProcess;
import dev.lodestar.core.gaussian.Head;
import dev.lodestar.core.gaussian.Known;
import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.core.gaussian.NoiseLevel;
import dev.lodestar.core.gaussian.Shape;
import dev.lodestar.core.gaussian.Spacing;
import dev.lodestar.core.gaussian.TableSchedule;
import dev.lodestar.core.gaussian.Thresholding;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.ReverseProcess;
import java.util.Arrays;
import java.util.BitSet;

/** With everything a Gaussian process can be told at once. */
class GaussianProcessTest extends ReverseProcessContract<Latents> {
  private static final Shape SHAPE = new Shape(2, 3, 4);

  /** Normal data about its condition. */
  private static final GaussianDenoiser NETWORK =
      new GaussianDenoiser() {
        @Override
        public Shape shape() {
          return SHAPE;
        }

        @Override
        public Head head() {
          return Head.EPSILON;
        }

        @Override
        public int conditions() {
          return 3;
        }

        @Override
        public float[] predict(Latents states, NoiseLevel level) {
          float[] out = new float[states.data().length];
          for (int k = 0; k < out.length; k++) {
            double mean = 0.3 * states.conditions()[k / SHAPE.numbers()];
            double noise = level.deviation() * (states.data()[k] - level.scale() * mean);
            out[k] = (float) noise;
          }
          return out;
        }
      };

  @Override
  protected ReverseProcess<Latents> process() {
    BitSet where = new BitSet();
    where.set(5, 9);
    Denoising how =
        Denoising.by(new Ddim(0.7))
            .thresholded(new Thresholding.Dynamic(0.9, 1))
            .knowing(new Known(where, new float[SHAPE.numbers()]))
            .told(design -> (int) (design % 3));
    return new GaussianProcess(
        ClassifierFree.of(NETWORK, 2),
        new Spacing.Trailing().levels(TableSchedule.cosine(100), 8),
        how,
        new Meter(Budget.unlimited()));
  }

  @Override
  protected float[] gradientOfOnes(Outlook<Latents> outlook) {
    float[] ones = new float[outlook.states().data().length];
    Arrays.fill(ones, 1);
    return ones;
  }
}
