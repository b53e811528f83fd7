package org.latent4j.data.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latent4j.api.Latent4jException;

class CsvTests {
  private static final CsvFormat AUTO = CsvFormat.auto();

  @TempDir Path folder;

  private Path file(String text) {
    return IdxFiles.write(folder.resolve("table.csv"), text.getBytes(StandardCharsets.UTF_8));
  }

  private CsvTable read(String text) {
    return Csv.read(file(text), AUTO);
  }

  private AbstractThrowableAssert<?, ?> reading(String text, CsvFormat format) {
    Path file = file(text);
    return assertThatThrownBy(() -> Csv.read(file, format))
        .isInstanceOf(Latent4jException.class)
        .hasMessageStartingWith(file.toString());
  }

  @Test
  void headerIsAFirstLineWithoutNumbers() {
    CsvTable with = read("a,b\n1,2\n3,4\n");
    assertThat(with.columns()).containsExactly("a", "b");
    assertThat(with.values().data()).containsExactly(1, 2, 3, 4);

    CsvTable without = read("1,2\n3,4\n");
    assertThat(without.columns()).containsExactly("column-1", "column-2");
    assertThat(without.values().shape()).containsExactly(2, 2);
  }

  @Test
  void headerCanBeSaidToBeThereOrNot() {
    CsvFormat yes =
        new CsvFormat(
            CsvFormat.Header.YES, Optional.empty(), 0, Optional.empty(), List.of(), List.of());
    CsvTable table = Csv.read(file("2020,2021\n1,2\n"), yes);
    assertThat(table.columns()).containsExactly("2020", "2021");
    assertThat(table.values().rows()).isEqualTo(1);

    CsvFormat no =
        new CsvFormat(
            CsvFormat.Header.NO, Optional.empty(), 0, Optional.empty(), List.of("1"), List.of());
    assertThat(Csv.read(file("x\ny\n"), no).columns()).containsExactly("column-1=x", "column-1=y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1;2\n3;4\n", "1\t2\n3\t4", "1|2\r\n3|4\r\n", "1,2\n\n3,4\n\n\n"})
  void separatorAndLineEndsAreFoundOut(String text) {
    assertThat(read(text).values().shape()).containsExactly(2, 2);
    assertThat(read(text).values().data()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void separatorInQuotesDoesNotCount() {
    CsvTable table = read("\"a;b;c;d\",\"e\"\"f\"\n\"1\",2\n");
    assertThat(table.columns()).containsExactly("a;b;c;d", "e\"f");
    assertThat(table.values().data()).containsExactly(1, 2);
  }

  @Test
  void separatorCanBeGiven() {
    CsvFormat blank =
        new CsvFormat(
            CsvFormat.Header.AUTO, Optional.of(' '), 0, Optional.empty(), List.of(), List.of());
    assertThat(Csv.read(file("1 2\n3 4\n"), blank).values().data()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void numbersOfAllFormsAreRead() {
    CsvTable table = read("1, -2.5 ,+3e-2,.5\n1E3,0,-0.0,12345678\n");
    assertThat(table.values().data())
        .containsExactly(1, -2.5f, 0.03f, 0.5f, 1000, 0, -0f, 12345678);
  }

  @Test
  void gzippedFilesAndByteOrderMarksAreRead() {
    byte[] text = "\uFEFFa,b\n1,2\n".getBytes(StandardCharsets.UTF_8);
    Path file = IdxFiles.write(folder.resolve("table.csv.gz"), IdxFiles.gzip(text));
    assertThat(Csv.read(file, AUTO).columns()).containsExactly("a", "b");
  }

  @Test
  void firstLinesCanBeSkipped() {
    CsvTable table =
        Csv.read(
            file("150,4,setosa,versicolor,virginica\n5.1,3.5,0\n7,3.2,1\n"),
            AUTO.withSkipLines(1).withLabel("last"));
    assertThat(table.values().data()).containsExactly(5.1f, 3.5f, 7, 3.2f);
    assertThat(table.labels().factors().get(0).name()).isEqualTo("column-3");
    assertThat(table.labels().factors().get(0).values()).containsExactly("0", "1");
    reading("1\n2\n", AUTO.withSkipLines(2)).hasMessageContaining("no rows");
    reading("1\n2\n", AUTO.withSkipLines(3))
        .hasMessageContaining("only 2 lines")
        .hasMessageContaining("skip-lines: 3");
  }

  @Test
  void labelIsAColumnByNameOrNumber() {
    String text = "x,kind,y\n1,cat,2\n3,dog,4\n5,cat,6\n";
    for (String label : List.of("kind", "2")) {
      CsvTable table = Csv.read(file(text), AUTO.withLabel(label));
      assertThat(table.columns()).containsExactly("x", "y");
      assertThat(table.values().data()).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(table.labels().factors().get(0).name()).isEqualTo("kind");
      assertThat(table.labels().factors().get(0).values()).containsExactly("cat", "dog");
      assertThat(table.labels().value(1, 0)).isEqualTo(1);
      assertThat(table.labels().value(2, 0)).isEqualTo(0);
    }
  }

  @Test
  void columnNamesGoBeforeNumbersAndLast() {
    assertThat(Csv.read(file("2,1\n8,9\n"), AUTO).columns()).hasSize(2);
    CsvFormat header =
        new CsvFormat(
            CsvFormat.Header.YES, Optional.empty(), 0, Optional.of("1"), List.of(), List.of());
    assertThat(Csv.read(file("2,1\n8,9\n"), header).values().data()).containsExactly(8);
    assertThat(Csv.read(file("last,a\n8,9\n"), AUTO.withLabel("last")).values().data())
        .containsExactly(9);
  }

  @Test
  void wordsBecomeColumnsOfZerosAndOnes() {
    CsvTable table =
        Csv.read(file("sex,length\nM,0.4\nF,0.5\nI,0.6\nM,0.7\n"), AUTO.withOneHot("sex"));
    assertThat(table.columns()).containsExactly("sex=F", "sex=I", "sex=M", "length");
    assertThat(table.values().data())
        .containsExactly(0, 0, 1, 0.4f, 1, 0, 0, 0.5f, 0, 1, 0, 0.6f, 0, 0, 1, 0.7f);
    assertThat(table.isIndicator(2)).isTrue();
    assertThat(table.isIndicator(3)).isFalse();
  }

  @Test
  void columnsCanBeLeftOut() {
    CsvTable table = Csv.read(file("id,x\nNaN,1\n,2\n"), AUTO.withDrop("id"));
    assertThat(table.columns()).containsExactly("x");
    assertThat(table.values().data()).containsExactly(1, 2);
  }

  @Test
  void raggedRowsAreNamedByLine() {
    reading("a,b\n1,2\n3\n4,5\n", AUTO)
        .hasMessageContaining("line 3: has 1 values, but line 1 has 2");
    reading("skipped\n1,2\n\n\"3\n\",4\n5,6,7\n", AUTO.withSkipLines(1).withDrop("1"))
        .hasMessageContaining("line 6: has 3 values, but line 2 has 2");
  }

  @Test
  void wordsWhereNumbersAreWantedAreNamedByLineAndColumn() {
    reading("a,size\n1,2\n3,large\n", AUTO)
        .hasMessageContaining("line 3, column 2 (size): 'large' is not a finite number")
        .hasMessageContaining("'one-hot'");
    reading("1,2\n3,large\n", AUTO).hasMessageContaining("line 2, column 2 (column-2): 'large'");
    reading("1,b\n3,4\n", AUTO).hasMessageContaining("header");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "nan",
        "Infinity",
        "-inf",
        "0x10",
        "1f",
        "1d",
        "1,5",
        "--1",
        "1e",
        "½",
        "?"
      })
  void whatIsNoDecimalNumberIsRejected(String cell) {
    reading("a;b\n1;2\n3;" + cell + "\n", AUTO)
        .hasMessageContaining("line 3, column 2 (b): '" + cell + "'");
  }

  @Test
  void emptyAndTooLargeValuesAreRejected() {
    reading("a,b\n1,\n", AUTO).hasMessageContaining("line 2, column 2 (b): is empty");
    reading("a,b\n1, \n", AUTO).hasMessageContaining("is empty");
    reading("a,b\n,1\n", AUTO.withLabel("a"))
        .hasMessageContaining("line 2, column 1 (a): is empty");
    reading("a,b\n1,1e39\n", AUTO).hasMessageContaining("larger than any float");
  }

  @Test
  void columnsThatAreNotThereNameTheNearest() {
    reading("width,height\n1,2\n", AUTO.withLabel("heigth"))
        .hasMessageContaining("label: there is no column 'heigth'; did you mean 'height'?");
    reading("width,height\n1,2\n", AUTO.withDrop("3"))
        .hasMessageContaining("drop: there is no column 3")
        .hasMessageContaining("1 to 2");
    reading("width,height\n1,2\n", AUTO.withLabel("1").withDrop("width"))
        .hasMessageContaining("named twice");
    reading("width,height\n1,2\n", AUTO.withDrop("1", "2")).hasMessageContaining("no feature");
    reading("a,a\n1,2\n", AUTO).hasMessageContaining("two columns are named 'a'");
  }

  @Test
  void filesWithoutRowsAreRejected() {
    reading("", AUTO).hasMessageContaining("empty");
    reading("\n\n", AUTO).hasMessageContaining("no rows");
    reading("a,b\n", AUTO).hasMessageContaining("header but no rows");
  }

  @Test
  void whatIsNotTextIsRejected() {
    Path latin1 =
        IdxFiles.write(
            folder.resolve("latin1.csv"), "größe\n1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> Csv.read(latin1, AUTO))
        .isExactlyInstanceOf(Latent4jException.class)
        .hasMessageContaining("UTF-8");
    byte[] late = "1\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    late[150_000] = (byte) 0xe9;
    Path lateFile = IdxFiles.write(folder.resolve("late.csv"), late);
    assertThatThrownBy(() -> Csv.read(lateFile, AUTO))
        .isExactlyInstanceOf(Latent4jException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void unclosedQuotesAndCutGzipAreRejected() {
    reading("a,b\n1,\"2\n3,4\n", AUTO);
    byte[] whole = IdxFiles.gzip("1,2\n".repeat(5000).getBytes(StandardCharsets.UTF_8));
    Path cut = IdxFiles.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> Csv.read(cut, AUTO))
        .isExactlyInstanceOf(Latent4jException.class)
        .hasMessageContaining("cut off");
  }
}
