package dev.lodestar.run.config;

import dev.lodestar.core.task.Sampler;
import dev.lodestar.core.task.Sampler.Setting;
import dev.lodestar.core.task.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which sampler of its task a run uses, and what must hold among the keys that samplers take. */
final class SamplerRules {
  private final String task;
  private final List<Sampler> samplers;

  /**
   * @param task its name, empty for one that is not known
   * @param samplers those of its model
   */
  SamplerRules(String task, List<Sampler> samplers) {
    this.task = task;
    this.samplers = samplers;
  }

  /** The keys of all the task's samplers, in {@code [task]}. */
  List<Key<?>> keys() {
    List<Key<?>> out = new ArrayList<>();
    samplers.forEach(sampler -> sampler.settings().forEach(s -> out.add(key(s))));
    return out;
  }

  private static Key<?> key(Setting setting) {
    if (setting instanceof Setting.Whole w) {
      return key(w, Type.whole(w.min(), w.max()), w.usual());
    }
    if (setting instanceof Setting.Real r) {
      return key(r, Type.number(r.min(), r.max()), r.usual());
    }
    Setting.Choice c = (Setting.Choice) setting;
    return key(c, Type.choice(c.options()), c.usual());
  }

  private static <T> Key<T> key(Setting setting, Type<T> type, T fallback) {
    return Key.of(Keys.SAMPLER.section(), setting.name(), type, fallback, setting.describe());
  }

  /**
   * The sampling of a configuration.
   *
   * @param values values by path; the sampler's name is filled in, and what is no key of this
   *     sampler is taken out
   * @param places where they were given
   */
  Sampling apply(Map<String, Object> values, Map<String, Where> places, Problems problems) {
    Optional<Sampler> chosen = chosen(values, places, problems);
    SortedMap<String, Object> given = new TreeMap<>();
    for (Key<?> key : keys()) {
      Object value = values.remove(key.path());
      if (value != null && chosen.isPresent()) {
        if (takes(chosen.get(), key)) {
          given.put(key.name(), value);
        } else {
          problems.add(places.get(key.path()), stranger(key, chosen.get()));
        }
      }
    }
    chosen.ifPresent(sampler -> steps(sampler, values, places, problems));
    return chosen.map(s -> Sampling.of(s, 0, given)).orElse(Sampling.of("", 0));
  }

  private Optional<Sampler> chosen(
      Map<String, Object> values, Map<String, Where> places, Problems problems) {
    Object name = values.remove(Keys.SAMPLER.path());
    boolean given = places.containsKey(Keys.SAMPLER.path()) && !"".equals(name);
    if (samplers.isEmpty()) {
      if (given && !task.isEmpty()) {
        problems.add(
            places.get(Keys.SAMPLER.path()),
            "the task " + task + " has one way of sampling, which needs no name; remove it.");
      }
      return Optional.empty();
    }
    List<String> names = samplers.stream().map(Sampler::name).toList();
    String wanted = given && name instanceof String s ? s.replace('_', '-') : names.get(0);
    if (!names.contains(wanted)) {
      problems.add(
          places.get(Keys.SAMPLER.path()),
          "the task "
              + task
              + " has no sampler '"
              + wanted
              + "'"
              + Sentences.hint(wanted, names)
              + " Its samplers are "
              + Sentences.list(names)
              + ".");
      return Optional.empty();
    }
    values.put(Keys.SAMPLER.path(), wanted);
    return Optional.of(samplers.get(names.indexOf(wanted)));
  }

  private static boolean takes(Sampler sampler, Key<?> key) {
    return sampler.settings().stream().anyMatch(s -> s.name().equals(key.name()));
  }

  private String stranger(Key<?> key, Sampler chosen) {
    List<String> owners = samplers.stream().filter(s -> takes(s, key)).map(Sampler::name).toList();
    return key.path()
        + " means nothing to the sampler "
        + chosen.name()
        + "; it goes with sampler = "
        + Sentences.either(owners)
        + ".";
  }

  private void steps(
      Sampler chosen, Map<String, Object> values, Map<String, Where> places, Problems problems) {
    if (chosen.choosesSteps()) {
      return;
    }
    Object steps = values.remove(Keys.STEPS.path());
    if (steps instanceof Integer n && n > 0) {
      List<String> others =
          samplers.stream().filter(Sampler::choosesSteps).map(Sampler::name).toList();
      problems.add(
          places.get(Keys.STEPS.path()),
          "task.steps means nothing to the sampler "
              + chosen.name()
              + ", whose steps follow from the design; remove it"
              + (others.isEmpty() ? "." : ", or use sampler = " + Sentences.either(others) + "."));
    }
  }
}
