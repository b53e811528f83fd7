/** Divergences between posterior and prior, each usable from Java on its own. */
package org.latent4j.divergences;
