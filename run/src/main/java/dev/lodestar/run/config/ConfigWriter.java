package dev.lodestar.run.config;

import dev.lodestar.core.task.Constraints;
import java.util.Map;
import java.util.Objects;

/** Writes a configuration back, with every default that holds. */
public final class ConfigWriter {
  private ConfigWriter() {}

  /** TOML that reads back as an equal configuration. */
  public static String toml(RunConfig config) {
    StringBuilder out = new StringBuilder();
    String section = "";
    for (Key<?> key : Keys.WITH_PARAMETERS) {
      Object value = config.settings().values().get(key.path());
      if (value == null) {
        continue; // another method's parameter
      }
      if (!key.section().equals(section)) {
        section = key.section();
        out.append(out.isEmpty() ? "" : "\n").append('[').append(section).append("]\n");
      }
      out.append(key.name()).append(" = ").append(written(key, value)).append('\n');
      if (key == Keys.SEED) {
        entries(out, config.inputs());
      }
      if (key == Keys.SAMPLER) {
        entries(out, config.sampling().settings());
      }
    }
    for (ComponentConfig c : config.components()) {
      component(out, "reward", c);
    }
    for (ComponentConfig c : config.surrogates()) {
      component(out, RunConfig.SURROGATE, c);
    }
    constraints(out, config.constraints());
    return out.toString();
  }

  private static void constraints(StringBuilder out, Constraints constraints) {
    if (constraints.equals(Constraints.none())) {
      return;
    }
    out.append("\n[constraints]\n");
    if (!constraints.locked().isEmpty()) {
      out.append("locked = ").append(Toml.value(constraints.locked())).append('\n');
    }
    constraints
        .scaffold()
        .ifPresent(s -> out.append("scaffold = ").append(Toml.text(s)).append('\n'));
  }

  private static <T> String written(Key<T> key, Object value) {
    @SuppressWarnings("unchecked") // Settings holds values of their key's type
    T typed = (T) Objects.requireNonNull(value);
    return key.type().write().apply(typed);
  }

  private static void component(StringBuilder out, String section, ComponentConfig c) {
    out.append("\n[[").append(section).append(".component]]\nkind = ").append(Toml.text(c.kind()));
    out.append("\nname = ").append(Toml.text(c.name()));
    out.append("\nweight = ").append(Toml.number(c.weight()));
    out.append(c.offTarget() ? "\noff-target = true" : "");
    out.append("\ntransform = { type = ").append(Toml.text(c.transform().type()));
    c.transform()
        .parameters()
        .forEach(
            (key, value) ->
                out.append(", ").append(Toml.key(key)).append(" = ").append(Toml.value(value)));
    out.append(" }\n");
    entries(out, c.settings());
  }

  private static void entries(StringBuilder out, Map<String, ?> entries) {
    entries.forEach(
        (key, value) ->
            out.append(Toml.key(key)).append(" = ").append(Toml.value(value)).append('\n'));
  }
}
