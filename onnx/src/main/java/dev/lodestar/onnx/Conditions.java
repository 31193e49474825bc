package dev.lodestar.onnx;

import dev.lodestar.core.gaussian.Latents;
import dev.lodestar.onnx.manifest.Manifest;
import dev.lodestar.onnx.proto.ElementType;
import dev.lodestar.onnx.session.Buffers;
import java.nio.FloatBuffer;
import java.util.List;

/** How a denoiser is told the conditions of its rows. */
public sealed interface Conditions {
  /** Number of conditions; 0 where nothing can be told. */
  int count();

  /** Whether a row may be told nothing. */
  boolean unconditional();

  /** Writes those of rows first .. first+count-1, the last one again until the call is full. */
  void fill(Buffers to, int[] told, int first, int count, int size);

  /**
   * As a manifest says.
   *
   * @throws dev.lodestar.onnx.proto.InvalidModelException with a sentence where it says too little
   */
  static Conditions of(Manifest manifest) {
    if (manifest.inputs().containsKey("text")) {
      throw manifest.fault(
          "has an input [input.text]: a network that reads prompts comes in a pipeline's folder,"
              + " with its text encoder and tokenizer (docs/bring-your-own-model.md).");
    }
    if (!manifest.inputs().containsKey(Classes.ROLE)) {
      return new None();
    }
    int classes =
        manifest
            .setting("conditions", Long.class)
            .map(Math::toIntExact)
            .orElseThrow(
                () ->
                    manifest.fault(
                        "has an input [input.condition] and does not say how many classes there"
                            + " are; add conditions = ..."));
    long none = manifest.setting("null-condition", Long.class).orElse((long) Latents.NONE);
    boolean wide = manifest.inputs().get(Classes.ROLE).type() == ElementType.INT64;
    return new Classes(classes, none, wide);
  }

  /** Nothing can be told. */
  record None() implements Conditions {
    @Override
    public int count() {
      return 0;
    }

    @Override
    public boolean unconditional() {
      return true;
    }

    @Override
    public void fill(Buffers to, int[] told, int first, int count, int size) {
      // the network has no such input
    }
  }

  /**
   * Classes by number.
   *
   * @param count classes
   * @param none the class that says nothing; {@link Latents#NONE} where there is none
   * @param wide whether they are 64-bit numbers
   */
  record Classes(int count, long none, boolean wide) implements Conditions {
    static final String ROLE = "condition";

    @Override
    public boolean unconditional() {
      return none != Latents.NONE;
    }

    @Override
    public void fill(Buffers to, int[] told, int first, int count, int size) {
      for (int r = 0; r < size; r++) {
        int condition = told[first + Math.min(r, count - 1)];
        long number = condition == Latents.NONE ? requireNone() : condition;
        if (wide) {
          to.longs(ROLE).put(r, number);
        } else {
          to.ints(ROLE).put(r, Math.toIntExact(number));
        }
      }
    }

    private long requireNone() {
      if (!unconditional()) {
        throw new IllegalArgumentException(
            "the network must be told a class; where one of its classes says nothing, its manifest"
                + " names it as null-condition = ...");
      }
      return none;
    }
  }

  /**
   * Prompts, embedded.
   *
   * @param none embedding of the prompt that says nothing, shape [words, width]
   * @param prompts embeddings of the others, the same shape
   */
  record Texts(float[] none, List<float[]> prompts) implements Conditions {
    private static final String ROLE = "text";

    public Texts {
      prompts = List.copyOf(prompts);
    }

    @Override
    public int count() {
      return prompts.size();
    }

    @Override
    public boolean unconditional() {
      return true;
    }

    @Override
    public void fill(Buffers to, int[] told, int first, int count, int size) {
      FloatBuffer out = to.floats(ROLE);
      for (int r = 0; r < size; r++) {
        int condition = told[first + Math.min(r, count - 1)];
        out.put(condition == Latents.NONE ? none : prompts.get(condition));
      }
    }
  }
}
