package dev.lodestar.core.decode;

import dev.lodestar.core.budget.BudgetExhausted;
import dev.lodestar.core.process.CleanOutlook;
import dev.lodestar.core.process.Draws;
import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.process.ReverseProcess;
import dev.lodestar.core.rng.Purpose;
import dev.lodestar.core.rng.Streams;
import dev.lodestar.core.weight.LogWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Diffusion tree search: a tree of noisy states grows by roll-outs of the pre-trained model from
 * the nodes that its values lead to; what a roll-out is worth is backed up softly; designs are
 * drawn from the finished tree without any further call. A tree starts from one state of the prior,
 * which for masked diffusion is the only one.
 *
 * <p>With {@link Policy.Sample} this is DTS, whose designs follow p·exp(r/α) as roll-outs grow;
 * with {@link Policy.Maximise} it is DTS*, which looks for the best design by upper confidence
 * bounds.
 *
 * <p>For a finite number of roll-outs values err low: a child whose first roll-out was lucky is
 * visited again and corrected, an unlucky one is not. Even choices and a smaller exponent help: on
 * a space of 27 designs at α = 0.7, 3,000 roll-outs with the paper's settings leave log Z 0.24 too
 * low, with half of the choices even 0.13, however many are under way together.
 *
 * <p>Roll-outs grow in batches of a fixed size: while a batch is under way, the visits of its paths
 * count already, so that its members spread over the tree. All trees of a group grow together, and
 * what stands at one noise level is looked at in one call; with {@link
 * dev.lodestar.core.masked.ParallelDenoiser} that call is made by several threads. The tree does
 * not depend on their number.
 *
 * <p>Source: Jain et al., "Diffusion tree sampling: scalable inference-time alignment of diffusion
 * models" (2506.20701), Algorithms 1 and 2.
 *
 * @param rollouts roll-outs a tree
 * @param batch roll-outs of a tree that are under way together
 * @param alpha α, temperature in reward units; 0 backs up the maximum, and only maximises
 * @param branches noise levels at which the tree branches, the highest included, evenly spaced
 * @param widening C of C·N^a, children that a node visited N times may have, above 0
 * @param exponent a, in (0, 1]
 * @param policy how nodes are selected and designs taken
 * @param pool designs that share a tree; 1 for a tree each
 */
