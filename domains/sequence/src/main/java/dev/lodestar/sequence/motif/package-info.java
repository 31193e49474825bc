/** Binding motifs of transcription factors: files of count matrices, hits, enrichment. */
package dev.lodestar.sequence.motif;
