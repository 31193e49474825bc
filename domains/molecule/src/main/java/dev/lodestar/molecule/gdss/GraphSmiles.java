package dev.lodestar.molecule.gdss;

import dev.lodestar.core.graph.BondGraph;
import dev.lodestar.core.graph.GraphShape;
import org.openscience.cdk.exception.CDKException;
import org.openscience.cdk.interfaces.IAtom;
import org.openscience.cdk.interfaces.IAtomContainer;
import org.openscience.cdk.interfaces.IBond;
import org.openscience.cdk.silent.SilentChemObjectBuilder;
import org.openscience.cdk.smiles.SmiFlavor;
import org.openscience.cdk.smiles.SmilesGenerator;
import org.openscience.cdk.smiles.SmilesParser;

/** Between SMILES and graphs of heavy atoms in a Kekulé form, without stereochemistry. */
final class GraphSmiles {
  private static final IBond.Order[] ORDERS = {
    IBond.Order.UNSET, IBond.Order.SINGLE, IBond.Order.DOUBLE, IBond.Order.TRIPLE
  };

  private GraphSmiles() {}

  /**
   * The graph of a SMILES, in its order of atoms; explicit hydrogens are left out.
   *
   * @throws IllegalArgumentException where it cannot be read, in a sentence
   */
  static BondGraph read(String smiles) {
    IAtomContainer molecule;
    try {
      molecule = new SmilesParser(SilentChemObjectBuilder.getInstance()).parseSmiles(smiles);
    } catch (CDKException e) {
      throw new IllegalArgumentException("'" + smiles + "' is not a SMILES: " + e.getMessage(), e);
    }
    int n = molecule.getAtomCount();
    int[] heavy = new int[n];
    int count = 0;
    for (int a = 0; a < n; a++) {
      heavy[a] = molecule.getAtom(a).getAtomicNumber() == 1 ? -1 : count++;
    }
    int[] elements = new int[count];
    int[] charges = new int[count];
    for (int a = 0; a < n; a++) {
      if (heavy[a] >= 0) {
        elements[heavy[a]] = molecule.getAtom(a).getAtomicNumber();
        charges[heavy[a]] = molecule.getAtom(a).getFormalCharge();
      }
    }
    int[] orders = new int[GraphShape.pairs(count)];
    for (IBond bond : molecule.bonds()) {
      int i = heavy[molecule.indexOf(bond.getBegin())];
      int j = heavy[molecule.indexOf(bond.getEnd())];
      if (i >= 0 && j >= 0) {
        orders[GraphShape.pair(i, j)] = bond.getOrder().numeric();
      }
    }
    return new BondGraph(elements, charges, orders);
  }

  /** The canonical SMILES of a graph, aromatic atoms as the Kekulé form has them. */
  static String write(BondGraph graph) {
    IAtomContainer molecule = SilentChemObjectBuilder.getInstance().newAtomContainer();
    for (int a = 0; a < graph.size(); a++) {
      IAtom atom = molecule.getBuilder().newAtom();
      atom.setAtomicNumber(graph.elements()[a]);
      atom.setFormalCharge(graph.charges()[a]);
      atom.setImplicitHydrogenCount(hydrogens(graph, a));
      molecule.addAtom(atom);
    }
    for (int j = 1; j < graph.size(); j++) {
      for (int i = 0; i < j; i++) {
        if (graph.order(i, j) > 0) {
          molecule.addBond(i, j, ORDERS[graph.order(i, j)]);
        }
      }
    }
    try {
      return new SmilesGenerator(SmiFlavor.Unique).create(molecule);
    } catch (CDKException e) {
      throw new IllegalArgumentException("no SMILES for " + graph + ": " + e.getMessage(), e);
    }
  }

  /** What an atom's lowest valence that covers its bonds leaves for hydrogens. */
  private static int hydrogens(BondGraph graph, int atom) {
    int bonds = graph.valence(atom);
    int usual =
        switch (graph.elements()[atom]) {
          case 6 -> 4;
          case 7 -> 3;
          case 8 -> 2;
          case 15 -> bonds <= 3 ? 3 : 5;
          case 16 -> bonds <= 2 || graph.charges()[atom] > 0 ? 2 : bonds <= 4 ? 4 : 6;
          default -> 1;
        };
    return Math.max(0, usual + graph.charges()[atom] - bonds);
  }
}
