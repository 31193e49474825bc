package dev.lodestar.run.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.reward.Score;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  private static final List<String> DESIGNS =
      List.of("ACGT", "", "tab\there", "line\nbreak", "back\\slash", "Größe 漢字", "TTTT");
  private static final List<Score> SCORES =
      List.of(
          new Score.Value(1.5),
          new Score.Value(-0.0),
          new Score.Infeasible("too\tlong"),
          new Score.Failed("it said:\n\\n"),
          new Score.Value(Double.MIN_VALUE),
          new Score.Value(-Double.MAX_VALUE),
          new Score.Infeasible(""));

  @TempDir Path temp;
  private Path file;

  @BeforeEach
  void name() {
    file = temp.resolve("ledger");
  }

  private Ledger open() {
    return Ledger.open(file, Ledger.ALL_PAID, false);
  }

  private static Optional<Score> find(Ledger ledger, String scorer, String design) {
    return ledger.find(LedgerKey.of(scorer, design));
  }

  @Test
  void answersComeBackExactlyNowAndAfterReopening() {
    try (Ledger ledger = open()) {
      ledger.append("a", DESIGNS, SCORES);
      ledger.append("b", List.of("ACGT"), List.of(new Score.Value(2)));
      requireAll(ledger);
    }
    try (Ledger ledger = Ledger.open(file, Ledger.ALL_PAID, true)) {
      assertEquals(List.of(), ledger.repairs());
      requireAll(ledger);
      assertEquals(8, ledger.size());
    }
  }

  private static void requireAll(Ledger ledger) {
    for (int i = 0; i < DESIGNS.size(); i++) {
      assertEquals(Optional.of(SCORES.get(i)), find(ledger, "a", DESIGNS.get(i)));
    }
    assertEquals(Optional.of(new Score.Value(2)), find(ledger, "b", "ACGT"));
    assertEquals(Optional.empty(), find(ledger, "b", "TTTT"));
    assertEquals(Optional.empty(), find(ledger, "c", "ACGT"));
  }

  @Test
  void failuresAreRememberedWhileTheRunLasts() {
    try (Ledger ledger = open()) {
      ledger.append("a", DESIGNS, SCORES);
      assertEquals(Optional.of(SCORES.get(3)), find(ledger, "a", DESIGNS.get(3)));
    }
    try (Ledger ledger = open()) {
      assertEquals(Optional.empty(), find(ledger, "a", DESIGNS.get(3)));
      ledger.append("a", List.of(DESIGNS.get(3)), List.of(new Score.Value(4)));
      assertEquals(Optional.of(new Score.Value(4)), find(ledger, "a", DESIGNS.get(3)));
    }
    try (Ledger ledger = open()) {
      assertEquals(Optional.of(new Score.Value(4)), find(ledger, "a", DESIGNS.get(3)));
    }
  }

  @Test
  void whateverTheByteAtWhichAWriteWasTornTheRestIsKept() throws IOException {
    List<Long> ends = new ArrayList<>();
    try (Ledger ledger = open()) {
      for (int i = 0; i < DESIGNS.size(); i++) {
        ledger.append("a", DESIGNS.subList(i, i + 1), SCORES.subList(i, i + 1));
        ends.add(ledger.length());
      }
    }
    byte[] whole = Files.readAllBytes(file);
    for (int cut = 0; cut <= whole.length; cut++) {
      Files.write(file, Arrays.copyOf(whole, cut));
      long sound = 0; // bytes up to the last line feed before the cut
      for (int i = 0; i < cut; i++) {
        sound = whole[i] == '\n' ? i + 1 : sound;
      }
      try (Ledger ledger = Ledger.open(file, Ledger.ALL_PAID, true)) {
        assertEquals(sound < cut, !ledger.repairs().isEmpty(), "cut at " + cut);
        for (int i = 0; i < DESIGNS.size(); i++) {
          Optional<Score> kept = ends.get(i) <= cut ? Optional.of(SCORES.get(i)) : Optional.empty();
          assertEquals(kept, find(ledger, "a", DESIGNS.get(i)), "cut at " + cut);
        }
        // and it goes on growing from there
        ledger.append("a", List.of("more"), List.of(new Score.Value(9)));
      }
      try (Ledger ledger = open()) {
        assertEquals(List.of(), ledger.repairs(), "cut at " + cut);
        assertEquals(Optional.of(new Score.Value(9)), find(ledger, "a", "more"));
      }
    }
  }

  @Test
  void aLongTornLineLeavesNothingBehind() throws IOException {
    try (Ledger ledger = open()) {
      ledger.append("a", List.of("A"), List.of(new Score.Value(1)));
    }
    long sound = Files.size(file);
    Files.writeString(file, "0123abcd\tvalue\t" + "x".repeat(5000), StandardOpenOption.APPEND);
    try (Ledger ledger = open()) {
      assertEquals(sound, Files.size(file));
      ledger.append("a", List.of("C"), List.of(new Score.Value(2)));
    }
    try (Ledger ledger = open()) {
      assertEquals(List.of(), ledger.repairs());
      assertEquals(2, ledger.size());
    }
  }

  @Test
  void aDamagedLineIsPassedOverAndNamed() throws IOException {
    try (Ledger ledger = open()) {
      ledger.append("a", DESIGNS, SCORES);
    }
    String text = Files.readString(file);
    Files.writeString(file, text.replace("\tACGT", "\tACGA"));
    try (Ledger ledger = open()) {
      assertEquals(1, ledger.repairs().size());
      assertTrue(ledger.repairs().get(0).contains("line 4"), ledger.repairs().toString());
      assertEquals(Optional.empty(), find(ledger, "a", "ACGA"));
      assertEquals(Optional.of(SCORES.get(6)), find(ledger, "a", "TTTT"));
    }
  }

  @Test
  void anotherFileIsNotTakenForALedger() throws IOException {
    Files.writeString(file, "id,design\n");
    String says = assertThrows(RunFailure.class, this::open).getMessage();
    assertTrue(says.contains("not a ledger"), says);
    assertEquals("id,design\n", Files.readString(file));
  }

  @Test
  void callsAfterTheCheckpointAreOwedOnce() {
    long checkpoint;
    try (Ledger ledger = open()) {
      ledger.append("a", List.of("A", "C"), List.of(new Score.Value(1), new Score.Value(2)));
      checkpoint = ledger.length();
      ledger.append("a", List.of("G"), List.of(new Score.Value(3)));
      assertFalse(ledger.owed(LedgerKey.of("a", "G")), "appended in this session");
    }
    try (Ledger ledger = Ledger.open(file, checkpoint, false)) {
      assertFalse(ledger.owed(LedgerKey.of("a", "A")));
      assertTrue(ledger.owed(LedgerKey.of("a", "G")));
      assertTrue(ledger.owed(LedgerKey.of("a", "T")), "never called");
      assertEquals(Optional.of(new Score.Value(3)), find(ledger, "a", "G"));
      ledger.pay(LedgerKey.of("a", "G"));
      assertFalse(ledger.owed(LedgerKey.of("a", "G")));
    }
  }

  @Test
  void aFullDiskStopsTheRunAndLosesNothing() throws IOException {
    try (Ledger ledger = open()) {
      ledger.append("a", List.of("A"), List.of(new Score.Value(1)));
    }
    byte[] before = Files.readAllBytes(file);
    for (int room = 0; room < 200; room += 7) {
      int limit = before.length + room;
      Ledger.Opener small = (path, how) -> new SmallDisk(FileChannel.open(path, how), limit);
      try (Ledger ledger = Ledger.open(file, Ledger.ALL_PAID, false, small)) {
        List<String> many = List.of("C".repeat(100), "G".repeat(100));
        List<Score> scores = List.of(new Score.Value(2), new Score.Value(3));
        String says =
            assertThrows(RunFailure.class, () -> ledger.append("a", many, scores)).getMessage();
        assertTrue(says.contains("the disk is full") && says.contains("resume"), says);
        assertEquals(Optional.empty(), find(ledger, "a", many.get(0)));
        assertEquals(Optional.of(new Score.Value(1)), find(ledger, "a", "A"));
      }
      assertArrayEquals(before, Files.readAllBytes(file), "room for " + room);
    }
  }

  @Test
  void manyEntriesStaySmallAndAreAllFound() {
    int n = 100_000;
    List<String> designs = new ArrayList<>();
    List<Score> scores = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      designs.add("design " + i);
      scores.add(new Score.Value(i));
    }
    try (Ledger ledger = open()) {
      for (int from = 0; from < n; from += 500) {
        ledger.append("s", designs.subList(from, from + 500), scores.subList(from, from + 500));
      }
      requireSmall(ledger, designs);
    }
    try (Ledger ledger = open()) {
      requireSmall(ledger, designs);
    }
  }

  private static void requireSmall(Ledger ledger, List<String> designs) {
    assertEquals(designs.size(), ledger.size());
    assertTrue(ledger.indexBytes() <= 44L * designs.size(), "bytes " + ledger.indexBytes());
    for (int i = 0; i < designs.size(); i++) {
      assertEquals(Optional.of(new Score.Value(i)), find(ledger, "s", designs.get(i)));
    }
  }

  @Test
  void theFileIsTextThatPeopleCanRead() throws IOException {
    try (Ledger ledger = open()) {
      ledger.append("gc v1", List.of("ACGT"), List.of(new Score.Value(0.5)));
    }
    String text = Files.readString(file, StandardCharsets.UTF_8);
    assertTrue(
        text.matches(
            "lodestar-ledger 1\n"
                + "[0-9a-f]{8}\tscorer\t0\tgc v1\n"
                + "[0-9a-f]{8}\tbatch\t\\d{4}-\\S+Z\t1\n"
                + "[0-9a-f]{8}\tvalue\t0\t0\\.5\tACGT\n"),
        text);
  }
}
