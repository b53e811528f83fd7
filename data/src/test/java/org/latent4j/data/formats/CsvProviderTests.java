package org.latent4j.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.SettingException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.data.Examples;

class CsvProviderTests {
  @TempDir Path folder;

  private Path table(int rows) {
    StringBuilder text = new StringBuilder("kind,x,constant,y\n");
    for (int row = 0; row < rows; row++) {
      text.append(row % 2 == 0 ? "even," : "odd,");
      text.append(row).append(",3,").append(1000 - row * row).append('\n');
    }
    return IdxFiles.write(
        folder.resolve("table.csv"), text.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void tenthsAreHeldOut() {
    DataSplits splits = Opened.with(new CsvProvider(), table(95), Map.of("label", "kind"));
    assertThat(splits.name()).isEqualTo("table.csv");
    assertThat(splits.train().size()).isEqualTo(77);
    assertThat(splits.validation().size()).isEqualTo(9);
    assertThat(splits.test().size()).isEqualTo(9);
    assertThat(splits.train().shape())
        .isEqualTo(new DataShape.Table(List.of("x", "constant", "y")));
    for (int row = 0; row < 9; row++) {
      float x = Examples.one(splits.test(), row)[0];
      assertThat(splits.test().factor(row, 0)).isEqualTo((int) x % 2);
    }
  }

  @Test
  void standardizingLooksAtTheTrainingPartOnly() {
    DataSplits raw = Opened.with(new CsvProvider(), table(95), Map.of("label", "kind"));
    DataSplits splits =
        Opened.with(new CsvProvider(), table(95), Map.of("label", "kind", "standardize", true));
    Tensor train = Examples.all(splits.train());
    for (int column : new int[] {0, 2}) {
      double sum = 0;
      double squares = 0;
      for (int row = 0; row < train.rows(); row++) {
        sum += train.at(row, column);
        squares += (double) train.at(row, column) * train.at(row, column);
      }
      // Each value is a float near 1, so the mean of 77 is within some ulp of 0.
      assertThat(sum / train.rows()).isCloseTo(0, within(1e-6));
      assertThat(squares / train.rows()).isCloseTo(1, within(1e-6));
    }
    assertThat(train.at(0, 1)).isZero();

    // The test part is moved by the training part's mean and deviation.
    Tensor rawTrain = Examples.all(raw.train());
    double mean = 0;
    for (int row = 0; row < rawTrain.rows(); row++) {
      mean += rawTrain.at(row, 0) / (double) rawTrain.rows();
    }
    double variance = 0;
    for (int row = 0; row < rawTrain.rows(); row++) {
      variance += Math.pow(rawTrain.at(row, 0) - mean, 2) / rawTrain.rows();
    }
    assertThat((double) Examples.one(splits.test(), 0)[0])
        .isCloseTo((Examples.one(raw.test(), 0)[0] - mean) / Math.sqrt(variance), within(1e-6));
  }

  @Test
  void columnsKnowWhatTheyWereDividedBy() {
    DataSplits raw = Opened.with(new CsvProvider(), table(95), Map.of("one-hot", "kind"));
    DataSplits splits =
        Opened.with(
            new CsvProvider(),
            table(95),
            Map.of("one-hot", "kind", "divide-by", 4, "standardize", true));
    int columns = raw.train().shape().features();
    for (int column = 0; column < columns; column++) {
      // Two examples lie as far apart in the file as here times the unit; a float below 4 in size
      // is rounded by half an ulp, and each of the two has been rounded at most twice.
      double here =
          Examples.one(splits.train(), 1)[column]
              - (double) Examples.one(splits.train(), 0)[column];
      double there =
          Examples.one(raw.train(), 1)[column] - (double) Examples.one(raw.train(), 0)[column];
      for (DataSet part : List.of(splits.train(), splits.validation(), splits.test())) {
        assertThat(here * part.unit(column))
            .isCloseTo(there, within(2 * Math.ulp(2f) * part.unit(column)));
      }
      assertThat(raw.test().unit(column)).isEqualTo(1);
    }
    assertThat(splits.test().unit(0)).as("a one-hot column").isEqualTo(1);
    assertThat(splits.test().unit(2)).as("a column of numbers").isNotEqualTo(1);
  }

  @Test
  void indicatorsAreNeitherStandardizedNorDivided() {
    DataSplits splits =
        Opened.with(
            new CsvProvider(),
            table(40),
            Map.of("one-hot", "kind", "divide-by", 4, "standardize", true));
    Tensor train = Examples.all(splits.train());
    for (int row = 0; row < train.rows(); row++) {
      assertThat(train.at(row, 0) + train.at(row, 1)).isEqualTo(1);
    }
    DataSplits divided =
        Opened.with(new CsvProvider(), table(40), Map.of("one-hot", "kind", "divide-by", 4));
    assertThat(Examples.one(divided.train(), 0)[3]).isEqualTo(0.75f);
  }

  @Test
  void rowsCanBeImages() {
    Path file =
        IdxFiles.write(
            folder.resolve("digits.csv"),
            "0,4,8,16,7\n16,8,4,0,1\n".repeat(10).getBytes(StandardCharsets.UTF_8));
    DataSplits splits =
        Opened.with(
            new CsvProvider(),
            file,
            Map.of("label", "last", "divide-by", 16, "image", List.of(2, 2)));
    assertThat(splits.train().shape()).isEqualTo(new DataShape.Image(2, 2, 1));
    assertThat(Examples.one(splits.train(), 0)).contains(0.25f, 0.5f, 1f, 0f);
    assertThatThrownBy(() -> Opened.with(new CsvProvider(), file, Map.of("image", List.of(2, 2))))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("5 columns");
  }

  @Test
  void optionsAreChecked() {
    Path file = table(5);
    for (Map<String, ?> wrong :
        List.of(
            Map.of("separator", "commas"),
            Map.of("skip-lines", -1),
            Map.of("divide-by", 0),
            Map.of("header", "maybe"),
            Map.of("train", "most"),
            Map.of("validation", "auto"),
            Map.of("seperator", ","))) {
      assertThatThrownBy(() -> Opened.with(new CsvProvider(), file, wrong))
          .isExactlyInstanceOf(SettingException.class)
          .hasMessageContaining("data 'csv'");
    }
  }

  @Test
  void separatorHasNames() {
    Path file =
        IdxFiles.write(
            folder.resolve("tabs.tsv"), "1\t2\n".repeat(9).getBytes(StandardCharsets.UTF_8));
    assertThat(Opened.with(new CsvProvider(), file, Map.of("separator", "tab")).train().shape())
        .isEqualTo(new DataShape.Table(List.of("column-1", "column-2")));
    assertThatThrownBy(() -> Opened.with(new CsvProvider(), file, Map.of("separator", ",")))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContaining("is the separator right?");
  }
}
