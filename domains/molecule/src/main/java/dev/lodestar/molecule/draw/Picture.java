package dev.lodestar.molecule.draw;

import dev.lodestar.molecule.chem.Layout;
import dev.lodestar.molecule.chem.Molecule;
import java.util.Locale;
import java.util.Map;
import org.openscience.cdk.config.Elements;

/** A molecule as a line drawing in SVG: bonds, letters for everything but carbon, charges. */
public final class Picture {
  private static final double SCALE = 22;
  private static final double MARGIN = 14;
  private static final double FONT = 12;
  private static final double GAP = 3;

  private static final Map<Integer, String> COLOURS =
      Map.of(
          7, "#2455c3", 8, "#c8261f", 9, "#2e8b3d", 15, "#b5651d", 16, "#8a6d00", 17, "#2e8b3d", 35,
          "#8b2e2e", 53, "#6a2e8b");

  private final Molecule molecule;
  private final double[] x;
  private final double[] y;
  private final double width;
  private final double height;
  private final StringBuilder out = new StringBuilder();

  private Picture(Molecule molecule) {
    this.molecule = molecule;
    Layout layout = Layout.of(molecule);
    double left = min(layout.x());
    double top = -max(layout.y());
    x = new double[molecule.atoms()];
    y = new double[molecule.atoms()];
    for (int a = 0; a < x.length; a++) {
      x[a] = MARGIN + SCALE * (layout.x()[a] - left);
      y[a] = MARGIN + SCALE * (-layout.y()[a] - top);
    }
    width = max(x) + MARGIN;
    height = max(y) + MARGIN;
  }

  /** One {@code <svg>} element; its lines and carbon letters take the colour of the text around. */
  public static String svg(Molecule molecule) {
    return new Picture(molecule).draw();
  }

  private String draw() {
    out.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"molecule\" role=\"img\""
                + " aria-label=\"structure\" width=\"%.0f\" height=\"%.0f\""
                + " viewBox=\"0 0 %.0f %.0f\"><g stroke=\"currentColor\" stroke-width=\"1.3\""
                + " stroke-linecap=\"round\">",
            width, height, width, height));
    for (int b = 0; b < molecule.bonds(); b++) {
      bond(b);
    }
    out.append(
        format(
            "</g><g font-family=\"sans-serif\" font-size=\"%.0f\" text-anchor=\"middle\""
                + " fill=\"currentColor\">",
            FONT));
    for (int a = 0; a < molecule.atoms(); a++) {
      if (lettered(a)) {
        letters(a);
      }
    }
    return out.append("</g></svg>").toString();
  }

  private boolean lettered(int a) {
    return molecule.element(a) != 6
        || molecule.charge(a) != 0
        || molecule.degree(a) == 0
        || molecule.isotope(a) != 0;
  }

  private void bond(int b) {
    int i = molecule.begin(b);
    int j = molecule.end(b);
    double dx = x[j] - x[i];
    double dy = y[j] - y[i];
    double length = Math.max(1e-6, Math.hypot(dx, dy));
    double ux = dx / length;
    double uy = dy / length;
    double from = lettered(i) ? FONT * 0.6 : 0;
    double to = length - (lettered(j) ? FONT * 0.6 : 0);
    int order = molecule.order(b);
    if (order != 2) {
      line(i, ux, uy, from, to, 0);
    }
    if (order == 3) {
      line(i, ux, uy, from, to, GAP);
      line(i, ux, uy, from, to, -GAP);
    } else if (order == 2 && molecule.ringBond(b)) {
      double side = side(b, ux, uy);
      line(i, ux, uy, from, to, 0);
      line(i, ux, uy, Math.max(from, 3), Math.min(to, length - 3), side * GAP);
    } else if (order == 2) {
      line(i, ux, uy, from, to, GAP / 2);
      line(i, ux, uy, from, to, -GAP / 2);
    }
  }

  /** Which side of a ring's double bond the ring lies on: +1 or -1. */
  private double side(int bond, double ux, double uy) {
    int[][] rings = molecule.rings();
    int[][] bonds = molecule.ringBonds();
    for (int r = 0; r < rings.length; r++) {
      for (int b : bonds[r]) {
        if (b == bond) {
          double cx = 0;
          double cy = 0;
          for (int a : rings[r]) {
            cx += x[a] / rings[r].length;
            cy += y[a] / rings[r].length;
          }
          int i = molecule.begin(bond);
          return (cx - x[i]) * -uy + (cy - y[i]) * ux > 0 ? 1 : -1;
        }
      }
    }
    return 1;
  }

  private void line(int atom, double ux, double uy, double from, double to, double aside) {
    double sx = x[atom] - uy * aside;
    double sy = y[atom] + ux * aside;
    out.append(
        format(
            "<path d=\"M%.1f %.1fL%.1f %.1f\"/>",
            sx + ux * from, sy + uy * from, sx + ux * to, sy + uy * to));
  }

  private void letters(int a) {
    int h = molecule.hydrogens(a);
    String symbol =
        molecule.element(a) == 0 ? "*" : Elements.ofNumber(molecule.element(a)).symbol();
    String hydrogens = h == 0 ? "" : h == 1 ? "H" : "H" + small(h, "sub");
    int charge = molecule.charge(a);
    String sign = charge == 0 ? "" : charge > 0 ? "+" : "−";
    String amount = Math.abs(charge) > 1 ? Integer.toString(Math.abs(charge)) : "";
    boolean mirrored = h > 0 && neighbourOnlyRight(a);
    String text = mirrored ? hydrogens + symbol : symbol + hydrogens;
    String colour = COLOURS.getOrDefault(molecule.element(a), "");
    double shift = h == 0 ? 0 : (mirrored ? -1 : 1) * FONT * (h > 1 ? 0.5 : 0.36);
    out.append(
        format(
            "<text x=\"%.1f\" y=\"%.1f\"%s>",
            x[a] + shift, y[a] + FONT * 0.36, colour.isEmpty() ? "" : " fill=\"" + colour + "\""));
    String isotope = molecule.isotope(a) == 0 ? "" : small(molecule.isotope(a), "super");
    out.append(isotope).append(text);
    if (charge != 0) {
      out.append("<tspan font-size=\"8\" dy=\"-4\">").append(amount).append(sign);
      out.append("</tspan>");
    }
    out.append("</text>");
  }

  private static String small(int number, String where) {
    String dy = where.equals("sub") ? "2" : "-3";
    String back = where.equals("sub") ? "-2" : "3";
    return format(
        "<tspan font-size=\"8\" dy=\"%s\">%d</tspan><tspan dy=\"%s\">&#8203;</tspan>",
        dy, number, back);
  }

  private boolean neighbourOnlyRight(int a) {
    for (int b : molecule.neighbours(a)) {
      if (x[b] <= x[a] + 1) {
        return false;
      }
    }
    return molecule.degree(a) > 0;
  }

  private static double min(double[] values) {
    double out = Double.POSITIVE_INFINITY;
    for (double v : values) {
      out = Math.min(out, v);
    }
    return out;
  }

  private static double max(double[] values) {
    double out = Double.NEGATIVE_INFINITY;
    for (double v : values) {
      out = Math.max(out, v);
    }
    return out;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
