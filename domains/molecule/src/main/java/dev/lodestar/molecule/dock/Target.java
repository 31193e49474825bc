package dev.lodestar.molecule.dock;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The five receptors of the field's docking tasks (Lee, Jo and Hwang, "Exploring chemical space
 * with score-based out-of-distribution generation", ICML 2023), with the box of each binding site
 * in Å.
 */
public enum Target {
  PARP1("poly(ADP-ribose) polymerase 1", 26.413, 11.282, 27.238, 18.521, 17.479, 19.995),
  FA7("coagulation factor VII", 10.131, 41.879, 32.097, 20.673, 20.198, 21.362),
  HT1B("5ht1b", "5-hydroxytryptamine receptor 1B", -26.602, 5.277, 17.898, 22.5, 22.5, 22.5),
  BRAF("kinase B-raf", 84.194, 6.949, -7.081, 22.032, 19.211, 14.106),
  JAK2("kinase JAK2", 114.758, 65.496, 11.345, 19.033, 17.929, 20.283);

  private final String key;
  private final String protein;
  private final Box box;

  Target(String protein, double... box) {
    this.key = name().toLowerCase(Locale.ROOT);
    this.protein = protein;
    this.box = Box.of(box);
  }

  Target(String key, String protein, double... box) {
    this.key = key;
    this.protein = protein;
    this.box = Box.of(box);
  }

  /** Name in configurations and of the receptor's file, such as {@code parp1}. */
  public String key() {
    return key;
  }

  /** The protein. */
  public String protein() {
    return protein;
  }

  Box box() {
    return box;
  }

  /** Names of all. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(Target::key).toList();
  }
}
