package dev.lodestar.sequence.protein.fold;

import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.task.MaskedSamplers;
import dev.lodestar.core.task.Sampler;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TaskInput;
import dev.lodestar.core.task.TaskProvider;
import dev.lodestar.sequence.Alphabet;
import dev.lodestar.sequence.InvalidFileException;
import dev.lodestar.sequence.TokenCodec;
import dev.lodestar.sequence.metric.Diversity;
import dev.lodestar.sequence.metric.PerDesign;
import dev.lodestar.sequence.metric.UniqueFraction;
import dev.lodestar.sequence.protein.ProteinTask;
import dev.lodestar.sequence.scorer.ProteinScorer;
import dev.lodestar.sequence.task.Steering;
import dev.lodestar.torch.ProteinSolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Offers the task {@code inverse-folding}: sequences for a structure that its user gives. */
public final class InverseFoldingTask implements TaskProvider {
  private static final String NAME = "inverse-folding";
  private static final String STRUCTURE = "structure";
  private static final String WEIGHTS = "weights";
  private static final String CHAIN = "chain";
  private static final String FIXED = "fixed";
  private static final String BREAKS = "chain-breaks";
  private static final String JOIN = "join";
  private static final String REFUSE = "refuse";

  /** The amino acids in the order of the network's tokens. */
  static final Alphabet LETTERS = new Alphabet("protein", ProteinSolver.LETTERS, 'A', 'A');

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String summary() {
    return "proteins for a given structure (PDB), stable by their sequence";
  }

  @Override
  public String source() {
    return "ProteinSolver, Strokach et al. 2020, whose published weights the user gives";
  }

  @Override
  public List<String> citations() {
    return List.of(
        """
        @article{strokach2020fast,
          title   = {Fast and flexible protein design using deep graph neural networks},
          author  = {Strokach, Alexey and Becerra, David and Corbi-Verge, Carles and Perez-Riba,
                     Albert and Kim, Philip M.},
          journal = {Cell Systems},
          volume  = {11},
          number  = {4},
          pages   = {402--411},
          year    = {2020}
        }
        """,
        """
        @article{guruprasad1990correlation,
          title   = {Correlation between stability of a protein and its dipeptide composition: a
                     novel approach for predicting in vivo stability of a protein from its primary
                     sequence},
          author  = {Guruprasad, Kunchur and Reddy, B. V. Bhasker and Pandit, Madhusudan W.},
          journal = {Protein Engineering},
          volume  = {4},
          number  = {2},
          pages   = {155--161},
          year    = {1990}
        }
        """);
  }

  @Override
  public List<Sampler> samplers() {
    return MaskedSamplers.ALL;
  }

  @Override
  public List<TaskInput> inputs() {
    return List.of(
        TaskInput.file(STRUCTURE, "the structure to design for, in the PDB format"),
        TaskInput.file(WEIGHTS, "the published weights of ProteinSolver, as safetensors"),
        TaskInput.text(CHAIN, "", "the chain to design; may be left out where there is only one"),
        TaskInput.text(
            FIXED,
            "",
            "residues that keep their native letter, by the numbers of the PDB file, as in"
                + " \"12, 15-20\""),
        TaskInput.text(
            BREAKS,
            REFUSE,
            "what a gap in the chain does: \""
                + REFUSE
                + "\" it, or \""
                + JOIN
                + "\" what is there as if residues followed each other"));
  }

  @Override
  public Task<?, ?> open(Path models, int threads) {
    throw new UncheckedIOException(new IOException("it needs a structure and weights"));
  }

  @Override
  public Task<?, ?> open(Path models, String model, Map<String, String> inputs, int threads) {
    try {
      return task(inputs);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static ProteinTask task(Map<String, String> inputs) throws IOException {
    Path structure = Path.of(inputs.get(STRUCTURE));
    Path weights = Path.of(inputs.get(WEIGHTS));
    Chain chain = PdbFile.read(structure).chain(inputs.getOrDefault(CHAIN, ""));
    gaps(structure, chain, inputs.getOrDefault(BREAKS, REFUSE));
    SortedMap<Integer, String> kept = FixedResidues.of(inputs.getOrDefault(FIXED, ""), chain);
    ProteinSolver network = ProteinSolver.load(weights, ResidueGraph.of(chain));
    TokenCodec codec = new TokenCodec(LETTERS, chain.residues().size());
    NativeRecovery recovery = new NativeRecovery(chain.sequence(), kept.keySet());
    SortedMap<String, Path> files = new TreeMap<>(Map.of(STRUCTURE, structure, WEIGHTS, weights));
    return new ProteinTask(
        NAME,
        codec.length(),
        network,
        codec,
        kept,
        new ProteinTask.Judging(
            List.of(stability()),
            new Solubility(),
            false,
            List.of(
                new StructureFit(network, chain.sequence()),
                new PerDesign("recovery", NativeRecovery.MEANING, recovery::of),
                new PerDesign(
                    "instability",
                    "instability index; below 40 is classified as stable",
                    d -> raw(new ProteinScorer.InstabilityIndex(), d))),
            List.of(recovery, new Diversity(), new UniqueFraction())),
        Steering.NONE,
        files);
  }

  private static void gaps(Path file, Chain chain, String breaks) throws IOException {
    if (!List.of(JOIN, REFUSE).contains(breaks)) {
      throw new IOException(
          "task.%s is '%s'; it takes \"%s\" or \"%s\".".formatted(BREAKS, breaks, REFUSE, JOIN));
    }
    if (breaks.equals(REFUSE) && !chain.breaks().isEmpty()) {
      int at = chain.breaks().get(0);
      Residue before = chain.residues().get(at);
      Residue after = chain.residues().get(at + 1);
      throw new InvalidFileException(
          file,
          after.line(),
          ("columns 23-54: chain %s breaks off after residue %s (line %d) and goes on with %s,"
                  + " which is not bonded to it, one of %d such places; model what is missing, or"
                  + " say %s = \"%s\" to take residues as following each other")
              .formatted(
                  chain.name(),
                  before.label(),
                  before.line(),
                  after.label(),
                  chain.breaks().size(),
                  BREAKS,
                  JOIN));
    }
  }

  /** Another property: what would pay for stability with stretches that aggregate is seen. */
  private record Solubility(Reward<String> aggregation) implements Reward<String> {
    Solubility() {
      this(new ProteinScorer.AggregationProne().create(Map.of()));
    }

    @Override
    public List<Score> score(List<String> designs) {
      return aggregation.score(designs).stream()
          .map(s -> s instanceof Score.Value v ? Score.of(-v.value()) : s)
          .toList();
    }

    @Override
    public String identity() {
      return "minus " + aggregation.identity();
    }
  }

  private static Component<String> stability() {
    ProteinScorer index = new ProteinScorer.InstabilityIndex();
    return new Component<>("stability", index.create(Map.of()), raw -> -raw / 10, 1, true);
  }

  private static double raw(ProteinScorer scorer, String design) {
    return scorer.create(Map.of()).score(List.of(design)).get(0) instanceof Score.Value v
        ? v.value()
        : Double.NaN;
  }
}
