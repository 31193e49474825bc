package dev.lodestar.run.config;

import dev.lodestar.core.task.Constraints;
import dev.lodestar.core.task.Sampling;
import dev.lodestar.core.task.TaskProvider;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads a tree into a {@link RunConfig}, collecting every fault before it complains. */
final class ConfigReader {
  /** What stands in a section beside its scalar keys. */
  private static final Map<String, List<String>> NESTED =
      Map.of(
          "reward",
          List.of("component"),
          RunConfig.SURROGATE,
          List.of("component"),
          "constraints",
          List.of("locked", "scaffold"));

  private static final List<String> SECTIONS =
      Stream.concat(
              Keys.WITH_PARAMETERS.stream().map(Key::section).distinct(),
              Stream.of(RunConfig.SURROGATE, "constraints"))
          .toList();

  private final Catalogs catalogs;
  private final Path folder;
  private final Problems problems = new Problems();
  private final Map<String, Object> values = new TreeMap<>();
  private final Map<String, Where> places = new TreeMap<>();
  private SamplerRules samplers = new SamplerRules("", List.of());
  private InputRules inputs;

  /**
   * @param folder folder of the configuration file
   */
  ConfigReader(Catalogs catalogs, Path folder) {
    this.catalogs = catalogs;
    this.folder = folder;
    this.inputs = new InputRules(Optional.empty(), folder);
  }

  RunConfig read(Node.Table root) {
    Optional<TaskProvider> task = text(root, Keys.TASK).map(catalogs.tasks()::get);
    ModelRules models = new ModelRules(task, folder);
    inputs = new InputRules(task, folder);
    samplers =
        new SamplerRules(
            task.map(TaskProvider::name).orElse(""),
            models.samplers(text(root, Keys.MODEL).orElse("")));
    root.entries().forEach(this::section);
    missing(root.where());
    new DecoderRules(values, places, problems).apply();
    start();
    file(Keys.TRAINING_DATA);
    models.apply(values, places, problems);
    denoiser(models);
    inputs.apply(values, places, root.where(), problems);
    Sampling sampling = samplers.apply(values, places, problems);
    taskExists();
    List<ComponentConfig> components =
        nested(root, "reward", "component")
            .map(node -> components("reward", node))
            .orElse(List.of());
    List<ComponentConfig> surrogates = surrogates(root);
    if (Boolean.TRUE.equals(values.get(Keys.REPLACE.path())) && components.isEmpty()) {
      problems.add(
          places.get(Keys.REPLACE.path()),
          "reward.replace = true leaves no reward; add a [[reward.component]], or remove it.");
    }
    Constraints constraints =
        new Constraints(
            nested(root, "constraints", "locked").map(this::locked).orElse(new TreeMap<>()),
            nested(root, "constraints", "scaffold").flatMap(this::scaffold));
    problems.throwIfAny();
    return new RunConfig(
        new Settings(values, places), components, surrogates, constraints, sampling);
  }

  private void section(String name, Node node) {
    if (!SECTIONS.contains(name)) {
      problems.add(
          node.where(),
          "there is no section ["
              + name
              + "]"
              + Sentences.hint(name, SECTIONS)
              + belongsTo(name, "")
              + " Sections are "
              + Sentences.list(SECTIONS)
              + ".");
      return;
    }
    if (!(node instanceof Node.Table table)) {
      problems.add(
          node.where(), "'" + name + "' is a section; write [" + name + "] and its keys below it.");
      return;
    }
    table.entries().forEach((key, value) -> entry(name, key, value));
  }

  private void entry(String section, String name, Node node) {
    if (NESTED.getOrDefault(section, List.of()).contains(name)) {
      return;
    }
    List<Key<?>> keys = keysOf(section);
    Optional<Key<?>> key = keys.stream().filter(k -> k.name().equals(name)).findFirst();
    if (key.isPresent()) {
      value(key.get(), node);
      return;
    }
    List<String> names =
        Stream.concat(
                keys.stream().map(Key::name), NESTED.getOrDefault(section, List.of()).stream())
            .toList();
    problems.add(
        node.where(),
        "["
            + section
            + "] has no key '"
            + name
            + "'"
            + Sentences.hint(name, names)
            + belongsTo(name, section)
            + " Its keys are "
            + Sentences.list(names)
            + ".");
  }

  private void value(Key<?> key, Node node) {
    Optional<?> value = key.type().read().apply(node.plain());
    if (value.isPresent()) {
      values.put(key.path(), value.get());
      places.put(key.path(), node.where());
      return;
    }
    String said = key.path() + " = " + Sentences.shown(node.plain());
    String sentence =
        node.plain() instanceof String s && !key.type().names().isEmpty()
            ? said + " is not known" + Sentences.hint(s, key.type().names()) + " It takes "
            : said + " does not fit. It takes ";
    problems.add(node.where(), sentence + key.type().words() + ": " + key.describe() + ".");
    values.put(key.path(), Unreadable.VALUE);
  }

  /** Fills in defaults; complains of keys that have none. */
  private void missing(Where file) {
    for (Key<?> key : Keys.ALL) {
      if (key.fallback().isPresent()) {
        values.putIfAbsent(key.path(), key.fallback().get());
      } else if (!values.containsKey(key.path())) {
        problems.add(
            Where.of(file.source()),
            key.path()
                + " is missing; add "
                + key.name()
                + " = ... below ["
                + key.section()
                + "]. "
                + tasks());
      }
    }
  }

