package dev.lodestar.run.scorer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lodestar.core.reward.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages between a run and a scorer outside it: one JSON object a batch each way.
 *
 * <pre>
 * request  {"protocol":1,"id":17,"designs":["ACGT","TTGA"]}
 * answer   {"id":17,"scores":[7.25,{"infeasible":"stop codon"}]}
 * </pre>
 *
 * <p>A score is a number, {@code {"infeasible": reason}} or {@code {"failed": cause}}; an answer
 * {@code {"id":17,"error":"..."}} fails the batch. {@code docs/scorers.md} is the full text.
 */
final class ScoringProtocol {
  /** Version of this protocol. */
  static final int VERSION = 1;

  /** Longest answer read for a batch, in bytes: a start, and some for every design. */
  private static final int ANSWER = 65_536;

  private static final int ANSWER_PER_DESIGN = 2_048;
  private static final int QUOTED = 200;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(8).build())
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ScoringProtocol() {}

  /** A message that does not follow the protocol; says what is wrong with it. */
  static final class Violation extends Exception {
    Violation(String what) {
      super(what);
    }
  }

  /** The request's text, on one line. */
  static String request(long id, List<String> designs) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("protocol", VERSION);
    message.put("id", id);
    message.put("designs", designs);
    try {
      return JSON.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are always JSON", e);
    }
  }

  /** Bytes that an answer to a batch may take. */
  static int longestAnswer(int designs) {
    return (int) Math.min(Integer.MAX_VALUE - 8L, ANSWER + (long) ANSWER_PER_DESIGN * designs);
  }

  /**
   * The scores in an answer.
   *
   * @param id the request's
   * @param designs designs in the request
   */
  static List<Score> scores(String answer, long id, int designs) throws Violation {
    JsonNode root;
    try {
      root = JSON.readTree(answer);
    } catch (JsonProcessingException e) {
      throw new Violation("it answered " + quote(answer) + ", which is not JSON");
    }
    if (!root.isObject()) {
      throw new Violation("it answered " + quote(answer) + " instead of a JSON object");
    }
    JsonNode version = root.path("protocol");
    if (!version.isMissingNode() && !(version.isInt() && version.intValue() == VERSION)) {
      throw new Violation("it speaks protocol " + version + "; this run speaks " + VERSION);
    }
    JsonNode answered = root.path("id");
    if (!answered.isIntegralNumber() || answered.longValue() != id) {
      throw new Violation(
          "it answered request "
              + (answered.isMissingNode() ? "without an \"id\"" : answered)
              + " instead of request "
              + id);
    }
    if (root.hasNonNull("error")) {
      throw new Violation("it reported: " + shorten(root.get("error").asText()));
    }
    JsonNode scores = root.path("scores");
    if (!scores.isArray()) {
      throw new Violation("its answer " + quote(answer) + " has no list \"scores\"");
    }
    if (scores.size() != designs) {
      throw new Violation("it gave " + scores.size() + " scores for " + designs + " designs");
    }
    List<Score> out = new ArrayList<>(designs);
    scores.forEach(s -> out.add(score(s)));
    return out;
  }

  private static Score score(JsonNode node) {
    if (node.isNumber()) {
      return Score.of(node.doubleValue());
    }
    if (node.isObject() && node.size() == 1 && node.path("infeasible").isTextual()) {
      return new Score.Infeasible(shorten(node.get("infeasible").textValue()));
    }
    if (node.isObject() && node.size() == 1 && node.path("failed").isTextual()) {
      return new Score.Failed(shorten(node.get("failed").textValue()));
    }
    return new Score.Failed(
        "the scorer answered "
            + quote(node.toString())
            + " for the design; a score is a number, {\"infeasible\": reason} or"
            + " {\"failed\": cause}");
  }

  /** The beginning of a text, in quotation marks, fit for a message. */
  static String quote(String text) {
    return "'" + shorten(text) + "'";
  }

  private static String shorten(String text) {
    String flat = text.strip().replaceAll("\\p{Cntrl}+", " ");
    return flat.length() <= QUOTED ? flat : flat.substring(0, QUOTED) + "...";
  }
}
