package dev.lodestar.molecule.selfies;

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
    ZincWords words = ZincWords.read(smiles, test);
    assertEquals(1, words.unspelt());
    assertEquals(List.of(SymbolTest.symbols("[C][C][Branch1][C][N][O]")), words.test());
    // Of CCO, CCN and CCC the first is held out.
    assertEquals(List.of(SymbolTest.symbols("[C][C][O]")), words.validation());
    assertEquals(
        List.of(SymbolTest.symbols("[C][C][N]"), SymbolTest.symbols("[C][C][C]")), words.train());
    SelfiesCodec codec = new SelfiesCodec(SelfiesAlphabet.ZINC, 3);
    assertEquals(2, ZincWords.rows(words.train(), codec).length);
    assertEquals(0, ZincWords.rows(words.test(), codec).length);
  }

  @Test
  void indicesBeyondTheFileAreNamed() throws IOException {
    Path smiles = dir.resolve("m.smi");
    Files.write(smiles, List.of("CCO"));
    Path test = dir.resolve("test.json");
    Files.writeString(test, "[4]");
    IOException e = assertThrows(IOException.class, () -> ZincWords.read(smiles, test));
    assertTrue(e.getMessage().contains("names molecule 4"), e.getMessage());
  }
}
