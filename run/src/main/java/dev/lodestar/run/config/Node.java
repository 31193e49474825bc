package dev.lodestar.run.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A parsed configuration in which every value knows its place. Immutable. */
sealed interface Node {
  Where where();

  /** The value without places: String, Long, Double, Boolean, a date, List or Map. */
  Object plain();

  record Leaf(Object value, Where where) implements Node {
    @Override
    public Object plain() {
      return value;
    }
  }

  record Items(List<Node> items, Where where) implements Node {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public Object plain() {
      return items.stream().map(Node::plain).toList();
    }
  }

  record Table(Map<String, Node> entries, Where where) implements Node {
    public Table {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public Object plain() {
      Map<String, Object> out = new LinkedHashMap<>();
      entries.forEach((key, node) -> out.put(key, node.plain()));
      return out;
    }
  }

  /**
   * This tree with {@code other} laid over it: tables are merged key by key, everything else is
   * replaced. A table of whole numbers laid over a list changes those items (from 0).
   *
   * @throws ConfigException where an item does not exist
   */
  default Node overlaid(Node other) {
    if (this instanceof Table base && other instanceof Table top) {
      Map<String, Node> merged = new LinkedHashMap<>(base.entries);
      top.entries.forEach(
          (key, node) -> merged.merge(key, node, (below, above) -> below.overlaid(above)));
      return new Table(merged, base.where);
    }
    if (this instanceof Items base && other instanceof Table top) {
      List<Node> merged = new ArrayList<>(base.items);
      top.entries.forEach(
          (key, node) -> {
            int i = key.matches("\\d{1,6}") ? Integer.parseInt(key) : -1;
            if (i < 0 || i >= merged.size()) {
              throw new ConfigException(
                  node.where(),
                  "there is no item '"
                      + key
                      + "' in this list; its items are numbered from 0 to "
                      + (merged.size() - 1)
                      + ".");
            }
            merged.set(i, merged.get(i).overlaid(node));
          });
      return new Items(merged, base.where);
    }
    return other;
  }
}
