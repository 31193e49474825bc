package dev.lodestar.run.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigDocsTest {
  /** To bring the page up to date: {@code mvn -pl run test -Dtest=ConfigDocsTest -Ddocs.write}. */
  @Test
  void theManualSaysWhatTheKeysSay() throws IOException {
    Path page = Path.of(System.getProperty("lodestar.root"), "docs", "configuration.md");
    if (System.getProperty("docs.write") != null) {
      Files.writeString(page, ConfigDocs.markdown(Catalogs.installed()));
    }
    assertEquals(
        ConfigDocs.markdown(Catalogs.installed()),
        Files.readString(page),
        "run again with -Ddocs.write");
  }
}
