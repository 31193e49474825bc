package dev.lodestar.run.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.decode.Decoder;
import dev.lodestar.core.decode.Smc;
import dev.lodestar.core.decode.Svdd;
import dev.lodestar.core.weight.Resamplers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class RunConfigTest {
  private static final String FULL =
      """
      [task]
      name  = "toy"
      count = 7
      seed  = 9223372036854775807

      [decoder]
      method  = "svdd"
      value   = "posterior_samples"
      width   = 20
      alpha   = 0.1
      samples = 3

      [reward]
      aggregation = "weighted-min"

      [[reward.component]]
      kind = "length"
      target = 50
      transform = { type = "double-sigmoid", low = 0.4, high = 0.6 }
      weight = 0.5

      [[reward.component]]
      kind = "length"
      name = "second length"
      target = 40.5
      unit = "say \\"nt\\""

      [constraints]
      locked = { 0 = "A", 10 = "T" }

      [budget]
      reward-calls = 100
      """;

  static final List<String> CONFIGS =
      List.of(
          FULL,
          "[task]\nname = \"toy\"",
          "[task]\nname = \"utr5-mrl\"",
          "[task]\nname = \"toy\"\n[decoder]\nmethod = \"refinement\"\ninner = \"nested-smc\"",
          "[task]\nname = \"toy\"\n[decoder]\nvalue = \"combined\"\ntempering = \"geometric\"\n"
              + "parts = [\"posterior-samples\", \"monte-carlo\"]\npart-weights = [1, 2.5]",
          "[task]\nname = \"toy\"\n[start]\nfile = \"/tmp/designs.fasta\"\nnoise = 0.2",
          "[task]\nname = \"utr5-mrl\"\nsampler = \"first_hitting\"",
          "[task]\nname = \"utr5-mrl\"\nsampler = \"any-order\"\nletters-per-step = 3",
          "[task]\nname = \"toy\"\n[decoder]\nmethod = \"smc\"",
          "[task]\nname = \"toy\"\n[[surrogate.component]]\nkind = \"length\"\ntarget = 3\n"
              + "transform = { type = \"negate\" }",
          "[task]\nname = \"toy\"\n[reward]\naggregation = \"min-gap\"\n[[reward.component]]\n"
              + "kind = \"length\"\ntarget = 3\noff-target = true",
          "[task]\nname = \"toy\"\n[decoder]\nmethod = \"pretrained\"\n[budget]\nminutes = 2.5");

  @ParameterizedTest
  @FieldSource("CONFIGS")
  void writtenOutReadsBackTheSame(String toml) {
    RunConfig config = parse(toml);
    String written = ConfigWriter.toml(config);
    assertEquals(config, parse(written));
    assertEquals(written, ConfigWriter.toml(parse(written)));
  }

  @Test
  void defaultsAreWrittenOut() {
    String written = ConfigWriter.toml(parse("[task]\nname = \"toy\""));
    for (String line :
        List.of(
            "count = 64", "method = \"svdd\"", "width = 10", "reward-calls = inf", "group = 64")) {
      assertTrue(written.lines().anyMatch(line::equals), written);
    }
  }

  @Test
  void overridesGoOverTheFileInTheirOrder() {
    RunConfig config =
        parse(
            FULL,
            "decoder.width=5",
            "decoder.width = 6",
            "reward.component.1.weight=3",
            "task.name=utr5-mrl",
            "constraints.locked.3=G");
    assertEquals(6, config.get(DecoderKeys.WIDTH));
    assertEquals(3, config.components().get(1).weight());
    assertEquals(0.5, config.components().get(0).weight());
    assertEquals("utr5-mrl", config.get(Keys.TASK));
    assertEquals("{0=A, 3=G, 10=T}", config.constraints().locked().toString());
  }

  @Test
  void surrogatesAreLeftAsideWithTheMethodTheyWereWrittenFor() {
    String file = "[task]\nname = \"toy\"\n[[surrogate.component]]\nkind = \"length\"\ntarget = 3";
    assertEquals(1, parse(file).surrogates().size());
    assertEquals(List.of(), parse(file).components());
    assertEquals(List.of(), parse(file, "decoder.method=best-of-n").surrogates());
  }

  @Test
  void theWordsOfACommandAreFilesBesideTheConfiguration(@TempDir Path dir) throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("x.toml"),
            "[task]\nname = \"toy\"\n[[reward.component]]\nkind = \"program\"\n"
                + "command = [\"python3\", \"./a/score.py\", \"../b\", \"--fast\"]\n");
    RunConfig config = RunConfig.read(file, List.of(), Plugins.CATALOGS);
    assertEquals(
        List.of(
            "python3",
            dir.resolve("a").resolve("score.py").toString(),
            dir.resolveSibling("b").toString(),
            "--fast"),
        config.components().get(0).settings().get("command"));
  }

  @Test
  void methodsAreMadeOfTheirOwnParameters() {
    assertEquals(new Svdd(20, 0.1), make(FULL));
    assertEquals(
        new Smc(0.5, Resamplers.SYSTEMATIC, 0.5),
        make("[task]\nname = \"toy\"\n[decoder]\nmethod = \"smc\""));
  }

  @Test
  void everyMethodIsMadeOfItsDefaultsAndHasItsPapers() {
    for (MethodInfo method : MethodCatalog.ALL) {
      String toml = "[task]\nname = \"toy\"\n[decoder]\nmethod = \"" + method.name() + "\"";
      assertEquals(method.name(), make(toml).name());
      for (String paper : method.papers()) {
        assertTrue(Papers.bibtex(paper).isPresent(), paper);
      }
    }
    for (ValueInfo value : ValueCatalog.ALL) {
      assertTrue(value.papers().stream().allMatch(p -> Papers.bibtex(p).isPresent()));
    }
  }

  private static Decoder make(String toml) {
    RunConfig config = parse(toml);
    return config.method().make().apply(config.settings());
  }

  private static RunConfig parse(String toml, String... overrides) {
    return RunConfig.parse("x.toml", toml, List.of(overrides), Plugins.CATALOGS);
  }
}
