/** The providers: what configurations can write, turned into divergences. */
package org.latent4j.divergences.providers;
