package dev.lodestar.run.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sentence a wrong configuration can earn, word for word. */
class ConfigMessagesTest {
  // lists that grow with every method; the sentences around them are what is tested
  private static final String METHODS = String.join(", ", MethodCatalog.NAMES);
  private static final String DECODER_KEYS =
      Sentences.list(
          Stream.concat(Stream.of("method", "value"), Parameters.ALL.stream().map(Key::name))
              .toList());

  private static String taking(Key<?> key) {
    return Sentences.either(MethodCatalog.taking(key));
  }

  private static final String TASK = "[task]\nname = \"toy\"\n";
  private static final String UTR5 = "[task]\nname = \"utr5-mrl\"\n";

  static Stream<Arguments> wrong() {
    return Stream.of(
        of(
            "[task\nname = \"toy\"",
            "x.toml:1:6: this is not TOML: Unexpected end of line, expected ]."),
        of(
            "[task]\ncount = 3",
            "x.toml: task.name is missing; add name = ... below [task]. Tasks are toy and utr5-mrl."),
        of(
            "[task]\nname = \"utr5-mlr\"",
            "x.toml:2:1: there is no task 'utr5-mlr'; did you mean 'utr5-mrl'? Tasks are toy and"
                + " utr5-mrl."),
        of(
            TASK + "[decoder]\n  widht = 3",
            "x.toml:4:3: [decoder] has no key 'widht'; did you mean 'width'? Its keys are "
                + DECODER_KEYS
                + "."),
        of(
            TASK + "width = 3",
            "x.toml:3:1: [task] has no key 'width'. 'width' belongs below [decoder]. Its keys are"
                + " name, count, seed, model, steps, sampler and training-data."),
        of(
            TASK + "sampler = \"ancestral\"",
            "x.toml:3:1: the task toy has one way of sampling, which needs no name; remove it."),
        of(
            UTR5 + "sampler = \"first-hiting\"",
            "x.toml:3:1: the task utr5-mrl has no sampler 'first-hiting'; did you mean"
                + " 'first-hitting'? Its samplers are ancestral, cosine, first-hitting and"
                + " any-order."),
        of(
            UTR5 + "sampler = 3",
            "x.toml:3:1: task.sampler = 3 does not fit. It takes the name of a sampler: "
                + Keys.SAMPLER.describe()
                + "."),
        of(
            UTR5 + "letters-per-step = 2",
            "x.toml:3:1: task.letters-per-step means nothing to the sampler ancestral; it goes with"
                + " sampler = any-order."),
        of(
            UTR5 + "sampler = \"any-order\"\nletters-per-step = 0",
            "x.toml:4:1: task.letters-per-step = 0 does not fit. It takes a whole number from 1 to"
                + " 10000: letters revealed a step."),
        of(
            UTR5 + "sampler = \"any-order\"\norder = \"random\"",
            "x.toml:4:1: task.order = \"random\" is not known. It takes one of uniform,"
                + " left-to-right, probability, margin, entropy: which letters are revealed first;"
                + " any but uniform changes what the pre-trained model draws."),
        of(
            UTR5 + "sampler = \"any-order\"\nletter-per-step = 2",
            "x.toml:4:1: [task] has no key 'letter-per-step'; did you mean 'letters-per-step'? Its"
                + " keys are name, count, seed, model, steps, sampler, training-data, letters-per-step and order."),
        of(
            UTR5 + "sampler = \"first-hitting\"\nsteps = 20",
            "x.toml:4:1: task.steps means nothing to the sampler first-hitting, whose steps follow"
                + " from the design; remove it, or use sampler = ancestral or cosine."),
        of(
            TASK + "[decodr]\nwidth = 3",
            "x.toml:3:1: there is no section [decodr]; did you mean 'decoder'? Sections are task, model,"
                + " decoder, start, reward, budget, failures, diagnostics, run, output, surrogate and"
                + " constraints."),
        of(
            "seed = 3\n" + TASK,
            "x.toml:1:1: there is no section [seed]. 'seed' belongs below"
                + " [task]. Sections are task, model, decoder, start, reward, budget, failures, diagnostics, run,"
                + " output, surrogate and constraints."),
        of(
            "decoder = \"svdd\"\n" + TASK,
            "x.toml:1:1: 'decoder' is a section; write [decoder] and its keys below it."),
        of(
            TASK + "count = 0",
            "x.toml:3:1: task.count = 0 does not fit. It takes a whole number from 1 to 1000000:"
                + " designs to make."),
        of(
            TASK + "count = 1000001",
            "x.toml:3:1: task.count = 1000001 does not fit. It takes a whole number from 1 to"
                + " 1000000: designs to make."),
        of(
            TASK + "count = \"many\"",
            "x.toml:3:1: task.count = \"many\" does not fit. It takes a whole number from 1 to"
                + " 1000000: designs to make."),
        of(
            TASK + "seed = -1",
            "x.toml:3:1: task.seed = -1 does not fit. It takes a whole number from 0 to 2^63 - 1:"
                + " seed of all random numbers of the run."),
        of(
            TASK + "[decoder]\nmethod = \"svd\"",
            "x.toml:4:1: decoder.method = \"svd\" is not known; did you mean 'svdd'? It takes one of "
                + METHODS
                + ": how designs are steered."),
        of(
            TASK + "[decoder]\nvalue = \"postrior-mean\"",
            "x.toml:4:1: decoder.value = \"postrior-mean\" is not known; did you mean"
                + " 'posterior-mean'? It takes one of posterior-mean, posterior-samples,"
                + " posterior-probabilities, monte-carlo, look-ahead, soft-q, combined: how good a"
                + " noisy state is held to be."),
        of(
            TASK + "[decoder]\nalpha = -0.5",
            "x.toml:4:1: decoder.alpha = -0.5 does not fit. It takes a number from 0.0 to"
                + " 1000000.0: temperature in reward units; 0 always takes the best."),
        of(
            TASK + "[decoder]\nalpha = nan",
            "x.toml:4:1: decoder.alpha = NaN does not fit. It takes a number from 0.0 to"
                + " 1000000.0: temperature in reward units; 0 always takes the best."),
        of(
            TASK + "[decoder]\nwidth = 0",
            "x.toml:4:1: decoder.width = 0 does not fit. It takes a whole number from 1 to 1000:"
                + " children a particle and step, M."),
        of(
            TASK + "[decoder]\nmethod = \"smc\"\nalpha = 0",
            "x.toml:5:1: decoder.alpha = 0.0 does not work with smc: its weights would be infinite."
                + " Give a positive alpha, such as 0.5, or use svdd, which takes the best child at"
                + " alpha = 0."),
        of(
            TASK + "[decoder]\nmethod = \"smc\"\nwidth = 5",
            "x.toml:5:1: decoder.width means nothing here; it goes with "
                + taking(DecoderKeys.WIDTH)
                + ". As"
                + " configured, smc takes alpha, resampler, ess-threshold, particles, every, from-step"
                + " and to-step."),
        of(
            TASK + "[decoder]\nmethod = \"pretrained\"\nalpha = 1",
            "x.toml:5:1: decoder.alpha means nothing here; it goes with "
                + taking(DecoderKeys.ALPHA)
                + ". As"
                + " configured, pretrained takes no parameters."),
        of(
            TASK + "[decoder]\nmethod = \"best-of-n\"\nvalue = \"monte-carlo\"",
            "x.toml:5:1: decoder.value means nothing to best-of-n; remove it, or use "
                + Sentences.either(MethodCatalog.takingValue())
                + "."),
        of(
            TASK + "[decoder]\nsamples = 8",
            "x.toml:4:1: decoder.samples means nothing here; it goes with value ="
                + " posterior-samples. As configured, svdd takes width and alpha."),
        of(
            TASK + "[reward]\nreplace = true",
            "x.toml:4:1: reward.replace = true leaves no reward; add a [[reward.component]], or"
                + " remove it."),
        of(
            TASK + "[reward]\naggregation = \"sum\"",
            "x.toml:4:1: reward.aggregation = \"sum\" is not known. It takes one of weighted-sum,"
                + " weighted-product, weighted-geometric-mean, weighted-min, min-gap: how the components"
                + " become one score."),
        of(
            TASK + "[reward.component]\nkind = \"length\"",
            "x.toml:3:1: reward.component is a list of tables; write [[reward.component]]."),
        of(
            TASK + "[[reward.component]]\nweight = 1.0",
            "x.toml:3:1: a [[reward.component]] needs kind = \"...\"; kinds are length and program."),
        of(
            TASK + "[[surrogate.component]]\nweight = 1.0",
            "x.toml:3:1: a [[surrogate.component]] needs kind = \"...\"; kinds are length and"
                + " program."),
        of(
            TASK
                + "[decoder]\nmethod = \"best-of-n\"\n[[surrogate.component]]\nkind = \"length\"\n"
                + "target = 3",
            "x.toml:5:1: [[surrogate.component]] values noisy states, and decoder.method ="
                + " \"best-of-n\" values none; remove it, or use "
                + Sentences.either(MethodCatalog.takingValue())
                + "."),
        of(
            TASK + "[[reward.component]]\nkind = \"lenght\"",
            "x.toml:4:1: there is no scorer of kind 'lenght'; did you mean 'length'? Kinds are"
                + " length and program."),
        of(
            TASK + "[[reward.component]]\nkind = \"length\"",
            "x.toml:3:1: a component of kind length needs target (number: the length that is"
                + " wanted)."),
        of(
            TASK + "[[reward.component]]\nkind = \"length\"\ntraget = 3",
            "x.toml:3:1: a component of kind length needs target (number: the length that is"
                + " wanted).",
            "x.toml:5:1: a component of kind length has no key 'traget'; did you mean 'target'? Its"
                + " keys are kind, name, weight, off-target, transform, target and unit."),
        of(
            TASK + component("weight = 0"),
            "x.toml:6:1: weight = 0 does not fit. Weights are positive numbers; to punish a high"
                + " score, give the component the transform { type = \"negate\" }."),
        of(
            TASK + component("name = \"a,b\""),
            "x.toml:6:1: a component's name is up to 64 letters, digits, blanks, '.', '_', '+' or"
                + " '-', not \"a,b\"."),
        of(
            TASK + component("") + component(""),
            "x.toml:7:1: two reward components are called 'length'; give one of them another name,"
                + " as in name = \"length-2\"."),
        of(
            TASK + component("transform = 3"),
            "x.toml:6:1: a transform is a table with a type, as in { type = \"sigmoid\", low = 0.0,"
                + " high = 1.0 }."),
        of(
            TASK + "[constraints]\nlocked = \"ATG\"",
            "x.toml:4:1: constraints.locked takes a table from position to letter, as in { 0 ="
                + " \"A\", 1 = \"T\" }."),
        of(
            TASK + "[constraints]\nlocked = { first = \"A\", 1 = 3 }",
            "x.toml:4:12: constraints.locked: 'first' is not a position; positions are whole"
                + " numbers counted from 0.",
            "x.toml:4:25: constraints.locked: position 1 takes a letter in quotes, not 3."),
        of(
            TASK + "[budget]\nminutes = 0",
            "x.toml:4:1: budget.minutes = 0 does not fit. It takes a positive number, or inf for no"
                + " limit: wall time in minutes."),
        of(
            TASK + "[budget]\nreward-calls = -1",
            "x.toml:4:1: budget.reward-calls = -1 does not fit. It takes a whole number from 0, or"
                + " inf for no limit: designs the scorer may evaluate."),
        of(
            TASK + "[decoder]\nmethod = \"refinement\"\ninner = \"svd\"",
            "x.toml:5:1: decoder.inner = \"svd\" is not known; did you mean 'svdd'? It takes one of "
                + String.join(", ", SearchKeys.INNER.type().names())
                + ": the method of each pass; its parameters are given beside."),
        of(
            TASK + "[decoder]\nmethod = \"refinement\"\ninner = \"pretrained\"\nwidth = 3",
            "x.toml:6:1: decoder.width means nothing here; it goes with "
                + taking(DecoderKeys.WIDTH)
                + ". As configured, refinement around pretrained takes inner, rounds, noise,"
                + " survival and survival-alpha."),
        of(
            TASK + "[decoder]\nmethod = \"noise-search\"\nvalue = \"posterior-mean\"",
            "x.toml:5:1: decoder.value means nothing to noise-search around pretrained; remove it,"
                + " or use "
                + Sentences.either(MethodCatalog.takingValue())
                + "."),
        of(
            TASK + "[decoder]\nmethod = \"noise-search\"\ninner = \"smc\"\nalpha = 0",
            "x.toml:6:1: decoder.alpha = 0.0 does not work with smc: its weights would be infinite."
                + " Give a positive alpha, such as 0.5, or use svdd, which takes the best child at"
                + " alpha = 0."),
        of(
            TASK + "[decoder]\nlook-ahead-draws = 3",
            "x.toml:4:1: decoder.look-ahead-draws means nothing here; it goes with value ="
                + " look-ahead. As configured, svdd takes width and alpha."),
        of(
            TASK + "[decoder]\nvalue = \"look-ahead\"\nsamples = 3",
            "x.toml:5:1: decoder.samples means nothing here; it goes with value ="
                + " posterior-samples. As configured, svdd takes width, alpha, look-ahead-steps,"
                + " look-ahead-draws, look-ahead-average and look-ahead-value."),
        of(
            TASK + "[decoder]\nvalue = \"combined\"\nparts = [\"posterior-mean\", \"look-ahead\"]",
            "x.toml:5:1: decoder.parts = [\"posterior-mean\", \"look-ahead\"] does not fit. It takes"
                + " a list of names out of posterior-mean, posterior-samples,"
                + " posterior-probabilities, monte-carlo: the values that are combined."),
        of(
            TASK + "[decoder]\ntempering-rate = 0.1",
            "x.toml:4:1: decoder.tempering-rate means nothing here; it goes with tempering ="
                + " geometric. As configured, svdd takes width and alpha."),
        of(
            TASK + "[decoder]\nmethod = \"pretrained\"\ntempering = \"linear\"",
            "x.toml:5:1: decoder.tempering means nothing here; it goes with methods that take a"
                + " value. As configured, pretrained takes no parameters."),
        of(
            TASK + "[start]\nnoise = 0.5",
            "x.toml:4:1: start.noise means nothing without start.file, the designs to start from."),
        of(
            TASK + "[failures]\npolicy = \"ignore\"",
            "x.toml:4:1: failures.policy = \"ignore\" is not known. It takes one of drop, stop:"
                + " what a failed scorer call does: drop the candidate, or stop the run."),
        of(
            TASK + "[run]\nmetrics = \"yes\"",
            "x.toml:4:1: run.metrics = \"yes\" does not fit. It takes true or false: whether"
                + " designs are judged by the held-out scorer and the task's metrics."),
        of(
            TASK + "count = 0\n[decoder]\nmethod = \"svdd\"\nwith = 3\nalpha = -1",
            "x.toml:3:1: task.count = 0 does not fit. It takes a whole number from 1 to 1000000:"
                + " designs to make.",
            "x.toml:6:1: [decoder] has no key 'with'; did you mean 'width'? Its keys are "
                + DECODER_KEYS
                + ".",
            "x.toml:7:1: decoder.alpha = -1 does not fit. It takes a number from 0.0 to 1000000.0:"
                + " temperature in reward units; 0 always takes the best."));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void saysWhatIsWrongAndWhere(String toml, String message) {
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> RunConfig.parse("x.toml", toml, List.of(), Plugins.CATALOGS));
    assertEquals(message, e.getMessage());
  }

