package dev.lodestar.run.config;

import java.util.List;

/**
 * A value function as configurations name it.
 *
 * @param name such as {@code posterior-mean}
 * @param summary one line: how it judges a noisy state
 * @param source paper, section
 * @param papers keys of its papers in {@link Papers}
 * @param parameters the keys it takes beside the method's
 */
public record ValueInfo(
    String name, String summary, String source, List<String> papers, List<Key<?>> parameters) {
  public ValueInfo {
    papers = List.copyOf(papers);
    parameters = List.copyOf(parameters);
  }
}
