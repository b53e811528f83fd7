package org.latent4j.runtime.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.ComponentSpec;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataSet;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.data.DataSplits;
import org.latent4j.api.data.Factor;
import org.latent4j.api.tensor.RandomStream;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.catalog.Kind;
import org.latent4j.runtime.testing.TestJar;

class ProvenanceTests {
  @TempDir Path folder;

  private record Examples(int size, String fingerprint) implements DataSet {
    @Override
    public DataShape shape() {
      return FakeProviders.SHAPE;
    }

    @Override
    public void read(int[] rows, int from, int to, Tensor into, RandomStream random) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Factor> factors() {
      return List.of();
    }

    @Override
    public int factor(int row, int factor) {
      throw new UnsupportedOperationException();
    }
  }

  private static final DataSplits DATA =
      new DataSplits(
          "numbers", new Examples(80, "aa"), new Examples(10, "bb"), new Examples(10, "cc"));

  private static Provenance provenance(Catalog catalog, Map<Kind<?>, ComponentSpec> others) {
    ComposedModel model =
        new Composer(FakeProviders.catalog())
            .compose(
                FakeProviders.composition("plain"), FakeProviders.SHAPE, RandomStreams.seeded(1));
    return Provenance.of(
        new ComposedModel(model.composition(), model.shape(), model.model(), List.of()),
        catalog,
        others,
        DATA,
        "fused, BLAS",
        42,
        Map.of("training", Map.of("epochs", 3, "rate", 1e-3)));
  }

  @Test
  void recordComesBackAsItWas() {
    Provenance written = provenance(FakeProviders.catalog(), Map.of());
    written.write(folder);
    assertThat(Provenance.read(folder)).isEqualTo(written);
  }

  @Test
  void whatItTakesToMakeTheResultAgainIsThere() {
    Provenance provenance = provenance(FakeProviders.catalog(), Map.of());
    assertThat(provenance.seed()).isEqualTo(42);
    assertThat(provenance.engine()).isEqualTo("fused, BLAS");
    assertThat(provenance.data().name()).isEqualTo("numbers");
    assertThat(provenance.data().shape()).isEqualTo("table of 3 columns");
    assertThat(provenance.data().train()).isEqualTo(new Provenance.Part(80, "aa"));
    assertThat(provenance.data().test()).isEqualTo(new Provenance.Part(10, "cc"));
    assertThat(provenance.machine().java()).isEqualTo(Runtime.version().toString());
    assertThat(provenance.machine().system()).contains(System.getProperty("os.arch"));
    assertThat(Duration.between(Instant.parse(provenance.time()), Instant.now()))
        .isLessThan(Duration.ofMinutes(5));
  }

  @Test
  void commitOfTheBuildIsThereWhereItWasBuiltInAGitCheckout() throws IOException {
    Provenance provenance = provenance(FakeProviders.catalog(), Map.of());
    assertThat(provenance.commit()).isEqualTo(Commit.ofBuild());
    // Maven runs the tests in the module's folder.
    if (Files.exists(Path.of("..", ".git"))) {
      assertThat(provenance.commit()).isPresent();
      assertThat(provenance.commit().get().id()).matches("[0-9a-f]{40}");
      assertThat(Versions.words()).contains("(commit " + provenance.commit().get().id().charAt(0));
    } else {
      assertThat(provenance.commit()).isEmpty();
      assertThat(Versions.words()).endsWith("(built outside a git checkout)");
    }
    assertThat(new Commit("1f0c2ab45d9e", true)).hasToString("commit 1f0c2ab45d, with changes");
    assertThat(new Commit("1f0c2ab45d9e", false)).hasToString("commit 1f0c2ab45d");
  }

  @Test
  void recordOfAVersionThatDidNotKnowItsCommitIsRead() throws IOException {
    provenance(FakeProviders.catalog(), Map.of()).write(folder);
    Path file = folder.resolve("provenance.json");
    String text = Files.readString(file);
    Files.writeString(file, text.replaceFirst("\"commit\" : (null|\\{[^}]*\\}),", ""));
    assertThat(Files.readString(file)).doesNotContain("commit");
    assertThat(Provenance.read(folder).commit()).isEmpty();
  }

  @Test
  void unknownVersionSaysWhatCanReadIt() throws IOException {
    provenance(FakeProviders.catalog(), Map.of()).write(folder);
    Path file = folder.resolve("provenance.json");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("\"version\" : 1,", "\"version\" : 2, \"novelty\" : true,")
            .replace(
                "\"latent4j\" : \"" + Versions.latent4j().orElseThrow() + "\"",
                "\"latent4j\" : \"9.1\""));
    assertThatThrownBy(() -> Provenance.read(folder))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll(
            file + " has version 2 of the format",
            "reads version 1; use Latent4J 9.1, which wrote it");
  }

  @Test
  void jarsOfPluginsAreHashed() throws Exception {
    Path jar = TestJar.prior("com.acme.hashed", "hashed").version("3.1").in(folder);
    String sha256 =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
    Provenance provenance =
        provenance(
            Catalog.discover(List.of(folder)), Map.of(Kind.PRIOR, ComponentSpec.of("hashed")));
    assertThat(provenance.plugins()).hasSize(1);
    Provenance.PluginSource source = provenance.plugins().get(0);
    assertThat(source.plugin())
        .hasToString("prior 'hashed' of com.acme.hashed@3.1 (com.acme.hashed.jar)");
    assertThat(source.jarSha256()).contains(sha256);
  }
}
