/** Properties of molecules, each by its published definition. */
package dev.lodestar.molecule.property;
