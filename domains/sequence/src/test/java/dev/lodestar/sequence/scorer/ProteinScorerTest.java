package dev.lodestar.sequence.scorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.sequence.protein.property.Charge;
import dev.lodestar.tck.RewardContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProteinScorerTest extends RewardContract<String> {
  @Override
  protected Reward<String> reward() {
    return new ProteinScorer.NetCharge().create(Map.of("ph", 5.5));
  }

  @Override
  protected List<String> designs() {
    return List.of("MKV", "DDDE", "GHHC", "RRRY");
  }

  @Test
  void thePhIsTheUsers() {
    Reward<String> neutral = new ProteinScorer.NetCharge().create(Map.of());
    assertEquals(Score.of(Charge.at("MHH", 7)), neutral.score(List.of("mhh")).get(0));
    assertEquals(Score.of(Charge.at("MHH", 5.5)), reward().score(List.of("MHH")).get(0));
    String says =
        assertThrows(
                IllegalArgumentException.class,
                () -> new ProteinScorer.NetCharge().create(Map.of("ph", 15L)))
            .getMessage();
    assertTrue(says.contains("'ph' is 15") && says.contains("0.0 to 14.0"), says);
  }

  @Test
  void whatIsNoProteinFails() {
    for (ProteinScorer s :
        List.of(
            new ProteinScorer.IsoelectricPoint(),
            new ProteinScorer.Hydropathy(),
            new ProteinScorer.AliphaticIndex(),
            new ProteinScorer.InstabilityIndex(),
            new ProteinScorer.AggregationProne(),
            new ProteinScorer.Weight())) {
      Reward<String> reward = s.create(Map.of());
      Score bad = reward.score(List.of("MKBV")).get(0);
      assertTrue(assertInstanceOf(Score.Failed.class, bad).cause().contains("Column 3"), s.kind());
      assertInstanceOf(Score.Failed.class, reward.score(List.of("")).get(0), s.kind());
      assertInstanceOf(Score.Value.class, reward.score(List.of("MKV")).get(0), s.kind());
    }
  }
}
