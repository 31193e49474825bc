package dev.lodestar.run.report;

import java.util.Map;
import java.util.Optional;

/**
 * Bold capital letters as outlines that fill the square from (0, 0), top left, to (100, 100), drawn
 * for this project. A logo needs letters of exact height, and a font's differ from machine to
 * machine.
 */
final class Glyphs {
  private static final Map<Character, String> OUTLINES =
      Map.ofEntries(
          Map.entry('A', "M0 100L37 0H63L100 100H76L68.5 78H31.5L24 100ZM37.5 60H62.5L50 22Z"),
          Map.entry(
              'B',
              "M0 0H56C82 0 95 9 95 26C95 37 89 44 79 47.5C92 51 100 59 100 73C100 91 86 100 58 100H0Z"
                  + "M24 18V40H54C65 40 71 36 71 29C71 22 65 18 54 18Z"
                  + "M24 57V82H56C69 82 75 78 75 69.5C75 61 69 57 56 57Z"),
          Map.entry(
              'C',
              "M99 34C94 12 77 0 52 0C20 0 0 20 0 50C0 80 20 100 52 100C78 100 95 87 100 64H76"
                  + "C73 75 65 81 53 81C35 81 25 70 25 50C25 30 35 19 52 19C65 19 72 24 75 34Z"),
          Map.entry(
              'D',
              "M0 0H45C80 0 100 20 100 50C100 80 80 100 45 100H0Z"
                  + "M24 20V80H44C65 80 76 69 76 50C76 31 65 20 44 20Z"),
          Map.entry('E', "M0 0H100V20H25V40H90V59H25V80H100V100H0Z"),
          Map.entry('F', "M0 0H100V20H25V42H88V61H25V100H0Z"),
          Map.entry(
              'G',
              "M98 32C92 11 76 0 52 0C20 0 0 20 0 50C0 80 19 100 50 100C65 100 75 95 81 87L83 98H100"
                  + "V46H54V65H77C75 75 66 81 53 81C35 81 25 70 25 50C25 30 35 19 52 19"
                  + "C64 19 71 24 74 32Z"),
          Map.entry('H', "M0 0H24V39H76V0H100V100H76V59H24V100H0Z"),
          Map.entry('I', "M18 0H82V18H62V82H82V100H18V82H38V18H18Z"),
          Map.entry(
              'J',
              "M76 0H100V62C100 87 82 100 50 100C18 100 0 87 0 60H24C24 74 33 81 50 81C67 81 76 75 76 61Z"),
          Map.entry('K', "M0 0H24V38L68 0H100L50 44L100 100H69L34 59L24 68V100H0Z"),
          Map.entry('L', "M0 0H25V80H100V100H0Z"),
          Map.entry('M', "M0 0H28L50 58L72 0H100V100H79V36L58 90H42L21 36V100H0Z"),
          Map.entry('N', "M0 0H26L76 66V0H100V100H74L24 34V100H0Z"),
          Map.entry(
              'O',
              "M50 0C80 0 100 20 100 50C100 80 80 100 50 100C20 100 0 80 0 50C0 20 20 0 50 0Z"
                  + "M50 20C34 20 24 31 24 50C24 69 34 80 50 80C66 80 76 69 76 50C76 31 66 20 50 20Z"),
          Map.entry(
              'P',
              "M0 0H58C86 0 100 13 100 32C100 51 86 64 58 64H24V100H0Z"
                  + "M24 19V45H56C69 45 76 41 76 32C76 23 69 19 56 19Z"),
          Map.entry(
              'Q',
              "M50 0C80 0 100 20 100 50C100 80 80 100 50 100C20 100 0 80 0 50C0 20 20 0 50 0Z"
                  + "M50 20C34 20 24 31 24 50C24 69 34 80 50 80C66 80 76 69 76 50C76 31 66 20 50 20Z"
                  + "M54 70L70 57L100 88L85 100Z"),
          Map.entry(
              'R',
              "M0 0H58C86 0 98 12 98 31C98 45 90 55 76 59L100 100H73L52 62H24V100H0Z"
                  + "M24 19V44H56C68 44 74 40 74 31.5C74 23 68 19 56 19Z"),
          Map.entry(
              'S',
              "M96 30H72C71 22 64 18 50 18C36 18 29 22 29 29C29 36 35 38 55 42C84 47 99 54 99 71"
                  + "C99 90 81 100 51 100C19 100 1 88 0 67H24C25 77 34 82 51 82C67 82 75 78 75 71"
                  + "C75 64 68 61 48 57C19 52 5 45 5 29C5 11 22 0 50 0C79 0 95 11 96 30Z"),
          Map.entry('T', "M0 0H100V20H62V100H38V20H0Z"),
          Map.entry(
              'U',
              "M0 0H24V60C24 74 34 81 50 81C66 81 76 74 76 60V0H100V60C100 86 80 100 50 100"
                  + "C20 100 0 86 0 60Z"),
          Map.entry('V', "M0 0H25L50 70L75 0H100L62 100H38Z"),
          Map.entry('W', "M0 0H19L30 66L42 6H58L70 66L81 0H100L81 100H61L50 42L39 100H19Z"),
          Map.entry('X', "M2 0H30L50 33L70 0H98L64 49L100 100H72L50 66L28 100H0L36 49Z"),
          Map.entry('Y', "M0 0H27L50 37L73 0H100L62 60V100H38V60Z"),
          Map.entry('Z', "M2 0H98V19L35 80H100V100H0V81L63 20H2Z"));

  private Glyphs() {}

  /** The outline as path data, or empty for anything but a capital letter. */
  static Optional<String> outline(int letter) {
    return letter > Character.MAX_VALUE
        ? Optional.empty()
        : Optional.ofNullable(OUTLINES.get((char) letter));
  }
}
