/** Public sets that are known by name, and their download. */
package org.latent4j.data.known;
