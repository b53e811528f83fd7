/** Keeps data in files: tensors, JSON, all of a file or nothing of it. */
package org.latent4j.runtime.storage;
