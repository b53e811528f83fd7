package org.latent4j.report;

/**
 * One value of an option that was varied while all else stayed. Points of one family are joined to
 * a curve in the order of their values.
 *
 * @param family the model whose option it is, such as {@code beta-vae}
 * @param option such as {@code beta}
 */
public record SweepPoint(String family, String option, double value) {}
