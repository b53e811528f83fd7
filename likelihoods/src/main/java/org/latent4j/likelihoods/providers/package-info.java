/** The providers: what configurations can write, turned into components. */
package org.latent4j.likelihoods.providers;
