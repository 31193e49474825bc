/** The project's networks as ONNX files, and back. */
package dev.lodestar.onnx.export;
