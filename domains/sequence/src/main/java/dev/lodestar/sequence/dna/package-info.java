/** Regulatory DNA: enhancers and promoters, each a data source, its recipes and its task. */
package dev.lodestar.sequence.dna;
