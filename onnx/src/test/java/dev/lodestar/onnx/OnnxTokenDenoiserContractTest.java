package dev.lodestar.onnx;

import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.onnx.export.Exporter;
import dev.lodestar.onnx.session.Limits;
import dev.lodestar.tck.DenoiserContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The shipped denoiser of 5'UTRs keeps the contract in ONNX Runtime too. */
class OnnxTokenDenoiserContractTest extends DenoiserContract {
  @TempDir static Path folder;
  private static OnnxTokenDenoiser denoiser;

  @BeforeAll
  static void open() throws IOException {
    Path manifest = Exporter.export(Shipped.weights("utr5-denoiser"), 50, folder);
    denoiser = OnnxTokenDenoiser.open(manifest, Limits.OWN, 2);
  }

  @AfterAll
  static void close() {
    denoiser.close();
  }

  @Override
  protected TokenDenoiser denoiser() {
    return denoiser;
  }

  @Override
  protected int length() {
    return 50;
  }
}
