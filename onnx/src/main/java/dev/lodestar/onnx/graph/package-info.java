/** Networks written as ONNX graphs, operation by operation. */
package dev.lodestar.onnx.graph;
