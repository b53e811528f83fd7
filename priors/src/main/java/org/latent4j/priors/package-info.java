/** Priors p(z), each usable from Java on its own. */
package org.latent4j.priors;
