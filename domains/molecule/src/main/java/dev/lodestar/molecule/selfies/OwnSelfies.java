package dev.lodestar.molecule.selfies;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.process.Codec;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.core.task.OwnTokenDenoiser;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.molecule.MoleculeModel;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A masked diffusion over SELFIES that its user brought; the shipped one judges naturalness. Close
 * it when done.
 */
public final class OwnSelfies implements MoleculeModel<Tokens> {
  private final OwnTokenDenoiser own;
  private final SelfiesModel shipped;
  private final SelfiesCodec codec;

  /**
   * Takes both over, and closes them.
   *
   * @throws IllegalArgumentException with a sentence where the tokens are not SELFIES
   */
  public OwnSelfies(OwnTokenDenoiser own, SelfiesModel shipped) {
    this.own = own;
    this.shipped = shipped;
    this.codec = codec(own);
  }

  private static SelfiesCodec codec(OwnTokenDenoiser own) {
    if (own.length() == 0) {
      throw new IllegalArgumentException(
          own.describe() + " takes several lengths; say in it length = ..., the longest word.");
    }
    try {
      SelfiesAlphabet alphabet = SelfiesAlphabet.parse(String.join(" ", own.tokens()));
      return new SelfiesCodec(alphabet, own.length());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          own.describe()
              + " has tokens that are no SELFIES: "
              + e.getMessage()
              + ". The task needs [end], which fills rows, then symbols as [C] and [=N].",
          e);
    }
  }

  @Override
  public Path file() {
    return own.files().get("denoiser");
  }

  @Override
  public SortedMap<String, Path> files() {
    SortedMap<String, Path> out = new TreeMap<>(own.files());
    out.put("naturalness", shipped.file());
    return out;
  }

  @Override
  public int steps() {
    return SelfiesModel.STEPS;
  }

  @Override
  public ReverseProcess<Tokens> process(Sampling sampling, Constraints constraints, Meter meter) {
    return SelfiesModel.process(own, codec, sampling, constraints, meter);
  }

  @Override
  public Codec<Tokens, String> codec() {
    return codec;
  }

  @Override
  public List<DesignMetric<String>> naturalness() {
    return shipped.naturalness();
  }

  @Override
  public void close() {
    own.close();
    shipped.close();
  }
}
