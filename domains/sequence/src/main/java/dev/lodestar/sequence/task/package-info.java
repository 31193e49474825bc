/** What tasks on sequences share: their networks, scorers and the task made of them. */
package dev.lodestar.sequence.task;
