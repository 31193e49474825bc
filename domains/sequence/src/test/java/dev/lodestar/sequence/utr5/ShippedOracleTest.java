package dev.lodestar.sequence.utr5;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.sequence.task.ModelSet;
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
  private ModelSet models;
  private Reward<String> scorer;

  @BeforeAll
  void open() throws IOException {
    models = new ModelSet(Path.of(System.getProperty("lodestar.root"), "models"));
    scorer = load(models);
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

  abstract Reward<String> load(ModelSet models) throws IOException;

  @Override
  protected Reward<String> reward() {
    return scorer;
  }

  static class GuidingTest extends ShippedOracleTest {
    @Override
    Reward<String> load(ModelSet models) throws IOException {
      return Utr5Task.guiding(models);
    }
  }

  static class HeldOutTest extends ShippedOracleTest {
    @Override
    Reward<String> load(ModelSet models) throws IOException {
      return Utr5Task.heldOut(models);
    }
  }
}
