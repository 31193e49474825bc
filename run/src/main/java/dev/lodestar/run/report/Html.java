package dev.lodestar.run.report;

/** Text made safe for HTML and SVG, in elements and in quoted attributes alike. */
public final class Html {
  private Html() {}

  /**
   * The text with every character that could end or open markup written as an entity. Characters
   * that no document may hold (controls, halves of surrogate pairs) become U+FFFD.
   */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\n', '\t' -> out.append((char) c);
                case '\r' -> out.append("&#13;");
                default -> out.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
              }
            });
    return out.toString();
  }

  private static boolean isAllowed(int c) {
    boolean control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    boolean half = c >= 0xD800 && c <= 0xDFFF;
    boolean reversing = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return !control && !half && !reversing && c != 0xFFFE && c != 0xFFFF;
  }

  /** The text in an element of a class. */
  public static String element(String tag, String cssClass, String text) {
    return "<" + tag + " class=\"" + cssClass + "\">" + escape(text) + "</" + tag + ">";
  }

  /** Whether the text can stand in a link as a file beside the page: no scheme, no way up. */
  public static boolean isPlainFile(String text) {
    return text.matches("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*");
  }
}
