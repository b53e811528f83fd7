/** The variational autoencoder, and the evidence lower bound that its relatives share. */
package org.latent4j.models.vae;
