/**
 * Networks on libtorch: architectures, training, gradients and safetensors files.
 *
 * <p>No type of the native binding appears in a public signature: arrays go in, arrays come out.
 * Whoever holds a model closes it.
 */
package dev.lodestar.torch;
