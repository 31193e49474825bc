package dev.lodestar.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GruTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "3, 7", "16, 50"})
  void inferenceMakesWhatTheTrainedNetworkMakes(int rows, int length) {
    ConvGruRegressor network =
        ConvGruRegressor.untrained(new ConvGruRegressor.Config(4, 8, 5, 3, 2, 0), 1);
    OneHot input = network.net().input(length);
    float[] x = input.blank(rows);
    Random random = new Random(2);
    for (int r = 0; r < rows; r++) {
      input.put(x, r, random.ints(length, 0, 4).toArray(), 0, length);
    }
    try (network;
        Scope s = Scope.inference()) {
      Tensor there = network.net().infer(network.parameters(), input.tensor(x));
      Tensor here = network.net().forward(network.parameters(), input.tensor(x), Dropout.NONE);
      assertArrayEquals(Torch.floats(here), Torch.floats(there), 1e-6f);
    }
  }
}
