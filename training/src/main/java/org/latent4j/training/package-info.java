/**
 * The trainer. {@link org.latent4j.training.Trainer} is where to begin; the rest are its settings
 * and what it tells.
 */
package org.latent4j.training;
