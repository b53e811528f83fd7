import org.jspecify.annotations.NullMarked;

/** The command line and the composition root: the only module that knows all others. */
@NullMarked
module org.latent4j.app {
  requires static org.jspecify;
  requires ch.qos.logback.classic;
  requires ch.qos.logback.core;
  requires com.google.guice;
  requires de.siegmar.fastcsv;
  requires jakarta.inject;
  requires java.logging;
  requires org.apache.commons.cli;
  requires org.latent4j.api;
  requires org.latent4j.data;
  requires org.latent4j.evaluation;
  requires org.latent4j.experiments;
  requires org.latent4j.kernels;
  requires org.latent4j.report;
  requires org.latent4j.runtime;
  requires org.latent4j.training;
  requires org.slf4j;
  requires org.yaml.snakeyaml;

  // Guice calls constructors.
  opens org.latent4j.app.command to
      com.google.guice;

  provides ch.qos.logback.classic.spi.Configurator with
      org.latent4j.app.console.LogConfiguration;
}
