package dev.lodestar.core.uniform;

/** What a network's clean prediction p̂ means, which follows from how it was trained. */
public enum CleanUse {
  /**
   * p̂ is the posterior p(x_0 | x_t), as cross-entropy teaches it: p(x_s | x_t) = Σ_x q(x_s | x_t,
   * x)·p̂(x). Exact for a single position, and to first order in the step for many.
   */
  MIXTURE,
  /**
   * p̂ stands in for x_0 in the closed form of the posterior: p(x_s | x_t) ∝ q(x_t | x_s)·Σ_x q(x_s
   * | x)·p̂(x), as networks trained on the variational bound of D3PM (2107.03006, equation 4) or
   * UDLM (2412.10193, section 4) expect it.
   */
  PLUG_IN
}
