package dev.lodestar.molecule.gdss;

import dev.lodestar.core.graph.AtomCounts;
import dev.lodestar.core.graph.AtomPalette;
import dev.lodestar.core.graph.BondGraph;
import dev.lodestar.core.graph.GraphShape;
import dev.lodestar.core.graph.Langevin;
import dev.lodestar.core.graph.ValenceCorrection;
import dev.lodestar.core.task.Progress;
import dev.lodestar.core.task.TrainingRecipe;
import dev.lodestar.torch.GdssConfig;
import dev.lodestar.torch.GdssNetwork;
import dev.lodestar.torch.GdssTrainer;
import dev.lodestar.torch.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Pre-trains a diffusion on graphs of molecules (GDSS) on SMILES alone. */
abstract class GdssRecipe implements TrainingRecipe {
  /** Notes of the weights' file: how many training molecules have 0, 1, 2, … heavy atoms. */
  static final String ATOM_COUNTS = "atom-counts";

  /** Atomic numbers behind the features. */
  static final String ELEMENTS = "elements";

  private static final long SAMPLES_SEED = 1;
  private static final int SAMPLING_STEPS = 1000;

  private final String name;
  private final GdssConfig published;
  private final AtomPalette palette;
  private final Defaults defaults;

  /** What the recipe takes where its options are not given. */
  record Defaults(int steps, int batch, double learningRate) {}

  GdssRecipe(String name, GdssConfig published, AtomPalette palette, Defaults defaults) {
    this.name = name;
    this.published = published;
    this.palette = palette;
    this.defaults = defaults;
  }

  /** Where the molecules come from, and on what terms; a paragraph for the card. */
  abstract String terms();

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("data", "file", "", "SMILES, one a line, gzipped if it ends in .gz"),
        new Option("split-seed", "whole number", "1", "draws the held-out molecules"),
        new Option("seed", "whole number", "1", "initial weights, batches and noise"),
        new Option("steps", "whole number", "" + defaults.steps, "optimiser steps"),
        new Option(
            "stop",
            "whole number",
            "0",
            "step to end at, on the rate's schedule of all steps; 0 for the last"),
        new Option("batch", "whole number", "" + defaults.batch, "molecules a step"),
        new Option("learning-rate", "number", "" + defaults.learningRate, "highest rate of AdamW"),
        new Option(
            "layers",
            "whole number",
            "" + published.edgeLayers(),
            "attention layers of the network of the pairs; fewer are faster"),
        new Option("threads", "whole number", "1", "worker threads; changes no result"),
        new Option("judged", "whole number", "1000", "samples that the card reports on"));
  }

  @Override
  public void run(Map<String, String> values, Path models, Progress progress) throws IOException {
    OptionValues options = new OptionValues(values);
    Path folder = Files.createDirectories(models.resolve(name));
    Path checkpoint = folder.resolve("training.checkpoint");
    TrainingPlan plan = options.plan(checkpoint);
    int stop = options.whole("stop", 0) == 0 ? plan.steps() : options.whole("stop", 0);
    int judged = options.whole("judged", 1);
    GdssConfig config = published.withEdgeLayers(options.whole("layers", 2));
    Path data = Path.of(values.get("data"));
    GraphShape shape = config.shape();
    GraphData molecules =
        GraphData.read(data, palette, shape.capacity(), options.number("split-seed"));
    progress.say(
        "%s: %d molecules to learn from, %d left out for their elements or size"
            .formatted(name, molecules.train().size(), molecules.leftOut()));
    long start = System.nanoTime();
    try (GdssNetwork network =
        GdssTrainer.train(
            config,
            palette.particles(molecules.train(), shape),
            palette.particles(molecules.heldOut(), shape),
            plan,
            stop,
            p -> progress.step(p.step(), p.steps(), p.status()))) {
      double seconds = (System.nanoTime() - start) * 1e-9;
      AtomCounts counts = GraphData.counts(molecules.train(), shape.capacity());
      Map<String, String> notes = new TreeMap<>();
      notes.put("recipe", name);
      notes.put("options", options.shown());
      notes.put("data.sha256", options.sha256(data));
      notes.put(ATOM_COUNTS, text(counts.weights()));
      notes.put(ELEMENTS, palette.elements().toString());
      Path weights = folder.resolve("weights.safetensors");
      network.save(weights, notes);
      progress.say("Judging %d samples".formatted(judged));
      Samples samples =
          Samples.draw(
              network,
              config.schedule(SAMPLING_STEPS),
              Optional.of(Langevin.PUBLISHED),
              counts,
              palette,
              judged,
              SAMPLES_SEED);
      Set<String> known =
          molecules.train().stream()
              .map(GdssRecipe::canonical)
              .collect(Collectors.toCollection(HashSet::new));
      Files.writeString(
          folder.resolve("card.md"),
          new GdssCard(name, config, terms(), options, plan, stop, seconds)
              .text(molecules, samples, samples.novel(known), options.sha256(data)));
      Files.deleteIfExists(checkpoint);
      progress.say("Written: " + weights);
    }
  }

  /** As a sample would be written: without the charges that bonds do not ask for. */
  private static String canonical(BondGraph g) {
    return GraphSmiles.write(ValenceCorrection.of(g).graph().largestFragment());
  }

  private static String text(double[] weights) {
    return Arrays.stream(weights)
        .mapToObj(w -> Long.toString(Math.round(w)))
        .collect(Collectors.joining(","));
  }
}
