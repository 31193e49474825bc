/** What the training recipes of tasks on sequences share: denoisers, scorers, their cards. */
package dev.lodestar.sequence.recipe;
