package dev.lodestar.molecule.chem;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.exception.InvalidSmilesException;
import org.openscience.cdk.graph.GraphUtil;
import org.openscience.cdk.graph.invariant.Canon;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.interfaces.IBond.Order;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmiFlavor;
import org.openscience.cdk.smiles.SmilesGenerator;
import org.openscience.cdk.smiles.SmilesParser;
import org.openscience.cdk.tools.manipulator.AtomContainerManipulator;
import uk.ac.ebi.beam.Functions;
import uk.ac.ebi.beam.Graph;

/** Molecules as SMILES (Weininger 1988), with sentences for what is not a molecule. */
public final class Smiles {
  private static final int WRITTEN =
      SmiFlavor.Stereo | SmiFlavor.AtomicMass | SmiFlavor.UseAromaticSymbols;

  /** Stereo marks on atoms with several hydrogens say nothing, and the parser refuses them. */
  private static final Pattern IDLE_MARKS = Pattern.compile("@+(?=H[2-9])");

  private static final int MOST_TURNS = 6;

  private Smiles() {}

  /**
   * The molecule of a SMILES.
   *
   * <p>Nitro groups and azides written with a five-valent nitrogen, and halogen oxides written
   * without charges, are read as their charged forms. Aromatic input is given a Kekulé form; then
   * aromaticity is perceived anew, whatever the writing was.
   *
   * @throws IllegalArgumentException with a sentence that names the column of the fault where there
   *     is one: bad grammar, an atom with too many bonds, aromatic atoms without a Kekulé form
   */
  public static Molecule read(String smiles) {
    String text = smiles.strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("The SMILES is empty; a molecule has at least one atom.");
    }
    IAtomContainer container;
    try {
      container = parser().parseSmiles(IDLE_MARKS.matcher(text).replaceAll(""));
    } catch (InvalidSmilesException e) {
      throw SmilesFault.grammar(text, e.getMessage());
    } catch (RuntimeException e) {
      throw SmilesFault.grammar(text, "cannot be read");
    }
    if (container.getAtomCount() == 0) {
      throw SmilesFault.grammar(text, "there is no atom in it");
    }
    spreadCharges(container);
    for (int a = 0; a < container.getAtomCount(); a++) {
      checkValence(container.getAtom(a), a, text);
    }
    return new Molecule(AtomContainerManipulator.suppressHydrogens(container));
  }

  /**
   * Canonical SMILES, aromatic atoms in lower case, with stereo marks and isotopes.
   *
   * <p>The same for every writing of a molecule, except that atoms which only stereo marks tell
   * apart (as in meso compounds) may be numbered in either order.
   */
  public static String write(Molecule molecule) {
    String text = numbered(molecule);
    if (text.indexOf('/') < 0 && text.indexOf('\\') < 0 && text.indexOf('@') < 0) {
      return text;
    }
    // reading may drop marks that say nothing, and turn equal ends round: go on until it stands
    List<String> written = new ArrayList<>();
    while (!written.contains(text) && written.size() < MOST_TURNS) {
      written.add(text);
      text = numbered(read(text));
    }
    return Collections.min(written.subList(Math.max(0, written.indexOf(text)), written.size()));
  }

  private static String numbered(Molecule molecule) {
    try {
      IAtomContainer copy = molecule.container().clone();
      long[] rank = Canon.label(copy, GraphUtil.toAdjList(copy));
      IAtom[] atoms = new IAtom[rank.length];
      for (int a = 0; a < rank.length; a++) {
        atoms[(int) rank[a] - 1] = copy.getAtom(a);
      }
      copy.setAtoms(atoms);
      IBond[] bonds = new IBond[copy.getBondCount()];
      Arrays.setAll(bonds, copy::getBond);
      Arrays.sort(
          bonds,
          Comparator.comparingInt((IBond b) -> Math.min(place(copy, b, 0), place(copy, b, 1)))
              .thenComparingInt(b -> Math.max(place(copy, b, 0), place(copy, b, 1))));
      copy.setBonds(bonds);
      String text = new SmilesGenerator(WRITTEN).create(copy);
      boolean directed = text.indexOf('/') >= 0 || text.indexOf('\\') >= 0;
      return directed
          ? Functions.normaliseDirectionalLabels(Graph.fromSmiles(text)).toSmiles()
          : text;
    } catch (CloneNotSupportedException | CDKException | IOException e) {
      throw new IllegalStateException("a molecule that was read cannot be written", e);
    }
  }

  private static int place(IAtomContainer container, IBond bond, int end) {
    return container.indexOf(bond.getAtom(end));
  }

  /** Canonical SMILES without stereo marks and isotopes: what is the same compound on paper. */
  public static String flat(Molecule molecule) {
    return numbered(Scaffold.flat(molecule));
  }

  /** The canonical form of a SMILES: reads and writes it. */
  public static String canonical(String smiles) {
    return write(read(smiles));
  }

  private static SmilesParser parser() {
    return new SmilesParser(SilentChemObjectBuilder.getInstance());
  }

  private static void checkValence(IAtom atom, int index, String text) {
    int valence = valence(atom);
    int charge = atom.getFormalCharge();
    int most = Elements.highest(atom.getAtomicNumber(), charge);
    if (most >= 0 && valence > most) {
      String which = charge == 0 ? "" : " with charge " + (charge > 0 ? "+" : "") + charge;
      throw SmilesFault.valence(text, index, atom.getSymbol() + which, valence, most);
    }
  }

  private static int valence(IAtom atom) {
    Integer hydrogens = atom.getImplicitHydrogenCount();
    int sum = hydrogens == null ? 0 : hydrogens;
    for (IBond bond : atom.bonds()) {
      sum += bond.getOrder().numeric();
    }
    return sum;
  }

  private static void spreadCharges(IAtomContainer container) {
    for (IAtom atom : container.atoms()) {
      int element = atom.getAtomicNumber();
      if (element == IAtom.N && atom.getFormalCharge() == 0 && valence(atom) == 5) {
        spreadNitrogen(atom);
      } else if (element == IAtom.Cl || element == IAtom.Br || element == IAtom.I) {
        for (IBond bond : atom.bonds()) {
          if (valence(atom) > 1 + atom.getFormalCharge() && terminalOxygen(bond, atom)) {
            shift(bond, atom, Order.SINGLE);
          }
        }
      }
    }
  }

  private static void spreadNitrogen(IAtom atom) {
    for (IBond bond : atom.bonds()) {
      if (terminalOxygen(bond, atom)) {
        shift(bond, atom, Order.SINGLE);
        return;
      }
    }
    for (IBond bond : atom.bonds()) {
      IAtom other = bond.getOther(atom);
      if (bond.getOrder() == Order.TRIPLE
          && other.getAtomicNumber() == IAtom.N
          && other.getFormalCharge() == 0
          && other.getBondCount() == 1) {
        shift(bond, atom, Order.DOUBLE);
        return;
      }
    }
  }

  private static boolean terminalOxygen(IBond bond, IAtom atom) {
    IAtom other = bond.getOther(atom);
    return bond.getOrder() == Order.DOUBLE
        && other.getAtomicNumber() == IAtom.O
        && other.getFormalCharge() == 0
        && other.getBondCount() == 1;
  }

  private static void shift(IBond bond, IAtom positive, Order order) {
    bond.setOrder(order);
    positive.setFormalCharge(positive.getFormalCharge() + 1);
    IAtom negative = bond.getOther(positive);
    negative.setFormalCharge(negative.getFormalCharge() - 1);
  }
}
