package dev.lodestar.run.scorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpScorerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AtomicInteger requests = new AtomicInteger();
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private HttpServer server;

  /** How the service answers one request. */
  private interface Service {
    void answer(HttpExchange exchange, JsonNode request, int number) throws Exception;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(workers);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    workers.shutdownNow();
  }

  private Reward<String> scorer(Service service, Map<String, Object> more) {
    server.createContext(
        "/score",
        exchange -> {
          try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            service.answer(exchange, request, requests.incrementAndGet());
          } catch (Exception e) {
            throw new IOException(e);
          }
        });
    Map<String, Object> settings = new HashMap<>(more);
    settings.putIfAbsent("pause", 0.01);
    settings.put("url", "http://127.0.0.1:" + server.getAddress().getPort() + "/score");
    return new HttpScorer().create(settings);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static String lengths(JsonNode request) {
    StringBuilder scores = new StringBuilder();
    for (JsonNode d : request.get("designs")) {
      scores.append(scores.length() == 0 ? "" : ",").append(d.asText().length());
    }
    return "{\"protocol\":1,\"id\":" + request.get("id") + ",\"scores\":[" + scores + "]}";
  }

  private static String cause(List<Score> scores) {
    return assertInstanceOf(Score.Failed.class, scores.get(0)).cause();
  }

  @Test
  void aServiceScoresInBatches() {
    Reward<String> scorer =
        scorer((x, request, n) -> send(x, 200, lengths(request)), Map.of("batch", 2L));
    assertEquals(
        List.of(new Score.Value(1), new Score.Value(2), new Score.Value(3)),
        scorer.score(List.of("A", "CC", "GGG")));
    assertEquals(2, requests.get());
  }

  @Test
  void faultsThatMayPassAreTriedAgain() {
    Reward<String> scorer =
        scorer(
            (x, request, n) -> send(x, n == 1 ? 503 : n == 2 ? 429 : 200, lengths(request)),
            Map.of());
    assertEquals(List.of(new Score.Value(1)), scorer.score(List.of("A")));
    assertEquals(3, requests.get());
  }

  @Test
  void triesAreCounted() {
    Reward<String> scorer =
        scorer((x, request, n) -> send(x, 500, "out of memory"), Map.of("retries", 2L));
    String cause = cause(scorer.score(List.of("A")));
    assertTrue(cause.contains("HTTP 500") && cause.contains("out of memory"), cause);
    assertEquals(3, requests.get());
  }

  @Test
  void otherRefusalsFailAtOnceAndRedirectsAreNotFollowed() {
    Reward<String> scorer =
        scorer(
            (x, request, n) -> {
              x.getResponseHeaders().add("Location", "/elsewhere");
              send(x, n == 1 ? 404 : 302, "");
            },
            Map.of());
    assertTrue(cause(scorer.score(List.of("A"))).contains("HTTP 404"));
    assertTrue(cause(scorer.score(List.of("A"))).contains("HTTP 302"));
    assertEquals(2, requests.get());
  }

  @Test
  void aServiceThatHangsIsGivenUp() {
    Reward<String> scorer =
        scorer(
            (x, request, n) -> {
              x.sendResponseHeaders(200, 0); // headers come, the body does not
              x.getResponseBody().write('{');
              x.getResponseBody().flush();
              Thread.sleep(60_000);
            },
            Map.of("timeout", 0.5, "retries", 0L));
    assertTrue(cause(scorer.score(List.of("A"))).contains("within 0.5 s"));
  }

  @Test
  void anEndlessAnswerIsCutOff() {
    Reward<String> scorer =
        scorer(
            (x, request, n) -> {
              x.sendResponseHeaders(200, 0);
              for (int i = 0; i < 100_000; i++) {
                x.getResponseBody().write(" ".repeat(1024).getBytes(StandardCharsets.UTF_8));
              }
            },
            Map.of("retries", 0L));
    assertTrue(cause(scorer.score(List.of("A"))).contains("longer than"));
  }

  @Test
  void aWrongAnswerIsAFailure() {
    Reward<String> scorer =
        scorer(
            (x, request, n) ->
                send(x, 200, n == 1 ? "<html>" : "{\"id\":" + n + ",\"scores\":[1]}"),
            Map.of());
    assertTrue(cause(scorer.score(List.of("A"))).contains("not JSON"));
    assertTrue(cause(scorer.score(List.of("A", "C"))).contains("1 scores for 2 designs"));
  }

  @Test
  void aClosedPortIsAFailureThatNamesIt() {
    Map<String, Object> settings =
        Map.of("url", "http://127.0.0.1:1/score", "retries", 1L, "pause", 0.01, "timeout", 5L);
    String cause = cause(new HttpScorer().create(settings).score(List.of("A")));
    assertTrue(cause.contains("127.0.0.1:1"), cause);
  }

  @Test
  void settingsThatDoNotFitGetASentence() {
    assertTrue(refused(Map.of()).contains("'url'"));
    assertTrue(refused(Map.of("url", "ftp://x/y")).contains("http://"));
    assertTrue(refused(Map.of("url", "http://me:secret@x/y")).contains("without user"));
    assertTrue(
        refused(Map.of("url", "http://x/y", "token-env", "NO_SUCH_VARIABLE_9"))
            .contains("NO_SUCH_VARIABLE_9"));
  }

  private static String refused(Map<String, Object> settings) {
    return assertThrows(IllegalArgumentException.class, () -> new HttpScorer().create(settings))
        .getMessage();
  }
}
