/** Molecules as designs: SMILES, properties, scorers, metrics, docking and tasks. */
package dev.lodestar.molecule;
