/** How images are drawn from a diffusion. */
package dev.lodestar.image.sampling;
