package dev.lodestar.molecule.gdss;

import dev.lodestar.core.graph.AtomPalette;
import dev.lodestar.torch.GdssConfig;

/** GDSS on QM9: up to nine heavy atoms of C, N, O and F. */
public final class Qm9Recipe extends GdssRecipe {
  static final String NAME = "gdss-qm9";

  public Qm9Recipe() {
    super(NAME, GdssConfig.qm9(), AtomPalette.QM9, new Defaults(20_000, 128, 3e-3));
  }

  @Override
  public String summary() {
    return "diffusion on molecular graphs (GDSS) of up to 9 heavy atoms, trained on QM9";
  }

  @Override
  String terms() {
    return """
        QM9: Ramakrishnan, Dral, Rupp, von Lilienfeld, "Quantum chemistry structures and properties
        of 134 kilo molecules", Scientific Data 1:140022 (2014), CC0; SMILES only""";
  }
}
