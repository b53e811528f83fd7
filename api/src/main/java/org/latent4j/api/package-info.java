/** What every part of the toolkit shares. */
package org.latent4j.api;
