/** Molecules as states of a diffusion on graphs (GDSS), and the training of its networks. */
package dev.lodestar.molecule.gdss;
