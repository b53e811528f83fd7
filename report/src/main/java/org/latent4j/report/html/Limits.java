package org.latent4j.report.html;

import java.util.ArrayList;
import java.util.List;
import org.latent4j.report.ModelResult;
import org.latent4j.report.Report;
import org.latent4j.report.statistics.DensityLimits;
import org.latent4j.report.statistics.Spread;

/** What the numbers and pictures of a report do not show. */
final class Limits {
  private Limits() {}

  static List<String> of(Report report) {
    List<ModelResult> models = report.models();
    int seeds = models.stream().mapToInt(model -> model.seeds().size()).min().orElse(1);
    boolean bound = models.stream().anyMatch(model -> has(model, "elbo"));
    boolean annealed = models.stream().anyMatch(model -> has(model, "log_likelihood_ais"));
    boolean unbounded =
        models.stream().anyMatch(model -> !has(model, "elbo") && !has(model, "log_likelihood_ais"));
    List<String> limits = new ArrayList<>();
    if (seeds == 1) {
      limits.add(
          "One seed. Initial weights and data order alone move these numbers; how far is not"
              + " known, so differences are those of these trainings, not of the models.");
    } else if (models.size() > 1 && seeds < 5) {
      limits.add(
          seeds
              + " seeds are few: intervals are wide, and a difference that they do not show may"
              + " still be there.");
    }
    limits.addAll(DensityLimits.of(models));
    if (bound && !DensityLimits.isBetweenEnds(models)) {
      limits.add(
          "The ELBO is a lower bound. How far ln p(x) lies above it is not known and differs from"
              + " model to model, so that a higher ELBO need not be a higher likelihood."
              + (annealed
                  ? ""
                  : " Annealed importance sampling comes nearer: "
                      + FurtherMetrics.command("log_likelihood_ais,ais_gap")
                      + "."));
    }
    if (models.stream().anyMatch(model -> has(model, "nll_is"))) {
      limits.add(
          "Importance sampling is as tight as its proposal: for a deterministic encoder, which has"
              + " no q(z|x), much looser than for a VAE.");
    }
    if (annealed) {
      limits.add(
          "The gap of annealed importance sampling is measured on examples that the model has drawn."
              + " On the data, which the model knows less well, the estimate may be looser."
              + " Likelihoods are comparable only under the same observation model, p(x|z).");
    }
    if (unbounded) {
      limits.add(
          "A model without an ELBO is not thereby worse: its likelihood exists, but this report"
              + " does not estimate it. Annealed importance sampling does: "
              + FurtherMetrics.command("log_likelihood_ais,ais_gap")
              + ".");
    }
    limits.add(
        "MMD² compares codes with the prior. It says nothing of how good what is decoded from them"
            + " looks.");
    if (report.examples().isPresent()) {
      limits.add(
          "Pictures and maps are of the first seed. Examples were drawn by chance, not chosen; a"
              + " map shows two dimensions of a code and hides the others.");
    }
    limits.addAll(report.limits());
    return limits;
  }

  private static boolean has(ModelResult model, String metric) {
    return Spread.of(model, metric).mean().isPresent();
  }
}
