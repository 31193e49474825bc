package dev.lodestar.cli;

import dev.lodestar.run.config.Key;
import dev.lodestar.run.config.MethodCatalog;
import dev.lodestar.run.config.MethodInfo;
import dev.lodestar.run.config.ValueCatalog;
import dev.lodestar.run.config.ValueInfo;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code lodestar methods}. */
@Command(
    name = "methods",
    mixinStandardHelpOptions = true,
    description =
        "List the methods of steering, for decoder.method, and the values, for decoder.value.")
final class MethodsCommand extends Listing {
  MethodsCommand(Shell shell) {
    super(shell);
  }

  @Override
  List<Entry> entries() {
    List<Entry> out = new ArrayList<>();
    for (MethodInfo m : MethodCatalog.ALL) {
      List<String> keys = new ArrayList<>(keys(m.parameters()));
      if (m.takesValue()) {
        keys.add(0, "value: one of " + String.join(", ", ValueCatalog.NAMES));
      }
      out.add(new Entry(m.name(), m.summary(), m.source(), keys));
    }
    for (ValueInfo v : ValueCatalog.ALL) {
      out.add(new Entry("value " + v.name(), v.summary(), v.source(), keys(v.parameters())));
    }
    return out;
  }

  private static List<String> keys(List<Key<?>> parameters) {
    return parameters.stream()
        .map(
            k ->
                k.name()
                    + " = "
                    + k.fallbackText().orElse("(required)")
                    + ": "
                    + k.describe()
                    + "; "
                    + k.type().words())
        .toList();
  }

  @Override
  String none() {
    return "There are no methods.";
  }
}
