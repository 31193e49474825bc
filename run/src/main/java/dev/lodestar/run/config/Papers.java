package dev.lodestar.run.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The papers behind methods and values, as BibTeX; read from {@code papers.bib}. */
public final class Papers {
  private static final Pattern ENTRY = Pattern.compile("(?s)@\\w+\\{([^,]+),.*?\\n\\}");
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
