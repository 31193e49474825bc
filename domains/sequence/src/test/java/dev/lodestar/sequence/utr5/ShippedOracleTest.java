package dev.lodestar.sequence.utr5;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.tck.RewardContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The shipped scorers keep what every scorer must. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ShippedOracleTest extends RewardContract<String> {
  Models models;

  @BeforeAll
  void open() throws IOException {
    models = new Models(Path.of(System.getProperty("lodestar.root"), "models"));
  }

  @AfterAll
  void close() {
    models.close();
  }

  @Override
  protected List<String> designs() {
    return List.of(
        "GATCGTGTTTTTAGTTGCCTTGTTCCTTGGTGATCCTGTCATCTGATATG",
        "ACCAGTAATCAAGTGCAAGGCAAAAAAGCAGAACCCTAATGAAGTCACTC",
        "CCTCTAGAATATTGAACTGTGATTCTGTTTCGCGGGCATTCCTTAGAACT",
        "GGGGCGGCGGCGGCGGCGGCCGCGGCGGCGGCGGCAGCAGCGGCGGCGGC");
  }

  static class GuidingTest extends ShippedOracleTest {
    @Override
    protected Reward<String> reward() {
      return models.guiding();
    }
  }

  static class HeldOutTest extends ShippedOracleTest {
    @Override
    protected Reward<String> reward() {
      return models.heldOut();
    }
  }
}
