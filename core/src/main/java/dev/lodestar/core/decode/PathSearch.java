package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.Renoising;
import dev.lodestar.core.rng.Purpose;
import dev.lodestar.core.weight.LogWeights;
import java.util.Arrays;

/**
 * Search over paths: every design has N paths; again and again each is noised a little, several
 * times over, and denoised further than that by the pre-trained model; the best N go on.
 *
 * <p>Source: Ma et al., "Inference-time scaling for diffusion models beyond scaling denoising
 * steps" (2501.09732), section 3, search over paths.
 *
 * @param paths N, paths a design
 * @param copies noised copies of each path
 * @param forward Δf, share of the noise levels that a copy goes up
 * @param backward Δb, share of the noise levels that it then falls below where it came from
 */
public record PathSearch(int paths, int copies, double forward, double backward) implements Method {
  public PathSearch {
    Check.atLeastOne("paths", paths);
    Check.atLeastOne("copies", copies);
    Check.share("forward", forward);
    Check.share("backward", backward);
    Check.positive("backward", backward);
  }

  @Override
  public String name() {
    return "path-search";
  }

  @Override
  public boolean independent() {
    return true;
  }

  @Override
  public <B extends Particles<B>> Population<B> start(Steering<B> steering, Draws designs) {
    Renoising.of(steering.process(), name());
    return pools().start(steering, designs);
  }

  @Override
  public <B extends Particles<B>> Population<B> step(Steering<B> steering, Population<B> now) {
    Renoising<B> process = Renoising.of(steering.process(), name());
    int steps = steering.process().steps();
    int up = Math.min(steps, now.step() + (int) Math.round(forward * steps));
    int down = Math.max(0, now.step() - Math.max(1, (int) Math.round(backward * steps)));
    // levels are passed more than once: each time by numbers of its own
    Draws own =
        new Draws(
            now.draws().streams().branch(Purpose.ROUND, now.step()),
            now.draws().first(),
            now.draws().designs(),
            up,
            paths * copies);
    int[] parents = new int[now.size() * copies];
    Arrays.setAll(parents, c -> c / copies);
    Outlook<B> copy = now.outlook().select(parents);
    if (up > now.step()) {
      copy = process.look(process.renoise(copy.states(), now.step(), up, own), up);
    }
    while (copy.step() > down) {
      copy = process.look(copy.propose(own.atStep(copy.step()), 1), copy.step() - 1);
    }
    double[] values = steering.value().of(copy, own.atStep(copy.step()));
    int[] poolOf = pools().of(now);
    int[] pools = Arrays.stream(parents).map(p -> poolOf[p]).toArray();
    int[] best = pools().best(copy.states(), values, pools, now.draws().designs(), n -> n * paths);
    return now.resampled(Arrays.stream(best).map(c -> parents[c]).toArray(), now.logZ())
        .advanced(copy.select(best), Choice.pick(values, best), LogWeights.ones(best.length));
  }

  @Override
  public <B extends Particles<B>> Population<B> finish(Population<B> last) {
    return pools().finish(last);
  }

  private Pools pools() {
    return new Pools(1, paths);
  }
}
