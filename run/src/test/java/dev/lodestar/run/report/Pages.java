package dev.lodestar.run.report;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Reads a page as strictly as XML is read, so that one unescaped letter is an error. */
final class Pages {
  private Pages() {}

  static Document parse(String page) throws Exception {
    String strict =
        page.replaceFirst("<!DOCTYPE html>\n", "")
            .replaceFirst("(?s)<script>\"use strict\".*?</script>", "")
            .replaceFirst("(?s)<style>.*?</style>", "");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(strict)));
  }
}
