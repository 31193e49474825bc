package dev.lodestar.run.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used. The message is every fault found, one a line. */
public final class ConfigException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  public ConfigException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public ConfigException(Where where, String says) {
    this(List.of(new Problem(where, says)));
  }

  /** The faults, in the order of their places. */
  public List<Problem> problems() {
    return problems;
  }
}
