/** Learned values of the tasks on sequences: one recipe, a line a task. */
package dev.lodestar.sequence.value;
