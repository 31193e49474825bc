package dev.lodestar.molecule.scorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.task.ScorerProvider;
import dev.lodestar.tck.RewardContract;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScorersTest extends RewardContract<String> {
  private static final String ASPIRIN = "CC(=O)Oc1ccccc1C(=O)O";
  private static final Map<String, Map<String, Object>> SETTINGS =
      Map.of(
          "ecfp-similarity", Map.of("reference", ASPIRIN),
          "substructure", Map.of("present", List.of("c1ccccc1"), "absent", List.of("N")));

  @Override
  protected Reward<String> reward() {
    return new QedScorer().create(Map.of());
  }

  @Override
  protected List<String> designs() {
    return List.of(ASPIRIN, "CCO", "CC(", "C1CCCCC1N");
  }

  static Stream<ScorerProvider> scorers() {
    return ServiceLoader.load(ScorerProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(MoleculeScorer.class::isInstance);
  }

  private static Reward<String> create(ScorerProvider scorer) {
    return scorer.create(SETTINGS.getOrDefault(scorer.kind(), Map.of()));
  }

  @ParameterizedTest
  @MethodSource("scorers")
  void whatIsNoMoleculeIsInfeasibleAndNeverZero(ScorerProvider scorer) {
    for (Score score : create(scorer).score(List.of("CC(", "CC(C)(C)(C)C", "", "c1ccnc1"))) {
      assertTrue(assertInstanceOf(Score.Infeasible.class, score).reason().contains("SMILES"));
    }
  }

  @ParameterizedTest
  @MethodSource("scorers")
  void threadsMayShareAScorer(ScorerProvider scorer) {
    Reward<String> reward = create(scorer);
    List<String> designs = List.of(ASPIRIN, "CCO", "O=C1c2ccccc2C(=O)N1CCN", "C1CC1", "NCCS");
    List<Score> alone = reward.score(designs);
    List<List<Score>> together =
        IntStream.range(0, 400).parallel().mapToObj(i -> reward.score(designs)).toList();
    assertEquals(Collections.nCopies(400, alone), together);
  }

  private static Score score(ScorerProvider scorer, Map<String, Object> settings, String smiles) {
    return scorer.create(settings).score(List.of(smiles)).get(0);
  }

  private static double value(ScorerProvider scorer, String smiles) {
    return ((Score.Value) score(scorer, Map.of(), smiles)).value();
  }

  @Test
  void knownNumbers() {
    assertEquals(0.5501, value(new QedScorer(), ASPIRIN), 1e-3);
    assertEquals(1.3101, value(new LogPScorer(), ASPIRIN), 1e-4);
    assertEquals(63.60, value(new TpsaScorer(), ASPIRIN), 1e-9);
    assertEquals(180.159, value(new WeightScorer(), ASPIRIN), 1e-3);
    assertTrue(value(new SaScorer(), ASPIRIN) > 0.85);
  }

  @Test
  void filtersSayWhy() {
    assertEquals(
        new Score.Infeasible("it has a ring of 9 atoms; 3 to 7 are allowed"),
        score(new RingFilter(), Map.of(), "C1CCCCCCCC1"));
    assertEquals(new Score.Value(1), score(new RingFilter(), Map.of("largest", 9L), "C1CCCCCCCC1"));
    assertEquals(
        new Score.Infeasible("" + "it has the structural alerts [SH]"),
        score(new AlertFilter(), Map.of(), "CCS"));
    assertEquals(new Score.Value(1), score(new AlertFilter(), Map.of("most", 1L), "CCS"));
    Map<String, Object> phenol = Map.of("present", List.of("c[OH]"), "absent", List.of("Cl"));
    assertEquals(new Score.Value(1), score(new SubstructureFilter(), phenol, "Oc1ccccc1"));
    assertEquals(
        new Score.Infeasible("it lacks the substructure c[OH]"),
        score(new SubstructureFilter(), phenol, "OCc1ccccc1"));
    assertEquals(
        new Score.Infeasible("it holds the substructure Cl"),
        score(new SubstructureFilter(), phenol, "Oc1ccccc1Cl"));
  }

  @Test
  void similarityIsOneForTheSameMolecule() {
    Map<String, Object> reference = Map.of("reference", "OC(=O)c1ccccc1OC(C)=O");
    assertEquals(new Score.Value(1), score(new SimilarityScorer(), reference, ASPIRIN));
    double other =
        ((Score.Value) score(new SimilarityScorer(), reference, "OC(=O)c1ccccc1O")).value();
    assertTrue(other > 0.3 && other < 0.9, "" + other);
  }

  private static String fault(ScorerProvider scorer, Map<String, Object> settings) {
    return assertThrows(IllegalArgumentException.class, () -> scorer.create(settings)).getMessage();
  }

  @Test
  void settingsAreCheckedInSentences() {
    assertEquals(
        "Scorer 'ecfp-similarity': setting 'reference' needs a SMILES such as \"c1ccccc1O\".",
        fault(new SimilarityScorer(), Map.of()));
    assertTrue(fault(new SimilarityScorer(), Map.of("reference", "CC(")).contains("column 3"));
    assertTrue(fault(new SubstructureFilter(), Map.of("present", List.of("[C"))).contains("'[C'"));
    assertTrue(fault(new SubstructureFilter(), Map.of()).contains("give one of them"));
    assertTrue(fault(new RingFilter(), Map.of("largest", 2L)).contains("from 3 to 100"));
  }
}
