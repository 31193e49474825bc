package dev.lodestar.core.task;

import java.util.List;
import java.util.Objects;

/**
 * One of the pre-trained models that a task can draw from.
 *
 * @param name name in configurations, such as {@code zinc-selfies}
 * @param summary one line: what its states are, what it learnt from
 * @param samplers the ways to draw from it, the usual one first; none where there is only one,
 *     which needs no name
 * @param citations BibTeX entries of the papers behind it, one a string
 */
public record PretrainedModel(
    String name, String summary, List<Sampler> samplers, List<String> citations) {
  public PretrainedModel {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(summary, "summary");
    samplers = List.copyOf(samplers);
    citations = List.copyOf(citations);
  }
}
