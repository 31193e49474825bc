/** What a user says of an ONNX file: which input is what, what the output means, which letters. */
package dev.lodestar.onnx.manifest;
