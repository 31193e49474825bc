package dev.lodestar.run.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sequence logo: at each position a stack of letters whose height is the information content in
 * bits and whose parts are the letters' frequencies, the most frequent on top.
 *
 * <p>R = log2 s − (H + e(n)) with the small-sample correction e(n) = (s − 1) / (2 n ln 2), at least
 * 0; s letters in the alphabet, n sequences with a letter at the position (Schneider and Stephens
 * 1990; Schneider et al. 1986).
 *
 * @param alphabet the letters that count
 * @param sequences of one length
 */
record SequenceLogo(String alphabet, List<String> sequences) {
  private static final double WIDTH = 900;
  private static final double LEFT = 44;
  private static final double HEIGHT = 110;
  private static final int PER_ROW = 60;
  private static final int MAX_POSITIONS = 600;

  SequenceLogo {
    sequences = List.copyOf(sequences);
    if (sequences.stream().mapToInt(String::length).distinct().count() > 1) {
      throw new IllegalArgumentException("a logo needs sequences of one length");
    }
  }

  /** The sequences of the most common length (the longer of two equally common ones). */
  static List<String> commonLength(List<String> sequences) {
    Map<Integer, List<String>> byLength = new TreeMap<>();
    for (String s : sequences) {
      byLength.computeIfAbsent(s.length(), k -> new ArrayList<>()).add(s);
    }
    return byLength.values().stream()
        .max(Comparator.comparingInt(List::size))
        .map(List::copyOf)
        .orElse(List.of());
  }

  /** How often each letter of the alphabet stands at a position. */
  double[] counts(int position) {
    double[] counts = new double[alphabet.length()];
    for (String s : sequences) {
      int letter = alphabet.indexOf(s.charAt(position));
      if (letter >= 0) {
        counts[letter]++;
      }
    }
    return counts;
  }

  /** Information content of a position in bits, from the letters' counts. */
  static double information(double[] counts) {
    double n = 0;
    for (double count : counts) {
      n += count;
    }
    if (n == 0) {
      return 0;
    }
    double entropy = 0;
    for (double count : counts) {
      entropy -= count == 0 ? 0 : count / n * log2(count / n);
    }
    double correction = (counts.length - 1) / (2 * n * Math.log(2));
    return Math.max(0, log2(counts.length) - (entropy + correction));
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }

  /** The drawing, or empty where there is no alphabet of at least two letters or no sequence. */
  String render(String id, String title) {
    if (alphabet.length() < 2 || sequences.isEmpty() || sequences.get(0).isEmpty()) {
      return "";
    }
    int length = Math.min(MAX_POSITIONS, sequences.get(0).length());
    double highest = 0;
    for (int i = 0; i < length; i++) {
      highest = Math.max(highest, information(counts(i)));
    }
    int rows = (length + PER_ROW - 1) / PER_ROW;
    int perRow = (length + rows - 1) / rows;
    // Short designs keep letters of a natural width.
    double cell = Math.min(34, (WIDTH - LEFT) / perRow);
    double rowHeight = HEIGHT + 40;
    Svg svg =
        new Svg(
            id,
            WIDTH,
            rows * rowHeight,
            title,
            "Information content in bits at %s positions of %s sequences."
                .formatted(length, sequences.size()));
    svg.raw(definitions(id));
    for (int row = 0; row < rows; row++) {
      double top = row * rowHeight + 10;
      Axis y = Axis.rounded(0, highest > 0 ? highest : 1, top + HEIGHT, top, 3);
      int first = row * perRow;
      draw(svg, id, first, Math.min(length, first + perRow), cell, y);
    }
    return svg.close();
  }

  private String definitions(String id) {
    StringBuilder defs = new StringBuilder("<defs>");
    for (int i = 0; i < alphabet.length(); i++) {
      int index = i;
      Glyphs.outline(alphabet.charAt(i))
          .ifPresent(d -> defs.append("<path id=\"%s-%s\" d=\"%s\"/>".formatted(id, index, d)));
    }
    return defs.append("</defs>").toString();
  }

  private void draw(Svg svg, String id, int from, int to, double cell, Axis y) {
    double right = LEFT + cell * (to - from);
    for (double tick : y.ticks()) {
      svg.line(LEFT - 4, y.at(tick), LEFT, y.at(tick), "axis");
      svg.text(LEFT - 7, y.at(tick) + 4, Svg.Anchor.END, "tick", y.label(tick));
    }
    svg.verticalText(11, (y.from() + y.to()) / 2, "name", "bits");
    svg.line(LEFT, y.from(), LEFT, y.to(), "axis");
    svg.line(LEFT, y.from(), right, y.from(), "axis");
    for (int position = from; position < to; position++) {
      double x = LEFT + cell * (position - from);
      stack(svg, id, position, x, cell, y);
      if ((position + 1) % 5 == 0 || position == 0) {
        svg.text(
            x + cell / 2, y.from() + 16, Svg.Anchor.MIDDLE, "tick", String.valueOf(position + 1));
      }
    }
  }

  private void stack(Svg svg, String id, int position, double x, double cell, Axis y) {
    double[] counts = counts(position);
    double information = information(counts);
    double n = 0;
    for (double count : counts) {
      n += count;
    }
    List<Integer> rising = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      rising.add(i);
    }
    rising.sort(Comparator.comparingDouble(i -> counts[i]));
    LetterColours colours = new LetterColours(alphabet);
    double bottom = 0;
    for (int letter : rising) {
      double part = n == 0 ? 0 : information * counts[letter] / n;
      double height = y.at(bottom) - y.at(bottom + part);
      if (height >= 0.4) {
        letter(svg, id, letter, colours, x + cell * 0.04, y.at(bottom + part), cell * 0.92, height);
      }
      bottom += part;
    }
  }

  private void letter(
      Svg svg,
      String id,
      int letter,
      LetterColours colours,
      double x,
      double top,
      double width,
      double height) {
    char symbol = alphabet.charAt(letter);
    String colour = colours.of(symbol);
    if (Glyphs.outline(symbol).isPresent()) {
      svg.raw(
          "<use href=\"#%s-%s\" transform=\"translate(%s %s)scale(%s %s)\" class=\"%s\"/>"
              .formatted(
                  id,
                  letter,
                  Numbers.coordinate(x),
                  Numbers.coordinate(top),
                  scale(width),
                  scale(height),
                  colour));
    } else {
      // A letter without an outline of ours: a font's, whose capitals stand about 0.72 em high.
      svg.raw(
          "<text transform=\"translate(%s %s)scale(%s %s)\" font-size=\"139\" text-anchor=\"middle\" class=\"%s\">%s</text>"
              .formatted(
                  Numbers.coordinate(x + width / 2),
                  Numbers.coordinate(top + height),
                  scale(width),
                  scale(height),
                  colour,
                  Html.escape(String.valueOf(symbol))));
    }
  }

  /** Size over the glyphs' 100 units, with four decimals. */
  private static String scale(double size) {
    return java.math.BigDecimal.valueOf(Math.round(size * 100) / 1e4)
        .stripTrailingZeros()
        .toPlainString();
  }
}
