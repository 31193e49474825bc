package dev.lodestar.torch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Our own model files: safetensors whose metadata says which network the arrays belong to. */
final class ModelFile {
  static final String ARCHITECTURE = "lodestar.architecture";
  private static final String CONFIG = "lodestar.config";
  private static final String SCALING = "lodestar.scaling";

  private ModelFile() {}

  /** Which network a file holds. */
  static String architecture(SafeTensors file, Path name) throws ModelFormatException {
    String found = file.metadata().get(ARCHITECTURE);
    if (found == null) {
      throw new ModelFormatException(
          name, "does not say which network it holds; load it with an explicit configuration");
    }
    return found;
  }

  /** The configuration of a file that must hold {@code architecture}. */
  static <C> C config(SafeTensors file, Path name, String architecture, Class<C> type)
      throws ModelFormatException {
    String found = architecture(file, name);
    if (!found.equals(architecture)) {
      throw new ModelFormatException(
          name, "holds a '" + found + "', where a '" + architecture + "' is needed");
    }
    return parse(file.metadata().getOrDefault(CONFIG, "{}"), name, type);
  }

  /** The scaling of a regression's outputs; the identity where the file has none. */
  static Scaling scaling(SafeTensors file, Path name) throws ModelFormatException {
    String text = file.metadata().get(SCALING);
    return text == null ? Scaling.IDENTITY : parse(text, name, Scaling.class);
  }

  static void write(
      Path file,
      String architecture,
      Object config,
      Scaling scaling,
      ParameterSet parameters,
      Map<String, String> notes)
      throws IOException {
    write(file, architecture, config, scaling, parameters.stored(), notes);
  }

  static void write(
      Path file,
      String architecture,
      Object config,
      Scaling scaling,
      Map<String, StoredTensor> parameters,
      Map<String, String> notes)
      throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>(notes);
    metadata.put(ARCHITECTURE, architecture);
    metadata.put(CONFIG, json(config));
    metadata.put(SCALING, json(scaling));
    new SafeTensors(parameters, metadata).write(file);
  }

  /** A record as one line of JSON. */
  static String json(Object value) {
    try {
      return new JsonMapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a record of plain values: " + value, e);
    }
  }

  private static <C> C parse(String text, Path name, Class<C> type) throws ModelFormatException {
    try {
      return new JsonMapper().readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new ModelFormatException(
          name, "has an invalid network configuration: " + e.getOriginalMessage());
    }
  }
}
