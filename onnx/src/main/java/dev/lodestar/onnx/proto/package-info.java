/**
 * ONNX files as data: the messages of the format, read within bounds and written back. Only what
 * this project needs of them; nothing is executed.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">the format</a>
 */
package dev.lodestar.onnx.proto;
