package dev.lodestar.core.decode;

import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.value.Guide;

/**
 * Gradient guidance: each particle draws one child from the kernel tilted to first order by the
 * gradient of a value. With the gradient of a learned value this is classifier guidance, with that
 * of the posterior mean through the denoiser it is DPS.
 *
 * <p>Source: tutorial 2501.09685, sections 5.1 and 5.2; Chung et al., "Diffusion posterior
 * sampling" (2209.14687). The gradient is each row's own, so strength does not depend on the batch.
 *
 * @param name {@code classifier-guidance} or {@code dps}
 * @param strength 1/α, in inverse reward units; 0 is the pre-trained model
 */
public record Guidance(String name, double strength) implements Method {
  public Guidance {
    Check.notNegative("strength", strength);
  }

  @Override
  public boolean independent() {
    return true;
  }

  @Override
  public Departure departure() {
    return new Departure.Chosen(1, false);
  }

  @Override
  public <B extends Particles<B>> Population<B> start(Steering<B> steering, Draws draws) {
    return Pretrained.unguided(steering, draws);
  }

  @Override
  public <B extends Particles<B>> Population<B> step(Steering<B> steering, Population<B> now) {
    Guide<B> guide =
        steering
            .guide()
            .orElseThrow(
                () -> new IllegalArgumentException(name + " needs the gradient of a value"));
    Outlook<B> tilted = now.outlook().guided(guide.gradient(now.outlook()), strength);
    Population<B> next = Pretrained.unguided(steering, now, tilted);
    return next.diverging(
        Diagnostics.pathDivergence(now.outlook(), tilted, next.outlook().states(), 1));
  }
}
