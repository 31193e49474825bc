package dev.lodestar.cli;

import dev.lodestar.run.RunPlan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lodestar validate}. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = "Check a configuration and all it needs, without running it.")
final class ValidateCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private ConfigArguments arguments;

  @Option(
      names = "--resolved",
      description = "Print the configuration with every default that holds.")
  private boolean resolved;

  ValidateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Prepared run = Prepared.of(shell, arguments.file(), arguments.overrides())) {
      RunPlan plan = run.plan();
      if (resolved) {
        shell.out().print(plan.config());
      } else {
        shell
            .out()
            .printf(
                "%s is fine: %s; %s; %,d designs in %d steps, groups of %,d.%n",
                arguments.file(),
                plan.about().task(),
                plan.about().method(),
                plan.count(),
                plan.steps(),
                Math.min(plan.group(), plan.count()));
      }
      return Lodestar.DONE;
    }
  }
}
