/** Models that users bring, whatever their kind. */
package dev.lodestar.onnx.own;
