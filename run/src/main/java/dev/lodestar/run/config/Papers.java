package dev.lodestar.run.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The papers behind methods and values, as BibTeX; read from {@code papers.bib}. */
public final class Papers {
  private static final Pattern ENTRY = Pattern.compile("(?s)@\\w+\\{([^,]+),.*?\\n\\}");
  private static final Pattern ARXIV = Pattern.compile("\\d{4}\\.\\d{5}");
  private static final Map<String, String> ENTRIES = read();

  private Papers() {}

  /** BibTeX entry by key. */
  public static Map<String, String> entries() {
    return ENTRIES;
  }

  /** One entry. */
  public static Optional<String> bibtex(String key) {
    return Optional.ofNullable(ENTRIES.get(key));
  }

  /** The keys of the entries whose arXiv numbers stand in a text. */
  static List<String> named(String text) {
    return ARXIV
        .matcher(text)
        .results()
        .flatMap(
            number ->
                ENTRIES.entrySet().stream()
                    .filter(e -> e.getValue().contains("arXiv:" + number.group()))
                    .map(Map.Entry::getKey))
        .toList();
  }

  private static Map<String, String> read() {
    try (InputStream in = Papers.class.getResourceAsStream("papers.bib")) {
      Matcher m = ENTRY.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      Map<String, String> entries = new TreeMap<>();
      while (m.find()) {
        entries.put(m.group(1), m.group());
      }
      return Collections.unmodifiableMap(entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
