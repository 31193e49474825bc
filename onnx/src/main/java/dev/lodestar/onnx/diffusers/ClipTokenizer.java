package dev.lodestar.onnx.diffusers;

import dev.lodestar.onnx.proto.InvalidModelException;
import dev.lodestar.onnx.session.Limits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From prompts to the tokens of CLIP: byte-pair encoding over lower-case words, each word's last
 * part marked with {@code </w>}.
 *
 * <p>Source: Sennrich et al. (1508.07909), algorithm 1, on bytes; Radford et al. (CLIP,
 * 2103.00020), section 2.4.
 */
public final class ClipTokenizer {
  private static final String WORD_END = "</w>";
  private static final Pattern WORDS =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

  private final Map<String, Integer> vocabulary = new HashMap<>();
  private final Map<String, Integer> ranks = new HashMap<>();
  private final char[] letters = letters();
  private final int length;
  private final int begin;
  private final int end;
  private final int padding;

  private ClipTokenizer(Contents files, String folder) {
    Path file = files.path(folder + "vocab.json");
    JsonFile.read(files, folder + "vocab.json")
        .root()
        .fields()
        .forEachRemaining(e -> vocabulary.put(e.getKey(), e.getValue().asInt(-1)));
    merges(files, folder + "merges.txt");
    JsonFile special = JsonFile.optional(files, folder + "special_tokens_map.json");
    JsonFile settings = JsonFile.optional(files, folder + "tokenizer_config.json");
    length = settings.whole("model_max_length", 77);
    if (length < 3 || length > 4096) {
      throw new InvalidModelException(
          settings.path() + ": model_max_length = " + length + " is not in 3..4096.");
    }
    begin = id(file, special.text("bos_token", "<|startoftext|>"));
    String last = special.text("eos_token", "<|endoftext|>");
    end = id(file, last);
    padding = id(file, special.text("pad_token", last));
  }

  /**
   * Reads {@code vocab.json}, {@code merges.txt} and, where they are, {@code
   * special_tokens_map.json} and {@code tokenizer_config.json}.
   *
   * @throws InvalidModelException with a sentence where they are not those of such a tokenizer
   */
  public static ClipTokenizer read(Path folder) {
    return new ClipTokenizer(new Contents(folder, Limits.OWN), "");
  }

  /** The same, in a folder of a pipeline, whose name ends in a slash. */
  static ClipTokenizer read(Contents files, String folder) {
    return new ClipTokenizer(files, folder);
  }

  private void merges(Contents files, String name) {
    Path file = files.path(name);
    for (String line : files.lines(name)) {
      // the first line may name the format's version
      if (!line.isBlank() && !line.startsWith("#version")) {
        if (line.strip().split(" ").length != 2) {
          throw new InvalidModelException(file + ": '" + line + "' is no pair of parts.");
        }
        ranks.putIfAbsent(line.strip(), ranks.size());
      }
    }
  }

  private int id(Path file, String token) {
    Integer found = vocabulary.get(token);
    if (found == null || found < 0) {
      throw new InvalidModelException(file + " has no token '" + token + "'.");
    }
    return found;
  }

  /** Tokens of every prompt, those at both ends and the padding among them. */
  public int length() {
    return length;
  }

  /**
   * The tokens of a prompt, padded to {@link #length}.
   *
   * @throws IllegalArgumentException with a sentence where it is too long
   */
  public int[] encode(String prompt) {
    List<Integer> tokens = new ArrayList<>();
    String clean =
        Normalizer.normalize(prompt, Normalizer.Form.NFC)
            .replaceAll("\\s+", " ")
            .strip()
            .toLowerCase(Locale.ROOT);
    Matcher words = WORDS.matcher(clean);
    while (words.find()) {
      for (String part : parts(words.group())) {
        // a part that was never merged is a byte, and all bytes are in CLIP's vocabulary
        tokens.add(vocabulary.getOrDefault(part, end));
      }
    }
    if (tokens.size() > length - 2) {
      throw new IllegalArgumentException(
          "the prompt has "
              + tokens.size()
              + " tokens, and the model reads "
              + (length - 2)
              + "; shorten it: '"
              + prompt
              + "'.");
    }
    int[] out = new int[length];
    Arrays.fill(out, padding);
    out[0] = begin;
    for (int i = 0; i < tokens.size(); i++) {
      out[i + 1] = tokens.get(i);
    }
    out[tokens.size() + 1] = end;
    return out;
  }

  /** Merges neighbours, the earliest learnt first, until none is known. */
  private List<String> parts(String word) {
    List<String> parts = new ArrayList<>();
    for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
      parts.add(String.valueOf(letters[b & 0xff]));
    }
    parts.set(parts.size() - 1, parts.get(parts.size() - 1) + WORD_END);
    while (parts.size() > 1) {
      String best = "";
      int rank = Integer.MAX_VALUE;
      for (int i = 0; i + 1 < parts.size(); i++) {
        String pair = parts.get(i) + " " + parts.get(i + 1);
        if (ranks.getOrDefault(pair, Integer.MAX_VALUE) < rank) {
          best = pair;
          rank = ranks.get(pair);
        }
      }
      if (best.isEmpty()) {
        break;
      }
      parts = merged(parts, best);
    }
    return parts;
  }

  private static List<String> merged(List<String> parts, String pair) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      boolean here = i + 1 < parts.size() && (parts.get(i) + " " + parts.get(i + 1)).equals(pair);
      out.add(here ? parts.get(i) + parts.get(++i) : parts.get(i));
    }
    return out;
  }

  /** A printable letter for every byte: itself where it is one, else the next from 256 on. */
  private static char[] letters() {
    char[] out = new char[256];
    char next = 256;
    for (char b = 0; b < 256; b++) {
      boolean printable = b >= '!' && b <= '~' || b >= 0xa1 && b <= 0xac || b >= 0xae;
      out[b] = printable ? b : next++;
    }
    return out;
  }
}
