package dev.lodestar.sequence.data;

/**
 * A 5'UTR and how many ribosomes it was seen to carry.
 *
 * @param sequence DNA letters, the start codon following directly
 * @param mrl measured mean ribosome load
 */
public record MrlRow(String sequence, double mrl, MrlSet set) {}
