/** Secondary structure of RNA: nearest-neighbour energies and the ensemble that they imply. */
package dev.lodestar.sequence.rna;
