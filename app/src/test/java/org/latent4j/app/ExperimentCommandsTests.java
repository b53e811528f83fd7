package org.latent4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latent4j.runtime.composition.Provenance;
import org.latent4j.runtime.storage.Json;

class ExperimentCommandsTests {
  @TempDir private Path temporary;

  @Test
  void compareTrainsThreeModelsAndSaysWhereTheReportIs() {
    Path out = temporary.resolve("out");

    CliRun run = TinyRun.of("compare", "--out", out);

    assertThat(run.err()).contains("vae: epoch 1/1").contains("aae: epoch 1/1");
    assertThat(run.status()).isEqualTo(Cli.DONE);
    assertThat(run.out()).contains("ELBO (nats").containsPattern("vae +beta-vae +aae");
    assertThat(run.out().strip()).endsWith(out.resolve("report.html").toString());
    assertThat(out.resolve("report.html")).content().contains("<html").contains("beta-vae");
    for (String model : new String[] {"vae", "beta-vae", "aae"}) {
      Path folder = out.resolve(model).resolve("seed-1");
      assertThat(folder.resolve("model.json")).exists();
      assertThat(folder.resolve("weights.safetensors")).exists();
      assertThat(folder.resolve("metrics.jsonl")).exists();
      assertThat(folder.resolve("provenance.json")).exists();
      assertThat(folder.resolve("report.html")).exists();
    }
  }

  @Test
  void compareAsJsonIsTheDocumentBesideTheReport() {
    Path out = temporary.resolve("out");

    CliRun run = TinyRun.of("compare", "--out", out, "--seeds", 2, "--json", "--quiet");

    assertThat(run.status()).isEqualTo(Cli.DONE);
    assertThat(run.err()).isEmpty();
    Map<String, Object> document = run.document();
    assertThat(document)
        .isEqualTo(CliRun.object(Json.read(out.resolve("metrics.json"), Map.class)));
    Map<String, Object> models = CliRun.object(document.get("models"));
    assertThat(models).containsOnlyKeys("vae", "beta-vae", "aae");
    models.forEach(
        (name, model) ->
            assertThat(CliRun.object(model))
                .containsKeys(
                    "elbo",
                    "distortion",
                    "rate",
                    "reconstruction_mse",
                    "active_units",
                    "mmd",
                    "parameters",
                    "train_seconds",
                    "standard_deviation"));
    Map<String, Object> vae = CliRun.object(models.get("vae"));
    // Means of the same numbers in double precision: equal to rounding.
    double elbo = -number(vae, "distortion") - number(vae, "rate");
    assertThat(number(vae, "elbo")).isCloseTo(elbo, offset(1e-12 * Math.abs(elbo)));
    Map<String, Object> aae = CliRun.object(models.get("aae"));
    assertThat(aae).containsEntry("rate", null).containsEntry("elbo", null);
    assertThat(CliRun.object(aae.get("reasons"))).containsKeys("rate", "elbo");
  }

  private static double number(Map<String, Object> map, String key) {
    return ((Number) map.get(key)).doubleValue();
  }

  @Test
  void trainedModelsAreEvaluatedAsTheyWereWhenTrained() {
    Path out = temporary.resolve("out");
    Map<String, Object> trained = TinyRun.of("train", "--out", out, "--json").document();

    CliRun evaluated = CliRun.of("evaluate", out, "--json");

    assertThat(evaluated.status()).isEqualTo(Cli.DONE);
    Map<String, Object> vae = CliRun.object(CliRun.object(trained.get("models")).get("vae"));
    Map<String, Object> again =
        CliRun.object(CliRun.object(evaluated.document().get("models")).get("vae"));
    assertThat(again).containsEntry("elbo", vae.get("elbo")).containsEntry("mmd", vae.get("mmd"));
  }

