package dev.lodestar.core.process;

import java.util.List;

/**
 * Between clean states of a process and designs as their user sees them.
 *
 * @param <B> batch of states
 * @param <D> a design
 */
public interface Codec<B extends Particles<B>, D> {
  /** Designs of clean states (noise level 0), one for each row. */
  List<D> decode(B clean);

  /** States of designs; the inverse of {@link #decode}. */
  B encode(List<D> designs);
}
