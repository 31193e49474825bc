package dev.lodestar.sequence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** FASTA files: a header line that starts with {@code >}, then lines of letters. */
public final class Fasta {
  /** Letters a line, as the public databases write them. */
  static final int WIDTH = 60;

  private Fasta() {}

  /**
   * One sequence.
   *
   * @param name the header without its {@code >}
   */
  public record Entry(String name, String sequence) {
    public Entry {
      if (name.indexOf('\n') >= 0 || name.indexOf('\r') >= 0) {
        throw new IllegalArgumentException("A FASTA header is one line: '" + name + "'");
      }
    }
  }

  /** Writes the entries, by atomic rename. */
  public static void write(Path file, List<Entry> entries) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Entry e : entries) {
      lines.add(">" + e.name);
      for (int at = 0; at < e.sequence.length(); at += WIDTH) {
        lines.add(e.sequence.substring(at, Math.min(at + WIDTH, e.sequence.length())));
      }
    }
    TextFiles.write(file, lines);
  }

  /**
   * Reads a file, gzipped where its name ends in {@code .gz}.
   *
   * @param alphabet what letters are allowed; sequences come back in its spelling
   * @throws InvalidFileException naming line and column of the first fault
   */
  public static List<Entry> read(Path file, Alphabet alphabet) throws IOException {
    Parser parser = new Parser(file, alphabet);
    TextFiles.lines(file, parser::line);
    parser.close();
    return parser.entries;
  }

  private static final class Parser {
    private final Path file;
    private final Alphabet alphabet;
    private final List<Entry> entries = new ArrayList<>();
    private final StringBuilder letters = new StringBuilder();
    private String name;
    private int header;

    Parser(Path file, Alphabet alphabet) {
      this.file = file;
      this.alphabet = alphabet;
    }

    void line(int number, String text) throws IOException {
      if (text.startsWith(">")) {
        close();
        name = text.substring(1).strip();
        header = number;
      } else if (!text.isBlank()) {
        if (name == null) {
          throw new InvalidFileException(
              file, number, "a FASTA file starts with a header line, '>' and a name");
        }
        try {
          letters.append(alphabet.canonical(text.stripTrailing()));
        } catch (IllegalArgumentException e) {
          throw new InvalidFileException(file, number, e.getMessage());
        }
      }
    }

    void close() throws InvalidFileException {
      if (name != null) {
        if (letters.isEmpty()) {
          throw new InvalidFileException(file, header, "'" + name + "' has no sequence");
        }
        entries.add(new Entry(name, letters.toString()));
        letters.setLength(0);
      }
    }
  }
}
