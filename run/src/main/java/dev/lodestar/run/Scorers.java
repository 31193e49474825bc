package dev.lodestar.run;

import dev.lodestar.core.budget.Budget;
import dev.lodestar.core.budget.Meter;
import dev.lodestar.core.reward.Component;
import dev.lodestar.core.reward.CompositeReward;
import dev.lodestar.core.reward.Failure;
import dev.lodestar.core.reward.GuardedReward;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import dev.lodestar.core.task.Task;
import dev.lodestar.run.store.Ledger;
import dev.lodestar.run.store.LedgeredReward;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The scorers of a run: guarded, and behind the ledger unless they cost nothing.
 *
 * @param <D> a design
 */
final class Scorers<D> implements AutoCloseable {
  /** Why a design has no score where the budget did not cover it. */
  static final String UNPAID = "the budget ended before it was scored";

  private final RunPlan plan;
  private final List<Component<D>> components;
  private final List<Reward<D>> guarded = new ArrayList<>();
  private final Reward<D> heldOut;
  private final List<Component<D>> surrogates = new ArrayList<>();
  private final Ledger ledger;
  private final Function<D, String> text;

  /**
   * @param failures told of every failure of a scorer
   */
  Scorers(RunPlan plan, Task<?, D> task, Ledger ledger, Consumer<Failure<?>> failures) {
    this.plan = plan;
    this.ledger = ledger;
    this.text = task.format()::text;
    this.components = plan.reward().components(task);
    for (Component<D> c : components) {
      guarded.add(guard(c.name(), c.reward(), failures));
    }
    this.heldOut = guard("held-out", task.heldOut(), failures);
    for (Component<D> c : plan.reward().surrogates(task)) {
      Reward<D> reward = new Renamed<>("surrogate ", guard(c.name(), c.reward(), failures));
      surrogates.add(c.by(c.free() ? reward : ledgered(reward, new Meter(Budget.unlimited()))));
    }
  }

  private Reward<D> guard(String name, Reward<D> reward, Consumer<Failure<?>> failures) {
    return new GuardedReward<>(name, reward, plan.failure().retries(), failures::accept);
  }

  /**
   * A scorer whose answers stand in the ledger by another name: what a surrogate was told is not
   * what the reward has paid for.
   */
  private record Renamed<D>(String prefix, Reward<D> reward) implements Reward<D> {
    @Override
    public List<Score> score(List<D> designs) {
      return reward.score(designs);
    }

    @Override
    public String identity() {
      return prefix + reward.identity();
    }
  }

  /**
   * What noisy states are valued by: the surrogates, which cost the budget nothing, or else the
   * reward.
   */
  CompositeReward<D> noisy(CompositeReward<D> reward) {
    return surrogates.isEmpty()
        ? reward
        : new CompositeReward<>(surrogates, plan.reward().aggregation());
  }

  /** Names of the components. */
  List<String> names() {
    return components.stream().map(Component::name).toList();
  }

  /** The guiding reward; new calls are charged to the run's meter. */
  CompositeReward<D> charged(Meter meter) {
    return composite(g -> new LedgeredReward<>(g, text, ledger, meter));
  }

  /** The guiding reward for one group of a baseline, which pays for itself. */
  CompositeReward<D> beside(Meter meter) {
    Meter unlimited = new Meter(Budget.unlimited());
    return composite(
        g -> new MeteredReward<>(new LedgeredReward<>(g, text, ledger, unlimited), meter));
  }

  /** The guiding reward as far as the ledger knows it: calls nobody but free scorers. */
  CompositeReward<D> known() {
    Meter nothing = new Meter(new Budget(0, 0, Double.POSITIVE_INFINITY));
    return composite(
        g -> {
          LedgeredReward<D> memory = new LedgeredReward<>(g, text, ledger, nothing);
          return designs ->
              memory.known(designs).stream()
                  .map(score -> score.orElse(new Score.Failed(UNPAID)))
                  .toList();
        });
  }

  /** The scorer that does not guide; new calls are counted by a meter of their own. */
  Reward<D> heldOut(Meter meter) {
    return ledgered(heldOut, meter);
  }

  private Reward<D> ledgered(Reward<D> reward, Meter meter) {
    return new LedgeredReward<>(reward, text, ledger, meter);
  }

  /** The scorer that does not guide, for one group of a baseline. */
  Reward<D> heldOutBeside(Meter meter) {
    return new MeteredReward<>(heldOut(new Meter(Budget.unlimited())), meter);
  }

  private CompositeReward<D> composite(Function<Reward<D>, Reward<D>> paid) {
    List<Component<D>> out = new ArrayList<>();
    for (int i = 0; i < components.size(); i++) {
      Component<D> c = components.get(i);
      Reward<D> reward = c.free() ? guarded.get(i) : paid.apply(guarded.get(i));
      out.add(c.by(reward));
    }
    return new CompositeReward<>(out, plan.reward().aggregation());
  }

  /** Ends scorers that hold something open, such as child processes. */
  @Override
  public void close() {
    for (Component<String> c :
        Stream.concat(plan.reward().added().stream(), plan.reward().surrogates().stream())
            .toList()) {
      if (c.reward() instanceof AutoCloseable open) {
        try {
          open.close();
        } catch (Exception e) {
          throw new IllegalStateException("scorer '" + c.name() + "' could not be ended", e);
        }
      }
    }
  }
}
