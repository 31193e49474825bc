package dev.lodestar.run.config;

import dev.lodestar.core.reward.TransformKind;
import dev.lodestar.core.reward.Transforms;
import dev.lodestar.core.task.Sampler;
import dev.lodestar.core.task.TaskInput;
import dev.lodestar.core.task.TaskProvider;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The manual's page of configuration keys, written from their declarations. */
public final class ConfigDocs {
  private static final String HEAD =
      """
      # Configuration

      A run is described by one TOML file. Only `task.name` must be given; every other key has a
      default, and `config.resolved.toml` in the run directory shows all values that held. Any key
      can be overridden on the command line, as in `--set decoder.width=20`; where `--set
      decoder.method=` names another method, what the file says to its own is left aside. Unknown keys
      and values are errors; all errors of a file are reported at once, with line and column.

      This page is written from the declarations in `dev.lodestar.run.config`.

      """;

  private static final String COMPONENTS =
      """
      ## [[reward.component]]

      Further scorers, beside the task's own or, with `reward.replace = true`, instead of them.

      | key | takes | default | meaning |
      |---|---|---|---|
      | `kind` | a kind of scorer | required | what is scored: see `lodestar scorers` |
      | `name` | a short text | the kind | column name in `designs.csv` |
      | `weight` | a positive number | `1.0` | relative weight |
      | `off-target` | true or false | `false` | with `aggregation = "min-gap"`: whether little of it is wanted |
      | `transform` | a table | `{ type = "identity" }` | from raw score to the scale of aggregation |

      Each kind takes further keys of its own; `lodestar scorers` lists them.

      """;

  private static final String SURROGATES =
      """
      ## [[surrogate.component]]

      Cheap scorers that value noisy states in the reward's place. The reward itself is asked for
      finished designs alone, so that its calls, and `budget.reward-calls`, are spent on those; what
      the surrogates are asked is not charged. The keys are those of `[[reward.component]]`, several
      are combined as `reward.aggregation` says, and their score should be of the reward's scale. Any
      method that takes a `value` can be steered by them, and any value that the task's own networks
      do not give.

      """;

  private static final String CONSTRAINTS =
      """
      ## [constraints]

      | key | takes | default | meaning |
      |---|---|---|---|
      | `locked` | a table from position, counted from 0, to letter | none | positions that every design must keep, as in `{ 0 = "A", 1 = "T" }` |
      | `scaffold` | a SMILES | none | tasks on molecules: a substructure that every design must keep, as in `"c1ccncc1"`. A diffusion on graphs grows it at any atom that has a hydrogen; one over SELFIES at its last atom, so write it to end there |

      """;

  private ConfigDocs() {}

  /** The page. */
  public static String markdown(Catalogs catalogs) {
    StringBuilder out = new StringBuilder(HEAD);
    for (String section : Keys.WITH_PARAMETERS.stream().map(Key::section).distinct().toList()) {
      section(out, section);
      if (section.equals("task")) {
        samplers(out, catalogs);
        inputs(out, catalogs);
      }
      if (section.equals("decoder")) {
        methods(out);
      }
      if (section.equals("reward")) {
        out.append(COMPONENTS);
        transforms(out);
        out.append(SURROGATES);
        out.append(CONSTRAINTS);
      }
    }
    return out.toString().strip() + "\n";
  }

  private static void section(StringBuilder out, String section) {
    out.append("## [").append(section).append("]\n\n");
    out.append("| key | takes | default | meaning |\n|---|---|---|---|\n");
    for (Key<?> key : Keys.WITH_PARAMETERS) {
      if (key.section().equals(section)) {
        String users = users(key);
        out.append("| `").append(key.name()).append("` | ").append(key.type().words());
        out.append(" | ").append(key.fallbackText().map(d -> "`" + d + "`").orElse("required"));
        out.append(" | ").append(key.describe()).append(users).append(" |\n");
      }
    }
    out.append('\n');
  }

