/** Molecules in the plane: layout, pictures, structure files. */
package dev.lodestar.molecule.draw;
