package dev.lodestar.sequence.scorer;

import dev.lodestar.sequence.Alphabet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Typed reading of a scorer's settings, with sentences for what does not fit. */
final class Settings {
  private final String kind;
  private final Map<String, Object> values;

  Settings(String kind, Map<String, Object> values) {
    this.kind = kind;
    this.values = values;
  }

  /** A text in the letters of DNA. */
  String sequence(String name) {
    if (values.get(name) instanceof String text) {
      return sequence(name, text);
    }
    throw fault(name, "needs a sequence such as \"ACGT\"");
  }

  /** One or more texts in the letters of DNA. */
  List<String> sequences(String name) {
    if (!(values.get(name) instanceof List<?> list) || list.isEmpty()) {
      throw fault(name, "needs a list of sequences such as [\"ACGT\", \"GGCC\"]");
    }
    List<String> out = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof String text)) {
        throw fault(name, "holds " + item + ", which is not a sequence");
      }
      out.add(sequence(name, text));
    }
    return out;
  }

  /** One of some words, the first where none is given. */
  String choice(String name, List<String> words) {
    Object given = values.getOrDefault(name, words.get(0));
    if (given instanceof String word && words.contains(word)) {
      return word;
    }
    throw fault(name, "is " + given + "; it takes one of " + words);
  }

  /** A whole number within bounds. */
  int whole(String name, int fallback, int least, int most) {
    Object given = values.getOrDefault(name, (long) fallback);
    if (given instanceof Long n && n >= least && n <= most) {
      return n.intValue();
    }
    throw fault(name, "is " + given + "; it takes a whole number from " + least + " to " + most);
  }

  /** A number within bounds. */
  double number(String name, double fallback, double least, double most) {
    Object given = values.getOrDefault(name, fallback);
    if (given instanceof Number n && n.doubleValue() >= least && n.doubleValue() <= most) {
      return n.doubleValue();
    }
    throw fault(name, "is " + given + "; it takes a number from " + least + " to " + most);
  }

  private String sequence(String name, String text) {
    if (text.isEmpty()) {
      throw fault(name, "holds an empty sequence");
    }
    try {
      return Alphabet.DNA.canonical(text);
    } catch (IllegalArgumentException e) {
      throw fault(name, "holds '" + text + "'. " + e.getMessage());
    }
  }

  private IllegalArgumentException fault(String name, String what) {
    String sentence = "Scorer '" + kind + "': setting '" + name + "' " + what;
    return new IllegalArgumentException(sentence.endsWith(".") ? sentence : sentence + ".");
  }
}
