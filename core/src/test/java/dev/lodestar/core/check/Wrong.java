package dev.lodestar.core.check;

import dev.lodestar.core.decode.Departure;
import dev.lodestar.core.decode.Method;
import dev.lodestar.core.decode.Population;
import dev.lodestar.core.decode.Steering;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Particles;
import java.util.function.UnaryOperator;

/** A method that does one thing wrong to the populations of another. */
record Wrong(Method right, UnaryOperator<Population<?>> bug) implements Method {
  @Override
  public String name() {
    return "wrong";
  }

  @Override
  public boolean independent() {
    return right.independent();
  }

  @Override
  public Departure departure() {
    return right.departure();
  }

  @Override
  public <B extends Particles<B>> Population<B> start(Steering<B> steering, Draws draws) {
    return right.start(steering, draws);
  }

  @Override
  @SuppressWarnings("unchecked") // the bugs keep the kind of particles
  public <B extends Particles<B>> Population<B> step(Steering<B> steering, Population<B> now) {
    return (Population<B>) bug.apply(right.step(steering, now));
  }
}
