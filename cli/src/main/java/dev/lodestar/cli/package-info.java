/** The {@code lodestar} command: one class a subcommand. */
package dev.lodestar.cli;
