/** ONNX Runtime beside libtorch, on the same weights. */
package dev.lodestar.bench.engines;
