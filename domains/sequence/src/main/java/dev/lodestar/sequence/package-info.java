/** DNA, RNA and protein sequences as designs: alphabets, files, scorers, metrics and tasks. */
package dev.lodestar.sequence;
