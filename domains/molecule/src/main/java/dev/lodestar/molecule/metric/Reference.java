package dev.lodestar.molecule.metric;

import dev.lodestar.core.task.Normal;
import dev.lodestar.core.task.SetMetric;
import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.chem.Smiles;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What is known of a collection of molecules: 32-bit hashes of its compounds, and the distribution
 * of their descriptors. A compound is its canonical SMILES without stereo marks.
 *
 * <p>A hash is shared by two compounds once in 2^32: of 250,000 known compounds, 6 in 100,000 new
 * ones are taken for known.
 */
public final class Reference {
  private static final String RESOURCE = "zinc250k.bin.gz";
  private static final int MAGIC = 0x4c535231;
  private static final int MOST = 50_000_000;

  private final int[] hashes;
  private final double[] scale;
  private final Normal descriptors;

  private Reference(int[] hashes, double[] scale, Normal descriptors) {
    this.hashes = hashes;
    this.scale = scale;
    this.descriptors = descriptors;
  }

  /** Read when first asked for. */
  private static final class Shipped {
    static final Reference ZINC = shipped();
  }

  private static Reference shipped() {
    try (InputStream in = Reference.class.getResourceAsStream(RESOURCE)) {
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the summary of ZINC250k cannot be read", e);
    }
  }

  /** ZINC250k. */
  public static Reference zinc250k() {
    return Shipped.ZINC;
  }

  /**
   * The summary of some molecules.
   *
   * @param molecules read once, in order
   * @throws IllegalArgumentException where there are fewer than two
   */
  public static Reference of(Iterable<Molecule> molecules) {
    TreeSet<Integer> hashes = new TreeSet<>();
    List<double[]> points = new ArrayList<>();
    for (Molecule m : molecules) {
      hashes.add(hash(m));
      points.add(Descriptors.of(m));
    }
    if (points.size() < 2) {
      throw new IllegalArgumentException(
          "A summary needs at least two molecules; there are " + points.size() + ".");
    }
    Normal raw = Normal.of(points);
    double[] scale = new double[Descriptors.COUNT];
    for (int i = 0; i < scale.length; i++) {
      scale[i] = raw.covariance()[i][i] > 0 ? Math.sqrt(raw.covariance()[i][i]) : 1;
    }
    points.forEach(p -> scaled(p, scale));
    return new Reference(hashes.stream().mapToInt(i -> i).toArray(), scale, Normal.of(points));
  }

  /** Number of compounds. */
  public int size() {
    return hashes.length;
  }

  /** Whether the collection holds the compound. */
  public boolean holds(Molecule molecule) {
    return Arrays.binarySearch(hashes, hash(molecule)) >= 0;
  }

  /**
   * Share of the valid designs that the collection does not hold.
   *
   * @param name of the collection, for the description
   */
  public SetMetric<String> novelty(String name) {
    return new OfReference(
        "novelty",
        "share of the valid designs that " + name + " does not hold, 0 to 1",
        valid -> (double) valid.stream().filter(m -> !holds(m)).count() / valid.size());
  }

  /**
   * Squared Fréchet distance of the designs' descriptors to the collection's.
   *
   * <p>Like the Fréchet ChemNet distance in form, but on twelve descriptors in units of the
   * collection's standard deviations: its numbers cannot be compared with published ones.
   *
   * @param name of the collection, for the description
   */
  public SetMetric<String> frechet(String name) {
    return new OfReference(
        "descriptor Fréchet distance",
        "squared Fréchet distance of twelve descriptors to "
            + name
            + ", in its standard deviations; lower is more alike; small sets read high",
        valid -> {
          if (valid.size() < 2) {
            return Double.NaN;
          }
          List<double[]> points = valid.stream().map(Descriptors::of).toList();
          points.forEach(p -> scaled(p, scale));
          return Normal.of(points).frechet(descriptors);
        });
  }

  private record OfReference(
      String name, String describe, java.util.function.ToDoubleFunction<List<Molecule>> formula)
      implements SetMetric<String> {
    @Override
    public double of(List<String> designs) {
      List<Molecule> valid = Molecules.read(designs);
      return valid.isEmpty() ? Double.NaN : formula.applyAsDouble(valid);
    }
  }

  private static void scaled(double[] point, double[] scale) {
    for (int i = 0; i < point.length; i++) {
      point[i] /= scale[i];
    }
  }

  /** FNV-1a of the text, mixed. */
  private static int hash(Molecule molecule) {
    long h = 0xcbf29ce484222325L;
    for (char c : Smiles.flat(molecule).toCharArray()) {
      h = (h ^ c) * 0x100000001b3L;
    }
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    return (int) (h ^ (h >>> 32));
  }

  /** Writes the summary, packed. */
  public void write(OutputStream to) throws IOException {
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(to))) {
      out.writeInt(MAGIC);
      for (int i = 0; i < Descriptors.COUNT; i++) {
        out.writeDouble(scale[i]);
        out.writeDouble(descriptors.mean()[i]);
        for (double c : descriptors.covariance()[i]) {
          out.writeDouble(c);
        }
      }
      out.writeInt(hashes.length);
      int last = 0;
      for (int hash : hashes) {
        out.writeInt(hash - last);
        last = hash;
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where it is not such a summary
   */
  public static Reference read(InputStream from) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(new GZIPInputStream(from)))) {
      if (in.readInt() != MAGIC) {
        throw new IOException("this is not a summary of molecules");
      }
      double[] scale = new double[Descriptors.COUNT];
      double[] mean = new double[Descriptors.COUNT];
      double[][] covariance = new double[Descriptors.COUNT][Descriptors.COUNT];
      for (int i = 0; i < scale.length; i++) {
        scale[i] = in.readDouble();
        mean[i] = in.readDouble();
        for (int j = 0; j < scale.length; j++) {
          covariance[i][j] = in.readDouble();
        }
      }
      int size = in.readInt();
      if (size < 0 || size > MOST) {
        throw new IOException("the summary of molecules claims " + size + " compounds");
      }
      int[] hashes = new int[size];
      int last = 0;
      for (int i = 0; i < size; i++) {
        last += in.readInt();
        hashes[i] = last;
      }
      return new Reference(hashes, scale, new Normal(mean, covariance));
    }
  }
}
