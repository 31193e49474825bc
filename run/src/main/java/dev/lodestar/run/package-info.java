/** A run from its plan to its directory: decode group by group, checkpoint, judge, compare. */
package dev.lodestar.run;
