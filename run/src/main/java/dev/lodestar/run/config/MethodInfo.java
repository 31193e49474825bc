package dev.lodestar.run.config;

import dev.lodestar.core.decode.Decoder;
import java.util.List;
import java.util.function.Function;

/**
 * A method as configurations name it.
 *
 * @param name such as {@code svdd}
 * @param summary one line: what it does
 * @param source paper, section
 * @param papers keys of its papers in {@link Papers}
 * @param parameters the keys it takes, with its own defaults
 * @param steersBy what it needs to know of noisy states
 * @param make the decoder of validated settings
 */
public record MethodInfo(
    String name,
    String summary,
    String source,
    List<String> papers,
    List<Key<?>> parameters,
    SteersBy steersBy,
    Function<Settings, Decoder> make) {

  /** What a method needs to know of noisy states. */
  public enum SteersBy {
    /** Nothing, or only the reward of finished designs. */
    REWARD,
    /** A value function. */
    VALUE,
    /** The gradient of the learned value. */
    VALUE_GRADIENT,
    /** The gradient of the posterior-mean value through the denoiser. */
    POSTERIOR_GRADIENT,
    /** A value function, and a gradient beside it. */
    VALUE_AND_GRADIENT,
    /** Nothing of the reward: a model that can be told what is wanted. */
    CONDITION,
    /** Whatever the method inside needs. */
    INNER
  }

  public MethodInfo {
    papers = List.copyOf(papers);
    parameters = List.copyOf(parameters);
  }

  /** Whether {@code decoder.value} means anything to it; for the method inside, ask that. */
  public boolean takesValue() {
    return steersBy == SteersBy.VALUE || steersBy == SteersBy.VALUE_AND_GRADIENT;
  }

  /** Whether a key is one of its parameters. */
  boolean takes(Key<?> key) {
    return parameters.stream().anyMatch(p -> p.path().equals(key.path()));
  }
}
