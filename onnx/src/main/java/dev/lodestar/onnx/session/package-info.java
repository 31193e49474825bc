/** ONNX files in ONNX Runtime: checked first, then called at fixed shapes from direct buffers. */
package dev.lodestar.onnx.session;
