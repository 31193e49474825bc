package dev.lodestar.sequence.scorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.task.ScorerProvider;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every closed-form scorer, found as the command line finds it. A new one is a line in CASES. */
class ScorersTest {
  private record Case(String kind, Map<String, Object> settings, String design, double score) {}

  /** GAAAC has one structure beside the open strand: a hairpin of three, 5.4 kcal/mol. */
  private static final double HAIRPIN = Math.exp(-5.4 / (0.0019872 * 310.15));

  private static final double FOLD = -0.0019872 * 310.15 * Math.log1p(HAIRPIN);
  private static final double PAIRED = HAIRPIN / (1 + HAIRPIN);

  private static final List<Case> CASES =
      List.of(
          new Case("gc-content", Map.of(), "GCGA", 0.75),
          new Case("uaug-count", Map.of(), "ATGCATGCC", 2),
          new Case("uaug-count", Map.of("frame", "in"), "ATGCATGCCAA", 0),
          new Case("uaug-count", Map.of("frame", "in"), "ATGCATGCC", 1),
          new Case("uaug-count", Map.of("frame", "out"), "ATGCATGCC", 1),
          new Case("motif-count", Map.of("motif", "UU"), "TTTA", 2),
          new Case("kmer-presence", Map.of("kmers", List.of("AC", "GG")), "ACACT", 0.5),
          new Case("net-charge", Map.of("ph", 7.5), "G", 0.5 - 1 / (1 + Math.pow(10, 3.55 - 7.5))),
          new Case("isoelectric-point", Map.of(), "GG", (3.55 + 7.5) / 2),
          new Case("hydropathy", Map.of(), "ILV", (4.5 + 3.8 + 4.2) / 3),
          new Case("aliphatic-index", Map.of(), "AV", 195),
          new Case("instability-index", Map.of(), "KQ", 10 * 24.64 / 2),
          new Case("aggregation", Map.of(), "I", 1.822),
          new Case("protein-weight", Map.of(), "G", 57.0519 + 18.01528),
          new Case("homopolymer-run", Map.of(), "ACCCA", 3),
          new Case("hairpin-stem", Map.of(), "GGCCAAAGGCC", 4),
          new Case("hairpin-stem", Map.of("loop", 4L), "GGCCAAAGGCC", 3),
          new Case("fold-energy", Map.of(), "AAAAAAAA", 0),
          new Case("fold-energy", Map.of(), "GAAAC", FOLD),
          new Case("rna-unpaired", Map.of(), "GAAAC", 1 - 2 * PAIRED / 5),
          new Case("rna-unpaired", Map.of("last", 1L), "GAAAC", 1 - PAIRED),
          new Case("reference-similarity", Map.of("reference", "ACGT"), "ACCT", 0.75));

  private static Map<String, ScorerProvider> providers() {
    return ServiceLoader.load(ScorerProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .collect(Collectors.toMap(ScorerProvider::kind, p -> p, (a, b) -> a, TreeMap::new));
  }

  private static Reward<String> scorer(String kind, Map<String, Object> settings) {
    return providers().get(kind).create(settings);
  }

  @TestFactory
  List<DynamicTest> scoresAreWhatTheFormulaSays() {
    return CASES.stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.kind + c.settings,
                    () -> {
                      Score score = scorer(c.kind, c.settings).score(List.of(c.design)).get(0);
                      assertEquals(
                          c.score, assertInstanceOf(Score.Value.class, score).value(), 1e-9);
                    }))
        .toList();
  }

  @Test
  void everyKindIsTested() {
    Set<String> formulas = new TreeSet<>(providers().keySet());
    formulas.remove("rna-stability"); // learnt, and tested beside its weights
    assertEquals(
        formulas, CASES.stream().map(Case::kind).collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void everyKindIsFreeAndDescribed() {
    for (ScorerProvider p : providers().values()) {
      assertTrue(p.free());
      assertFalse(p.summary().isBlank());
      assertFalse(p.source().isBlank());
    }
  }

  @Test
  void identitiesTellSettingsApart() {
    assertEquals(
        scorer("motif-count", Map.of("motif", "AC")).identity(),
        scorer("motif-count", Map.of("motif", "AC")).identity());
    assertNotEquals(
        scorer("motif-count", Map.of("motif", "AC")).identity(),
        scorer("motif-count", Map.of("motif", "AG")).identity());
  }

  @Test
  void settingsThatDoNotFitAreNamed() {
    assertEquals(
        "Scorer 'uaug-count': setting 'frame' is up; it takes one of [any, in, out].",
        fault("uaug-count", Map.of("frame", "up")));
    assertEquals(
        "Scorer 'motif-count': setting 'motif' needs a sequence such as \"ACGT\".",
        fault("motif-count", Map.of()));
    assertEquals(
        "Scorer 'motif-count': setting 'motif' holds 'AXC'. Column 2 holds 'X', which is no DNA"
            + " letter; the letters are ACGT (U is read as T).",
        fault("motif-count", Map.of("motif", "AXC")));
    assertEquals(
        "Scorer 'motif-count': setting 'motif' holds an empty sequence.",
        fault("motif-count", Map.of("motif", "")));
    assertEquals(
        "Scorer 'kmer-presence': setting 'kmers' holds 3, which is not a sequence.",
        fault("kmer-presence", Map.of("kmers", List.of("A", 3L))));
    assertEquals(
        "Scorer 'hairpin-stem': setting 'loop' is 2; it takes a whole number from 3 to 20.",
        fault("hairpin-stem", Map.of("loop", 2L)));
  }

  @Test
  void whatCannotBeFoldedFails() {
    for (String kind : List.of("fold-energy", "rna-unpaired")) {
      for (String design : List.of("", "ACGN", "A".repeat(201))) {
        Score score = scorer(kind, Map.of()).score(List.of(design)).get(0);
        assertInstanceOf(Score.Failed.class, score, kind + " of '" + design + "'");
      }
    }
  }

  @Test
  void aDesignOfAnotherLengthThanItsReferenceFails() {
    Score score =
        scorer("reference-similarity", Map.of("reference", "ACGT")).score(List.of("ACG")).get(0);
    assertTrue(score instanceof Score.Failed, score.toString());
  }

  private static String fault(String kind, Map<String, Object> settings) {
    return assertThrows(IllegalArgumentException.class, () -> scorer(kind, settings)).getMessage();
  }
}