  @Test
  void metricsAreChosenByName() {
    Path out = temporary.resolve("out");
    CliRun trained = TinyRun.of("train", "--out", out, "--metrics", "rate,mmd", "--json");
    Map<String, Object> vae =
        CliRun.object(CliRun.object(trained.document().get("models")).get("vae"));
    assertThat(vae).containsKeys("rate", "mmd").doesNotContainKeys("elbo", "active_units");

    // What a run was trained with holds for its evaluation, unless something else is said.
    assertThat(CliRun.of("evaluate", out, "--json").document())
        .containsKeys("rate", "mmd")
        .doesNotContainKey("elbo");
    Map<String, Object> evaluated =
        CliRun.of(
                "evaluate",
                out,
                "--metrics",
                "standard,log_likelihood_ais",
                "--set",
                "evaluation.ais-examples=2",
                "--set",
                "evaluation.ais-distributions=5",
                "--json")
            .document();
    assertThat(evaluated)
        .containsKeys("elbo", "rate", "parameters", "log_likelihood_ais")
        .doesNotContainKeys("nll_is", "ais_gap");
    Map<String, Object> annealed = CliRun.object(evaluated.get("log_likelihood_ais"));
    assertThat(annealed).containsKeys("value", "standard_error");
    assertThat(CliRun.object(annealed.get("settings")))
        .containsEntry("examples", 2)
        .containsEntry("distributions", 5);
  }

  @Test
  void wordsOfTheCommandLineReachTheRecords() {
    Path out = temporary.resolve("out");

    CliRun run =
        TinyRun.of(
            "train",
            "--model",
            "beta-vae",
            "--set",
            "model.beta=2",
            "--set",
            "likelihood.type=gaussian",
            "--seed",
            7,
            "--out",
            out);

    assertThat(run.err()).doesNotContain("latent4j:");
    Map<String, Object> configuration = Provenance.read(out).configuration();
    assertThat(CliRun.object(configuration.get("model")))
        .containsEntry("type", "beta-vae")
        .containsEntry("beta", 2.0);
    assertThat(CliRun.object(configuration.get("training")))
        .containsEntry("seed", 7)
        .containsEntry("batch", 64);
    assertThat(CliRun.object(configuration.get("likelihood"))).containsEntry("type", "gaussian");
  }

  @Test
  void aConfigurationFileIsReadAndTheCommandLineIsLaidOverIt() throws IOException {
    Path file = temporary.resolve("experiment.yaml");
    Files.writeString(
        file,
        """
        model: {type: beta-vae, beta: 3}
        latent: 9
        optimizer: {type: adam, rate: 1e-2}
        """);
    Path out = temporary.resolve("out");

    TinyRun.of("train", "--config", file, "--out", out);

    Map<String, Object> configuration = Provenance.read(out).configuration();
    assertThat(configuration).containsEntry("latent", 3);
    assertThat(CliRun.object(configuration.get("model"))).containsEntry("beta", 3.0);
    assertThat(CliRun.object(configuration.get("optimizer"))).containsEntry("rate", 0.01);
  }

  @Test
  void resumeTrainsFurther() {
    Path out = temporary.resolve("out");
    TinyRun.of("train", "--out", out);

    CliRun run = CliRun.of("resume", out, "--epochs", 2);

    assertThat(run.status()).isEqualTo(Cli.DONE);
    assertThat(run.err()).contains("vae: epoch 2/2").doesNotContain("epoch 1/2");
    assertThat(run.out().strip()).endsWith("report.html");
  }

  @Test
  void resumeOfATrainingThatHasEndedSaysSoAndChangesNothing() throws IOException {
    Path out = temporary.resolve("out");
    TinyRun.of("train", "--out", out);
    byte[] report = Files.readAllBytes(out.resolve("report.html"));

    CliRun ended = CliRun.of("resume", out);

    assertThat(ended.status()).isEqualTo(Cli.DONE);
    assertThat(ended.out())
        .startsWith(
            out
                + " has ended after 1 of 1 epochs: nothing to do; train further with --epochs 2"
                + "\n");
    assertThat(out.resolve("report.html")).hasBinaryContent(report);
    assertThat(CliRun.of("resume", out, "--epochs", 1, "--json").document())
        .isEqualTo(CliRun.object(Json.read(out.resolve("metrics.json"), Map.class)));

    CliRun.of("resume", out, "--epochs", 3);
    assertThat(CliRun.of("resume", out).out()).contains("has ended after 3 of 3 epochs");
    CliRun less = CliRun.of("resume", out, "--epochs", 2);
    assertThat(less.status()).isEqualTo(Cli.FAILED);
    assertThat(less.err())
        .contains("has ended after 3 of 3 epochs, and cannot end after 2 any more")
        .hasLineCount(1);
  }

