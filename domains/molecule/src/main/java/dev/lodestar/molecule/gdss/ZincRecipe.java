package dev.lodestar.molecule.gdss;

import dev.lodestar.core.graph.AtomPalette;
import dev.lodestar.torch.GdssConfig;
import dev.lodestar.torch.GdssConfig.NodeNet;

/** GDSS on ZINC250k: up to 38 heavy atoms of nine elements, in networks of the published sizes. */
public final class ZincRecipe extends GdssRecipe {
  static final String NAME = "gdss-zinc250k";

  public ZincRecipe() {
    super(
        NAME,
        GdssConfig.zinc250k(NodeNet.CONVOLUTION),
        AtomPalette.ZINC250K,
        new Defaults(100_000, 128, 3e-3));
  }

  @Override
  public String summary() {
    return "diffusion on molecular graphs (GDSS) of up to 38 heavy atoms, trained on ZINC250k; hours"
        + " to days on two cores";
  }

  @Override
  String terms() {
    return """
        ZINC250k: 249,455 molecules of the ZINC database (Irwin and Shoichet, J. Chem. Inf. Model.
        45:177, 2005). ZINC is free to use; its terms do not allow to redistribute major portions of
        the database without written permission. SMILES only""";
  }
}
