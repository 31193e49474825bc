package dev.lodestar.run.scorer;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.task.ScorerProvider;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code kind = "http"}: a service that takes designs by POST and answers with scores. */
public final class HttpScorer implements ScorerProvider {
  @Override
  public String kind() {
    return "http";
  }

  @Override
  public String summary() {
    return "a service that takes a batch of designs by HTTP POST and answers with scores, in JSON";
  }

  @Override
  public String source() {
    return "docs/scorers.md";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        new Setting("url", "string", true, "where to post, http:// or https://"),
        new Setting("timeout", "number", false, "seconds that one batch may take; default 60"),
        new Setting("batch", "integer", false, "designs sent at once; default 256"),
        new Setting(
            "retries",
            "integer",
            false,
            "further attempts where the fault may pass (no connection, time-out, 429, 5xx);"
                + " default 3"),
        new Setting(
            "pause",
            "number",
            false,
            "seconds before the first further attempt, doubled each time; default 0.5"),
        new Setting(
            "token-env",
            "string",
            false,
            "name of the environment variable that holds a bearer token; default none"),
        new Setting(
            "version",
            "string",
            false,
            "change it when the service's answers change, so that old ones are not reused;"
                + " default empty"));
  }

  @Override
  public Reward<String> create(Map<String, Object> settings) {
    Given given = new Given(kind(), settings);
    URI url = url(given);
    return new HttpReward(
        new HttpReward.Settings(
            url,
            "http " + url + given.text("version").map(v -> " version " + v).orElse(""),
            given.number("timeout", 60, 0.001, 1e6),
            given.whole("batch", 256, 1, 1_000_000),
            given.whole("retries", 3, 0, 1000),
            given.number("pause", 0.5, 0, 3600),
            given.text("token-env").map(name -> "Bearer " + token(given, name))));
  }

  private static URI url(Given given) {
    String text = given.text("url").orElse("");
    try {
      URI url = new URI(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (web && url.getHost() != null && url.getUserInfo() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // falls through to the sentence below
    }
    throw given.wrong(
        "url", text, "an address such as http://localhost:8080/score, without user and password");
  }

  private static String token(Given given, String name) {
    return Optional.ofNullable(System.getenv(name))
        .filter(t -> !t.isBlank())
        .orElseThrow(
            () ->
                given.wrong("token-env", name, "the name of an environment variable that is set"));
  }
}
