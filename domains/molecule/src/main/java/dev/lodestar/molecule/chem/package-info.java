/**
 * Molecular graphs: SMILES, valence, rings, aromaticity, substructures and circular fragments.
 *
 * <p>Reading, writing and substructure search are the Chemistry Development Kit's; the aromaticity
 * model and the valence rules are those that the field's published property tables were made with.
 */
package dev.lodestar.molecule.chem;
