package org.latent4j.runtime.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.api.Latent4jException;
import org.latent4j.api.data.DataShape;
import org.latent4j.api.tensor.Parameter;
import org.latent4j.api.tensor.Tensor;
import org.latent4j.kernels.RandomStreams;
import org.latent4j.runtime.catalog.Catalog;
import org.latent4j.runtime.storage.Safetensors;

class ModelFolderTests {
  private static final Catalog CATALOG = FakeProviders.catalog();

  @TempDir Path folder;

  private static ComposedModel composed(String model) {
    return new Composer(CATALOG)
        .compose(FakeProviders.composition(model), FakeProviders.SHAPE, RandomStreams.seeded(11));
  }

  private ComposedModel saved(String model) {
    ComposedModel composed = composed(model);
    ModelFolder.save(folder, composed);
    return composed;
  }

  private void edit(String what, String by) throws IOException {
    Path file = folder.resolve(ModelFolder.MODEL);
    String text = Files.readString(file);
    assertThat(text).contains(what);
    Files.writeString(file, text.replace(what, by));
  }

  private void assertLoadingFails(String... words) {
    assertThatThrownBy(() -> ModelFolder.load(folder, CATALOG))
        .isInstanceOf(Latent4jException.class)
        .hasMessageContainingAll(words)
        .hasMessageNotContaining("\n");
  }

  @Test
  void modelComesBackAsItWas() {
    for (String type : List.of("plain", "adversarial")) {
      ComposedModel before = saved(type);
      ComposedModel after = ModelFolder.load(folder, CATALOG);
      assertThat(after.composition()).isEqualTo(before.composition());
      assertThat(after.shape()).isEqualTo(before.shape());
      assertThat(after.plugins()).isEqualTo(before.plugins());
      assertThat(after.model().parameters().asList())
          .hasSameSizeAs(before.model().parameters().asList());
      for (Parameter parameter : before.model().parameters()) {
        Parameter loaded = after.model().parameters().find(parameter.name()).orElseThrow();
        assertThat(loaded.value().data()).isEqualTo(parameter.value().data());
      }
    }
  }

  @Test
  void imageShapeComesBack() {
    DataShape shape = new DataShape.Image(4, 5, 3);
    ModelFolder.save(
        folder,
        new Composer(CATALOG)
            .compose(FakeProviders.composition("plain"), shape, RandomStreams.seeded(1)));
    assertThat(ModelFolder.load(folder, CATALOG).shape()).isEqualTo(shape);
  }

