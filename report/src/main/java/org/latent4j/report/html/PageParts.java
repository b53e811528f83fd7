package org.latent4j.report.html;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.MemoryLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Templates, style and scripts of the page. */
final class PageParts {
  private static final List<String> TEMPLATES =
      List.of(
          "page",
          "main",
          "macros",
          "results",
          "further",
          "likelihoods",
          "curves",
          "plane",
          "pictures",
          "maps",
          "columns",
          "closing");
  private static final String WEBJAR = "META-INF/maven/org.webjars/echarts/pom.properties";

  private PageParts() {}

  /** Those that draw the charts, in the order in which they need one another. */
  private static final List<String> SCRIPTS =
      List.of("labels.js", "saving.js", "keyboard.js", "report.js");

  static PebbleEngine templates() {
    MemoryLoader loader = new MemoryLoader();
    for (String name : TEMPLATES) {
      loader.addTemplate(name, text(name + ".peb"));
    }
    return new PebbleEngine.Builder()
        .loader(loader)
        .strictVariables(true)
        .autoEscaping(true)
        .defaultLocale(Locale.ROOT)
        .cacheActive(false)
        .build();
  }

  static String script() {
    return String.join("\n", SCRIPTS.stream().map(PageParts::text).toList());
  }

  /** A file that lies beside this class. */
  static String text(String name) {
    return read(name, PageParts.class.getResourceAsStream(name));
  }

  /**
   * Apache ECharts with line and scatter charts, from its WebJar on the class path: its folder is
   * no package, so that a module may read it too.
   */
  static String charts() {
    ClassLoader loader = PageParts.class.getClassLoader();
    Properties webjar = new Properties();
    try (InputStream in = loader.getResourceAsStream(WEBJAR)) {
      if (in == null) {
        throw new IllegalStateException("org.webjars:echarts is not on the class path");
      }
      webjar.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String script =
        "META-INF/resources/webjars/echarts/"
            + webjar.getProperty("version")
            + "/echarts.common.min.js";
    return read(script, loader.getResourceAsStream(script));
  }

  private static String read(String name, @Nullable InputStream in) {
    if (in == null) {
      throw new IllegalStateException("the page's part '" + name + "' is missing");
    }
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
