/** Families of measured variants of one protein. */
package dev.lodestar.sequence.protein.family;