  @Test
  void folderHoldsDataAndNothingElse() throws IOException {
    saved("adversarial");
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("model.json", "weights.safetensors");
    }
    assertThat(folder.resolve("model.json"))
        .content()
        .contains(
            "\"format\" : \"latent4j-model\"",
            "\"version\" : 1",
            "\"latent\" : 2",
            "\"kind\" : \"encoder\"")
        .doesNotContain("org.latent4j.runtime.composition.FakeProviders");
  }

  @Test
  void laterDefaultsDoNotChangeASavedModel() {
    ComposedModel before = saved("adversarial");
    Catalog later = FakeProviders.catalog(new FakeProviders.Networks(99));
    ComposedModel after = ModelFolder.load(folder, later);
    assertThat(after.composition()).isEqualTo(before.composition());
    assertThat(after.model().parameters().find("critic.wide").orElseThrow().value().size())
        .isEqualTo(7);
  }

  @Test
  void absentFolderAndFileAreNamed() throws IOException {
    assertLoadingFails(
        folder + " is not a model folder: it has no model.json; give the folder that a training");
    saved("plain");
    Files.delete(folder.resolve(ModelFolder.WEIGHTS));
    assertLoadingFails("cannot read " + folder.resolve("weights.safetensors"), "no such file");
  }

  @Test
  void unknownVersionSaysWhatCanReadIt() throws IOException {
    saved("plain");
    edit("\"version\" : 1", "\"version\" : 7, \"novelty\" : true");
    edit("\"latent4j\" : \"" + Versions.latent4j().orElseThrow() + "\"", "\"latent4j\" : \"9.1\"");
    assertLoadingFails(
        folder.resolve("model.json") + " has version 7 of the format",
        "reads version 1; use Latent4J 9.1, which wrote it");
  }

  @Test
  void unknownVersionOfTheWeightsSaysWhatCanReadIt() throws IOException {
    saved("plain");
    Path file = folder.resolve(ModelFolder.WEIGHTS);
    Safetensors weights = Safetensors.read(file);
    Map<String, String> texts = new HashMap<>(weights.metadata());
    assertThat(texts).containsEntry("format", "latent4j-weights").containsEntry("version", "1");
    texts.put("version", "3");
    texts.put("latent4j", "9.1");
    Safetensors.write(file, weights.tensors(), texts);
    assertLoadingFails(
        file + " has version 3 of the format", "reads version 1; use Latent4J 9.1, which wrote it");
  }

  @Test
  void otherJsonIsNotTakenForAModel() throws IOException {
    saved("plain");
    edit("latent4j-model", "something-else");
    assertLoadingFails("format is 'something-else', not 'latent4j-model'");
  }

  @Test
  void damagedModelFileSaysWhere() throws IOException {
    saved("plain");
    edit("\"shape\"", "\"shap\"");
    assertLoadingFails("model.json (line ", "there is no key 'shap'; did you mean 'shape'?");
    Files.writeString(folder.resolve("model.json"), "{\"format\": \"latent4j-model\", ");
    assertLoadingFails("model.json (line 1, column ");
  }

  @Test
  void absentPluginSaysWhichModuleAndJarIsNeeded() throws IOException {
    saved("plain");
    edit("\"type\" : \"learned\"", "\"type\" : \"student\"");
    edit("\"name\" : \"learned\"", "\"name\" : \"student\"");
    String text = Files.readString(folder.resolve("model.json"));
    int prior = text.indexOf("\"kind\" : \"prior\"");
    String entry = text.substring(prior, text.indexOf('}', prior));
    edit(
        entry,
        "\"kind\" : \"prior\", \"name\" : \"student\", \"module\" : \"com.acme.student\","
            + " \"version\" : \"1.2\", \"jar\" : \"student-1.2.jar\"");
    assertLoadingFails(
        folder.resolve("model.json")
            + " needs prior 'student' of com.acme.student@1.2 (student-1.2.jar), which is not"
            + " here; put that jar into a folder and name the folder with --plugin-path");
  }

  @Test
  void weightsOfAnotherCompositionAreRefused() throws IOException {
    saved("plain");
    edit("\"scale\" : 0.5", "\"scale\" : 0.25");
    assertLoadingFails("weights.safetensors was saved with another composition than ");
  }

  @Test
  void weightsThatDoNotFitAreRefused() {
    ComposedModel model = saved("plain");
    Path weights = folder.resolve("weights.safetensors");
    Safetensors saved = Safetensors.read(weights);

    Map<String, Tensor> fewer = new LinkedHashMap<>(saved.tensors());
    fewer.remove("decoder.wide");
    fewer.put("decoder.broad", Tensor.zeros(1));
    Safetensors.write(weights, fewer, saved.metadata());
    assertLoadingFails(
        "the parameters are not the model's (absent: decoder.wide; unknown: decoder.broad)");

    Map<String, Tensor> other = new LinkedHashMap<>(saved.tensors());
    other.put("decoder.wide", Tensor.zeros(7, 1));
    Safetensors.write(weights, other, saved.metadata());
    assertLoadingFails("parameter 'decoder.wide' has shape [7, 1], but the model wants [7]");
    assertThat(model.model().parameters().find("decoder.wide")).isPresent();
  }

  @Test
  void impossibleShapeIsNamed() throws IOException {
    saved("plain");
    edit("\"columns\" : [ \"a\", \"b\", \"c\" ]", "\"columns\" : [ ]");
    assertLoadingFails("model.json.shape is impossible: a table needs at least one column");
  }
}
