/** Images from a diffusion that its user brings. */
package dev.lodestar.image.own;
