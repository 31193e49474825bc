/** Tasks on drug-like molecules: the model of ZINC250k steered towards a property or a receptor. */
package dev.lodestar.molecule.zinc;
