package dev.lodestar.sequence;

import dev.lodestar.core.process.Codec;
import dev.lodestar.core.process.Tokens;
import java.util.ArrayList;
import java.util.List;

/** Between token rows and sequences of one fixed length. */
public record TokenCodec(Alphabet alphabet, int length) implements Codec<Tokens, String> {
  public TokenCodec {
    if (length < 1) {
      throw new IllegalArgumentException("A design has at least 1 position, not " + length);
    }
  }

  @Override
  public List<String> decode(Tokens clean) {
    if (clean.length() != length) {
      throw new IllegalArgumentException(
          "States of " + clean.length() + " positions where designs have " + length);
    }
    List<String> out = new ArrayList<>(clean.size());
    for (int i = 0; i < clean.size(); i++) {
      out.add(alphabet.text(clean.row(i)));
    }
    return out;
  }

  @Override
  public Tokens encode(List<String> designs) {
    int[] data = new int[Math.multiplyExact(designs.size(), length)];
    for (int i = 0; i < designs.size(); i++) {
      int[] row = alphabet.tokens(designs.get(i));
      if (row.length != length) {
        throw new IllegalArgumentException(
            "A design has %d letters where %d are needed: '%s'."
                .formatted(row.length, length, designs.get(i)));
      }
      System.arraycopy(row, 0, data, i * length, length);
    }
    return new Tokens(data, length);
  }
}
