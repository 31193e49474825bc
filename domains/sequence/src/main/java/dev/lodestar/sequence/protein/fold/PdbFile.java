package dev.lodestar.sequence.protein.fold;

import dev.lodestar.sequence.InvalidFileException;
import dev.lodestar.sequence.TextFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The chains of a protein structure, from a file in the PDB format (version 3.3), gzipped where its
 * name ends in {@code .gz}.
 *
 * <p>What is read: the ATOM records of the first model, and selenomethionine (HETATM MSE, as M).
 * Other HETATM records, such as water and ligands, are left out, and so are hydrogens. Residues are
 * told apart by number and insertion code. All alternate locations of an atom count as atoms; where
 * a residue has two names, the first holds. A residue may lack atoms as long as one heavy atom is
 * there.
 */
record PdbFile(Path file, List<Chain> chains) {
  PdbFile {
    chains = List.copyOf(chains);
  }

  /**
   * Reads a file.
   *
   * @throws InvalidFileException naming line and columns of the first fault
   */
  static PdbFile read(Path file) throws IOException {
    Parser parser = new Parser(file);
    TextFiles.lines(file, parser::line);
    List<Chain> chains = parser.chains();
    if (chains.isEmpty()) {
      throw new InvalidFileException(
          file, "has no ATOM record of an amino acid; give a protein structure in the PDB format");
    }
    return new PdbFile(file, chains);
  }

  /**
   * A chain by name.
   *
   * @param name empty for the only one
   * @throws InvalidFileException where there is none, or no name and several
   */
  Chain chain(String name) throws InvalidFileException {
    if (name.isEmpty() && chains.size() == 1) {
      return chains.get(0);
    }
    for (Chain c : chains) {
      if (c.name().equals(name)) {
        return c;
      }
    }
    List<String> known =
        chains.stream().map(c -> c.name() + " (" + c.residues().size() + " residues)").toList();
    throw new InvalidFileException(
        file,
        name.isEmpty()
            ? "has several chains; say which one by chain = \"...\": " + String.join(", ", known)
            : "has no chain '" + name + "'; it has " + String.join(", ", known));
  }

  private static final class Parser {
    private record Open(String label, int number, char letter, int line, String name) {}

    private final Path file;
    private final Map<String, Map<Open, List<Residue.Atom>>> chains = new LinkedHashMap<>();
    private final Map<String, Open> open = new LinkedHashMap<>();
    private boolean ended;

    Parser(Path file) {
      this.file = file;
    }

    void line(int number, String text) throws InvalidFileException {
      ended |= text.startsWith("ENDMDL");
      boolean atom = text.startsWith("ATOM  ");
      if (ended || !atom && !(text.startsWith("HETATM") && cut(text, 18, 20).equals("MSE"))) {
        return;
      }
      if (text.length() < 54) {
        throw new InvalidFileException(
            file, number, "an atom takes at least 54 columns; this line ends at " + text.length());
      }
      if (hydrogen(text)) {
        return;
      }
      String residue = cut(text, 18, 20);
      String label = cut(text, 23, 27);
      String chain = text.substring(21, 22);
      Open current = open.get(chain);
      if (current == null || !current.label.equals(label)) {
        current = begin(number, text, residue, label, chain);
      }
      if (current.name.equals(residue)) {
        chains
            .get(chain)
            .get(current)
            .add(
                new Residue.Atom(
                    cut(text, 13, 16),
                    place(number, text, 31, 38),
                    place(number, text, 39, 46),
                    place(number, text, 47, 54)));
      }
    }

    private Open begin(int line, String text, String residue, String label, String chain)
        throws InvalidFileException {
      Character letter =
          AminoAcids.letter(residue)
              .orElseThrow(
                  () ->
                      new InvalidFileException(
                          file,
                          line,
                          ("columns 18-20 hold '%s', which is none of the twenty amino acids; take"
                                  + " the residue out, or write the one it derives from")
                              .formatted(residue)));
      Open begun = new Open(label, whole(line, text), letter, line, residue);
      Map<Open, List<Residue.Atom>> residues =
          chains.computeIfAbsent(chain, c -> new LinkedHashMap<>());
      for (Open before : residues.keySet()) {
        if (before.label.equals(label)) {
          throw new InvalidFileException(
              file,
              line,
              "columns 23-27: residue %s of chain %s comes a second time, after line %d"
                  .formatted(label, chain, before.line));
        }
      }
      residues.put(begun, new ArrayList<>());
      open.put(chain, begun);
      return begun;
    }

    private int whole(int line, String text) throws InvalidFileException {
      try {
        return Integer.parseInt(cut(text, 23, 26));
      } catch (NumberFormatException e) {
        throw new InvalidFileException(
            file,
            line,
            "columns 23-26 hold '%s', which is no residue number".formatted(cut(text, 23, 26)));
      }
    }

    private double place(int line, String text, int from, int to) throws InvalidFileException {
      try {
        double value = Double.parseDouble(cut(text, from, to));
        if (Double.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        // falls through to the sentence below
      }
      throw new InvalidFileException(
          file,
          line,
          "columns %d-%d hold '%s', which is no coordinate in Å"
              .formatted(from, to, cut(text, from, to)));
    }

    /** By its element, or where there is none by its name. */
    private static boolean hydrogen(String text) {
      String element = cut(text, 77, 78);
      String name = element.isEmpty() ? cut(text, 13, 16).replaceFirst("^[0-9]+", "") : element;
      return element.isEmpty()
          ? name.startsWith("H") || name.startsWith("D")
          : name.equals("H") || name.equals("D");
    }

    /** Columns as the format counts them, from 1, both included; blanks around them dropped. */
    private static String cut(String text, int from, int to) {
      return text.length() < from
          ? ""
          : text.substring(from - 1, Math.min(to, text.length())).strip();
    }

    List<Chain> chains() {
      List<Chain> out = new ArrayList<>();
      chains.forEach(
          (name, residues) -> {
            List<Residue> all = new ArrayList<>();
            residues.forEach(
                (r, atoms) -> {
                  if (!atoms.isEmpty()) {
                    all.add(new Residue(r.label, r.number, r.letter, r.line, atoms));
                  }
                });
            out.add(new Chain(name, all));
          });
      return out;
    }
  }
}
