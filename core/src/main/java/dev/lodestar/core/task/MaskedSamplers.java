package dev.lodestar.core.task;

import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.masked.AnyOrderProcess;
import dev.lodestar.core.masked.CosineSchedule;
import dev.lodestar.core.masked.LogLinearSchedule;
import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.masked.NoiseSchedule;
import dev.lodestar.core.masked.RevealOrder;
import dev.lodestar.core.masked.TokenDenoiser;
import dev.lodestar.core.masked.TokenDraw;
import dev.lodestar.core.process.Renoising;
import dev.lodestar.core.process.Tokens;
import dev.lodestar.core.task.Sampler.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What every task with a masked diffusion of letters offers. */
public final class MaskedSamplers {
  private static final String ANCESTRAL = "ancestral";
  private static final String COSINE = "cosine";
  private static final String FIRST_HITTING = "first-hitting";
  private static final String ANY_ORDER = "any-order";
  private static final String LETTERS = "letters-per-step";
  private static final String ORDER = "order";

  /**
   * The samplers, the usual one first; those that count letters need a time-independent network.
   */
  public static final List<Sampler> ALL =
      List.of(
          new Sampler(
              ANCESTRAL,
              "every masked letter may be revealed at every step, evenly over the steps",
              "Sahoo et al. 2024 (2406.07524)",
              true,
              List.of()),
          new Sampler(
              COSINE,
              "as ancestral, with few letters a step while most are masked and many at the end",
              "Nichol and Dhariwal 2021 (2102.09672)",
              true,
              List.of()),
          new Sampler(
              FIRST_HITTING,
              "one letter a step at a random place: ancestral sampling in the limit of many steps,"
                  + " without those that change nothing",
              "Zheng et al. 2024 (2409.02908)",
              false,
              List.of()),
          new Sampler(
              ANY_ORDER,
              "a given number of letters a step, in an order of choice",
              "Zheng et al. 2024 (2409.02908); Chang et al. 2022 (2202.04200)",
              false,
              List.of(
                  new Setting.Whole(LETTERS, 1, 10_000, 2, "letters revealed a step"),
                  new Setting.Choice(
                      ORDER,
                      Arrays.stream(RevealOrder.values()).map(MaskedSamplers::text).toList(),
                      text(RevealOrder.UNIFORM),
                      "which letters are revealed first; any but uniform changes what the"
                          + " pre-trained model draws"))));

  private MaskedSamplers() {}

  /**
   * The process of a choice, with an empty memory of states.
   *
   * @param fixed for each position the token it must hold, or {@link MaskedProcess#FREE}
   * @param meter counts, and refuses, network evaluations
   * @throws IllegalArgumentException with a sentence where choice, network and fixed positions do
   *     not fit
   */
  public static Renoising<Tokens> process(
      Sampling sampling, TokenDenoiser network, int[] fixed, Meter meter) {
    return switch (sampling.sampler()) {
      case ANCESTRAL -> scheduled(LogLinearSchedule.of(sampling.steps()), network, fixed, meter);
      case COSINE -> scheduled(new CosineSchedule(sampling.steps()), network, fixed, meter);
      case FIRST_HITTING -> AnyOrderProcess.firstHitting(network, fixed, meter);
      case ANY_ORDER ->
          new AnyOrderProcess(
              network,
              order(sampling.choice(ORDER)),
              sampling.whole(LETTERS),
              fixed,
              new TokenDraw.InverseCdf(),
              meter);
      default ->
          throw new IllegalArgumentException(
              "there is no sampler '"
                  + sampling.sampler()
                  + "' for a masked diffusion; use one of "
                  + String.join(", ", ALL.stream().map(Sampler::name).toList())
                  + ".");
    };
  }

  private static Renoising<Tokens> scheduled(
      NoiseSchedule schedule, TokenDenoiser network, int[] fixed, Meter meter) {
    return new MaskedProcess(network, schedule, fixed, new TokenDraw.InverseCdf(), meter);
  }

  private static String text(RevealOrder order) {
    return order.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static RevealOrder order(String text) {
    return RevealOrder.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
