/** Linear models over the k-mers of both strands: trained in seconds, and hard to beat on DNA. */
package dev.lodestar.sequence.kmer;
