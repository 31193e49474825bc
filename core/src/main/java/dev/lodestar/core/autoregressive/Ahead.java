package dev.lodestar.core.autoregressive;

/**
 * What a network said about one prefix.
 *
 * @param next probabilities of the next token, shape [V]; empty where none is lacking
 * @param design the prefix completed, shape [length]
 */
record Ahead(float[] next, int[] design) {}
