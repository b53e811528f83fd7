import org.jspecify.annotations.NullMarked;

/** Image grids, the document and tables of metrics, and the self-contained HTML report. */
@NullMarked
module org.latent4j.report {
  requires static org.jspecify;
  requires transitive org.latent4j.api;
  requires transitive org.latent4j.evaluation;
  requires org.latent4j.runtime;
  requires transitive java.desktop;
  requires org.apache.commons.statistics.descriptive;
  requires de.siegmar.fastcsv;
  requires hipparchus.core;
  requires hipparchus.stat;
  requires io.pebbletemplates;

  exports org.latent4j.report;
  exports org.latent4j.report.html;
  exports org.latent4j.report.image;
  exports org.latent4j.report.json;
  exports org.latent4j.report.statistics;
  exports org.latent4j.report.table;
}
