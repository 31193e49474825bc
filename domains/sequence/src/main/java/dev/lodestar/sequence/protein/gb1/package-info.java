/** The four-site landscape of protein G's domain B1. */
package dev.lodestar.sequence.protein.gb1;
