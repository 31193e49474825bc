package dev.lodestar.sequence.recipe;

import java.util.List;

/**
 * Sequences of one length that a denoiser learns from and is judged by.
 *
 * @param training it learns from
 * @param validation choose among its checkpoints
 * @param unseen no model saw
 * @param wanted the part of the training data that designs should be like
 */
public record DenoiserData(
    List<String> training, List<String> validation, List<String> unseen, List<String> wanted) {
  public DenoiserData {
    training = List.copyOf(training);
    validation = List.copyOf(validation);
    unseen = List.copyOf(unseen);
    wanted = List.copyOf(wanted);
  }
}
