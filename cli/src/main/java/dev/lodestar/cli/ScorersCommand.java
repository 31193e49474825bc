package dev.lodestar.cli;

import dev.lodestar.run.config.Catalogs;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code lodestar scorers}. */
@Command(
    name = "scorers",
    mixinStandardHelpOptions = true,
    description = "List the kinds of scorer that a [[reward.component]] may name.")
final class ScorersCommand extends Listing {
  ScorersCommand(Shell shell) {
    super(shell);
  }

  @Override
  List<Entry> entries() {
    return Catalogs.installed().scorers().values().stream()
        .map(
            s ->
                new Entry(
                    s.kind(),
                    s.summary(),
                    s.source(),
                    s.settings().stream()
                        .map(
                            p ->
                                p.name()
                                    + " ("
                                    + p.type()
                                    + (p.required() ? ", required" : "")
                                    + "): "
                                    + p.describe())
                        .toList()))
        .toList();
  }

  @Override
  String none() {
    return "There are no scorers on the class path.";
  }
}
