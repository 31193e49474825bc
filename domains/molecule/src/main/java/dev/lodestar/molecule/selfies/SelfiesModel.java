package dev.lodestar.molecule.selfies;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.core.task.MaskedSamplers;
import dev.lodestar.core.task.PretrainedModel;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.value.LearnedValue;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.ValueFunction;
import dev.lodestar.molecule.MoleculeModel;
import dev.lodestar.torch.Likelihood;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.SafeTensors;
import dev.lodestar.torch.ShippedValue;
import dev.lodestar.torch.TransformerDenoiser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The shipped masked diffusion of molecules: its network, and its tokens. Close it when done.
 *
 * @param file its weights
 * @param denoiser the network
 * @param codec between its rows of tokens and SMILES
 * @param value the learned value of its states for one task, if there is one
 */
public record SelfiesModel(
    Path file, TransformerDenoiser denoiser, SelfiesCodec codec, Optional<ShippedValue> value)
    implements MoleculeModel<Tokens> {
  /** Denoising steps: about five times as many as a molecule has tokens. */
  public static final int STEPS = 64;

  /** What tasks say of it. */
  public static final PretrainedModel ABOUT =
      new PretrainedModel(
          SelfiesRecipe.NAME,
          "masked diffusion over the words of a grammar whose every word is a molecule (SELFIES);"
              + " learnt from ZINC250k",
          MaskedSamplers.ALL,
          List.of(
              """
              @article{krenn2020selfies,
                title   = {Self-referencing embedded strings ({SELFIES}): A 100\\% robust molecular string
                           representation},
                author  = {Krenn, Mario and H{\\"a}se, Florian and Nigam, AkshatKumar and Friederich,
                           Pascal and Aspuru-Guzik, Al{\\'a}n},
                journal = {Machine Learning: Science and Technology},
                volume  = {1},
                number  = {4},
                pages   = {045024},
                year    = {2020}
              }
              """));

  private static final long SEED = 1;

  /**
   * Opens the model below the folder of all models.
   *
   * @throws IOException where the weights are missing or damaged, naming the file
   */
  public static SelfiesModel open(Path models) throws IOException {
    Path file = ModelFolder.of(models, SelfiesRecipe.NAME).weights();
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "The weights %s are missing; the project ships them, and './lodestar train %s' makes them."
              .formatted(file, SelfiesRecipe.NAME));
    }
    String alphabet = SafeTensors.read(file).metadata().get(SelfiesRecipe.ALPHABET);
    if (alphabet == null) {
      throw new IOException(
          "%s has no note '%s'; './lodestar train %s' writes it."
              .formatted(file, SelfiesRecipe.ALPHABET, SelfiesRecipe.NAME));
    }
    TransformerDenoiser denoiser = TransformerDenoiser.load(file);
    int length = denoiser.config().length();
    SelfiesCodec codec = new SelfiesCodec(SelfiesAlphabet.parse(alphabet), length);
    return new SelfiesModel(file, denoiser, codec, Optional.empty());
  }

  /**
   * The same with the learned value of a task, where one is shipped.
   *
   * @throws IOException where weights are missing or damaged, naming the file
   */
  public static SelfiesModel open(Path models, String task) throws IOException {
    SelfiesModel plain = open(models);
    try {
      return new SelfiesModel(
          plain.file,
          plain.denoiser,
          plain.codec,
          ShippedValue.open(models, task + "-value", plain.files()));
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  @Override
  public SortedMap<String, Path> files() {
    SortedMap<String, Path> out = new TreeMap<>(Map.of("denoiser", file));
    value.ifPresent(v -> out.put("value", v.file()));
    return out;
  }

  @Override
  public Optional<ValueFunction<Tokens>> learnedValue(
      Objective<Tokens> objective, ReverseProcess<Tokens> process, Meter meter) {
    return value.map(v -> new LearnedValue(v.network(), objective, process::time, meter));
  }

  @Override
  public int steps() {
    return STEPS;
  }

  @Override
  public ReverseProcess<Tokens> process(Sampling sampling, Constraints constraints, Meter meter) {
    return process(denoiser, codec, sampling, constraints, meter);
  }

  /** The same of any network over words. */
  static ReverseProcess<Tokens> process(
      TokenDenoiser network,
      SelfiesCodec codec,
      Sampling sampling,
      Constraints constraints,
      Meter meter) {
    MoleculeModel.refusePositions(constraints);
    if (constraints.scaffold().isEmpty()) {
      return MaskedSamplers.process(sampling, network, MaskedProcess.free(codec.length()), meter);
    }
    KeptPrefix prefix = KeptPrefix.of(constraints.scaffold().get(), codec);
    return MaskedSamplers.process(sampling, prefix.growing(network), prefix.fixed(), meter);
  }

  /** How likely molecules are under this model, as this model spells them. */
  @Override
  public List<DesignMetric<String>> naturalness() {
    return List.of(
        new DesignMetric<>() {
          @Override
          public String name() {
            return "naturalness";
          }

          @Override
          public String describe() {
            return "bound on -log p under the pre-trained model, nats a molecule, as its canonical"
                + " SMILES is spelt; lower is more natural; nothing where it is too long for the"
                + " model";
          }

          @Override
          public double[] of(List<String> designs) {
            return designs.stream().mapToDouble(SelfiesModel.this::bound).toArray();
          }
        });
  }

  private double bound(String smiles) {
    Tokens row;
    try {
      row = codec.encode(List.of(smiles));
    } catch (IllegalArgumentException e) {
      return Double.NaN;
    }
    return Likelihood.bound(denoiser, row.data(), 1, row.length(), row.length(), SEED)[0];
  }

  @Override
  public void close() {
    value.ifPresent(ShippedValue::close);
    denoiser.close();
  }
}
