/** Docking scores without docking: a small network that learnt them. */
package dev.lodestar.molecule.surrogate;
