package dev.lodestar.run.config;

import dev.lodestar.core.task.ScorerProvider;
import dev.lodestar.core.task.ScorerProvider.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads {@code [[reward.component]]} tables, or those of another section. */
final class ComponentReader {
  private static final int MAX = 100;
  private static final List<String> COMMON =
      List.of("kind", "name", "weight", "off-target", "transform");
  private static final Type<Double> WEIGHT = Type.number(1e-9, 1e9);

  private final Catalogs catalogs;
  private final Path folder;
  private final Problems problems;
  private final String section;
  private final Set<String> names = new HashSet<>();

  ComponentReader(Catalogs catalogs, Path folder, Problems problems, String section) {
    this.catalogs = catalogs;
    this.folder = folder;
    this.problems = problems;
    this.section = section;
  }

  List<ComponentConfig> read(Node node) {
    List<ComponentConfig> out = new ArrayList<>();
    if (!(node instanceof Node.Items list)
        || !list.items().stream().allMatch(Node.Table.class::isInstance)) {
      problems.add(
          node.where(),
          section + ".component is a list of tables; write [[" + section + ".component]].");
    } else if (list.items().size() > MAX) {
      problems.add(node.where(), "there are more than " + MAX + " " + section + " components.");
    } else {
      for (Node item : list.items()) {
        component((Node.Table) item).ifPresent(out::add);
      }
    }
    return out;
  }

  private Optional<ComponentConfig> component(Node.Table table) {
    Node kind = table.entries().get("kind");
    List<String> kinds = List.copyOf(catalogs.scorers().keySet());
    if (kind == null || !(kind.plain() instanceof String kindName)) {
      problems.add(
          kind == null ? table.where() : kind.where(),
          "a [["
              + section
              + ".component]] needs kind = \"...\"; kinds are "
              + Sentences.list(kinds)
              + ".");
      return Optional.empty();
    }
    ScorerProvider scorer = catalogs.scorers().get(kindName);
    if (scorer == null) {
      problems.add(
          kind.where(),
          "there is no scorer of kind '"
              + kindName
              + "'"
              + Sentences.hint(kindName, kinds)
              + " Kinds are "
              + Sentences.list(kinds)
              + ".");
      return Optional.empty();
    }
    String name = name(table, kindName);
    SortedMap<String, Object> settings = settings(table, scorer);
    return Optional.of(
        new ComponentConfig(
            kindName, name, weight(table), offTarget(table), transform(table), settings));
  }

  private String name(Node.Table table, String kind) {
    Node node = table.entries().getOrDefault("name", new Node.Leaf(kind, table.where()));
    if (!(node.plain() instanceof String name) || !name.matches("[\\w][\\w .+-]{0,63}")) {
      problems.add(
          node.where(),
          "a component's name is up to 64 letters, digits, blanks, '.', '_', '+' or '-', not "
              + Sentences.shown(node.plain())
              + ".");
      return kind;
    }
    if (!names.add(name)) {
      problems.add(
          node.where(),
          "two "
              + section
              + " components are called '"
              + name
              + "'; give one of them another name, as in name = \""
              + name
              + "-2\".");
    }
    return name;
  }

  private double weight(Node.Table table) {
    Node node = table.entries().get("weight");
    if (node == null) {
      return 1;
    }
    Optional<Double> weight = WEIGHT.read().apply(node.plain());
    if (weight.isEmpty()) {
      problems.add(
          node.where(),
          "weight = "
              + Sentences.shown(node.plain())
              + " does not fit. Weights are positive numbers; to punish a high score, give the"
              + " component the transform { type = \"negate\" }.");
    }
    return weight.orElse(1.0);
  }

  private boolean offTarget(Node.Table table) {
    Node node = table.entries().get("off-target");
    if (node == null) {
      return false;
    }
    if (!(node.plain() instanceof Boolean off)) {
      problems.add(
          node.where(),
          "off-target takes true or false, not " + Sentences.shown(node.plain()) + ".");
      return false;
    }
    return off;
  }

  private TransformConfig transform(Node.Table table) {
    Node node = table.entries().get("transform");
    if (node == null) {
      return TransformConfig.IDENTITY;
    }
    if (!(node instanceof Node.Table t)
        || !t.entries().containsKey("type")
        || !(t.entries().get("type").plain() instanceof String type)) {
      problems.add(
          node.where(),
          "a transform is a table with a type, as in { type = \"sigmoid\", low = 0.0, high = 1.0 }.");
      return TransformConfig.IDENTITY;
    }
    SortedMap<String, Object> parameters = new TreeMap<>();
    t.entries().forEach((key, value) -> parameters.put(key, value.plain()));
    parameters.remove("type");
    try {
      return new TransformConfig(type, parameters);
    } catch (IllegalArgumentException e) {
      problems.add(t.entries().get("type").where(), e.getMessage());
      return TransformConfig.IDENTITY;
    }
  }

  private SortedMap<String, Object> settings(Node.Table table, ScorerProvider scorer) {
    List<String> own = scorer.settings().stream().map(Setting::name).toList();
    List<String> known = Stream.concat(COMMON.stream(), own.stream()).toList();
    SortedMap<String, Object> given = new TreeMap<>();
    for (Map.Entry<String, Node> e : table.entries().entrySet()) {
      if (own.contains(e.getKey())) {
        given.put(e.getKey(), located(scorer, e.getKey(), e.getValue().plain()));
      } else if (!COMMON.contains(e.getKey())) {
        problems.add(
            e.getValue().where(),
            "a component of kind "
                + scorer.kind()
                + " has no key '"
                + e.getKey()
                + "'"
                + Sentences.hint(e.getKey(), known)
                + " Its keys are "
                + Sentences.list(known)
                + ".");
      }
    }
    for (Setting s : scorer.settings()) {
      if (s.required() && !given.containsKey(s.name())) {
        problems.add(
            table.where(),
            "a component of kind "
                + scorer.kind()
                + " needs "
                + s.name()
                + " ("
                + s.type()
                + ": "
                + s.describe()
                + ").");
      }
    }
    return given;
  }

  /**
   * Files are named from the configuration's folder, wherever the run is started; so are words of a
   * command that begin with {@code ./} or {@code ../}.
   */
  private Object located(ScorerProvider scorer, String key, Object value) {
    boolean file =
        scorer.settings().stream().anyMatch(s -> s.name().equals(key) && s.type().equals("file"));
    if (file && value instanceof String name && name.indexOf('\0') < 0) {
      return folder.resolve(name).normalize().toString();
    }
    if (!key.equals("command") || !(value instanceof List<?> words)) {
      return value;
    }
    return words.stream()
        .map(
            w ->
                w instanceof String s && (s.startsWith("./") || s.startsWith("../"))
                    ? folder.resolve(s).normalize().toString()
                    : w)
        .toList();
  }
}
