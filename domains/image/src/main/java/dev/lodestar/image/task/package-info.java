/** The tasks on images: digits of a class, photographs that compress well. */
package dev.lodestar.image.task;
