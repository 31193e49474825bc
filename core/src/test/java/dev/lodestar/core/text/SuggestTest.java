package dev.lodestar.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestTest {
  private static final List<String> NAMES =
      List.of("svdd", "svdd-r", "smc", "best-of-n", "pretrained", "k");

  @ParameterizedTest
  @CsvSource({
    "svd, svdd",
    "SVDD, svdd",
    "svdd_r, svdd-r",
    "scm, smc",
    "bestofn, best-of-n",
    "pre-trained, pretrained",
    "pretrianed, pretrained"
  })
  void findsTheNameThatWasMeant(String given, String meant) {
    assertEquals(Optional.of(meant), Suggest.nearest(given, NAMES));
    assertEquals("; did you mean '" + meant + "'?", Suggest.didYouMean(given, NAMES));
  }

  @ParameterizedTest
  @CsvSource({"genetic", "xyzzy", "q", "''"})
  void staysSilentWhereNothingIsNear(String given) {
    assertEquals(Optional.empty(), Suggest.nearest(given, NAMES));
    assertEquals("", Suggest.didYouMean(given, NAMES));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "abc, abc, 0",
    "abc, '', 3",
    "abc, axc, 1",
    "abc, acb, 1",
    "kitten, sitting, 3",
    "ca, abc, 3"
  })
  void countsEdits(String a, String b, int edits) {
    assertEquals(edits, Suggest.distance(a, b));
    assertEquals(edits, Suggest.distance(b, a));
  }

  @Test
  void theFirstOfEquallyNearNamesWins() {
    assertEquals(Optional.of("bat"), Suggest.nearest("cat", List.of("bat", "rat")));
  }
}
