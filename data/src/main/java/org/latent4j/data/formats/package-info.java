/**
 * Reads and writes files: IDX, npy and npz, separated values, folders of images. A file that is not
 * as it should be ends in one {@link org.latent4j.api.Latent4jException} that says what is wrong
 * and where; what a header claims is checked before memory is taken.
 */
package org.latent4j.data.formats;
