package dev.lodestar.run.report;

/**
 * The usual colours of letters. Bases: A green, C blue, G orange, T and U red. Amino acids by
 * chemistry: polar green, amide purple, basic blue, acidic red, hydrophobic black (Crooks et al.
 * 2004, WebLogo). Any other alphabet goes through six colours in turn.
 */
final class LetterColours {
  private final String alphabet;
  private final boolean bases;
  private final boolean aminoAcids;

  LetterColours(String alphabet) {
    this.alphabet = alphabet;
    this.bases = !alphabet.isEmpty() && alphabet.chars().allMatch(c -> "ACGTUN".indexOf(c) >= 0);
    this.aminoAcids = !bases && alphabet.chars().filter(c -> c >= 'A' && c <= 'Z').count() >= 15;
  }

  /** The class of a letter; the style sheet knows its colour. */
  String of(int letter) {
    if (bases) {
      return switch (letter) {
        case 'A' -> "lA";
        case 'C' -> "lC";
        case 'G' -> "lG";
        case 'T', 'U' -> "lT";
        default -> "lx";
      };
    }
    if (aminoAcids) {
      return "GSTYC".indexOf(letter) >= 0
          ? "lA"
          : "NQ".indexOf(letter) >= 0
              ? "lP"
              : "KRH".indexOf(letter) >= 0 ? "lC" : "DE".indexOf(letter) >= 0 ? "lT" : "lx";
    }
    int index = alphabet.indexOf(letter);
    return index < 0 ? "lx" : new String[] {"lA", "lC", "lG", "lT", "lP", "lx"}[index % 6];
  }

  /** A design as HTML, neighbours of one colour in one element. */
  String html(String design) {
    StringBuilder out = new StringBuilder();
    StringBuilder run = new StringBuilder();
    String colour = "";
    for (int c : design.codePoints().toArray()) {
      String next = of(c);
      if (!next.equals(colour)) {
        close(out, run, colour);
        colour = next;
      }
      run.appendCodePoint(c);
    }
    close(out, run, colour);
    return out.toString();
  }

  private static void close(StringBuilder out, StringBuilder run, String colour) {
    if (!run.isEmpty()) {
      out.append("<i class=\"").append(colour).append("\">").append(Html.escape(run.toString()));
      out.append("</i>");
      run.setLength(0);
    }
  }
}
