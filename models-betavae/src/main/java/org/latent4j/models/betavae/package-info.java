/** The β-VAE, and the ways in which it holds the rate. */
package org.latent4j.models.betavae;