  private static String users(Key<?> key) {
    if (!Parameters.ALL.contains(key)) {
      return "";
    }
    List<String> methods = MethodCatalog.taking(key);
    return methods.isEmpty()
        ? " (value " + Sentences.list(ValueCatalog.taking(key)) + ")"
        : " (" + Sentences.list(methods) + ")";
  }

  private static void inputs(StringBuilder out, Catalogs catalogs) {
    List<TaskProvider> taking =
        catalogs.tasks().values().stream().filter(t -> !t.inputs().isEmpty()).toList();
    if (taking.isEmpty()) {
      return;
    }
    out.append("Some tasks add keys of their own to this section:\n\n");
    out.append("| task | key | takes | default | meaning |\n|---|---|---|---|---|\n");
    for (TaskProvider task : taking) {
      for (TaskInput i : task.inputs()) {
        out.append("| ").append(task.name()).append(" | `").append(i.name()).append("` | ");
        out.append(InputRules.words(i)).append(" | ");
        out.append(i.fallback().map(f -> "`" + Toml.text(f) + "`").orElse("required"));
        out.append(" | ").append(i.describe()).append(" |\n");
      }
    }
    out.append('\n');
  }

  /** Each sampler once, however many tasks have it. */
  private static void samplers(StringBuilder out, Catalogs catalogs) {
    out.append("Samplers; `lodestar tasks --long` lists those of each task, the usual one first:");
    out.append("\n\n");
    out.append("| sampler | what it does | takes | source |\n|---|---|---|---|\n");
    catalogs.tasks().values().stream()
        .flatMap(
            task ->
                Stream.concat(
                    task.samplers().stream(),
                    task.models().stream().flatMap(m -> m.samplers().stream())))
        .distinct()
        .forEach(s -> sampler(out, s));
    out.append('\n');
  }

  private static void sampler(StringBuilder out, Sampler s) {
    String keys =
        Stream.concat(
                s.choosesSteps() ? Stream.of("`steps`") : Stream.empty(),
                s.settings().stream()
                    .map(
                        k ->
                            "`%s` = %s (%s)"
                                .formatted(k.name(), Toml.value(k.usual()), k.describe())))
            .collect(Collectors.joining(", "));
    out.append("| `").append(s.name()).append("` | ").append(s.summary()).append(" | ");
    out.append(keys.isEmpty() ? "–" : keys).append(" | ").append(s.source()).append(" |\n");
  }

  private static void methods(StringBuilder out) {
    out.append("Methods:\n\n| method | what it does | takes | source |\n|---|---|---|---|\n");
    for (MethodInfo m : MethodCatalog.ALL) {
      String keys =
          (m.takesValue() ? "`value`" + (m.parameters().isEmpty() ? "" : ", ") : "")
              + m.parameters().stream()
                  .map(k -> "`" + k.name() + "` = " + k.fallbackText().orElse(""))
                  .collect(Collectors.joining(", "));
      out.append("| `").append(m.name()).append("` | ").append(m.summary()).append(" | ");
      out.append(keys.isEmpty() ? "–" : keys).append(" | ").append(m.source()).append(" |\n");
    }
    out.append("\nValues:\n\n| value | how it judges a noisy state | source |\n|---|---|---|\n");
    for (ValueInfo v : ValueCatalog.ALL) {
      out.append("| `").append(v.name()).append("` | ").append(v.summary()).append(" | ");
      out.append(v.source()).append(" |\n");
    }
    out.append('\n');
  }

  private static void transforms(StringBuilder out) {
    out.append("Transforms:\n\n| type | what it does | parameters |\n|---|---|---|\n");
    for (TransformKind kind : Transforms.kinds()) {
      String parameters =
          kind.parameters().stream()
              .map(
                  p ->
                      "`"
                          + p.name()
                          + "` ("
                          + p.describe()
                          + p.fallback().map(f -> "; default " + f).orElse("")
                          + ")")
              .collect(Collectors.joining(", "));
      out.append("| `").append(kind.name()).append("` | ").append(kind.summary()).append(" | ");
      out.append(parameters.isEmpty() ? "–" : parameters).append(" |\n");
    }
    out.append('\n');
  }
}
