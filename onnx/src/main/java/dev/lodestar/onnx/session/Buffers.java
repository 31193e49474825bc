package dev.lodestar.onnx.session;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.onnx.proto.Port;
import dev.lodestar.onnx.proto.Size;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Memory of one call at fixed shapes, which the engine reads from and writes to in place: a state
 * is copied once in, an answer once out. Used by one thread at a time.
 */
public final class Buffers implements AutoCloseable {
  private final Map<String, ByteBuffer> memory = new HashMap<>();
  private final Map<String, OnnxTensor> inputs = new HashMap<>();
  private final Map<String, OnnxTensor> outputs = new HashMap<>();

  /**
   * @param sizes what the shapes' names stand for
   */
  Buffers(
      OrtEnvironment engine,
      Map<String, Port> inputs,
      Map<String, Port> outputs,
      Map<String, Long> sizes)
      throws OrtException {
    try {
      for (Map.Entry<String, Port> e : inputs.entrySet()) {
        this.inputs.put(e.getValue().name(), tensor(engine, e.getKey(), e.getValue(), sizes));
      }
      for (Map.Entry<String, Port> e : outputs.entrySet()) {
        this.outputs.put(e.getValue().name(), tensor(engine, e.getKey(), e.getValue(), sizes));
      }
    } catch (OrtException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private OnnxTensor tensor(OrtEnvironment engine, String role, Port port, Map<String, Long> sizes)
      throws OrtException {
    long[] shape = shape(port, sizes);
    long count = 1;
    for (long size : shape) {
      count = Math.multiplyExact(count, size);
    }
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Math.toIntExact(Math.multiplyExact(count, port.type().bytes())))
            .order(ByteOrder.nativeOrder());
    memory.put(role, bytes);
    if (port.type() == ElementType.INT64) {
      return OnnxTensor.createTensor(engine, bytes.asLongBuffer(), shape);
    }
    return port.type() == ElementType.INT32
        ? OnnxTensor.createTensor(engine, bytes.asIntBuffer(), shape)
        : OnnxTensor.createTensor(engine, bytes.asFloatBuffer(), shape);
  }

  /** A shape in which names are replaced by what they stand for. */
  static long[] shape(Port port, Map<String, Long> sizes) {
    return port.shape().stream()
        .mapToLong(
            size -> {
              if (size instanceof Size.Fixed f) {
                return f.value();
              }
              Long value = sizes.get(((Size.Named) size).name());
              if (value == null) {
                throw new IllegalArgumentException(
                    "nothing is known of the size '" + size + "' of '" + port.name() + "'");
              }
              return value;
            })
        .toArray();
  }

  /** The numbers of a role whose type is float32, from its first on. */
  public FloatBuffer floats(String role) {
    return memory.get(role).duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /** The numbers of a role whose type is int64. */
  public LongBuffer longs(String role) {
    return memory.get(role).duplicate().order(ByteOrder.nativeOrder()).asLongBuffer();
  }

  /** The numbers of a role whose type is int32. */
  public IntBuffer ints(String role) {
    return memory.get(role).duplicate().order(ByteOrder.nativeOrder()).asIntBuffer();
  }

  Map<String, OnnxTensor> inputs() {
    return inputs;
  }

  Map<String, OnnxTensor> outputs() {
    return outputs;
  }

  @Override
  public void close() {
    inputs.values().forEach(OnnxTensor::close);
    outputs.values().forEach(OnnxTensor::close);
  }
}