  static Stream<Arguments> wrongOptions() {
    return Stream.of(
        of(
            "decoder.widht=3",
            "--set decoder.widht=3: [decoder] has no key 'widht'; did you mean 'width'? Its keys"
                + " are "
                + DECODER_KEYS
                + "."),
        of(
            "decoder.method=svdr",
            "--set decoder.method=svdr: decoder.method = \"svdr\" is not known; did you mean"
                + " 'svdd'? It takes one of "
                + METHODS
                + ": how designs are steered."),
        of(
            "decoder.width",
            "--set decoder.width: write --set key=value, as in --set decoder.width=20."),
        of("a b=3", "--set a b=3: 'a b' is not a key; write it with dots, as in decoder.width."),
        of(
            "reward.component.4.weight=2",
            "--set reward.component.4.weight=2: there is no item '4' in this list; its items are"
                + " numbered from 0 to 0."));
  }

  @ParameterizedTest
  @MethodSource("wrongOptions")
  void saysTheSameOfOptions(String option, String message) {
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () ->
                RunConfig.parse("x.toml", TASK + component(""), List.of(option), Plugins.CATALOGS));
    assertEquals(message, e.getMessage());
  }

  @Test
  void survivesListsWithinLists() {
    String deep = TASK + "count = " + "[".repeat(100_000) + "]".repeat(100_000);
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> RunConfig.parse("x.toml", deep, List.of(), Plugins.CATALOGS));
    assertEquals("x.toml: its lists or tables are nested too deeply.", e.getMessage());
  }

  @Test
  void saysWhyAFileCannotBeRead(@TempDir Path dir) throws Exception {
    Path binary = Files.write(dir.resolve("binary.toml"), new byte[] {(byte) 0xff, (byte) 0xfe});
    Path large = Files.writeString(dir.resolve("large.toml"), " ".repeat((1 << 20) + 1));
    Path missing = dir.resolve("missing.toml");
    assertEquals(missing + ": there is no such file.", message(missing));
    assertEquals(binary + ": the file is not UTF-8 text.", message(binary));
    assertEquals(
        large + ": the file is larger than 1 MiB; configurations are a few kilobytes.",
        message(large));
    assertEquals(
        dir + ": this is a directory; name a configuration file, such as examples/utr5.toml.",
        message(dir));
  }

  private static String message(Path file) {
    return assertThrows(
            ConfigException.class, () -> RunConfig.read(file, List.of(), Plugins.CATALOGS))
        .getMessage();
  }

  private static String component(String more) {
    return "[[reward.component]]\nkind = \"length\"\ntarget = 50\n" + more + "\n";
  }

  private static Arguments of(String toml, String... lines) {
    return Arguments.of(toml, Stream.of(lines).collect(Collectors.joining("\n")));
  }
}
