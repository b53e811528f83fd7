package org.latent4j.report.html;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.MemoryLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
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
          "macros",
          "results",
          "likelihoods",
          "curves",
          "plane",
          "pictures",
          "maps",
          "columns",
          "closing");
  private static final String WEBJAR = "META-INF/maven/org.webjars/echarts/pom.properties";

  private PageParts() {}

  static PebbleTemplate page() {
    MemoryLoader loader = new MemoryLoader();
    for (String name : TEMPLATES) {
      loader.addTemplate(name, text(name + ".peb"));
    }
    PebbleEngine engine =
        new PebbleEngine.Builder()
            .loader(loader)
            .strictVariables(true)
            .autoEscaping(true)
            .defaultLocale(Locale.ROOT)
            .cacheActive(false)
            .build();
    return engine.getTemplate("page");
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