  @Test
  void resumeOfATrainingThatLacksItsReportGoesOn() throws IOException {
    Path out = temporary.resolve("out");
    TinyRun.of("train", "--out", out);
    Files.delete(out.resolve("report.html"));

    CliRun resumed = CliRun.of("resume", out);

    assertThat(resumed.err()).contains("goes on from its last checkpoint");
    assertThat(out.resolve("report.html")).exists();
  }

  @Test
  void resumeWithoutACheckpointToTrainFurtherFromIsRefused() {
    Path out = temporary.resolve("out");
    TinyRun.of("train", "--out", out, "--set", "training.checkpoint-every=0");

    CliRun resumed = CliRun.of("resume", out, "--epochs", 2);

    assertThat(resumed.status()).isEqualTo(Cli.FAILED);
    assertThat(resumed.err()).contains("kept no checkpoint", "training.checkpoint-every is 0");
  }

  @Test
  void resumeOfAComparisonThatHasEndedSaysSo() {
    Path out = temporary.resolve("out");
    TinyRun.of("compare", "--models", "vae,beta-vae", "--out", out);

    assertThat(CliRun.of("resume", out).out())
        .startsWith(out + " has ended after 1 of 1 epochs: nothing to do");
  }

  @Test
  void whatIsGoingOnIsSaidForEachRunAndItsEvaluation() {
    Path out = temporary.resolve("out");

    CliRun run =
        TinyRun.of(
            "compare", "--models", "vae,beta-vae", "--metrics", "rate,mmd", "--out", out, "--json");

    assertThat(run.err().lines())
        .containsSubsequence(
            "run 1 of 2: vae",
            "vae: evaluating, 1 of 2: rate",
            "vae: evaluating, 2 of 2: mmd",
            "run 2 of 2: beta-vae");
    assertThat(run.err()).doesNotContain("\r", "\u001b");
  }

  @Test
  void theRecordOfARunIsAConfiguration() {
    Path first = temporary.resolve("first");
    TinyRun.of("train", "--model", "beta-vae", "--set", "model.beta=2", "--out", first);
    Path out = temporary.resolve("out");

    CliRun run = CliRun.of("train", "--config", first.resolve("provenance.json"), "--out", out);

    assertThat(run.err()).contains("is the record of a run; its configuration is used");
    assertThat(Provenance.read(out).configuration())
        .isEqualTo(Provenance.read(first).configuration());
    CliRun model = CliRun.of("train", "--config", first.resolve("model.json"), "--out", out);
    assertThat(model.status()).isEqualTo(Cli.WRONG_USAGE);
    assertThat(model.err()).contains("latent4j-model", "give a YAML file, or the provenance.json");
  }

  @Test
  void rerunSaysByItsStatusWhetherTheBitsAgree() throws IOException {
    Path run = temporary.resolve("run");
    TinyRun.of("train", "--out", run);

    CliRun same = CliRun.of("rerun", run, "--out", temporary.resolve("same"), "--quiet");

    assertThat(same.status()).isEqualTo(Cli.DONE);
    assertThat(same.out()).contains("agree bit for bit");
    assertThat(same.err()).isEmpty();

    Path metrics = run.resolve("metrics.jsonl");
    Files.writeString(metrics, Files.readString(metrics).replaceAll("\"rate\":", "\"rates\":"));
    CliRun other = CliRun.of("rerun", run, "--out", temporary.resolve("other"), "--json");

    assertThat(other.status()).isEqualTo(Cli.FAILED);
    assertThat(other.document()).containsEntry("agrees", false);
    assertThat(other.document().get("differences")).asString().contains("metrics: from epoch 1");
    assertThat(other.err()).contains("latent4j: ", "is not " + run + " to the bit");
  }

  @Test
  void sweepGivesARateDistortionCurve() {
    CliRun run =
        TinyRun.of("sweep", "--betas", "0.5,4", "--out", temporary.resolve("out"), "--json");

    Map<String, Object> models = CliRun.object(run.document().get("models"));
    assertThat(models).containsOnlyKeys("beta-0.5", "beta-4", "vae", "aae");
    assertThat(number(CliRun.object(models.get("beta-0.5")), "rate"))
        .isGreaterThan(number(CliRun.object(models.get("beta-4")), "rate"));
  }

