package dev.lodestar.molecule.gdss;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.graph.AtomCounts;
import dev.lodestar.core.graph.AtomPalette;
import dev.lodestar.core.graph.BondGraph;
import dev.lodestar.core.graph.GdssProcess;
import dev.lodestar.core.graph.GraphLikelihood;
import dev.lodestar.core.graph.GraphParticles;
import dev.lodestar.core.graph.GraphSchedule;
import dev.lodestar.core.graph.KeptPart;
import dev.lodestar.core.graph.Langevin;
import dev.lodestar.core.graph.LearnedGraphValue;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.DesignMetric;
import dev.lodestar.core.task.PretrainedModel;
import dev.lodestar.core.task.Sampler;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.value.Objective;
import dev.lodestar.core.value.ValueFunction;
import dev.lodestar.molecule.MoleculeModel;
import dev.lodestar.molecule.chem.Smiles;
import dev.lodestar.torch.GdssConfig;
import dev.lodestar.torch.GdssConfig.NodeNet;
import dev.lodestar.torch.GdssNetwork;
import dev.lodestar.torch.GdssValueNet;
import dev.lodestar.torch.ModelFolder;
import dev.lodestar.torch.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A diffusion on molecular graphs ready to sample from. Close it when done.
 *
 * @param file its weights
 * @param network its scores
 * @param palette elements behind an atom's features
 * @param counts how many heavy atoms designs have
 * @param value the learned value of its noisy graphs, where there is one
 */
