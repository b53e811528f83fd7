/** The providers: what configurations can write, turned into priors. */
package org.latent4j.priors.providers;
