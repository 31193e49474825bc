package dev.lodestar.onnx.diffusers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lodestar.onnx.proto.InvalidModelException;
import java.nio.file.Path;

/** A JSON file of a pipeline. */
record JsonFile(Path path, JsonNode root) {
  /**
   * @throws InvalidModelException with a sentence where it is missing, too large or no object
   */
  static JsonFile read(Contents files, String name) {
    Path path = files.path(name);
    try {
      JsonNode root = new JsonMapper().readTree(files.text(name));
      if (root == null || !root.isObject()) {
        throw new InvalidModelException(path + " holds no JSON object.");
      }
      return new JsonFile(path, root);
    } catch (JsonProcessingException e) {
      throw new InvalidModelException(path + " is not JSON: " + e.getOriginalMessage() + ".", e);
    }
  }

  /** The same, or an empty object where there is no such file. */
  static JsonFile optional(Contents files, String name) {
    return files.has(name)
        ? read(files, name)
        : new JsonFile(files.path(name), JsonMapper.builder().build().createObjectNode());
  }

  String text(String key, String usual) {
    JsonNode node = root.path(key);
    if (node.isMissingNode() || node.isNull()) {
      return usual;
    }
    // the tokenizer's files write a token as a text or as an object that holds one
    return node.isObject() ? node.path("content").asText(usual) : node.asText(usual);
  }

  int whole(String key, int usual) {
    JsonNode node = root.path(key);
    if (node.isMissingNode() || node.isNull()) {
      return usual;
    }
    if (!node.canConvertToInt()) {
      throw new InvalidModelException(path + ": " + key + " is no whole number.");
    }
    return node.intValue();
  }

  double number(String key, double usual) {
    JsonNode node = root.path(key);
    if (node.isMissingNode() || node.isNull()) {
      return usual;
    }
    if (!node.isNumber()) {
      throw new InvalidModelException(path + ": " + key + " is no number.");
    }
    return node.doubleValue();
  }

  boolean flag(String key, boolean usual) {
    return root.path(key).asBoolean(usual);
  }
}
