package dev.lodestar.molecule.property;

import dev.lodestar.molecule.chem.CircularFragments;
import dev.lodestar.molecule.chem.Molecule;
import dev.lodestar.molecule.chem.Neutral;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * How common the circular fragments of radius 2 are in a collection of molecules.
 *
 * <p>A fragment's contribution is log10 of its count over the number of fragments that make up 80 %
 * of all occurrences; -4 where it never occurred (Ertl and Schuffenhauer, J. Cheminform. 1 (2009),
 * 8, section "fragment score").
 */
public final class FragmentTable {
  /** Fragments reach this many bonds from their centre. */
  static final int RADIUS = 2;

  private static final double NEVER = -4;

  /** Contributions are stored in steps of one fortieth. */
  private static final double STEPS = 40;

  private static final int MAGIC = 0x4c534131;
  private static final int MOST = 10_000_000;

  private final int[] fragments;
  private final byte[] steps;
  private final double common;

  private FragmentTable(int[] fragments, byte[] steps, double common) {
    this.fragments = fragments;
    this.steps = steps;
    this.common = common;
  }

  /** Counts of the fragments of molecules. */
  public static final class Counter {
    private final Map<Integer, Integer> counts = new HashMap<>();

    /** Adds one molecule, in its neutral form: what is rare is the compound, not its charge. */
    public void add(Molecule molecule) {
      CircularFragments.counts(Neutral.of(molecule), RADIUS)
          .forEach((fragment, n) -> counts.merge(fragment, n, Integer::sum));
    }

    /**
     * The table.
     *
     * @param least rarer fragments are left out, as if they had never occurred
     */
    public FragmentTable table(int least) {
      int[] sorted = counts.values().stream().mapToInt(i -> i).sorted().toArray();
      long all = Arrays.stream(sorted).asLongStream().sum();
      long sum = 0;
      int common = 0;
      while (sum < 0.8 * all) {
        sum += sorted[sorted.length - 1 - common++];
      }
      int[] fragments =
          counts.keySet().stream()
              .filter(f -> counts.get(f) >= least)
              .mapToInt(f -> f)
              .sorted()
              .toArray();
      byte[] steps = new byte[fragments.length];
      for (int i = 0; i < steps.length; i++) {
        steps[i] = (byte) Math.round(STEPS * Math.log10(counts.get(fragments[i])));
      }
      return new FragmentTable(fragments, steps, Math.log10(common));
    }
  }

  /** Number of fragments. */
  public int size() {
    return fragments.length;
  }

  /** Contribution of a fragment, by its number. */
  public double contribution(int fragment) {
    int at = Arrays.binarySearch(fragments, fragment);
    return at < 0 ? NEVER : (steps[at] & 0xff) / STEPS - common;
  }

  /** Writes the table: differences of the sorted numbers, and a byte a fragment, packed. */
  public void write(OutputStream to) throws IOException {
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(to))) {
      out.writeInt(MAGIC);
      out.writeDouble(common);
      out.writeInt(fragments.length);
      long last = Integer.MIN_VALUE;
      for (int fragment : fragments) {
        long gap = fragment - last;
        last = fragment;
        for (; gap >= 128; gap >>>= 7) {
          out.writeByte((int) (gap & 127 | 128));
        }
        out.writeByte((int) gap);
      }
      out.write(steps);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where it is not such a table
   */
  public static FragmentTable read(InputStream from) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(new GZIPInputStream(from)))) {
      int magic = in.readInt();
      double common = in.readDouble();
      int size = in.readInt();
      if (magic != MAGIC || !Double.isFinite(common) || size < 0 || size > MOST) {
        throw new IOException("this is not a table of fragments");
      }
      int[] fragments = new int[size];
      long last = Integer.MIN_VALUE;
      for (int i = 0; i < size; i++) {
        last += gap(in);
        fragments[i] = (int) last;
      }
      byte[] steps = in.readNBytes(size);
      if (steps.length < size) {
        throw new IOException("the table of fragments ends early");
      }
      return new FragmentTable(fragments, steps, common);
    }
  }

  private static long gap(DataInputStream in) throws IOException {
    long gap = 0;
    int shift = 0;
    int b;
    do {
      b = in.readUnsignedByte();
      gap |= (long) (b & 127) << shift;
      shift += 7;
    } while (b >= 128 && shift < 35);
    return gap;
  }
}
