/** Likelihoods p(x|z), each usable from Java on its own, and their providers. */
package org.latent4j.likelihoods;
