package dev.lodestar.run.scorer;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Reads a response up to a number of bytes, and hangs up on whatever sends more. */
final class BoundedBody implements HttpResponse.BodySubscriber<BoundedBody.Text> {
  /**
   * A body.
   *
   * @param cut whether there was more
   */
  record Text(String text, boolean cut) {}

  private final int longest;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<Text> result = new CompletableFuture<>();
  private Flow.Subscription subscription;

  BoundedBody(int longest) {
    this.longest = longest;
  }

  @Override
  public CompletionStage<Text> getBody() {
    return result;
  }

  @Override
  public void onSubscribe(Flow.Subscription s) {
    subscription = s;
    s.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      int n = Math.min(buffer.remaining(), longest - bytes.size());
      byte[] chunk = new byte[n];
      buffer.get(chunk);
      bytes.write(chunk, 0, n);
      if (buffer.hasRemaining()) {
        subscription.cancel();
        finish(true);
        return;
      }
    }
  }

  @Override
  public void onError(Throwable throwable) {
    result.completeExceptionally(throwable);
  }

  @Override
  public void onComplete() {
    finish(false);
  }

  private void finish(boolean cut) {
    result.complete(new Text(bytes.toString(StandardCharsets.UTF_8), cut));
  }
}
