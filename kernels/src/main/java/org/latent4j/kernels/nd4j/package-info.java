/**
 * The engine that computes with ND4J, and conversions for users of ND4J. The only package that
 * links ND4J's classes.
 */
package org.latent4j.kernels.nd4j;
