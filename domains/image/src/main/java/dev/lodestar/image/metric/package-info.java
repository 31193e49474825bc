/** Judgements of images and of sets of them. */
package dev.lodestar.image.metric;
