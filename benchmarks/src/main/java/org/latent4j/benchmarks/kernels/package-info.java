/** Single kernels beside ND4J's own operations, by JMH. */
@NullMarked
package org.latent4j.benchmarks.kernels;

import org.jspecify.annotations.NullMarked;
