package dev.lodestar.run;

import dev.lodestar.core.task.DesignFormat;
import dev.lodestar.core.text.Suggest;
import dev.lodestar.run.store.DurableFiles;
import dev.lodestar.run.store.RunFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads designs from FASTA (first character {@code >}), a table of comma- or tab-separated values,
 * or one a line; gzipped where the name ends in {@code .gz}.
 */
final class DesignFile {
  private static final List<String> USUAL = List.of("design", "sequence");

  private DesignFile() {}

  /**
   * One design as it stands in the file.
   *
   * @param name its name there, or its number from 0
   * @param text its letters
   * @param line where it begins, from 1
   */
  record Entry(String name, String text, int line) {
    /** The design; faults name file and line. */
    <D> D parse(Path file, DesignFormat<D> format) {
      try {
        return format.parse(text);
      } catch (IllegalArgumentException e) {
        throw wrong(file, line, e.getMessage());
      }
    }
  }

  /**
   * The designs of a file, at least one.
   *
   * @param column the table's column of designs
   */
  static List<Entry> read(Path file, Optional<String> column) {
    List<String> lines = lines(file);
    int first = 0;
    while (first < lines.size() && lines.get(first).isBlank()) {
      first++;
    }
    if (first == lines.size()) {
      throw new IllegalArgumentException(file + " holds no designs.");
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    boolean tabs = name.endsWith(".tsv");
    List<Entry> entries =
        lines.get(first).startsWith(">")
            ? fasta(lines)
            : column.isPresent() || tabs || name.endsWith(".csv")
                ? table(file, lines, first, column, tabs)
                : plain(lines);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException(file + " holds no designs.");
    }
    return entries;
  }

  private static List<String> lines(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          file
              + " is not a file; name a FASTA file, a CSV table or a text with one design a line.");
    }
    try {
      if (!file.toString().endsWith(".gz")) {
        return Files.readAllLines(file);
      }
      try (BufferedReader in =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
        return in.lines().toList();
      }
    } catch (ZipException e) {
      throw new IllegalArgumentException(file + " is not a whole gzip file.");
    } catch (MalformedInputException e) {
      throw new IllegalArgumentException(file + " is not UTF-8 text.");
    } catch (IOException e) {
      throw new RunFailure(DurableFiles.sentence("read", file, e), e);
    }
  }

  private static List<Entry> fasta(List<String> lines) {
    List<Entry> out = new ArrayList<>();
    for (int i = 0; i < lines.size(); ) {
      if (!lines.get(i).startsWith(">")) {
        i++;
        continue;
      }
      String name = lines.get(i).substring(1).strip();
      int begin = ++i;
      StringBuilder letters = new StringBuilder();
      for (; i < lines.size() && !lines.get(i).startsWith(">"); i++) {
        letters.append(lines.get(i).strip());
      }
      out.add(new Entry(name, letters.toString(), Math.min(begin + 1, lines.size())));
    }
    return out;
  }

  private static List<Entry> table(
      Path file, List<String> lines, int first, Optional<String> column, boolean tabs) {
    List<String> header = cells(lines.get(first).replace("\uFEFF", ""), tabs);
    int at =
        column.isPresent()
            ? header.indexOf(column.get())
            : USUAL.stream().mapToInt(header::indexOf).filter(i -> i >= 0).findFirst().orElse(-1);
    if (at < 0) {
      String wanted = column.orElse("design");
      String hint = Suggest.didYouMean(wanted, header);
      throw wrong(
          file,
          first + 1,
          "there is no column '"
              + wanted
              + "'"
              + (hint.isEmpty() ? "." : hint)
              + " The columns are "
              + String.join(", ", header)
              + ".");
    }
    List<Entry> out = new ArrayList<>();
    for (int i = first + 1; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        List<String> cells = cells(lines.get(i), tabs);
        if (cells.size() <= at) {
          throw wrong(
              file, i + 1, "there are " + cells.size() + " cells; the design is cell " + (at + 1));
        }
        String name =
            header.get(0).equals("id") || header.get(0).equals("name") ? cells.get(0) : number(out);
        out.add(new Entry(name, cells.get(at), i + 1));
      }
    }
    return out;
  }

  private static List<String> cells(String line, boolean tabs) {
    return tabs ? List.of(line.split("\t", -1)) : Csv.cells(line);
  }

  private static List<Entry> plain(List<String> lines) {
    List<Entry> out = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        out.add(new Entry(number(out), lines.get(i).strip(), i + 1));
      }
    }
    return out;
  }

  private static String number(List<Entry> before) {
    return Integer.toString(before.size());
  }

  private static IllegalArgumentException wrong(Path file, int line, String what) {
    return new IllegalArgumentException(
        file + ", line " + line + ": " + what + (what.endsWith(".") ? "" : "."));
  }
}
