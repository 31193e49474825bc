package dev.lodestar.sequence.utr5;

import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.tck.DenoiserContract;
import dev.lodestar.torch.CnnDenoiser;
import dev.lodestar.torch.ModelFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The shipped denoiser keeps what reproducible runs stand on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShippedDenoiserTest extends DenoiserContract {
  private CnnDenoiser network;

  @BeforeAll
  void open() throws IOException {
    Path models = Path.of(System.getProperty("lodestar.root"), "models");
    network = CnnDenoiser.load(ModelFolder.of(models, Utr5.DENOISER).weights());
  }

  @AfterAll
  void close() {
    network.close();
  }

  @Override
  protected TokenDenoiser denoiser() {
    return network;
  }

  @Override
  protected int length() {
    return Utr5.CODEC.length();
  }
}
