/**
 * The configuration of a run: from TOML with positions to validated values, and back.
 *
 * <p>Every key is declared once, in {@link dev.lodestar.run.config.Keys}; parsing, validation, the
 * manual and {@code config.resolved.toml} all come from that declaration. Faults of a file are
 * collected and reported together.
 */
package dev.lodestar.run.config;
