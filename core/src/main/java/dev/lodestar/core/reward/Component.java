package dev.lodestar.core.reward;

/**
 * One part of a reward.
 *
 * @param name column name in tables
 * @param reward the scorer
 * @param transform from raw score to the scale of aggregation
 * @param weight relative weight, positive
 * @param free whether calls bypass ledger and budget
 * @param offTarget whether little of it is wanted, as in {@link Aggregation#MIN_GAP}
 * @param <D> a design
 */
public record Component<D>(
    String name,
    Reward<D> reward,
    Transform transform,
    double weight,
    boolean free,
    boolean offTarget) {
  /** One of which much is wanted. */
  public Component(
      String name, Reward<D> reward, Transform transform, double weight, boolean free) {
    this(name, reward, transform, weight, free, false);
  }

  public Component {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a reward component needs a name");
    }
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "component '" + name + "' has weight " + weight + "; weights are positive numbers");
    }
  }

  /** The same answered by another scorer. */
  public Component<D> by(Reward<D> other) {
    return new Component<>(name, other, transform, weight, free, offTarget);
  }
}
