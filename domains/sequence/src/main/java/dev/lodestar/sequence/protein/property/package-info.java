/** What can be said of a protein from its sequence alone, in closed form. */
package dev.lodestar.sequence.protein.property;
