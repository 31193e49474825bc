package dev.lodestar.run.report;

import static dev.lodestar.run.report.Numbers.coordinate;

/**
 * Writes one inline SVG drawing. Colours and fonts come from the page's style sheet by class, so
 * that a drawing follows the page into dark mode and print.
 */
public final class Svg {
  /** Where a text stands relative to its point. */
  public enum Anchor {
    START,
    MIDDLE,
    END;

    private String css() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private final StringBuilder out = new StringBuilder();

  /**
   * @param id unique in its page
   * @param width of the drawing's own coordinates; the page scales it to fit
   * @param title a few words, read aloud by screen readers
   * @param description what is to be seen, in a sentence
   */
  public Svg(String id, double width, double height, String title, String description) {
    out.append("<svg role=\"img\" viewBox=\"0 0 ")
        .append(coordinate(width))
        .append(' ')
        .append(coordinate(height))
        .append("\" aria-labelledby=\"")
        .append(id)
        .append("-t ")
        .append(id)
        .append("-d\"><title id=\"")
        .append(id)
        .append("-t\">")
        .append(Html.escape(title))
        .append("</title><desc id=\"")
        .append(id)
        .append("-d\">")
        .append(Html.escape(description))
        .append("</desc>");
  }

  public Svg line(double x1, double y1, double x2, double y2, String cssClass) {
    return path(
        "M%s %sL%s %s".formatted(coordinate(x1), coordinate(y1), coordinate(x2), coordinate(y2)),
        cssClass);
  }

  public Svg rect(double x, double y, double width, double height, String cssClass) {
    out.append("<rect x=\"").append(coordinate(x)).append("\" y=\"").append(coordinate(y));
    out.append("\" width=\"").append(coordinate(Math.max(0, width)));
    out.append("\" height=\"").append(coordinate(Math.max(0, height)));
    out.append("\" class=\"").append(cssClass).append("\"/>");
    return this;
  }

  /** A path from path data that the caller made of coordinates alone. */
  public Svg path(String data, String cssClass) {
    if (!data.isEmpty()) {
      out.append("<path d=\"").append(data).append("\" class=\"").append(cssClass).append("\"/>");
    }
    return this;
  }

  public Svg text(double x, double y, Anchor anchor, String cssClass, String text) {
    out.append("<text x=\"").append(coordinate(x)).append("\" y=\"").append(coordinate(y));
    out.append("\" text-anchor=\"").append(anchor.css());
    out.append("\" class=\"").append(cssClass).append("\">");
    out.append(Html.escape(text)).append("</text>");
    return this;
  }

  /** Text read from bottom to top, its middle at the point. */
  public Svg verticalText(double x, double y, String cssClass, String text) {
    out.append("<text transform=\"translate(").append(coordinate(x)).append(' ');
    out.append(coordinate(y)).append(")rotate(-90)\" text-anchor=\"middle\" class=\"");
    out.append(cssClass).append("\">").append(Html.escape(text)).append("</text>");
    return this;
  }

  /** Markup that the caller vouches for. */
  public Svg raw(String markup) {
    out.append(markup);
    return this;
  }

  /** The drawing. */
  public String close() {
    return out + "</svg>";
  }
}
