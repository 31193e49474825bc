package dev.lodestar.run.config;

import dev.lodestar.run.config.MethodInfo.SteersBy;
import java.util.List;
import java.util.stream.Stream;

/** The methods by name. Adding one is adding an entry to one of the lists it is made of. */
public final class MethodCatalog {
  /** Every method, in the order of the manual. */
  public static final List<MethodInfo> ALL =
      Stream.of(
              PerDesignMethods.ALL, PopulationMethods.ALL, ConditionMethods.ALL, SearchMethods.ALL)
          .flatMap(List::stream)
          .toList();

  /** The names of {@link #ALL}. */
  public static final List<String> NAMES = ALL.stream().map(MethodInfo::name).toList();

  private MethodCatalog() {}

  /** The method of a name that was checked to be one of {@link #NAMES}. */
  public static MethodInfo of(String name) {
    return ALL.get(NAMES.indexOf(name));
  }

  /** The names of the methods that take a key. */
  static List<String> taking(Key<?> key) {
    return ALL.stream().filter(m -> m.takes(key)).map(MethodInfo::name).toList();
  }

  /** The names of the methods that take a value. */
  static List<String> takingValue() {
    return ALL.stream()
        .filter(m -> m.takesValue() || m.steersBy() == SteersBy.INNER)
        .map(MethodInfo::name)
        .toList();
  }
}
