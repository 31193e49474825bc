package dev.lodestar.run.store;

import dev.lodestar.core.reward.Score;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One line of a ledger: eight hexadecimal digits of CRC-32C over the rest of the line, then fields
 * set apart by tabs.
 */
sealed interface LedgerLine {
  /** Declares a scorer: later lines name it by its number. */
  record Scorer(int number, String identity) implements LedgerLine {}

  /** Opens a batch: when it was written and how many answers follow. */
  record Batch(String time, int answers) implements LedgerLine {}

  /** One answer of one scorer. */
  record Answer(int scorer, String design, Score score) implements LedgerLine {}

  /** The line's bytes, its line feed included. */
  default byte[] encode() {
    String body;
    if (this instanceof Scorer s) {
      body = "scorer\t" + s.number + "\t" + escape(s.identity);
    } else if (this instanceof Batch b) {
      body = "batch\t" + b.time + "\t" + b.answers;
    } else {
      Answer a = (Answer) this;
      body = tag(a.score) + "\t" + a.scorer + "\t" + said(a.score) + "\t" + escape(a.design);
    }
    byte[] bytes = ("........\t" + body + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] sum =
        HexFormat.of()
            .toHexDigits(checksum(bytes, 9, bytes.length - 1))
            .getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(sum, 0, bytes, 0, 8);
    return bytes;
  }

  /** The line in {@code bytes[from..to)}, without its line feed; empty where it is damaged. */
  static Optional<LedgerLine> decode(byte[] bytes, int from, int to) {
    if (to - from < 10 || bytes[from + 8] != '\t') {
      return Optional.empty();
    }
    String sum = new String(bytes, from, 8, StandardCharsets.US_ASCII);
    if (!sum.equals(HexFormat.of().toHexDigits(checksum(bytes, from + 9, to)))) {
      return Optional.empty();
    }
    String[] f = new String(bytes, from + 9, to - from - 9, StandardCharsets.UTF_8).split("\t", -1);
    try {
      return Optional.of(
          switch (f[0]) {
            case "scorer" -> new Scorer(Integer.parseInt(f[1]), unescape(f[2]));
            case "batch" -> new Batch(f[1], Integer.parseInt(f[2]));
            case "value" -> answer(f, new Score.Value(Double.parseDouble(f[2])));
            case "infeasible" -> answer(f, new Score.Infeasible(unescape(f[2])));
            case "failed" -> answer(f, new Score.Failed(unescape(f[2])));
            default -> throw new IllegalArgumentException(f[0]);
          });
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static Answer answer(String[] f, Score score) {
    return new Answer(Integer.parseInt(f[1]), unescape(f[3]), score);
  }

  private static String tag(Score score) {
    return score instanceof Score.Value
        ? "value"
        : score instanceof Score.Infeasible ? "infeasible" : "failed";
  }

  private static String said(Score score) {
    if (score instanceof Score.Value v) {
      return Double.toString(v.value());
    }
    return escape(
        score instanceof Score.Infeasible i ? i.reason() : ((Score.Failed) score).cause());
  }

  private static int checksum(byte[] bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }

  private static String escape(String s) {
    return s.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String unescape(String s) {
    if (s.indexOf('\\') < 0) {
      return s;
    }
    StringBuilder out = new StringBuilder(s.length());
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c == '\\' && i + 1 < s.length()) {
        c =
            switch (s.charAt(++i)) {
              case 't' -> '\t';
              case 'n' -> '\n';
              case 'r' -> '\r';
              default -> '\\';
            };
      }
      out.append(c);
    }
    return out.toString();
  }
}
