/** Scorers of images. */
package dev.lodestar.image.scorer;
