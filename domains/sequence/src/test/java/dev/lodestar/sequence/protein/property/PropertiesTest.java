package dev.lodestar.sequence.protein.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * Against what ExPASy's ProtParam publishes of hen egg-white lysozyme (P00698, residues 19-147).
 */
class PropertiesTest {
  private static final String LYSOZYME =
      "KVFGRCELAAAMKRHGLDNYRGYSLGNWVCAAKFESNFNTQATNRNTDGSTDYGILQINSRWWCNDGRTPGSRNLCNIPC"
          + "SALLSSDITASVNCAKKIVSDGNGMNAWVAWRNRCKGTDVQAWIRGCRL";

  /** Amyloid beta, residues 1 to 42. */
  private static final String AMYLOID = "DAEFRHDSGYEVHHQKLVFFAEDVGSNKGAIIGLMVGGVVIA";

  @Test
  void lysozymeIsAsPublished() {
    assertEquals(129, LYSOZYME.length());
    assertEquals(14313.14, Composition.molecularWeight(LYSOZYME), 0.05);
    assertEquals(9.32, Charge.isoelectricPoint(LYSOZYME), 0.005);
    assertEquals(16.09, Instability.index(LYSOZYME), 0.005);
    assertEquals(65.12, Composition.aliphaticIndex(LYSOZYME), 0.005);
    assertEquals(-0.472, Composition.gravy(LYSOZYME), 0.0005);
  }

  @Test
  void chargesAreThoseOfTheGroups() {
    // glycine alone: both ends half charged at their pKa
    assertEquals(0.5 - 1 / (1 + Math.pow(10, 3.55 - 7.5)), Charge.at("G", 7.5), 1e-12);
    assertEquals(Charge.at("GG", 10) + 0.5, Charge.at("GKG", 10), 1e-12);
    assertEquals(Charge.at("GG", 4.05) - 0.5, Charge.at("GDG", 4.05), 1e-12);
    // 17 basic and 9 acidic side chains: about +8 in water
    assertEquals(7.8, Charge.at(LYSOZYME, 7), 0.1);
    assertEquals(0, Charge.at(LYSOZYME, Charge.isoelectricPoint(LYSOZYME)), 1e-9);
  }

  @Test
  void theWorstStretchOfAmyloidIsOneOfItsFibrilCores() {
    double worst = Aggregation.worst(AMYLOID);
    double core = Aggregation.worst("KLVFFAE".substring(0, 7));
    double tail = Aggregation.worst("MVGGVVIA");
    assertTrue(worst >= Math.max(core, tail), worst + " " + core + " " + tail);
    assertEquals(worst, Aggregation.worst(AMYLOID.substring(15, 42)), 1e-12);
    assertTrue(Aggregation.worst(AMYLOID.substring(0, 15)) < 0.2);
    assertEquals((1.822 - 1.836) / 2, Aggregation.worst("ID"), 1e-12);
  }
}
