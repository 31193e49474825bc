package dev.lodestar.run.config;

import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.run.config.MethodInfo.SteersBy;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The validated configuration of a run.
 *
 * @param settings the scalar keys of {@link Keys} and {@link Parameters}, defaults filled in
 * @param components scorers beside, or instead of, the task's own
 * @param surrogates scorers of noisy states in the reward's place; none where the reward values
 *     them
 * @param constraints positions that every design must keep
 * @param sampling the sampler and its own settings; its steps stand among the scalar keys
 */
public record RunConfig(
    Settings settings,
    List<ComponentConfig> components,
    List<ComponentConfig> surrogates,
    Constraints constraints,
    Sampling sampling) {
  public RunConfig {
    components = List.copyOf(components);
    surrogates = List.copyOf(surrogates);
  }

  /** The value of a key. */
  public <T> T get(Key<T> key) {
    return settings.get(key);
  }

  /** The chosen model of the task, a name or a file; empty where the task has only one. */
  public String model() {
    return settings.values().get(Keys.MODEL.path()) instanceof String model ? model : "";
  }

  /** What the task is given beside, by name: the values below {@code [task]} that are its own. */
  public SortedMap<String, String> inputs() {
    String section = Keys.TASK.section() + ".";
    SortedMap<String, String> out = new TreeMap<>();
    settings
        .values()
        .forEach(
            (path, value) -> {
              if (path.startsWith(section)
                  && Keys.ALL.stream().noneMatch(k -> k.path().equals(path))
                  && value instanceof String text) {
                out.put(path.substring(section.length()), text);
              }
            });
    return out;
  }

  /** The chosen method. */
  public MethodInfo method() {
    return MethodCatalog.of(get(Keys.METHOD));
  }

  /** The method that steers: the chosen one, or the one inside it. */
  public MethodInfo steering() {
    return method().steersBy() == SteersBy.INNER
        ? MethodCatalog.of(get(SearchKeys.INNER))
        : method();
  }

  /** What the method that steers needs to know of noisy states. */
  public SteersBy steersBy() {
    return steering().steersBy();
  }

  /** The same configuration with another value for one key. */
  public <T> RunConfig with(Key<T> key, T value) {
    return new RunConfig(settings.with(key, value), components, surrogates, constraints, sampling);
  }

  /** The section of the scorers that value noisy states. */
  static final String SURROGATE = "surrogate";

  /** Where the place of a component of a section is kept among the settings' places. */
  static String componentPath(String section, int index) {
    return section + ".component." + index;
  }

  /**
   * Reads a file.
   *
   * @param overrides {@code key=value}, laid over the file in their order
   * @param catalogs the tasks and scorers there are
   * @throws ConfigException with every fault found
   */
  public static RunConfig read(Path file, List<String> overrides, Catalogs catalogs) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    return read(TomlSource.file(file), overrides, new ConfigReader(catalogs, folder));
  }

  /** The same for a text; {@code source} is its name in messages. */
  public static RunConfig parse(
      String source, String toml, List<String> overrides, Catalogs catalogs) {
    return read(TomlSource.text(source, toml), overrides, new ConfigReader(catalogs, Path.of("")));
  }

  private static RunConfig read(Node.Table root, List<String> overrides, ConfigReader reader) {
    Node merged = root;
    for (String override : overrides) {
      merged = merged.overlaid(TomlSource.option(override));
    }
    return reader.read((Node.Table) merged);
  }
}
