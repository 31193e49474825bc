package dev.lodestar.core.decode;

/** What is known beforehand of how a decoder's designs depart from the pre-trained model. */
public sealed interface Departure {
  /**
   * They follow p·exp(r/α), and log Z is estimated: KL = E*[r]/α − log Z.
   *
   * @param alpha α, temperature in reward units
   * @param weighted whether log Z comes from the weights of a population, whose origins then tell
   *     its error
   */
  record Tilted(double alpha, boolean weighted) implements Departure {}

  /**
   * Each is one chosen among so many drawn from the kernel, which bounds KL. To this comes by how
   * much guided kernels differ from the pre-trained one.
   *
   * @param candidates M; 1 where nothing is chosen
   * @param everyStep whether that is so at every step, or once, among finished designs
   */
  record Chosen(int candidates, boolean everyStep) implements Departure {}

  /** Nothing is known. */
  record Unknown() implements Departure {}
}
