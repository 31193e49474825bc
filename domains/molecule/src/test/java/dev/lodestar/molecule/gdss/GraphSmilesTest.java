package dev.lodestar.molecule.gdss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lodestar.core.graph.AtomPalette;
import dev.lodestar.core.graph.BondGraph;
import dev.lodestar.core.graph.GraphParticles;
import dev.lodestar.core.graph.GraphShape;
import dev.lodestar.core.graph.ValenceCorrection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphSmilesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "C",
        "CC(C)(C)c1ccc2occ(CC(=O)Nc3ccccc3F)c2c1",
        "N#CC1=CC(=S)NC1",
        "CS(=O)(=O)Nc1ccc(Cl)cc1",
        "C[N+](C)(C)C",
        "OP(=O)(O)OC",
        "[2H]C([2H])Br"
      })
  void moleculesGoThroughStatesAndBack(String smiles) {
    BondGraph read = GraphSmiles.read(smiles);
    GraphParticles states = AtomPalette.ZINC250K.particles(List.of(read), new GraphShape(38, 9));
    BondGraph drawn = AtomPalette.ZINC250K.graph(states, 0);
    ValenceCorrection.Corrected corrected = ValenceCorrection.of(drawn);
    assertTrue(corrected.untouched());
    assertEquals(read, corrected.graph());
    String written = GraphSmiles.write(corrected.graph());
    assertEquals(written, GraphSmiles.write(GraphSmiles.read(written)));
  }

  @Test
  void theWritingIsCanonical() {
    assertEquals(
        GraphSmiles.write(GraphSmiles.read("OCC(N)=O")),
        GraphSmiles.write(GraphSmiles.read("NC(=O)CO")));
    assertEquals("C", GraphSmiles.write(GraphSmiles.read("C")));
  }

  @Test
  void whatIsNoSmilesSaysSo() {
    assertThrows(IllegalArgumentException.class, () -> GraphSmiles.read("C1CC"));
  }
}
