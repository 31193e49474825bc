package dev.lodestar.molecule.chem;

import javax.vecmath.Point2d;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.layout.StructureDiagramGenerator;

/**
 * Places of the atoms in the plane, in units of a bond's length.
 *
 * @param x from the left
 * @param y upwards
 */
public record Layout(double[] x, double[] y) {
  private static final double BOND = 1.5;

  /** A drawing of the molecule; the same for equal molecules. */
  public static Layout of(Molecule molecule) {
    IAtomContainer placed = placed(molecule);
    int n = molecule.atoms();
    double[] x = new double[n];
    double[] y = new double[n];
    for (int a = 0; a < n; a++) {
      Point2d p = placed.getAtom(a).getPoint2d();
      x[a] = p.x / BOND;
      y[a] = p.y / BOND;
    }
    return new Layout(x, y);
  }

  /** The toolkit's form with coordinates. */
  private static IAtomContainer placed(Molecule molecule) {
    try {
      IAtomContainer copy = molecule.container().clone();
      new StructureDiagramGenerator().generateCoordinates(copy);
      return copy;
    } catch (CloneNotSupportedException | CDKException e) {
      throw new IllegalStateException("the molecule " + molecule + " cannot be laid out", e);
    }
  }

  /** A structure block in MDL's V2000 format, with coordinates in the plane. */
  public static String molBlock(Molecule molecule) {
    var text = new java.io.StringWriter();
    try (var writer = new org.openscience.cdk.io.MDLV2000Writer(text)) {
      writer.setWriteAromaticBondTypes(false);
      writer.write(placed(molecule));
    } catch (java.io.IOException | CDKException e) {
      throw new IllegalStateException("the molecule " + molecule + " cannot be written", e);
    }
    return text.toString();
  }
}
