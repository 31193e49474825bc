package dev.lodestar.sequence.dna;

import dev.lodestar.sequence.forest.MotifForest;
import dev.lodestar.sequence.kmer.KmerModel;
import dev.lodestar.sequence.task.BothStrands;
import dev.lodestar.torch.NeuralRegressor;
import dev.lodestar.torch.TokenRegressor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A trained scorer of DNA of any architecture.
 *
 * @param plain as it was trained
 * @param network the same where it is a network, which has gradients
 */
record SiteScorer(TokenRegressor plain, Optional<NeuralRegressor> network)
    implements AutoCloseable {
  static SiteScorer load(Path file) throws IOException {
    if (KmerModel.isKmers(file)) {
      return new SiteScorer(KmerModel.load(file), Optional.empty());
    }
    if (MotifForest.isForest(file)) {
      return new SiteScorer(MotifForest.load(file), Optional.empty());
    }
    NeuralRegressor network = NeuralRegressor.load(file);
    return new SiteScorer(network, Optional.of(network));
  }

  /** The same for both strands alike, as k-mer models and forests are by themselves. */
  TokenRegressor over(boolean bothStrands) {
    return bothStrands && network.isPresent() ? new BothStrands(plain) : plain;
  }

  @Override
  public void close() {
    network.ifPresent(NeuralRegressor::close);
  }
}
