package dev.lodestar.sequence;

import dev.lodestar.core.masked.MaskedProcess;
import dev.lodestar.core.task.Constraints;
import java.util.Map;

/** Fixed letters of a sequence as the sampler takes them. */
public final class LockedPositions {
  private LockedPositions() {}

  /**
   * For each position the token it must hold, or {@link MaskedProcess#FREE}.
   *
   * @throws IllegalArgumentException with a sentence that names the position and what is allowed
   */
  public static int[] template(Constraints constraints, TokenCodec codec) {
    int[] fixed = MaskedProcess.free(codec.length());
    for (Map.Entry<Integer, String> lock : constraints.positionsOnly().entrySet()) {
      int position = lock.getKey();
      String letter = lock.getValue();
      if (position < 0 || position >= codec.length()) {
        throw new IllegalArgumentException(
            "Position %d cannot be locked: designs have the positions 0 to %d."
                .formatted(position, codec.length() - 1));
      }
      int token = letter.length() == 1 ? codec.alphabet().token(letter.charAt(0)) : -1;
      if (token < 0) {
        throw new IllegalArgumentException(
            "Position %d is locked to '%s'; it takes one %s letter of %s."
                .formatted(position, letter, codec.alphabet().name(), codec.alphabet().letters()));
      }
      fixed[position] = token;
    }
    return fixed;
  }
}
