/** Boosted regression trees, and the scorer of DNA that they make over the features of motifs. */
package dev.lodestar.sequence.forest;
