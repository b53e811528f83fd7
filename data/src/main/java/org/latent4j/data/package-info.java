/** Examples in memory, views on them (subsets, splits, binarisation), and the embedded sprites. */
package org.latent4j.data;
