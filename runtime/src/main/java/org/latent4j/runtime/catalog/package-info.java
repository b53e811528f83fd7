/** Finds plugins: on the module path, on the class path and in plugin folders. */
package org.latent4j.runtime.catalog;
