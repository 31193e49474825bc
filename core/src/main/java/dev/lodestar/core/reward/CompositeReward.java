package dev.lodestar.core.reward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Several components as one reward.
 *
 * <p>A design that any component finds infeasible is infeasible, and costs no further scorer calls:
 * free components are asked first. Otherwise a component that fails makes the whole score fail. A
 * single component of weight 1 passes its transformed score through unchanged.
 *
 * @param <D> a design
 */
public final class CompositeReward<D> implements Reward<D> {
  private final List<Component<D>> components;
  private final Aggregation aggregation;
  private final int[] order;

  public CompositeReward(List<Component<D>> components, Aggregation aggregation) {
    if (components.isEmpty()) {
      throw new IllegalArgumentException("a reward needs at least one component");
    }
    Set<String> names = new HashSet<>();
    for (Component<D> c : components) {
      if (!names.add(c.name())) {
        throw new IllegalArgumentException(
            "two reward components are named '"
                + c.name()
                + "'; names are table columns and must"
                + " differ");
      }
    }
    this.components = List.copyOf(components);
    this.aggregation = aggregation;
    this.order =
        IntStream.concat(
                IntStream.range(0, components.size()).filter(c -> components.get(c).free()),
                IntStream.range(0, components.size()).filter(c -> !components.get(c).free()))
            .toArray();
  }

  public List<Component<D>> components() {
    return components;
  }

  @Override
  public List<Score> score(List<D> designs) {
    return explain(designs).stream().map(Explanation::total).toList();
  }

  /** Every component's raw and transformed score beside the total, one a design, in their order. */
  public List<Explanation> explain(List<D> designs) {
    Score[][] raw = new Score[designs.size()][components.size()];
    boolean[] out = new boolean[designs.size()];
    for (int c : order) {
      int[] asked = IntStream.range(0, designs.size()).filter(i -> !out[i]).toArray();
      List<Score> answers =
          ask(components.get(c), Arrays.stream(asked).mapToObj(designs::get).toList());
      for (int i = 0; i < asked.length; i++) {
        raw[asked[i]][c] = answers.get(i);
        out[asked[i]] = answers.get(i) instanceof Score.Infeasible;
      }
    }
    return Arrays.stream(raw).map(this::explain).toList();
  }

  private List<Score> ask(Component<D> component, List<D> designs) {
    if (designs.isEmpty()) {
      return List.of();
    }
    List<Score> answers = component.reward().score(designs);
    if (answers.size() != designs.size()) {
      throw new IllegalStateException(
          "component '"
              + component.name()
              + "' gave "
              + answers.size()
              + " answers for "
              + designs.size()
              + " designs");
    }
    return answers;
  }

  private Explanation explain(Score[] raw) {
    List<Explanation.Part> parts = new ArrayList<>();
    double[] transformed = new double[raw.length];
    Score infeasible = null;
    Score failed = null;
    for (int c = 0; c < raw.length; c++) {
      Component<D> component = components.get(c);
      String of = components.size() == 1 ? "" : component.name() + ": ";
      OptionalDouble entered = OptionalDouble.empty();
      if (raw[c] instanceof Score.Value v) {
        transformed[c] = component.transform().apply(v.value());
        if (Double.isFinite(transformed[c])) {
          entered = OptionalDouble.of(transformed[c]);
        } else {
          failed =
              new Score.Failed(of + "the transform has no score for the raw score " + v.value());
        }
      } else if (raw[c] instanceof Score.Infeasible i) {
        infeasible = new Score.Infeasible(of + i.reason());
      } else if (raw[c] instanceof Score.Failed f) {
        failed = new Score.Failed(of + f.cause());
      }
      parts.add(new Explanation.Part(component.name(), Optional.ofNullable(raw[c]), entered));
    }
    Score total = infeasible != null ? infeasible : failed;
    return new Explanation(
        total != null ? total : aggregation.total(components, transformed), parts);
  }

  @Override
  public String identity() {
    return components.stream()
        .map(
            c ->
                (c.offTarget() ? "off " : "")
                    + c.weight()
                    + "*"
                    + c.name()
                    + "("
                    + c.transform()
                    + ","
                    + c.reward().identity()
                    + ")")
        .collect(Collectors.joining("+", aggregation.text() + "[", "]"));
  }
}
