/** Sequences from a masked diffusion that its user brings. */
package dev.lodestar.sequence.own;
