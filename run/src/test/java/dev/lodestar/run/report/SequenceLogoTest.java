package dev.lodestar.run.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SequenceLogoTest {
  private static final double LN2 = Math.log(2);

  @Test
  void informationIsTwoBitsLessTheCorrection() {
    assertEquals(
        2 - 3 / (2 * 100 * LN2), SequenceLogo.information(new double[] {0, 100, 0, 0}), 1e-12);
  }

  @Test
  void halfAndHalfIsOneBitLess() {
    assertEquals(
        1 - 3 / (2 * 50 * LN2), SequenceLogo.information(new double[] {25, 0, 25, 0}), 1e-12);
  }

  @Test
  void noInformationIsNeverNegative() {
    assertEquals(0, SequenceLogo.information(new double[] {5, 5, 5, 5}));
    assertEquals(0, SequenceLogo.information(new double[] {1, 0, 0, 0}));
    assertEquals(0, SequenceLogo.information(new double[] {0, 0, 0, 0}));
  }

  @Test
  void aminoAcidsReachLogTwoOfTwenty() {
    double[] counts = new double[20];
    counts[3] = 1e9;
    assertEquals(Math.log(20) / LN2, SequenceLogo.information(counts), 1e-6);
  }

  @Test
  void lettersOutsideTheAlphabetDoNotCount() {
    assertArrayEquals(
        new double[] {1, 0, 0, 1}, new SequenceLogo("ACGT", List.of("A", "-", "N", "T")).counts(0));
  }

  @Test
  void alignsWhatHasTheCommonestLength() {
    assertEquals(List.of("AC", "GT"), SequenceLogo.commonLength(List.of("AC", "A", "GT", "ACGT")));
    assertEquals(List.of(), SequenceLogo.commonLength(List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> new SequenceLogo("ACGT", List.of("A", "AC")));
  }

  @Test
  void stacksTheCommonestLetterOnTop() {
    // 70 A, 30 G; letters as drawn: index in the alphabet, top, height.
    List<String> sequences =
        java.util.stream.Stream.concat(
                Collections.nCopies(70, "A").stream(), Collections.nCopies(30, "G").stream())
            .toList();
    String svg = new SequenceLogo("ACGT", sequences).render("x", "logo");
    Matcher use =
        Pattern.compile("#x-(\\d)\" transform=\"translate\\(\\S+ (\\S+)\\)scale\\(\\S+ (\\S+)\\)")
            .matcher(svg);
    assertTrue(use.find());
    assertEquals("2", use.group(1));
    double topG = Double.parseDouble(use.group(2));
    double heightG = Double.parseDouble(use.group(3));
    assertTrue(use.find());
    assertEquals("0", use.group(1));
    double topA = Double.parseDouble(use.group(2));
    double heightA = Double.parseDouble(use.group(3));
    assertTrue(topA < topG, "the commoner letter stands above");
    assertEquals(70.0 / 30, heightA / heightG, 0.01);
    assertEquals(topG, topA + heightA * 100, 0.05);
  }

  @Test
  void everyCapitalHasAnOutlineThatFillsItsSquare() {
    Pattern number = Pattern.compile("-?\\d+(\\.\\d+)?");
    for (char letter = 'A'; letter <= 'Z'; letter++) {
      Matcher numbers = number.matcher(Glyphs.outline(letter).orElseThrow());
      double most = 0;
      while (numbers.find()) {
        double at = Double.parseDouble(numbers.group());
        assertTrue(at >= 0 && at <= 100, letter + " leaves its square at " + at);
        most = Math.max(most, at);
      }
      assertEquals(100, most, letter + " does not reach the edge");
    }
    assertTrue(Glyphs.outline('a').isEmpty());
  }

  @Test
  void basesHaveTheirUsualColours() {
    LetterColours colours = new LetterColours("ACGU");
    assertEquals("lA", colours.of('A'));
    assertEquals("lC", colours.of('C'));
    assertEquals("lG", colours.of('G'));
    assertEquals("lT", colours.of('U'));
    assertEquals("<i class=\"lA\">AA</i><i class=\"lx\">&lt;</i>", colours.html("AA<"));
  }

  @Test
  void aminoAcidsAreColouredByChemistry() {
    LetterColours colours = new LetterColours("ACDEFGHIKLMNPQRSTVWY");
    assertEquals("lT", colours.of('D'));
    assertEquals("lC", colours.of('K'));
    assertEquals("lx", colours.of('L'));
    assertEquals("lA", colours.of('S'));
    assertEquals("lP", colours.of('N'));
  }

  @Test
  void drawsNothingWithoutLetters() {
    assertEquals("", new SequenceLogo("", List.of("AC")).render("x", "logo"));
    assertEquals("", new SequenceLogo("ACGT", List.of()).render("x", "logo"));
    assertEquals("", new SequenceLogo("ACGT", List.of("")).render("x", "logo"));
  }

  @Test
  void longDesignsWrap() {
    String svg =
        new SequenceLogo("ACGT", Collections.nCopies(9, "ACGT".repeat(50))).render("x", "");
    assertEquals(4, svg.split(">bits<", -1).length - 1);
  }
}
