package org.latent4j.report;

import java.util.List;
import java.util.Optional;
import org.latent4j.evaluation.BaseMeasure;

/**
 * What a metric is, for readers.
 *
 * @param key such as {@code elbo}
 * @param purpose what of a model it measures
 * @param title as a table heads it
 * @param unit empty if it has none
 * @param better which way is better; {@link Direction#NEITHER} where that depends on what is wanted
 * @param meaning one line
 */
public record Metric(
    String key, Purpose purpose, String title, String unit, Direction better, String meaning) {
  public static final String TRAIN_SECONDS = "train_seconds";

  /** What a reader may want a model for. */
  public enum Purpose {
    PREDICTION("To say how likely an example is"),
    RECONSTRUCTION("To keep an example in its code"),
    SAMPLES("To draw new examples"),
    CODES("To have codes distributed as the prior"),
    REPRESENTATION("To find in a code what an example is"),
    COST("To spend little");

    private final String words;

    Purpose(String words) {
      this.words = words;
    }

    /** Begins a sentence. */
    public String words() {
      return words;
    }
  }

  /** Which of two values is the better one. */
  public enum Direction {
    HIGHER("higher is better"),
    LOWER("lower is better"),
    NEITHER("");

    private final String words;

    Direction(String words) {
      this.words = words;
    }

    /** As a table has it; empty for neither. */
    public String words() {
      return words;
    }
  }

  private static final List<Metric> KNOWN =
      List.of(
          new Metric(
              "elbo",
              Purpose.PREDICTION,
              "ELBO",
              "nats per example",
              Direction.HIGHER,
              "Lower bound of ln p(x): how well the model predicts examples it has not seen. It is"
                  + " −(distortion + rate)."),
          new Metric(
              "distortion",
              Purpose.RECONSTRUCTION,
              "Distortion",
              "nats per example",
              Direction.NEITHER,
              "−E ln p(x|z): what is lost of an example when it is decoded from its code. Less"
                  + " distortion costs more rate."),
          new Metric(
              "rate",
              Purpose.CODES,
              "Rate",
              "nats per example",
              Direction.NEITHER,
              "KL(q(z|x) ‖ p(z)): what the code of an example costs under the prior. Less rate"
                  + " costs more distortion."),
          new Metric(
              "reconstruction_mse",
              Purpose.RECONSTRUCTION,
              "Reconstruction error",
              "squared, per feature",
              Direction.LOWER,
              "Mean squared difference between an example and what is decoded from its mean"
                  + " code."),
          new Metric(
              "active_units",
              Purpose.CODES,
              "Active units",
              "latent dimensions",
              Direction.NEITHER,
              "Dimensions of the code that vary with the example at all: variance of the mean code"
                  + " above 0.01."),
          new Metric(
              "mmd",
              Purpose.CODES,
              "MMD²",
              "",
              Direction.LOWER,
              "How far the codes of the data, taken together, are from the prior that samples start"
                  + " from. 0 is equal; an unbiased estimate may fall slightly below."),
          new Metric(
              "nll_is",
              Purpose.PREDICTION,
              "NLL, importance sampling",
              "nats per example",
              Direction.LOWER,
              "−ln p(x) by importance sampling: an upper bound that falls as more codes are drawn"
                  + " for each example."),
          new Metric(
              "log_likelihood_ais",
              Purpose.PREDICTION,
              "ln p(x), AIS",
              "nats per example",
              Direction.HIGHER,
              "ln p(x) by annealed importance sampling, which needs no encoder and so measures all"
                  + " models by one rule. A lower bound; the gap says how tight."),
          new Metric(
              "ais_gap",
              Purpose.PREDICTION,
              "AIS gap",
              "nats per example",
              Direction.NEITHER,
              "Upper minus lower bound of ln p(x) on examples that the model itself has drawn: how"
                  + " far the AIS figure may be off."),
          new Metric(
              "parzen",
              Purpose.PREDICTION,
              "Parzen window",
              "nats per example",
              Direction.NEITHER,
              "ln of the density of a window laid on samples. Older papers report it; it"
                  + " ranks models wrongly (Wu et al., 2017), and no model is called better by it."),
          new Metric(
              "gaussian_baseline",
              Purpose.PREDICTION,
              "ln p(x), one Gaussian",
              "nats per example",
              Direction.NEITHER,
              "What one normal distribution with full covariance, fitted to the training examples,"
                  + " gives the same examples: a model of a table should be above it."),
          new Metric(
              "mixture_baseline",
              Purpose.PREDICTION,
              "ln p(x), Gaussian mixture",
              "nats per example",
              Direction.NEITHER,
              "The same of a mixture of normal distributions, with as many components as suit the"
                  + " validation examples best."),
          new Metric(
              "mutual_information",
              Purpose.CODES,
              "Mutual information",
              "nats per example",
              Direction.NEITHER,
              "What a code tells of which example it came from. With the aggregate KL it"
                  + " makes up the rate; it cannot exceed ln of the number of examples looked at."),
          new Metric(
              "aggregate_kl",
              Purpose.CODES,
              "Aggregate KL",
              "nats per example",
              Direction.LOWER,
              "KL of all codes together from the prior: what sampling from the prior misses."),
          new Metric(
              "linear_probe",
              Purpose.REPRESENTATION,
              "Linear probe",
              "accuracy",
              Direction.HIGHER,
              "How often a linear classifier on mean codes, trained on training examples,"
                  + " names the label."),
          new Metric(
              "beta_vae_score",
              Purpose.REPRESENTATION,
              "β-VAE score",
              "accuracy",
              Direction.HIGHER,
              "How often a linear classifier tells which factor two examples share, from"
                  + " the difference of their codes."),
          new Metric(
              "factor_vae_score",
              Purpose.REPRESENTATION,
              "FactorVAE score",
              "accuracy",
              Direction.HIGHER,
              "How often the least varying dimension of codes tells which factor examples share."),
          new Metric(
              "mig",
              Purpose.REPRESENTATION,
              "MIG",
              "",
              Direction.HIGHER,
              "Mutual information gap: how much more the best dimension knows of a factor"
                  + " than the second best, as a share of the factor’s entropy."),
          new Metric(
              "sap",
              Purpose.REPRESENTATION,
              "SAP",
              "",
              Direction.HIGHER,
              "How much better the best single dimension predicts a factor than the second best."),
          new Metric(
              "dci",
              Purpose.REPRESENTATION,
              "DCI disentanglement",
              "",
              Direction.HIGHER,
              "How far each dimension matters for one factor alone."),
          new Metric(
              "nearest_neighbour_ratio",
              Purpose.SAMPLES,
              "Nearest-neighbour ratio",
              "",
              Direction.NEITHER,
              "Distance of samples to their nearest training example, over that of test"
                  + " examples. Near 0: training examples are repeated; about 1: samples are as"
                  + " new as test examples."),
          new Metric(
              "precision",
              Purpose.SAMPLES,
              "Precision",
              "share",
              Direction.HIGHER,
              "Share of samples that lie where examples lie, in the features of a small classifier."),
          new Metric(
              "recall",
              Purpose.SAMPLES,
              "Recall",
              "share",
              Direction.HIGHER,
              "Share of examples that lie where samples lie, in the features of a small classifier."),
          new Metric(
              "frechet_distance",
              Purpose.SAMPLES,
              "Fréchet distance",
              "",
              Direction.LOWER,
              "Distance of samples from examples in the features of a small classifier: as"
                  + " FID, but comparable only within this report."),
          new Metric(
              "precision_ex_post",
              Purpose.SAMPLES,
              "Precision, ex-post prior",
              "share",
              Direction.HIGHER,
              "The same where codes are drawn from a Gaussian mixture fitted to the codes"
                  + " of the training examples."),
          new Metric(
              "recall_ex_post",
              Purpose.SAMPLES,
              "Recall, ex-post prior",
              "share",
              Direction.HIGHER,
              "The same where codes are drawn from a Gaussian mixture fitted to the codes"
                  + " of the training examples."),
          new Metric(
              "nearest_neighbour_ratio_ex_post",
              Purpose.SAMPLES,
              "Nearest-neighbour ratio, ex-post prior",
              "",
              Direction.NEITHER,
              "The same where codes are drawn from a Gaussian mixture fitted to the codes of the"
                  + " training examples."),
          new Metric(
              "frechet_distance_ex_post",
              Purpose.SAMPLES,
              "Fréchet distance, ex-post prior",
              "",
              Direction.LOWER,
              "The same where codes are drawn from a Gaussian mixture fitted to the codes"
                  + " of the training examples."),
          new Metric(
              "parameters",
              Purpose.COST,
              "Parameters",
              "",
              Direction.NEITHER,
              "Numbers that training moves, those of a discriminator included."),
          new Metric(
              TRAIN_SECONDS,
              Purpose.COST,
              "Training time",
              "seconds",
              Direction.NEITHER,
              "Wall time of training on this machine."));

  /**
   * What bounds of ln p(x) are where the likelihood has no density for values of the data, such as
   * grey ones under a Bernoulli likelihood.
   */
  private static final List<Metric> BETWEEN_ENDS =
      List.of(
          new Metric(
              "elbo",
              Purpose.PREDICTION,
              "ELBO",
              "nats per example",
              Direction.HIGHER,
              "Lower bound of E ln p(b) over examples b of zeros and ones, drawn with the data’s"
                  + " values as probabilities: how well the model predicts such draws of examples it"
                  + " has not seen. It is −(distortion + rate)."),
          new Metric(
              "distortion",
              Purpose.RECONSTRUCTION,
              "Distortion",
              "nats per example",
              Direction.NEITHER,
              "−E ln p(b|z) over draws b of zeros and ones: what is lost of an example when it is"
                  + " decoded from its code. Less distortion costs more rate."),
          new Metric(
              "nll_is",
              Purpose.PREDICTION,
              "Bound by importance sampling",
              "nats per example",
              Direction.LOWER,
              "An upper bound of −E ln p(b) over draws b of zeros and ones. It falls as more codes"
                  + " are drawn for each example, but not to that mean itself."),
          new Metric(
              "log_likelihood_ais",
              Purpose.PREDICTION,
              "Bound by AIS",
              "nats per example",
              Direction.HIGHER,
              "A lower bound of E ln p(b) over draws b of zeros and ones by annealed importance"
                  + " sampling, which needs no encoder and so measures all models by one rule."),
          new Metric(
              "ais_gap",
              Purpose.PREDICTION,
              "AIS gap",
              "nats per example",
              Direction.NEITHER,
              "Upper minus lower bound of ln p on examples that the model itself has drawn, which are"
                  + " zeros and ones: how far AIS may be off on those."));

  /** All that the report knows, in the order they are explained in. */
  public static List<Metric> known() {
    return KNOWN;
  }

  /** What is known of a metric; of one unknown to the report, its name. */
  public static Metric of(String key) {
    return among(KNOWN, key);
  }

  /** What is known of a metric, as far as it depends on what models were evaluated on. */
  public static Metric of(String key, List<ModelResult> models) {
    String metric = BaseMeasure.metricInSourceUnits(key).orElse(key);
    // Of a metric that was not asked for, the distortion tells it: every model has one.
    boolean between =
        models.stream()
            .anyMatch(
                model ->
                    model.isBetweenEnds(model.metrics().contains(metric) ? metric : "distortion"));
    return between && BETWEEN_ENDS.stream().anyMatch(known -> known.key.equals(metric))
        ? among(BETWEEN_ENDS, key)
        : of(key);
  }

  private static Metric among(List<Metric> known, String key) {
    Optional<String> rescaled = BaseMeasure.metricInSourceUnits(key);
    if (rescaled.isPresent()) {
      return among(known, rescaled.get()).inSourceUnits(key);
    }
    return known.stream()
        .filter(metric -> metric.key.equals(key))
        .findFirst()
        .orElseGet(
            () -> new Metric(key, Purpose.COST, key.replace('_', ' '), "", Direction.NEITHER, ""));
  }

  /** One difference for all models: what is better is said of the metric itself. */
  private Metric inSourceUnits(String name) {
    return new Metric(
        name,
        purpose,
        title + ", source units",
        unit,
        Direction.NEITHER,
        "The same with each column in the unit of the data’s source, not rescaled as it was read.");
  }
}
