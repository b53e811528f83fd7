/** Workloads and their measurement. */
package org.latent4j.experiments.bench;
