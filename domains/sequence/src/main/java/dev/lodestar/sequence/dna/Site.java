package dev.lodestar.sequence.dna;

import dev.lodestar.sequence.data.Part;

/**
 * A measured piece of DNA.
 *
 * @param sequence in letters
 * @param target a label of 0 or 1, or a measurement
 * @param natural whether it stands so in a genome: denoisers learn from these alone
 * @param part what it is used for
 */
record Site(String sequence, double target, boolean natural, Part part) {}
