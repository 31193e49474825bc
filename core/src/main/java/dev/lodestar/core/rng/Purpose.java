package dev.lodestar.core.rng;

/** What a random number is for. Part of its address, so that no two uses share a number. */
public enum Purpose {
  /** The state at the highest noise level. */
  PRIOR,
  /** Children of a state. */
  PROPOSE,
  /** Choice among the children of one particle. */
  SELECT,
  /** Choice across the particles of a population. */
  RESAMPLE,
  /** Random numbers inside a value function, such as sampled clean guesses. */
  VALUE,
  /** Evaluation after the fact, such as likelihood bounds. */
  EVALUATE,
  /** Roll-outs of the pre-trained model on which values are learned. */
  ROLLOUT,
  /** Choices of a schedule that hold for the whole run. */
  SCHEDULE,
  /** Noise put back onto a state. */
  RENOISE,
  /** Key of the streams of roll-outs inside a value. */
  LOOK_AHEAD,
  /** Key of the streams of one round of a search that passes the noise levels many times. */
  ROUND
}
