/** How the shipped data and weights of this module are made. */
package dev.lodestar.molecule.recipe;
