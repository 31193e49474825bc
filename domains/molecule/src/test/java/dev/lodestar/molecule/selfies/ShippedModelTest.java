package dev.lodestar.molecule.selfies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.molecule.chem.Smiles;
import dev.lodestar.tck.DenoiserContract;
import dev.lodestar.torch.Likelihood;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The shipped model keeps the contract, and prefers molecules to noise. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShippedModelTest extends DenoiserContract {
  private SelfiesModel model;

  @BeforeAll
  void open() throws IOException {
    model = SelfiesModel.open(Path.of(System.getProperty("lodestar.root"), "models"));
  }

  @AfterAll
  void close() {
    model.close();
  }

  @Override
  protected TokenDenoiser denoiser() {
    return model.denoiser();
  }

  @Override
  protected int length() {
    return model.codec().length();
  }

  @Test
  void samplesAreDifferentMolecules() {
    Tokens rows = SelfiesSamples.group(model.denoiser(), length(), 5, 0, outlook -> {});
    List<String> samples = model.codec().decode(rows);
    samples.forEach(s -> assertEquals(s, Smiles.canonical(s)));
    assertTrue(new HashSet<>(samples).size() > 60, samples.toString());
  }

  @Test
  void drugsAreLikelierThanRandomRows() {
    int[] drug = model.codec().encode(List.of("Cc1ccc(NC(=O)c2ccccc2)cc1")).row(0);
    int[] random =
        new SplittableRandom(1).ints(length(), 1, model.codec().alphabet().size()).toArray();
    Arrays.fill(random, 12, length(), SelfiesAlphabet.END);
    double natural = Likelihood.bound(model.denoiser(), drug, 1, length(), 32, 1)[0];
    double noise = Likelihood.bound(model.denoiser(), random, 1, length(), 32, 1)[0];
    assertTrue(natural + 20 < noise, natural + " and " + noise + " nats");
  }
}