public record GdssModel(
    Path file,
    GdssNetwork network,
    AtomPalette palette,
    AtomCounts counts,
    Optional<GdssValueNet> value)
    implements MoleculeModel<GraphParticles> {
  /** Denoising steps that the published models take. */
  public static final int STEPS = 1000;

  /** Where the path of a likelihood begins; of 0.005 to 0.2, near the best of both models. */
  private static final double LIKELIHOOD_START = 0.1;

  private static final int LIKELIHOOD_CALLS = 256;
  private static final String PREDICTOR = "predictor";
  private static final String CORRECTED = "predictor-corrector";
  private static final String JOINT = "joint-corrector";

  private static final List<Sampler> SAMPLERS =
      List.of(
          new Sampler(
              JOINT,
              "the Langevin correction and the reverse-diffusion step in one move, for which the"
                  + " network is asked once; each child has all the noise of its own to be selected"
                  + " by",
              "Song et al. 2021 (2011.13456); Jo et al. 2022 (2202.02514)",
              true,
              List.of()),
          new Sampler(
              CORRECTED,
              "a Langevin correction at each noise level, then the reverse-diffusion step, as"
                  + " published; the network is asked twice a step, and children share their"
                  + " parent's correction",
              "Song et al. 2021 (2011.13456); Jo et al. 2022 (2202.02514)",
              true,
              List.of()),
          new Sampler(
              PREDICTOR,
              "the reverse-diffusion step alone: half the network's work, fewer valid molecules",
              "Song et al. 2021 (2011.13456); Jo et al. 2022 (2202.02514)",
              true,
              List.of()));

  private static final List<String> CITATIONS =
      List.of(
          """
          @inproceedings{jo2022gdss,
            title     = {Score-based Generative Modeling of Graphs via the System of Stochastic
                         Differential Equations},
            author    = {Jo, Jaehyeong and Lee, Seul and Hwang, Sung Ju},
            booktitle = {International Conference on Machine Learning},
            year      = {2022}
          }
          """);

  /** What tasks say of the shipped model. */
  public static final PretrainedModel QM9 =
      new PretrainedModel(
          Qm9Recipe.NAME,
          "diffusion on molecular graphs (GDSS) of up to 9 heavy atoms of C, N, O and F; learnt from"
              + " QM9",
          SAMPLERS,
          CITATIONS);

  /** What tasks say of a file of weights. */
  public static final PretrainedModel FILE =
      new PretrainedModel(
          "gdss",
          "weights of a diffusion on molecular graphs (GDSS): of one of the project's recipes, or"
              + " the published ones for ZINC250k",
          SAMPLERS,
          CITATIONS);

  /** Molecules of ZINC250k with 6, 7, 8, … heavy atoms, in ten thousandths. */
  private static final int[] ZINC_ATOMS = {
    0, 0, 1, 3, 8, 29, 47, 71, 113, 173, 253, 347, 466, 584, 709, 820, 747, 844, 928, 915, 774, 631,
    403, 312, 245, 191, 149, 105, 70, 41, 16, 5, 0
  };

  private static final int ZINC_FEWEST = 6;

  private static final String WEIGHTS = ".safetensors";

  /** A tensor that only the first version of the published networks has. */
  private static final String FIRST_CONVOLUTION = "x_state_dict.layers.0.weight";

  /**
   * Opens a shipped model by its name, or a file of weights.
   *
   * @param models folder that holds the shipped weights
   * @throws IOException where the weights are missing, damaged or another network's, naming the
   *     file
   */
  public static GdssModel open(Path models, String model) throws IOException {
    if (!model.endsWith(WEIGHTS)) {
      Path file = ModelFolder.of(models, model).weights();
      if (!Files.isRegularFile(file)) {
        throw new IOException(
            "The weights %s are missing; './lodestar train %s' makes them.".formatted(file, model));
      }
      return load(file);
    }
    Path file = Path.of(model);
    if (!Files.isRegularFile(file)) {
      throw new IOException("There are no weights " + file + ".");
    }
    SafeTensors tensors = SafeTensors.read(file);
    try {
      return GdssNetwork.describes(tensors)
          ? load(file)
          : zinc250k(
              file,
              tensors.tensors().containsKey(FIRST_CONVOLUTION)
                  ? NodeNet.CONVOLUTION
                  : NodeNet.ATTENTION);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Loads weights that a training recipe wrote, which name their elements and atom counts. */
  public static GdssModel load(Path weights) throws IOException {
    GdssNetwork network = GdssNetwork.load(weights);
    try {
      return new GdssModel(
          weights,
          network,
          new AtomPalette(whole(network, GdssRecipe.ELEMENTS)),
          new AtomCounts(
              whole(network, GdssRecipe.ATOM_COUNTS).stream().mapToDouble(n -> n).toArray()),
          Optional.empty());
    } catch (IllegalArgumentException e) {
      network.close();
      throw new IllegalArgumentException(weights + ": " + e.getMessage(), e);
    }
  }

  /** The same with the learned value towards a property, where one is shipped. */
  public static GdssModel open(Path models, String model, String property) throws IOException {
    GdssModel plain = open(models, model);
    try {
      return new GdssModel(
          plain.file,
          plain.network,
          plain.palette,
          plain.counts,
          model.endsWith(WEIGHTS)
              ? Optional.empty()
              : GdssValues.open(models, model, property, plain.file));
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  @Override
  public Optional<ValueFunction<GraphParticles>> learnedValue(
      Objective<GraphParticles> objective, ReverseProcess<GraphParticles> process, Meter meter) {
    return value.map(net -> new LearnedGraphValue(net, objective, process::time, meter));
  }

  private static List<Integer> whole(GdssNetwork network, String note) {
    String text = network.notes().getOrDefault(note, "");
    try {
      return Stream.of(text.replaceAll("[\\[\\] ]", "").split(",")).map(Integer::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the note '" + note + "' is '" + text + "', not a list of whole numbers", e);
    }
  }

  /** Loads the published ZINC250k weights; the numbers of atoms are those of ZINC250k. */
  public static GdssModel zinc250k(Path weights, NodeNet nodes) throws IOException {
    return zinc250k(weights, GdssNetwork.load(weights, GdssConfig.zinc250k(nodes)));
  }

  /**
   * A model over networks of the published ZINC250k sizes, which it takes over.
   *
   * @param file where they are from
   */
  public static GdssModel zinc250k(Path file, GdssNetwork network) {
    double[] weights = new double[ZINC_FEWEST + ZINC_ATOMS.length];
    Arrays.setAll(weights, n -> n < ZINC_FEWEST ? 0 : ZINC_ATOMS[n - ZINC_FEWEST]);
    return new GdssModel(
        file, network, AtomPalette.ZINC250K, new AtomCounts(weights), Optional.empty());
  }

  /** The reverse process in a number of steps, with the published corrector. */
  public GdssProcess process(int steps, Meter meter) {
    return new GdssProcess(
        network, network.config().schedule(steps), Optional.of(Langevin.PUBLISHED), counts, meter);
  }

  @Override
  public int steps() {
    return STEPS;
  }

  @Override
  public ReverseProcess<GraphParticles> process(
      Sampling sampling, Constraints constraints, Meter meter) {
    MoleculeModel.refusePositions(constraints);
    GraphSchedule schedule = network.config().schedule(sampling.steps());
    boolean predictorOnly = sampling.sampler().equals(PREDICTOR);
    GdssProcess free =
        new GdssProcess(
            network,
            schedule,
            Optional.of(Langevin.PUBLISHED).filter(c -> !predictorOnly),
            counts,
            meter);
    GdssProcess process = constraints.scaffold().map(this::kept).map(free::keeping).orElse(free);
    return switch (sampling.sampler()) {
      case JOINT -> process.jointly();
      case CORRECTED, PREDICTOR -> process;
      default ->
          throw new IllegalArgumentException(
              "there is no sampler '"
                  + sampling.sampler()
                  + "' for a diffusion on graphs; use "
                  + String.join(", ", SAMPLERS.stream().map(Sampler::name).toList())
                  + ".");
    };
  }

  /**
   * The part that a scaffold's SMILES stands for.
   *
   * @throws IllegalArgumentException with a sentence where it cannot be kept
   */
  private KeptPart kept(String scaffold) {
    String wanted = Smiles.flat(Smiles.read(scaffold));
    BondGraph graph = GraphSmiles.read(scaffold);
    if (graph.size() >= counts.largest()) {
      throw new IllegalArgumentException(
          "The scaffold '%s' has %d heavy atoms; the model's molecules have at most %d, which must"
                  .formatted(scaffold, graph.size(), counts.largest())
              + " leave some to grow.");
    }
    KeptPart part;
    try {
      part = new KeptPart(graph, palette, network.shape());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The scaffold '%s' cannot be kept: %s.".formatted(scaffold, e.getMessage()), e);
    }
    String held = codec().decode(palette.particles(List.of(graph), network.shape())).get(0);
    if (!Smiles.flat(Smiles.read(held)).equals(wanted)) {
      throw new IllegalArgumentException(
          "The scaffold '%s' cannot be kept: a state holds no charges but those of four"
                  .formatted(scaffold)
              + " bonds on N or three on O or S, so it would be read as '"
              + held
              + "'.");
    }
    return part;
  }

  /** How likely a molecule is under this model. */
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
            return "bound on -log p under the pre-trained model, nats a molecule, however its atoms"
                + " are numbered; lower is more natural; nothing where the model draws no such"
                + " molecules";
          }

          @Override
          public double[] of(List<String> designs) {
            return designs.stream().mapToDouble(GdssModel.this::bound).toArray();
          }
        });
  }

  private double bound(String smiles) {
    GraphParticles clean;
    try {
      clean = codec().encode(List.of(smiles));
    } catch (IllegalArgumentException e) {
      return Double.NaN;
    }
    double bound = likelihood(LIKELIHOOD_START, LIKELIHOOD_CALLS).of(clean, 1)[0];
    return Double.isFinite(bound) ? -bound : Double.NaN;
  }

  GraphLikelihood likelihood(double start, int calls) {
    return new GraphLikelihood(network, network.config().schedule(STEPS), counts, start, calls);
  }

  /** Between its states and SMILES. */
  @Override
  public GraphCodec codec() {
    return new GraphCodec(palette, network.shape());
  }

  @Override
  public void close() {
    network.close();
    value.ifPresent(GdssValueNet::close);
  }
}
