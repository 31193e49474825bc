package dev.lodestar.run.scorer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;

/** A small scorer program for tests; its first argument says how it behaves. */
public final class ChildProgram {
  private ChildProgram() {}

  /** The command line that runs it. */
  static List<String> command(String... arguments) {
    List<String> out =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ChildProgram.class.getName()));
    out.addAll(List.of(arguments));
    return out;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    int batch = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      batch++;
      String id = line.replaceAll(".*\"id\":(\\d+).*", "$1");
      String[] designs = line.replaceAll(".*\"designs\":\\[\"(.*)\"\\].*", "$1").split("\",\"");
      System.out.println(answer(args[0], batch, id, designs));
      if (args[0].equals("one-shot")) {
        return;
      }
    }
  }

  private static String answer(String mode, int batch, String id, String[] designs)
      throws InterruptedException {
    String scores = lengths(designs);
    switch (mode) {
      case "crash":
        System.err.println("Traceback: the model is on fire");
        System.exit(3);
        return "";
      case "crash-once":
        if (batch == 2) {
          System.exit(4);
        }
        return answer(id, scores);
      case "hang":
        Thread.sleep(60_000);
        return "";
      case "garbage":
        return "Loading model ... done";
      case "chatter":
        return answer(id, scores) + "\nthat went well";
      case "short":
        return answer(id, "1.0");
      case "nan":
        return answer(id, "NaN, -Infinity, \"7\", null, {\"infeasible\": \"stop codon\"}, 2");
      case "other-id":
        return answer("999", scores);
      case "other-protocol":
        return "{\"protocol\": 2, \"id\": " + id + ", \"scores\": [" + scores + "]}";
      case "error":
        return "{\"id\": " + id + ", \"error\": \"no GPU\"}";
      case "flood":
        while (true) {
          System.out.print("0123456789abcdef".repeat(1024));
        }
      case "silent-flood":
        for (int i = 0; i < 10_000; i++) {
          System.err.println("warning number " + i);
        }
        return answer(id, scores);
      default:
        return answer(id, scores);
    }
  }

  private static String answer(String id, String scores) {
    return "{\"id\": " + id + ", \"scores\": [" + scores + "]}";
  }

  private static String lengths(String[] designs) {
    StringBuilder out = new StringBuilder();
    for (String d : designs) {
      out.append(out.length() == 0 ? "" : ", ").append(d.length());
    }
    return out.toString();
  }
}
