/**
 * Diffusion on graphs of atoms and bonds (GDSS): states, coupled equations, the reverse process
 * with its Langevin corrector, and the way from numbers to molecules.
 */
package dev.lodestar.core.graph;
