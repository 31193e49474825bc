package dev.lodestar.molecule.property;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.molecule.Golden;
import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.chem.Smiles;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Column by column against RDKit's record; prints the figures. */
class AgreementTest {
  /**
   * One column of the table.
   *
   * @param within largest difference that counts as agreement
   */
  private record Column(String name, double within, double[] theirs, double[] mine) {
    double[] differences() {
      return IntStream.range(0, mine.length)
          .mapToDouble(i -> Math.abs(mine[i] - theirs[i]))
          .sorted()
          .toArray();
    }

    double share() {
      double[] d = differences();
      return (double) Arrays.stream(d).filter(x -> x <= within + 1e-9).count() / d.length;
    }

    double meanDifference() {
      return Arrays.stream(differences()).average().orElseThrow();
    }

    void print() {
      double[] d = differences();
      System.out.printf(
          "%-16s %6.2f  %.4f  %9.5f  %9.4f%n",
          name, within, share(), meanDifference(), d[d.length - 1]);
    }
  }

  @Test
  void propertiesAgreeColumnByColumn() {
    List<Golden.Row> rows = Golden.properties();
    List<Molecule> molecules = rows.stream().map(r -> Smiles.read(r.smiles())).toList();
    List<Qed> mine = molecules.stream().map(Qed::of).toList();
    List<Column> columns =
        List.of(
            column("mw", 0.01, rows, Golden.Row::weight, mine, Qed::weight),
            column("Crippen logP", 0.05, rows, Golden.Row::logP, mine, Qed::logP),
            column("acceptors", 0, rows, Golden.Row::acceptors, mine, Qed::acceptors),
            column("donors", 0, rows, Golden.Row::donors, mine, Qed::donors),
            column("tpsa", 0.01, rows, Golden.Row::tpsa, mine, Qed::tpsa),
            column("rotatable bonds", 0, rows, Golden.Row::rotatable, mine, Qed::rotatableBonds),
            column("aromatic rings", 0, rows, Golden.Row::aromaticRings, mine, Qed::aromaticRings),
            column("alerts", 0, rows, Golden.Row::alerts, mine, Qed::alerts),
            column("qed", 0.01, rows, Golden.Row::qed, mine, Qed::value));
    System.out.println("column           within   share   mean |d|  largest |d|");
    columns.forEach(Column::print);
    for (Column c : columns) {
      assertTrue(c.share() >= 0.99, c.name() + " agrees for only " + c.share());
    }
    Column sa =
        column("sa score", 0.5, rows, Golden.Row::sa, molecules, SyntheticAccessibility::score);
    sa.print();
    double spearman = Ranks.spearman(sa.theirs(), sa.mine());
    System.out.printf("sa score: Spearman %.4f, MAE %.3f%n", spearman, sa.meanDifference());
    assertTrue(spearman >= 0.97, "Spearman of the SA score is " + spearman);
  }

  private static <T> Column column(
      String name,
      double within,
      List<Golden.Row> rows,
      java.util.function.ToDoubleFunction<Golden.Row> theirs,
      List<T> own,
      java.util.function.ToDoubleFunction<T> mine) {
    return new Column(
        name,
        within,
        rows.stream().mapToDouble(theirs).toArray(),
        own.stream().mapToDouble(mine).toArray());
  }
}
