/** The providers: what configurations can write, turned into networks. */
package org.latent4j.networks.providers;