  /** A model of the user's own takes the place of the usual one, not of another one's. */
  private void denoiser(ModelRules models) {
    Object named = values.get(Keys.MODEL.path());
    boolean usual =
        named == null || "".equals(named) || models.usual().filter(named::equals).isPresent();
    if (file(Keys.DENOISER) && !usual) {
      problems.add(
          places.getOrDefault(Keys.MODEL.path(), Where.of("by default")),
          "task.model names one model and model.denoiser another; remove one of them.");
    }
  }

  /** Designs to start from stand beside the configuration, wherever the run is started. */
  private void start() {
    if (!file(Keys.START)) {
      values.remove(Keys.START_NOISE.path());
      if (places.containsKey(Keys.START_NOISE.path())) {
        problems.add(
            places.get(Keys.START_NOISE.path()),
            "start.noise means nothing without start.file, the designs to start from.");
      }
    }
  }

  /** Whether a file is named; its name counts from the configuration's folder from here on. */
  private boolean file(Key<String> key) {
    if ("".equals(values.get(key.path()))) {
      values.remove(key.path());
      return false;
    }
    if (values.get(key.path()) instanceof String name) {
      try {
        values.put(key.path(), folder.resolve(name).normalize().toString());
      } catch (InvalidPathException e) {
        problems.add(places.get(key.path()), key.path() + ": " + e.getMessage() + ".");
      }
    }
    return true;
  }

  private void taskExists() {
    if (values.get(Keys.TASK.path()) instanceof String task
        && !catalogs.tasks().containsKey(task)) {
      problems.add(
          places.get(Keys.TASK.path()),
          "there is no task '"
              + task
              + "'"
              + Sentences.hint(task, catalogs.tasks().keySet())
              + " "
              + tasks());
    }
  }

  private String tasks() {
    return "Tasks are " + Sentences.list(catalogs.tasks().keySet()) + ".";
  }

  /**
   * What noisy states are valued by. A method that values none has no use for it: where the command
   * line names the method, it is left aside like the other settings of the file's own method.
   */
  private List<ComponentConfig> surrogates(Node.Table root) {
    Optional<Node> node = nested(root, RunConfig.SURROGATE, "component");
    boolean valued = values.containsKey(Keys.VALUE.path());
    if (node.isEmpty() || !valued && DecoderRules.option(places.get(Keys.METHOD.path()))) {
      return List.of();
    }
    if (!valued) {
      problems.add(
          node.get().where(),
          "[[surrogate.component]] values noisy states, and decoder.method = "
              + Sentences.shown(values.get(Keys.METHOD.path()))
              + " values none; remove it, or use "
              + Sentences.either(MethodCatalog.takingValue())
              + ".");
    }
    return components(RunConfig.SURROGATE, node.get());
  }

  private List<ComponentConfig> components(String section, Node node) {
    if (node instanceof Node.Items list) {
      for (int i = 0; i < list.items().size(); i++) {
        places.put(RunConfig.componentPath(section, i), list.items().get(i).where());
      }
    }
    return new ComponentReader(catalogs, folder, problems, section).read(node);
  }

  private Optional<String> scaffold(Node node) {
    places.put("constraints.scaffold", node.where());
    if (node.plain() instanceof String text && !text.isBlank()) {
      return Optional.of(text.strip());
    }
    problems.add(
        node.where(),
        "constraints.scaffold = "
            + Sentences.shown(node.plain())
            + " does not fit. It takes a SMILES in quotes, such as \"c1ccncc1\": what every design"
            + " must hold.");
    return Optional.empty();
  }

  private SortedMap<Integer, String> locked(Node node) {
    places.put("constraints.locked", node.where());
    SortedMap<Integer, String> locked = new TreeMap<>();
    if (!(node instanceof Node.Table table)) {
      problems.add(
          node.where(),
          "constraints.locked takes a table from position to letter, as in { 0 = \"A\", 1 = \"T\" }.");
      return locked;
    }
    table
        .entries()
        .forEach(
            (key, value) -> {
              if (!key.matches("\\d{1,6}")) {
                problems.add(
                    value.where(),
                    "constraints.locked: '"
                        + key
                        + "' is not a position; positions are whole numbers counted from 0.");
              } else if (!(value.plain() instanceof String s) || s.isEmpty() || s.length() > 8) {
                problems.add(
                    value.where(),
                    "constraints.locked: position "
                        + key
                        + " takes a letter in quotes, not "
                        + Sentences.shown(value.plain())
                        + ".");
              } else {
                locked.put(Integer.valueOf(key), s);
              }
            });
    return locked;
  }

  private static Optional<Node> nested(Node.Table root, String section, String name) {
    return root.entries().get(section) instanceof Node.Table table
        ? Optional.ofNullable(table.entries().get(name))
        : Optional.empty();
  }

  /** Where a key stands that was written in the wrong section. */
  private static String belongsTo(String name, String section) {
    return Keys.WITH_PARAMETERS.stream()
        .filter(k -> k.name().equals(name) && !k.section().equals(section))
        .findFirst()
        .map(k -> " '" + name + "' belongs below [" + k.section() + "].")
        .orElse("");
  }

  private List<Key<?>> keysOf(String section) {
    return Stream.of(Keys.WITH_PARAMETERS, inputs.keys(), samplers.keys())
        .flatMap(List::stream)
        .filter(k -> k.section().equals(section))
        .toList();
  }

  /** What a key holds in the tree, where that is a text. */
  private static Optional<String> text(Node.Table root, Key<?> key) {
    return root.entries().get(key.section()) instanceof Node.Table section
            && section.entries().get(key.name()) instanceof Node.Leaf leaf
            && leaf.plain() instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  /** Stands for a value that was given but could not be read, so that no default hides it. */
  private enum Unreadable {
    VALUE
  }
}
