/** Proteins: what their tasks share. */
package dev.lodestar.sequence.protein;
