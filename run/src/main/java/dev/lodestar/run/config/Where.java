package dev.lodestar.run.config;

/**
 * Where something was said.
 *
 * @param source a file's name, or the option it came from
 * @param line counted from 1; 0 where there is no line
 * @param column counted from 1; 0 where there is no column
 */
public record Where(String source, int line, int column) {
  /** A place without line and column. */
  public static Where of(String source) {
    return new Where(source, 0, 0);
  }

  /** {@code run.toml:12:3}, as editors understand it. */
  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line + ":" + column;
  }
}
