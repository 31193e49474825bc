/** Gaussian diffusion of images, latents and other vectors: noise levels, heads, solvers. */
package dev.lodestar.core.gaussian;
