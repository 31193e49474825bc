package dev.lodestar.run.config;

import dev.lodestar.core.check.Assertions;
import dev.lodestar.core.reward.Aggregation;
import dev.lodestar.run.RunPlan;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Every key of the configuration, each declared once; methods' own are {@link Parameters}. */
public final class Keys {
  public static final Key<String> TASK =
      Key.required(
          "task", "name", Type.name("the name of a task"), "what is designed: see `tasks`");
  public static final Key<Integer> COUNT =
      Key.of("task", "count", Type.whole(1, 1_000_000), 64, "designs to make");
  public static final Key<Long> SEED =
      Key.of("task", "seed", Type.seed(), 1L, "seed of all random numbers of the run");
  public static final Key<String> MODEL =
      Key.of(
          "task",
          "model",
          Type.text("the name of a model, or a file of weights (.safetensors)"),
          "",
          "the pre-trained model that designs are drawn from, where a task has several; its first"
              + " where none is named. A relative file counts from the configuration's folder."
              + " Models: see `tasks --long`");
  public static final Key<Integer> STEPS =
      Key.of(
          "task",
          "steps",
          Type.whole(0, 10_000),
          0,
          "denoising steps; 0: as many as the task says");
  public static final Key<String> SAMPLER =
      Key.of(
          "task",
          "sampler",
          Type.text("the name of a sampler"),
          "",
          "how the pre-trained model is drawn from; the task's first where none is named. Samplers,"
              + " and the keys they add to this section: see `tasks --long`");

  public static final Key<String> TRAINING_DATA =
      Key.of(
          "task",
          "training-data",
          Type.text("the name of a file"),
          "",
          "sequences that the model was trained on, as FASTA, as a table with a column `design` or"
              + " `sequence` or one a line, gzipped where the name ends in .gz: each design's"
              + " nearest one is told, with the number of edits between them. A relative name counts"
              + " from the configuration's folder");

  public static final Key<String> DENOISER =
      Key.of(
          "model",
          "denoiser",
          Type.text("the name of a file"),
          "",
          "a pre-trained model of your own in place of the task's: the manifest beside its ONNX file,"
              + " or a pipeline's folder (docs/bring-your-own-model.md). A relative name counts"
              + " from the configuration's folder");

  public static final Key<String> METHOD =
      Key.of(
          "decoder", "method", Type.choice(MethodCatalog.NAMES), "svdd", "how designs are steered");
  public static final Key<String> VALUE =
      Key.of(
          "decoder",
          "value",
          Type.choice(ValueCatalog.NAMES),
          "posterior-mean",
          "how good a noisy state is held to be");

  public static final Key<String> START =
      Key.of(
          "start",
          "file",
          Type.text("the name of a file"),
          "",
          "designs to edit, as FASTA, as a table with a column `design` or one a line: each is"
              + " noised and made anew from there, instead of from pure noise. A relative name"
              + " counts from the configuration's folder");
  public static final Key<Double> START_NOISE =
      Key.of(
          "start",
          "noise",
          Type.number(1e-6, 1),
          0.3,
          "share of the noise levels that they go back: the higher, the less of them is kept");

  public static final Key<String> AGGREGATION =
      Key.of(
          "reward",
          "aggregation",
          Type.choice(Arrays.stream(Aggregation.values()).map(Aggregation::text).toList()),
          "weighted-sum",
          "how the components become one score");
  public static final Key<Boolean> REPLACE =
      Key.of(
          "reward",
          "replace",
          Type.flag(),
          false,
          "whether the components here replace the task's own instead of joining them");

  public static final Key<Long> NETWORK_CALLS =
      Key.of(
          "budget",
          "network-calls",
          Type.limit(),
          Long.MAX_VALUE,
          "states the network may evaluate");
  public static final Key<Long> REWARD_CALLS =
      Key.of(
          "budget",
          "reward-calls",
          Type.limit(),
          Long.MAX_VALUE,
          "designs the scorer may evaluate");
  public static final Key<Double> MINUTES =
      Key.of(
          "budget", "minutes", Type.duration(), Double.POSITIVE_INFINITY, "wall time in minutes");

  public static final Key<String> POLICY =
      Key.of(
          "failures",
          "policy",
          Type.choice(List.of("drop", "stop")),
          "drop",
          "what a failed scorer call does: drop the candidate, or stop the run");
  public static final Key<Integer> RETRIES =
      Key.of(
          "failures", "retries", Type.whole(0, 100), 1, "further tries before a call has failed");

  public static final Key<Double> STOP_ON_COLLAPSE =
      Key.of(
          "diagnostics",
          "stop-on-collapse",
          Type.number(0, 1),
          0.0,
          "ends the run where fewer than this share of a group's designs at the start have"
              + " descendants, as 0.05; 0: never");

  public static final Key<Integer> GROUP =
      Key.of(
          "run",
          "group",
          Type.whole(1, 4096),
          64,
          "designs made together: the unit of checkpoints, and a population's size");
  public static final Key<Integer> THREADS =
      Key.of("run", "threads", Type.whole(0, 1024), 0, "worker threads; 0: one a processor");
  public static final Key<Boolean> METRICS =
      Key.of(
          "run",
          "metrics",
          Type.flag(),
          true,
          "whether designs are judged by the held-out scorer and the task's metrics");
  public static final Key<Integer> BASELINES =
      Key.of(
          "run",
          "baselines",
          Type.whole(0, 100_000),
          RunPlan.BASELINE_DESIGNS,
          "designs of each baseline (pretrained; best-of-n at the run's budget), at most"
              + " task.count; 0: none");

  public static final Key<Integer> PER_BUCKET =
      Key.of(
          "run",
          "per-bucket",
          Type.whole(0, 100_000),
          0,
          "designs that `selected.csv` takes of each bucket, the best first; 0: no selection is"
              + " written. Molecules of one Murcko scaffold are a bucket");
  public static final Key<Boolean> PARQUET =
      Key.of(
          "output",
          "parquet",
          Type.flag(),
          false,
          "whether `designs.parquet` is written beside `designs.csv`");
  public static final Key<String> ASSERTIONS =
      Key.of(
          "run",
          "assertions",
          Type.choice(
              Arrays.stream(Assertions.values())
                  .map(a -> a.name().toLowerCase(Locale.ROOT))
                  .toList()),
          "cheap",
          "how much of itself the run checks; full works out values and kernels a second time");

  /** The keys that hold for every method, in the order of the manual. */
  public static final List<Key<?>> ALL =
      List.of(
          TASK,
          COUNT,
          SEED,
          MODEL,
          STEPS,
          SAMPLER,
          TRAINING_DATA,
          DENOISER,
          METHOD,
          VALUE,
          START,
          START_NOISE,
          AGGREGATION,
          REPLACE,
          NETWORK_CALLS,
          REWARD_CALLS,
          MINUTES,
          POLICY,
          RETRIES,
          STOP_ON_COLLAPSE,
          GROUP,
          THREADS,
          METRICS,
          BASELINES,
          PER_BUCKET,
          ASSERTIONS,
          PARQUET);

  /** All keys in the order of the manual: {@link #ALL} with the decoder's own after its value. */
  static final List<Key<?>> WITH_PARAMETERS =
      Stream.concat(
              Stream.concat(upToValue().stream(), Parameters.ALL.stream()),
              ALL.subList(upToValue().size(), ALL.size()).stream())
          .toList();

  private Keys() {}

  private static List<Key<?>> upToValue() {
    return ALL.subList(0, ALL.indexOf(VALUE) + 1);
  }
}
