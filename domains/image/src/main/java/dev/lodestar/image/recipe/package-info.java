/** How the shipped models of images are trained. */
package dev.lodestar.image.recipe;
