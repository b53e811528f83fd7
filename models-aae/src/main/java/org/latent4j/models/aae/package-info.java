/** The adversarial autoencoder. */
package org.latent4j.models.aae;