  @Test
  void theReferenceEngineTrainsToo() {
    CliRun run =
        CliRun.of(
            "train",
            "--engine",
            "nd4j",
            "--epochs",
            1,
            "--set",
            "data={size: 16, train: 64, validation: 16, test: 16}",
            "--set",
            "encoder.hidden=[8]",
            "--set",
            "decoder.hidden=[8]",
            "--out",
            temporary.resolve("out"));

    assertThat(run.status()).isEqualTo(Cli.DONE);
    assertThat(Provenance.read(temporary.resolve("out")).engine()).containsIgnoringCase("nd4j");
  }

  @Test
  void metricsOfARunAreAddedToItsOwnAndNotPutInTheirPlace() throws IOException {
    Path out = temporary.resolve("out");
    TinyRun.of("train", "--out", out, "--metrics", "elbo,mmd", "--seed", 3);
    Map<String, Object> before = vae(out);

    CliRun added = CliRun.of("evaluate", out, "--metrics", "rate", "--out", out);

    assertThat(added.status()).isEqualTo(Cli.DONE);
    assertThat(added.out().strip()).endsWith(out.resolve("report.html").toString());
    Map<String, Object> after = vae(out);
    assertThat(after).containsKeys("elbo", "mmd", "rate");
    assertThat(after).containsEntry("elbo", before.get("elbo"));
    assertThat(CliRun.objects(after.get("seeds")).get(0)).containsEntry("seed", 3);

    CliRun other = CliRun.of("evaluate", out, "--metrics", "rate", "--seed", 4, "--out", out);
    assertThat(other.status()).isEqualTo(Cli.FAILED);
    assertThat(other.err()).contains("its own test examples with its own seed", "--out");
    assertThat(vae(out)).isEqualTo(after);
  }

  private static Map<String, Object> vae(Path folder) {
    Map<String, Object> document =
        CliRun.object(Json.read(folder.resolve("metrics.json"), Map.class));
    return CliRun.object(CliRun.object(document.get("models")).get("vae"));
  }

  @Test
  void anEvaluationsFolderTakesMetricsOfTheSameAndSaysWhenOthersGiveWay() {
    Path run = temporary.resolve("run");
    Path out = temporary.resolve("evaluation");
    TinyRun.of("train", "--out", run);
    CliRun.of("evaluate", run, "--split", "validation", "--metrics", "elbo", "--out", out);
    CliRun second =
        CliRun.of("evaluate", run, "--split", "validation", "--metrics", "rate", "--out", out);
    assertThat(vae(out)).containsKeys("elbo", "rate");
    assertThat(second.err()).doesNotContain("gave way");

    CliRun third = CliRun.of("evaluate", run, "--metrics", "mmd", "--seed", 9, "--out", out);
    assertThat(third.err()).contains("of another seed, and gave way");
    assertThat(vae(out)).containsKey("mmd").doesNotContainKey("elbo");
  }

  @Test
  void metricsAreAddedToAComparisonAndTheConsoleSaysHow() {
    Path out = temporary.resolve("out");
    CliRun compare = TinyRun.of("compare", "--models", "vae,aae", "--out", out);
    assertThat(compare.out())
        .contains("Not estimated, as not asked for: nll_is, ")
        .contains("latent4j evaluate " + out + " --metrics NAME");

    CliRun evaluate = CliRun.of("evaluate", out, "--metrics", "nll_is", "--json");

    assertThat(evaluate.status()).isEqualTo(Cli.DONE);
    assertThat(evaluate.err()).contains("vae (1 of 2): 1 of 1: nll_is", "aae (2 of 2)");
    assertThat(evaluate.document())
        .isEqualTo(CliRun.object(Json.read(out.resolve("metrics.json"), Map.class)));
    assertThat(vae(out)).containsKeys("elbo", "mmd", "nll_is");
    for (Object[] words :
        new Object[][] {{"--seed", 2}, {"--split", "train"}, {"--data", "mnist"}, {"--out", "x"}}) {
      CliRun refused = CliRun.of("evaluate", out, words[0], words[1]);
      assertThat(refused.status()).isEqualTo(Cli.WRONG_USAGE);
      assertThat(refused.err()).contains("leave out " + words[0]);
    }
  }
}
