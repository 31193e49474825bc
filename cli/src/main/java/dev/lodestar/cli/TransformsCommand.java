package dev.lodestar.cli;

import dev.lodestar.core.reward.Transforms;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code lodestar transforms}. */
@Command(
    name = "transforms",
    mixinStandardHelpOptions = true,
    description = "List the transforms from a raw score to the scale on which components meet.")
final class TransformsCommand extends Listing {
  TransformsCommand(Shell shell) {
    super(shell);
  }

  @Override
  List<Entry> entries() {
    return Transforms.kinds().stream()
        .map(
            k ->
                new Entry(
                    k.name(),
                    k.summary(),
                    "",
                    k.parameters().stream()
                        .map(
                            p ->
                                p.name()
                                    + " ("
                                    + p.type()
                                    + "): "
                                    + p.describe()
                                    + p.fallback().map(f -> "; default " + f).orElse("; required"))
                        .toList()))
        .toList();
  }

  @Override
  String none() {
    return "There are no transforms.";
  }
}
