package dev.lodestar.run.report;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Pictures of designs, set beside set, and of how some of them came about.
 *
 * @param walls the designs first, then what they are compared with; none where nothing is drawn
 * @param films animations of single designs
 */
public record Gallery(List<Wall> walls, List<Film> films) {
  /** Nothing is drawn. */
  public static final Gallery NONE = new Gallery(List.of(), List.of());

  /** Pictures shown of a set. */
  public static final int SHOWN = 36;

  public Gallery {
    walls = List.copyOf(walls);
    films = List.copyOf(films);
  }

  /**
   * The pictures of one set.
   *
   * @param name of the set
   * @param size number of its designs, of which the best are shown
   * @param tiles in any order
   */
  public record Wall(String name, int size, List<Tile> tiles) {
    public Wall {
      Objects.requireNonNull(name, "name");
      tiles =
          tiles.stream()
              .sorted(Comparator.comparingDouble(Tile::rank).reversed())
              .limit(SHOWN)
              .toList();
    }
  }

  /**
   * A design.
   *
   * @param id its number in its set
   * @param score NaN where there is none
   * @param picture an {@code <svg>} element by the task's own code, shown as it is
   */
  public record Tile(long id, double score, String picture) {
    double rank() {
      return Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score;
    }
  }

  /**
   * How a design came about.
   *
   * @param id of the design
   * @param gif an animated GIF
   */
  public record Film(long id, byte[] gif) {}

  /** The section's markup; empty where nothing is drawn. */
  String render() {
    StringBuilder out = new StringBuilder();
    for (Wall wall : walls) {
      if (wall.tiles().isEmpty()) {
        continue;
      }
      out.append("<figure class=\"wall\"><figcaption><b>").append(Html.escape(wall.name()));
      out.append("</b>").append(shown(wall)).append("</figcaption><div class=\"tiles\">\n");
      for (Tile tile : wall.tiles()) {
        out.append("<div title=\"design ").append(tile.id()).append("\">").append(tile.picture());
        out.append("<span>").append(Numbers.text(tile.score())).append("</span></div>\n");
      }
      out.append("</div></figure>\n");
    }
    films(out);
    return out.toString();
  }

  private static String shown(Wall wall) {
    int n = wall.tiles().size();
    return (n < wall.size() ? "The best " + n + " of " + wall.size() : "All " + n)
        + ", highest score first.";
  }

  private void films(StringBuilder out) {
    if (films.isEmpty()) {
      return;
    }
    List<String> names = new ArrayList<>();
    films.forEach(f -> names.add("design " + f.id()));
    out.append("<figure class=\"wall\"><figcaption><b>From noise to ");
    out.append(String.join(", ", names)).append("</b>What the network expected at every step.");
    out.append("</figcaption><div class=\"films\">\n");
    for (Film film : films) {
      out.append("<img alt=\"how design ").append(film.id()).append(" came about\" src=\"");
      out.append("data:image/gif;base64,").append(Base64.getEncoder().encodeToString(film.gif()));
      out.append("\"/>\n");
    }
    out.append("</div></figure>\n");
  }
}
