package dev.lodestar.run.config;

import java.util.List;
import java.util.stream.Stream;

/** All parameters of methods and values, in the order of the manual. */
final class Parameters {
  static final List<Key<?>> ALL =
      Stream.of(DecoderKeys.ALL, SearchKeys.ALL, ValueKeys.ALL).flatMap(List::stream).toList();

  private Parameters() {}
}
