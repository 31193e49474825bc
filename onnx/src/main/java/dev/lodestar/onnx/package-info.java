/** Denoisers, scorers, encoders and decoders from ONNX files, described by a manifest each. */
package dev.lodestar.onnx;