public record TreeSearch(
    int rollouts,
    int batch,
    double alpha,
    int branches,
    double widening,
    double exponent,
    Policy policy,
    int pool)
    implements Decoder {

  /** How a tree is walked. */
  public sealed interface Policy {}

  /**
   * DTS: children in proportion to exp(v̂/α).
   *
   * @param even share of the choices on a roll-out's way that are made evenly instead, which pays
   *     unlucky children a second visit; 0 in the paper. At 1 the estimate of Z is unbiased.
   */
  public record Sample(double even) implements Policy {
    public Sample {
      Check.share("even", even);
    }
  }

  /**
   * DTS*: the child of the highest v̂ + c·√(ln N / N_child); the designs are the best that were
   * found.
   *
   * @param exploration c in reward units
   */
  public record Maximise(double exploration) implements Policy {
    public Maximise {
      Check.notNegative("exploration", exploration);
    }
  }

  public TreeSearch {
    Check.atLeastOne("rollouts", rollouts);
    Check.atLeastOne("batch", batch);
    Check.notNegative("alpha", alpha);
    Check.atLeastOne("branches", branches);
    Check.positive("widening", widening);
    Check.share("the exponent of the widening", exponent);
    Check.positive("the exponent of the widening", exponent);
    Check.atLeastOne("pool", pool);
    if (alpha == 0 && policy instanceof Sample) {
      throw new IllegalArgumentException(
          "a tree at alpha = 0 cannot be sampled from; maximise, or take an alpha above 0");
    }
  }

  /** The paper's widening, 2·N^0.8, and a tree for each design. */
  public TreeSearch(int rollouts, int batch, double alpha, int branches, Policy policy) {
    this(rollouts, batch, alpha, branches, 2, 0.8, policy, 1);
  }

  @Override
  public String name() {
    return policy instanceof Sample ? "tree-sampling" : "tree-search";
  }

  @Override
  public boolean independent() {
    return pool == 1;
  }

  @Override
  public Departure departure() {
    return policy instanceof Sample ? new Departure.Tilted(alpha, false) : new Departure.Unknown();
  }

  @Override
  public <B extends Particles<B>> Decoding.Outcome<B> decode(
      Steering<B> steering,
      Streams streams,
      long first,
      int designs,
      Consumer<Population<B>> observer) {
    ReverseProcess<B> process = steering.process();
    Draws draws = Draws.of(streams, first, designs, process.steps());
    Outlook<B> noise = process.look(process.prior(draws), process.steps());
    B guess = noise.cleanGuess();
    Grove<B> grove = new Grove<>(steering, streams, first, designs, noise);
    observer.accept(Population.of(noise, grove.unknown(), draws));
    Optional<String> exhausted = Optional.empty();
    try {
      for (int done = 0; done < rollouts; done += batch) {
        grove.grow(done, Math.min(batch, rollouts - done));
        observer.accept(grove.taken());
      }
    } catch (BudgetExhausted e) {
      exhausted = Optional.of(e.getMessage());
    }
    if (grove.empty()) {
      Population<B> start = Population.of(noise, grove.unknown(), draws);
      return new Decoding.Outcome<>(guess, start, noise.step(), exhausted);
    }
    Population<B> last = grove.taken();
    return new Decoding.Outcome<>(last.outlook().states(), last, 0, exhausted);
  }

  /** Whether the tree has nodes at a noise level. */
  boolean hasNodes(int level, int steps) {
    for (int k = 0; k < branches; k++) {
      if (level == steps - (int) ((long) k * steps / branches)) {
        return true;
      }
    }
    return level == 0;
  }

  /** The trees of a group. */
  private final class Grove<B extends Particles<B>> {
    private final Steering<B> steering;
    private final Streams streams;
    private final long first;
    private final int designs;
    private final int share;
    private final List<SearchTree<B>> trees = new ArrayList<>();

    Grove(Steering<B> steering, Streams streams, long first, int designs, Outlook<B> noise) {
      this.steering = steering;
      this.streams = streams;
      this.first = first;
      this.designs = designs;
      this.share = Math.min(pool, designs);
      for (int d = 0; d < designs; d += share) {
        trees.add(new SearchTree<>(TreeSearch.this, noise.select(new int[] {d})));
      }
    }

    /** A roll-out under way: from a node of a tree, now at an outlook of one row. */
    private final class Rollout {
      private final SearchTree<B> tree;
      private final SearchTree<B>.Node from;
      private final long design;
      private final Streams own;
      private final List<Outlook<B>> passed = new ArrayList<>();
      private Outlook<B> at;

      Rollout(int tree, int number) {
        this.tree = trees.get(tree);
        this.design = first + (long) tree * share;
        this.own = streams.branch(Purpose.ROUND, number);
        this.from = this.tree.select(own.at(design, 0, 0, Purpose.SELECT));
        this.at = from.outlook();
      }
    }

    boolean empty() {
      return trees.get(0).empty();
    }

    double[] unknown() {
      double[] values = new double[designs];
      Arrays.fill(values, Double.NaN);
      return values;
    }

    void grow(int done, int count) {
      List<Rollout> all = new ArrayList<>();
      for (int tree = 0; tree < trees.size(); tree++) {
        for (int k = 0; k < count; k++) {
          all.add(new Rollout(tree, done + k));
        }
      }
      // a walk that ended at a design has nothing to find
      List<Rollout> open = all.stream().filter(r -> r.at.step() > 0).toList();
      int steps = steering.process().steps();
      for (int t = steps; t > 0; t--) {
        int level = t;
        List<Rollout> here = open.stream().filter(r -> r.at.step() == level).toList();
        if (!here.isEmpty()) {
          List<Outlook<B>> next =
              Rows.step(
                  steering.process(),
                  here.stream().map(r -> r.at).toList(),
                  i -> Draws.of(here.get(i).own, here.get(i).design, 1, level));
          for (int i = 0; i < next.size(); i++) {
            Rollout r = here.get(i);
            r.at = next.get(i);
            if (hasNodes(t - 1, steps)) {
              r.passed.add(r.at);
            }
          }
        }
      }
      if (!open.isEmpty()) {
        B ends = Particles.join(open.stream().map(r -> r.at.cleanGuess()).toList());
        Draws draws = Draws.of(streams, first, ends.size(), 0);
        double[] rewards = steering.value().of(new CleanOutlook<>(ends), draws);
        for (int i = 0; i < rewards.length; i++) {
          Rollout r = open.get(i);
          r.tree.add(r.from, r.passed, rewards[i]);
        }
      }
    }

    /** The designs as the trees have them now; no call. */
    Population<B> taken() {
      List<SearchTree.Found<B>> found = new ArrayList<>();
      for (int d = 0; d < designs; d += share) {
        SearchTree<B> tree = trees.get(d / share);
        int n = Math.min(share, designs - d);
        if (policy instanceof Maximise) {
          found.addAll(tree.best(n));
        } else {
          for (int k = 0; k < n; k++) {
            found.add(tree.sample(streams.at(first + d + k, 0, 0, Purpose.SELECT)));
          }
        }
      }
      int[] origins = new int[designs];
      Arrays.setAll(origins, d -> d / share * share);
      double[] logZ = trees.stream().mapToDouble(t -> alpha > 0 ? t.logZ() : 0).toArray();
      return new Population<>(
          new CleanOutlook<>(Particles.join(found.stream().map(f -> f.design()).toList())),
          found.stream().mapToDouble(f -> f.reward()).toArray(),
          LogWeights.ones(designs),
          LogWeights.of(logZ).logMean(),
          origins,
          Draws.of(streams, first, designs, 0),
          new double[designs],
          new Lineage(trees.size(), new double[designs], Optional.empty()));
    }
  }
}
