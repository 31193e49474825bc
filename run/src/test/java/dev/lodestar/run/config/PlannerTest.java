package dev.lodestar.run.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.decode.NestedSmc;
import dev.lodestar.core.decode.Proposal;
import dev.lodestar.core.decode.Smc;
import dev.lodestar.run.GuideChoice;
import dev.lodestar.run.RunPlan;
import dev.lodestar.run.ValueChoice;
import dev.lodestar.tck.TinyTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What does not fit is said before anything is computed, with what would work. */
class PlannerTest {
  private static final Catalogs CATALOGS = TinyCatalogs.of();

  @TempDir Path dir;

  private static RunPlan plan(TinyTask task, String... lines) {
    List<String> all = new ArrayList<>(List.of("task.name=tiny", "task.count=10", "run.group=8"));
    all.addAll(Arrays.asList(lines));
    return Planner.plan(RunConfig.parse("defaults", "", all, CATALOGS), CATALOGS, task);
  }

  private static String refused(TinyTask task, String... lines) {
    return assertThrows(ConfigException.class, () -> plan(task, lines)).getMessage();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          decoder.method=twisted-smc | the task tiny has no gradient that twisted-smc could follow; \
          use a method without gradients, such as svdd or smc.
          decoder.method=twisted-svdd | has no gradient that twisted-svdd could follow
          decoder.method=refinement decoder.inner=dps | has no gradient that dps could follow
          decoder.value=monte-carlo | has no value 'monte-carlo'; use posterior-mean
          decoder.value=look-ahead decoder.look-ahead-value=monte-carlo | has no value 'monte-carlo'
          decoder.value=combined decoder.parts=["monte-carlo"] | has no value 'monte-carlo'
          decoder.value=combined decoder.part-weights=[1] | decoder.part-weights has 1 numbers for 2 \
          parts; give one a part.
          decoder.value=combined decoder.combine=minimum decoder.part-weights=[1,2] | mean nothing to \
          combine = "minimum"
          decoder.method=beam decoder.pool=9 | decoder.pool = 9 is more than the 8 designs that are \
          made together; take at most that many, or raise run.group and task.count.
          decoder.method=tree-search decoder.pool=9 | decoder.pool = 9 is more than the 8 designs
          decoder.method=adaptive-svdd decoder.target=2 | --set decoder.method=adaptive-svdd: \
          adaptive-svdd: the target share of the effective sample size must be in (0, 1), not 2.0.
          decoder.method=smc decoder.from-step=5 decoder.to-step=2 | an interval of steps ends no \
          earlier than it begins: from 5 to at least 5, not to 2.
          decoder.value=look-ahead budget.network-calls=19 | budget.network-calls = 19 does not cover \
          one look ahead from one design, which takes 20 evaluations a step
          decoder.value=soft-q budget.network-calls=100 | does not cover the fit of decoder.value = \
          "soft-q", which looks at up to 2624 states; raise it, or lower decoder.fit-paths
          task.sampler=first-hitting constraints.locked={0="A",1="A",2="A",3="A",4="A",5="A"} | \
          every position is fixed: there is nothing to design
          reward.aggregation=min-gap | reward.aggregation: min-gap is a difference between targets and \
          off-targets, and no component has off-target = true.
          start.file=/nowhere/designs.fasta | start.file: /nowhere/designs.fasta is not a file
          """)
  void refuses(String lines, String sentence) {
    String says = refused(new TinyTask(6), lines.strip().split(" +"));
    assertTrue(says.contains(sentence.strip()), says);
  }

  @Test
  void designsToStartFromMustFitTaskAndConstraints() throws IOException {
    Path file = Files.writeString(dir.resolve("my.txt"), "ACGTAC\nACGTAA\n");
    String start = "start.file=" + file;
    RunPlan plan = plan(new TinyTask(6), start, "start.noise=0.5");
    assertEquals(4, plan.steps());
    assertEquals(List.of("ACGTAC", "ACGTAA"), plan.start().orElseThrow().designs());
    assertEquals(
        3, plan(new TinyTask(6), start, "start.noise=0.5", "task.sampler=first-hitting").steps());
    String says = refused(new TinyTask(6), start, "constraints.locked={5=\"A\"}");
    assertTrue(says.contains("my.txt, line 1: the design does not hold the letters"), says);
    says = refused(new TinyTask(7), start);
    assertTrue(says.contains("my.txt, line 1") && says.contains("must have 7"), says);
  }

  @Test
  void settingsReachTheMethod() {
    TinyTask task = new TinyTask(6).withGradients();
    RunPlan plan =
        plan(
            task,
            "decoder.method=twisted-nested-smc",
            "decoder.twist=0.5",
            "decoder.alpha=0.25",
            "decoder.gradient=monte-carlo");
    NestedSmc nested = (NestedSmc) plan.method();
    assertEquals(new Proposal.Guided(2), nested.proposal());
    assertEquals(GuideChoice.VALUE, plan.guide());
    plan =
        plan(
            task,
            "decoder.method=smc",
            "decoder.every=3",
            "decoder.from-step=2",
            "decoder.particles=4",
            "decoder.value=look-ahead",
            "decoder.look-ahead-steps=0");
    Smc smc = (Smc) plan.method();
    assertEquals(4, smc.resampling().particles());
    assertTrue(smc.resampling().when().has(5) && !smc.resampling().when().has(4));
    assertTrue(smc.independent());
    ValueChoice.LookingAhead ahead = (ValueChoice.LookingAhead) plan.value();
    assertEquals(0, ahead.steps());
    assertEquals(new ValueChoice.OfMean(), ahead.there());
  }

  @Test
  void aMethodNamedOnTheCommandLineLeavesAsideWhatTheFileSaysToAnother() {
    String file =
        """
        [task]
        name = "tiny"
        [decoder]
        method = "svdd"
        value  = "posterior-samples"
        width  = 3
        alpha  = 0.0
        """;
    for (String method : MethodCatalog.NAMES) {
      List<String> option = List.of("decoder.method=" + method);
      RunConfig config = RunConfig.parse("x.toml", file, option, CATALOGS);
      assertEquals(method, config.method().name());
      if (config.method().takes(DecoderKeys.WIDTH)) {
        assertEquals(3, config.get(DecoderKeys.WIDTH), method);
      }
    }
    List<String> both = List.of("decoder.method=smc", "decoder.width=5");
    String says =
        assertThrows(ConfigException.class, () -> RunConfig.parse("x.toml", file, both, CATALOGS))
            .getMessage();
    assertTrue(says.startsWith("--set decoder.width=5: decoder.width means nothing here"), says);
  }
}
