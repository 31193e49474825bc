/** How fast RNAs degrade: a scorer learned from measured rates and from how they fold. */
package dev.lodestar.sequence.rna.stability;
