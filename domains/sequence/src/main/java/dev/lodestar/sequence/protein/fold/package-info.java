/** Inverse folding: sequences for a given structure, and reading structures from PDB files. */
package dev.lodestar.sequence.protein.fold;
