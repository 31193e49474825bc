/**
 * Docking with AutoDock Vina as a program: ligands in three dimensions, receptors, poses as files.
 *
 * <p>O. Trott and A. J. Olson, J. Comput. Chem. 31 (2010), 455-461; J. Eberhardt et al., J. Chem.
 * Inf. Model. 61 (2021), 3891-3898.
 */
package dev.lodestar.molecule.dock;
