package dev.lodestar.core.task;

import dev.lodestar.core.gaussian.GaussianDenoiser;
import dev.lodestar.core.gaussian.TableSchedule;

/** A denoiser of Gaussian diffusion that its user brought. */
public interface OwnGaussianDenoiser extends OwnModel, GaussianDenoiser {
  /** The noise it was trained on. */
  TableSchedule schedule();
}
