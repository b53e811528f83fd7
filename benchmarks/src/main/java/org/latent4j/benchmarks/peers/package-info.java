/** Workloads of {@code latent4j bench} in other toolkits of the JVM. */
@NullMarked
package org.latent4j.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
