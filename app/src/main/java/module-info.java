import org.jspecify.annotations.NullMarked;

/** Placeholder. */
@NullMarked
module org.latent4j.app {
  requires static org.jspecify;
  requires org.latent4j.api;
  requires org.latent4j.kernels;
  requires org.latent4j.networks;
  requires org.latent4j.priors;
  requires org.latent4j.likelihoods;
  requires org.latent4j.divergences;
  requires org.latent4j.models.vae;
  requires org.latent4j.models.betavae;
  requires org.latent4j.models.aae;
  requires org.latent4j.data;
  requires org.latent4j.runtime;
  requires org.latent4j.training;
  requires org.latent4j.evaluation;
  requires org.latent4j.report;
  requires com.google.guice;
  requires com.google.common;
  requires jakarta.inject;
  requires org.apache.commons.cli;
  requires org.slf4j;
  requires ch.qos.logback.classic;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.yaml;
  requires me.tongfei.progressbar;
}
