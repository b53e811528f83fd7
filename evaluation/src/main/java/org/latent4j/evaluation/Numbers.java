package org.latent4j.evaluation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as they are read: no more digits than mean something. */
public final class Numbers {
  private static final int MAX_DECIMALS = 8;

  private Numbers() {}

  /**
   * To the decimals at which the spread has two significant digits; as {@link #plain} beside a
   * spread of next to nothing.
   */
  public static String beside(double value, double spread) {
    return spread > Math.abs(value) * 1e-6 ? fixed(value, decimals(spread)) : plain(value);
  }

  /** To two significant digits. */
  public static String spread(double spread) {
    return fixed(spread, decimals(spread));
  }

  /** A count or seconds in full, anything else to four significant digits. */
  public static String plain(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return fixed(value, 0);
    }
    double magnitude = Math.floor(Math.log10(Math.abs(value)));
    return fixed(value, (int) Math.max(0, Math.min(MAX_DECIMALS, 3 - magnitude)));
  }

  private static int decimals(double spread) {
    // 0.0996 is 0.10 to two digits, so round first.
    double rounded =
        new BigDecimal(spread).round(new MathContext(2, RoundingMode.HALF_EVEN)).doubleValue();
    return (int) Math.max(0, Math.min(MAX_DECIMALS, 1 - Math.floor(Math.log10(rounded))));
  }

  private static String fixed(double value, int decimals) {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
    symbols.setMinusSign('−');
    symbols.setGroupingSeparator('\u202f'); // narrow, no break
    DecimalFormat format = new DecimalFormat("#,##0", symbols);
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    String text = format.format(value);
    return text.matches("−0(\\.0*)?") ? text.substring(1) : text;
  }
}
