package dev.lodestar.molecule.zinc;

import dev.lodestar.core.process.Particles;
import dev.lodestar.core.task.OwnModel;
import dev.lodestar.core.task.OwnTokenDenoiser;
import dev.lodestar.core.task.PretrainedModel;
import dev.lodestar.core.task.Task;
import dev.lodestar.core.task.TaskProvider;
import dev.lodestar.molecule.MoleculeModel;
import dev.lodestar.molecule.dock.DockingScorer;
import dev.lodestar.molecule.gdss.GdssModel;
import dev.lodestar.molecule.selfies.OwnSelfies;
import dev.lodestar.molecule.selfies.SelfiesModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Offers the tasks on drug-like molecules, each by a class of its own. */
public abstract class ZincTaskProvider implements TaskProvider {
  private final String name;
  private final String towards;
  private final Supplier<Goal> goal;

  private ZincTaskProvider(String name, String towards, Supplier<Goal> goal) {
    this.name = name;
    this.towards = towards;
    this.goal = goal;
  }

  private ZincTaskProvider(DockingScorer scorer) {
    this("zinc-" + scorer.kind(), "that dock well to " + scorer.protein(), () -> Goal.dock(scorer));
  }

  /** {@code zinc-qed}. */
  public static final class Qed extends ZincTaskProvider {
    public Qed() {
      super("zinc-qed", "with a high drug-likeness (QED)", Goal::qed);
    }
  }

  /** {@code zinc-sa}. */
  public static final class Sa extends ZincTaskProvider {
    public Sa() {
      super("zinc-sa", "that are easy to make (synthetic accessibility)", Goal::sa);
    }
  }

  /** {@code zinc-dock-parp1}. */
  public static final class Parp1 extends ZincTaskProvider {
    public Parp1() {
      super(new DockingScorer.Parp1());
    }
  }

  /** {@code zinc-dock-fa7}. */
  public static final class Fa7 extends ZincTaskProvider {
    public Fa7() {
      super(new DockingScorer.Fa7());
    }
  }

  /** {@code zinc-dock-5ht1b}. */
  public static final class Ht1b extends ZincTaskProvider {
    public Ht1b() {
      super(new DockingScorer.Ht1b());
    }
  }

  /** {@code zinc-dock-braf}. */
  public static final class Braf extends ZincTaskProvider {
    public Braf() {
      super(new DockingScorer.Braf());
    }
  }

  /** {@code zinc-dock-jak2}. */
  public static final class Jak2 extends ZincTaskProvider {
    public Jak2() {
      super(new DockingScorer.Jak2());
    }
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String summary() {
    return "drug-like molecules " + towards;
  }

  @Override
  public final String source() {
    return "ZINC250k; the tasks of SVDD (2408.08252) and MOOD (2206.07632)";
  }

  @Override
  public final List<String> citations() {
    return List.of(
        """
        @article{irwin2012zinc,
          title   = {{ZINC}: A free tool to discover chemistry for biology},
          author  = {Irwin, John J. and Sterling, Teague and Mysinger, Michael M. and Bolstad, Erin
                     S. and Coleman, Ryan G.},
          journal = {Journal of Chemical Information and Modeling},
          volume  = {52},
          number  = {7},
          pages   = {1757--1768},
          year    = {2012}
        }
        """);
  }

  @Override
  public final List<PretrainedModel> models() {
    return List.of(SelfiesModel.ABOUT, GdssModel.QM9);
  }

  @Override
  public final Optional<PretrainedModel> weights() {
    return Optional.of(GdssModel.FILE);
  }

  @Override
  public final Task<?, ?> open(Path models, int threads) {
    return open(models, "", threads);
  }

  @Override
  public final Task<?, ?> open(Path models, String model, int threads) {
    try {
      return model.isEmpty() || model.equals(SelfiesModel.ABOUT.name())
          ? task(SelfiesModel.open(models, name))
          : task(GdssModel.open(models, model, property()));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  @Override
  public final Task<?, ?> open(Path models, int threads, OwnModel own) {
    OwnTokenDenoiser denoiser = OwnTokenDenoiser.of(own, name);
    try {
      SelfiesModel shipped = SelfiesModel.open(models);
      try {
        return new ZincTask<>(name, new OwnSelfies(denoiser, shipped), goal.get());
      } catch (RuntimeException e) {
        shipped.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** What it is steered towards, as learned values are named. */
  private String property() {
    return name.substring(name.indexOf('-') + 1);
  }

  /** Takes the model over. */
  private <B extends Particles<B>> ZincTask<B> task(MoleculeModel<B> model) {
    try {
      return new ZincTask<>(name, model, goal.get());
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }
}
