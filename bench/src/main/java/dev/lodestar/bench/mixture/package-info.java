/** Gaussian diffusion beside closed forms: {@code lodestar bench mixture}. */
package dev.lodestar.bench.mixture;
