package dev.lodestar.run.config;

import dev.lodestar.core.task.PretrainedModel;
import dev.lodestar.core.task.Sampler;
import dev.lodestar.core.task.TaskProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whom to cite for a run. */
public final class Citations {
  private static final Pattern TITLE = Pattern.compile("(?s)\\btitle\\s*=\\s*(.*?),\\s*\\w+\\s*=");

  private static final String TEMPERING = ValueKeys.TEMPERING.path();

  private Citations() {}

  /** One line a work, for people: the method's, the value's, the task's, the scorers'. */
  public static List<String> sources(RunConfig config, Catalogs catalogs) {
    Set<String> out = new LinkedHashSet<>();
    out.add(config.method().name() + ": " + config.method().source());
    if (config.steering() != config.method()) {
      out.add(config.steering().name() + ": " + config.steering().source());
    }
    value(config)
        .filter(v -> !v.source().isEmpty())
        .ifPresent(v -> out.add(v.name() + ": " + v.source()));
    String task = config.get(Keys.TASK);
    out.add(task + ": " + catalogs.tasks().get(task).source());
    sampler(config, catalogs).ifPresent(s -> out.add(s.name() + ": " + s.source()));
    for (ComponentConfig c :
        Stream.concat(config.components().stream(), config.surrogates().stream()).toList()) {
      out.add(c.kind() + ": " + catalogs.scorers().get(c.kind()).source());
    }
    return List.copyOf(out);
  }

  /** BibTeX entries, each once. */
  public static List<String> bibtex(RunConfig config, Catalogs catalogs) {
    Set<String> keys = new LinkedHashSet<>(config.method().papers());
    keys.addAll(config.steering().papers());
    value(config).ifPresent(v -> keys.addAll(v.papers()));
    if (!"none".equals(config.settings().values().getOrDefault(TEMPERING, "none"))) {
      keys.add("kim2025das");
    }
    sampler(config, catalogs).ifPresent(s -> keys.addAll(Papers.named(s.source())));
    List<String> entries = new ArrayList<>();
    keys.forEach(key -> Papers.bibtex(key).ifPresent(entries::add));
    TaskProvider task = catalogs.tasks().get(config.get(Keys.TASK));
    ModelRules.of(task, config.model()).ifPresent(m -> entries.addAll(m.citations()));
    entries.addAll(task.citations());
    return distinct(entries);
  }

  /** BibTeX entries without those whose title an earlier one has. */
  public static List<String> distinct(List<String> entries) {
    Map<String, String> byTitle = new LinkedHashMap<>();
    for (String entry : entries) {
      Matcher title = TITLE.matcher(entry);
      String key = title.find() ? title.group(1) : entry;
      byTitle.putIfAbsent(key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""), entry.strip());
    }
    return List.copyOf(byTitle.values());
  }

  /** One line: the method and its settings, such as {@code svdd: width 10, alpha 0.0}. */
  public static String method(RunConfig config) {
    Stream<Key<?>> keys =
        Stream.concat(
            config.steering().takesValue() ? Stream.of(Keys.VALUE) : Stream.of(),
            Parameters.ALL.stream());
    String settings =
        keys.filter(k -> config.settings().values().containsKey(k.path()))
            .map(k -> k.name() + " " + config.settings().values().get(k.path()))
            .collect(Collectors.joining(", "));
    return config.method().name() + (settings.isEmpty() ? "" : ": " + settings);
  }

  private static Optional<Sampler> sampler(RunConfig config, Catalogs catalogs) {
    TaskProvider task = catalogs.tasks().get(config.get(Keys.TASK));
    return ModelRules.of(task, config.model())
        .map(PretrainedModel::samplers)
        .orElse(task.samplers())
        .stream()
        .filter(s -> s.name().equals(config.sampling().sampler()))
        .findFirst();
  }

  private static Optional<ValueInfo> value(RunConfig config) {
    return config.steering().takesValue()
        ? Optional.of(ValueCatalog.of(config.get(Keys.VALUE)))
        : Optional.empty();
  }
}
