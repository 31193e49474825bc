package dev.lodestar.onnx.proto;

/** A model's file or manifest is not what it must be; the message is a sentence for its user. */
public final class InvalidModelException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public InvalidModelException(String sentence) {
    super(sentence);
  }

  public InvalidModelException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
