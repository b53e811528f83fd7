/** Composes models of plugins, and keeps them in folders. */
package org.latent4j.runtime.composition;
