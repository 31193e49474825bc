package dev.lodestar.core.decode;

import dev.lodestar.core.process.Outlook;
import dev.lodestar.core.process.Particles;
import dev.lodestar.core.value.SoftAverage;
import dev.lodestar.core.weight.LogWeights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A tree of states from noise down to designs, for {@link TreeSearch}.
 *
 * @param <B> batch of states
 */
final class SearchTree<B extends Particles<B>> {
  private final TreeSearch rules;
  private final SoftAverage average;
  private final Node root;
  private final List<Node> designs = new ArrayList<>();

  /** A state of the tree, its children, and what is known of its value. */
  final class Node {
    private final List<Node> path;
    private final Outlook<B> outlook;
    private final List<Node> children = new ArrayList<>();
    private double value = Double.NEGATIVE_INFINITY;
    private int visits;
    private int underWay;

    private Node(List<Node> path, Outlook<B> outlook) {
      this.path = path;
      this.outlook = outlook;
    }

    Outlook<B> outlook() {
      return outlook;
    }

    private boolean mayWiden() {
      double most = Math.max(1, rules.widening() * Math.pow(visits, rules.exponent()));
      return children.isEmpty() || children.size() + underWay < most;
    }

    private Node child(Outlook<B> below) {
      List<Node> line = new ArrayList<>(path);
      line.add(this);
      return new Node(line, below);
    }
  }

  /**
   * @param noise one row at the highest noise level
   */
  SearchTree(TreeSearch rules, Outlook<B> noise) {
    this.rules = rules;
    this.average = new SoftAverage(rules.alpha());
    this.root = new Node(List.of(), noise);
  }

  /** log of the estimate of Z, α above 0. */
  double logZ() {
    return root.value / rules.alpha();
  }

  boolean empty() {
    return designs.isEmpty();
  }

  /**
   * Walks down to the node that is to have one more child, or to a design. Every node on the way
   * counts a visit at once, so that walks that follow before the child is there go elsewhere.
   */
  Node select(RandomGenerator rng) {
    Node at = root;
    at.visits++;
    while (at.outlook.step() > 0 && !at.mayWiden()) {
      at = next(at, rng);
      at.visits++;
    }
    at.underWay++;
    return at;
  }

  /**
   * Adds what a roll-out passed, and backs up what it was worth.
   *
   * @param from the selected node
   * @param passed one-row outlooks at the branching levels it passed, the design last
   */
  void add(Node from, List<Outlook<B>> passed, double reward) {
    from.underWay--;
    Node at = from;
    for (Outlook<B> below : passed) {
      Node child = at.child(below);
      child.visits = 1;
      at.children.add(child);
      at = child;
    }
    at.value = reward;
    designs.add(at);
    for (int k = at.path.size() - 1; k >= 0; k--) {
      Node node = at.path.get(k);
      double[] values = node.children.stream().mapToDouble(c -> c.value).toArray();
      node.value = average.of(values, 0, values.length);
    }
  }

  /** A design drawn child by child in proportion to exp(v̂/α). */
  Found<B> sample(RandomGenerator rng) {
    Node at = root;
    while (at.outlook.step() > 0) {
      at = drawn(at, rng);
    }
    return new Found<>(at.outlook.cleanGuess(), at.value);
  }

  /** A design and its reward. */
  record Found<B>(B design, double reward) {}

  /** The best different designs; the best again where there are fewer. */
  List<Found<B>> best(int n) {
    Set<B> seen = new HashSet<>();
    List<Found<B>> out = new ArrayList<>();
    designs.stream()
        .sorted(Comparator.comparingDouble(d -> -d.value))
        .map(d -> new Found<>(d.outlook.cleanGuess(), d.value))
        .filter(f -> seen.add(f.design()))
        .limit(n)
        .forEach(out::add);
    while (out.size() < n) {
      out.add(out.get(0));
    }
    return out;
  }

  private Node next(Node at, RandomGenerator rng) {
    if (rules.policy() instanceof TreeSearch.Sample sample) {
      boolean evenly = rng.nextDouble() < sample.even();
      return evenly ? at.children.get(rng.nextInt(at.children.size())) : drawn(at, rng);
    }
    TreeSearch.Maximise maximise = (TreeSearch.Maximise) rules.policy();
    Node best = at.children.get(0);
    double most = Double.NEGATIVE_INFINITY;
    for (Node child : at.children) {
      double bonus = Math.sqrt(StrictMath.log(at.visits) / child.visits);
      double bound = child.value + maximise.exploration() * bonus;
      if (bound > most) {
        most = bound;
        best = child;
      }
    }
    return best;
  }

  private Node drawn(Node at, RandomGenerator rng) {
    double[] scaled = at.children.stream().mapToDouble(c -> c.value / rules.alpha()).toArray();
    double[] p = LogWeights.softmax(scaled, 0, scaled.length);
    return at.children.get(Choice.draw(p, rng.nextDouble()));
  }
}
