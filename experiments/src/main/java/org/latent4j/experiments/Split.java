package org.latent4j.experiments;

import java.util.Locale;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataSplits;

/** A part of the data. */
public enum Split {
  TRAIN,
  VALIDATION,
  TEST;

  /** As command lines write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** That part. */
  public DataSet of(DataSplits data) {
    return switch (this) {
      case TRAIN -> data.train();
      case VALIDATION -> data.validation();
      case TEST -> data.test();
    };
  }
}
