/** Scorers of molecules for configurations; a design that is no molecule is infeasible. */
package dev.lodestar.molecule.scorer;
