package dev.lodestar.run.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTest {
  @Test
  void escapesWhatOpensOrClosesMarkup() {
    assertEquals(
        "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;", Html.escape("<a b=\"c\" d='e'>&amp;"));
  }

  @Test
  void replacesWhatNoDocumentMayHold() {
    assertEquals("a\ufffdb\ufffdc\ufffd", Html.escape("a\u0000b\ud800c\u202e"));
    assertEquals("a\n\tb é 𝛼 𐍈", Html.escape("a\n\tb é 𝛼 𐍈"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"designs.csv", "out/designs-2.csv"})
  void linksToFilesBesideThePage(String file) {
    assertTrue(Html.isPlainFile(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"javascript:alert(1)", "../x.csv", "/etc/passwd", "//host/x", "a b", "", "x/"})
  void linksNowhereElse(String file) {
    assertFalse(Html.isPlainFile(file));
  }
}
