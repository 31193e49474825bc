package dev.lodestar.run.scorer;

import dev.lodestar.core.reward.Reward;
import dev.lodestar.core.reward.Score;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A scorer behind HTTP: a POST a batch, {@link ScoringProtocol} in both bodies. Faults that may
 * pass (no connection, time-out, 429, 5xx) are tried again after growing pauses; others fail the
 * batch at once. Redirects are not followed.
 */
final class HttpReward implements Reward<String> {
  private static final double LONGEST_PAUSE = 30;

  private final HttpClient client;
  private final Settings settings;
  private long requests;

  /**
   * @param url where to post
   * @param identity what distinguishes this scorer from others
   * @param timeout seconds a batch may take, from connecting to the last byte
   * @param batch designs sent at once
   * @param retries further attempts
   * @param pause seconds before the first further attempt; doubled each time
   * @param authorization value of the Authorization header
   */
  record Settings(
      URI url,
      String identity,
      double timeout,
      int batch,
      int retries,
      double pause,
      Optional<String> authorization) {}

  HttpReward(Settings settings) {
    this.settings = settings;
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofNanos((long) (settings.timeout * 1e9)))
            .build();
  }

  @Override
  public String identity() {
    return settings.identity;
  }

  @Override
  public synchronized List<Score> score(List<String> designs) {
    List<Score> out = new ArrayList<>(designs.size());
    for (int from = 0; from < designs.size(); from += settings.batch) {
      out.addAll(persist(designs.subList(from, Math.min(designs.size(), from + settings.batch))));
    }
    return out;
  }

  /** What one attempt came to: scores, or why there are none and whether that may pass. */
  private record Attempt(List<Score> scores, String fault, boolean passing) {
    static Attempt failed(String fault, boolean passing) {
      return new Attempt(List.of(), fault, passing);
    }
  }

  private List<Score> persist(List<String> designs) {
    double pause = settings.pause;
    Attempt attempt = attempt(designs);
    for (int i = 0; i < settings.retries && attempt.passing; i++) {
      if (!sleep(pause)) {
        break;
      }
      pause = Math.min(LONGEST_PAUSE, 2 * pause);
      attempt = attempt(designs);
    }
    if (!attempt.scores.isEmpty() || designs.isEmpty()) {
      return attempt.scores;
    }
    Score failed = new Score.Failed("scorer " + settings.url + ": " + attempt.fault);
    return designs.stream().map(d -> failed).toList();
  }

  private Attempt attempt(List<String> designs) {
    long id = ++requests;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.url)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(ScoringProtocol.request(id, designs)));
    settings.authorization.ifPresent(a -> request.header("Authorization", a));
    int longest = ScoringProtocol.longestAnswer(designs.size());
    CompletableFuture<HttpResponse<BoundedBody.Text>> answer =
        client.sendAsync(request.build(), info -> new BoundedBody(longest));
    try {
      return read(answer.get((long) (settings.timeout * 1e9), TimeUnit.NANOSECONDS), id, designs);
    } catch (TimeoutException e) {
      answer.cancel(true);
      return Attempt.failed("it did not answer within " + settings.timeout + " s", true);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      String what = Optional.ofNullable(cause.getMessage()).orElse("no connection");
      return Attempt.failed(what + " (" + cause.getClass().getSimpleName() + ")", true);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return Attempt.failed("waiting for it was interrupted", false);
    }
  }

  private static Attempt read(
      HttpResponse<BoundedBody.Text> response, long id, List<String> designs) {
    int status = response.statusCode();
    BoundedBody.Text body = response.body();
    if (status != 200) {
      String said = body.text().isBlank() ? "" : ": " + ScoringProtocol.quote(body.text());
      return Attempt.failed("it answered HTTP " + status + said, status == 429 || status >= 500);
    }
    if (body.cut()) {
      return Attempt.failed(
          "its answer is longer than " + ScoringProtocol.longestAnswer(designs.size()) + " bytes",
          false);
    }
    try {
      return new Attempt(ScoringProtocol.scores(body.text(), id, designs.size()), "", false);
    } catch (ScoringProtocol.Violation e) {
      return Attempt.failed(e.getMessage(), false);
    }
  }

  private static boolean sleep(double seconds) {
    try {
      Thread.sleep((long) (seconds * 1000));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
