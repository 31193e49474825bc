/**
 * Pipelines in the folder layout of the diffusers library, exported to ONNX: tokenizer, text
 * encoder, U-Net, autoencoder, scheduler.
 */
package dev.lodestar.onnx.diffusers;
