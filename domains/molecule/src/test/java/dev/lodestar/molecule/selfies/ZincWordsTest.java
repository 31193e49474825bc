package dev.lodestar.molecule.selfies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The split keeps test molecules out of training, whatever their stereochemistry. */
class ZincWordsTest {
  @TempDir Path dir;

  @Test
  void noTestWordIsTrainedOn() throws IOException {
    Path smiles = dir.resolve("m.smi");
    Files.write(smiles, List.of("CCO", "C[C@H](N)O", "C[C@@H](N)O", "CCN", "CCO", "[Fe]", "CCC"));
    Path test = dir.resolve("test.json");
    Files.writeString(test, "[2]");
    ZincWords words = ZincWords.read(smiles, test, SelfiesCodec.ZINC);
    assertEquals(1, words.unspelt());
    assertEquals(1, words.test().length);
    assertArrayEquals(SelfiesCodec.ZINC.row("CC(N)O"), words.test()[0]);
    // Of CCO, CCN and CCC the first is held out.
    assertEquals(1, words.validation().length);
    assertArrayEquals(SelfiesCodec.ZINC.row("CCO"), words.validation()[0]);
    assertEquals(2, words.train().length);
  }

  @Test
  void indicesBeyondTheFileAreNamed() throws IOException {
    Path smiles = dir.resolve("m.smi");
    Files.write(smiles, List.of("CCO"));
    Path test = dir.resolve("test.json");
    Files.writeString(test, "[4]");
    IOException e =
        assertThrows(IOException.class, () -> ZincWords.read(smiles, test, SelfiesCodec.ZINC));
    assertTrue(e.getMessage().contains("names molecule 4"), e.getMessage());
  }
}
