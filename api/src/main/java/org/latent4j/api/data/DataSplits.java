package org.latent4j.api.data;

/**
 * A data set's three parts, of the same shape.
 *
 * @param name what the data is called in logs and reports
 * @param train to learn from
 * @param validation to choose by
 * @param test to report on
 */
public record DataSplits(String name, DataSet train, DataSet validation, DataSet test) {}
