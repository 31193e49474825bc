/** Judgements of sets of molecules. */
package dev.lodestar.molecule.metric;
