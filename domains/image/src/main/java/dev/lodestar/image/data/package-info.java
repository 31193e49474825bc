/** Data sets of images: IDX files, and archives of JPEG files. */
package dev.lodestar.image.data;
