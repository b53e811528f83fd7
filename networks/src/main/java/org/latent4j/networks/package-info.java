/** Encoders and decoders, each usable from Java on its own. */
package org.latent4j.networks;
