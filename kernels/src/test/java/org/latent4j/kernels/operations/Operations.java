package org.latent4j.kernels.operations;

import static org.latent4j.kernels.operations.Domain.LOG_VARIANCE;
import static org.latent4j.kernels.operations.Domain.NORMAL;
import static org.latent4j.kernels.operations.Domain.OFF_THE_KINKS;
import static org.latent4j.kernels.operations.Domain.ON_THE_KINKS;
import static org.latent4j.kernels.operations.Domain.POSITIVE;
import static org.latent4j.kernels.operations.Domain.TINY;
import static org.latent4j.kernels.operations.Domain.UNIT;
import static org.latent4j.kernels.operations.Domain.WIDE;
import static org.latent4j.kernels.operations.OperationCase.Rounding.EACH;
import static org.latent4j.kernels.operations.OperationCase.Rounding.LARGEST;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.latent4j.api.tensor.Activation;
import org.latent4j.api.tensor.Tape;
import org.latent4j.api.tensor.Var;
import org.latent4j.kernels.operations.OperationCase.Formula;
import org.latent4j.kernels.operations.OperationCase.Rounding;

/** Every differentiable operation of {@code Var} and {@code Tape}, over its kinds of operands. */
public final class Operations {
  private final List<OperationCase> cases = new ArrayList<>();

  private Operations() {}

  /** Operands on which every operation is smooth and well conditioned. */
  public static List<OperationCase> smooth() {
    Operations operations = new Operations();
    operations.arithmetic();
    operations.functions();
    operations.shapesAndSums();
    operations.products();
    operations.conveniences();
    return operations.cases;
  }

  /** Operands at which formulas overflow or cancel when they are written down naively. */
  public static List<OperationCase> extreme() {
    Operations operations = new Operations();
    operations.extremes();
    return operations.cases;
  }

  /** Operands exactly at the kinks, and what has no derivative that differences would find. */
  public static List<OperationCase> kinked() {
    Operations operations = new Operations();
    operations.kinks();
    return operations.cases;
  }

  private void add(
      String method,
      String variant,
      Rounding rounding,
      BiFunction<Integer, Integer, List<Input>> inputs,
      Formula formula) {
    cases.add(new OperationCase(method, variant, inputs, formula, rounding));
  }

  private void binary(String name, Domain second, Formula formula) {
    String method = "Var." + name + "(Var)";
    add(method, "equal shapes", EACH, (n, d) -> matrices(n, d, second), formula);
    add(
        method,
        "vectors",
        EACH,
        (n, d) -> List.of(new Input(NORMAL, d), new Input(second, d)),
        formula);
    add(
        method,
        "row vector on the right",
        LARGEST,
        (n, d) -> List.of(new Input(NORMAL, n, d), new Input(second, d)),
        formula);
    add(
        method,
        "row vector on the left",
        LARGEST,
        (n, d) -> List.of(new Input(NORMAL, d), new Input(second, n, d)),
        formula);
    add(
        method,
        "column on the right",
        LARGEST,
        (n, d) -> List.of(new Input(NORMAL, n, d), new Input(second, n, 1)),
        formula);
    add(
        method,
        "column on the left",
        LARGEST,
        (n, d) -> List.of(new Input(NORMAL, n, 1), new Input(second, n, d)),
        formula);
    add(
        method,
        "column by row",
        LARGEST,
        (n, d) -> List.of(new Input(NORMAL, n, 1), new Input(second, d)),
        formula);
    add(
        method,
        "number on the right",
        LARGEST,
        (n, d) -> List.of(new Input(NORMAL, n, d), new Input(second, 1)),
        formula);
    add(
        method,
        "number on the left",
        LARGEST,
        (n, d) -> List.of(new Input(NORMAL, 1), new Input(second, n, d)),
        formula);
    add(
        method,
        "number on a vector",
        LARGEST,
        (n, d) -> List.of(new Input(NORMAL, d), new Input(second, 1)),
        formula);
  }

  private static List<Input> matrices(int n, int d, Domain second) {
    return List.of(new Input(NORMAL, n, d), new Input(second, n, d));
  }

  private void arithmetic() {
    binary("plus", NORMAL, (tape, in) -> in.get(0).plus(in.get(1)));
    binary("minus", NORMAL, (tape, in) -> in.get(0).minus(in.get(1)));
    binary("times", NORMAL, (tape, in) -> in.get(0).times(in.get(1)));
    binary("dividedBy", POSITIVE, (tape, in) -> in.get(0).dividedBy(in.get(1)));
    add(
        "Var.times(Var)",
        "by itself",
        EACH,
        (n, d) -> List.of(new Input(NORMAL, n, d)),
        (tape, in) -> in.get(0).times(in.get(0)));
    unary("plus(double)", NORMAL, x -> x.plus(2.5));
    unary("minus(double)", NORMAL, x -> x.minus(2.5));
    unary("times(double)", NORMAL, x -> x.times(-1.75));
    unary("negate()", NORMAL, Var::negate);
  }

  private void unary(String name, Domain domain, UnaryOperator<Var> operation) {
    unary(name, domain, EACH, operation);
  }

  private void cancelling(String name, Domain domain, UnaryOperator<Var> operation) {
    unary(name, domain, LARGEST, operation);
  }

  private void unary(String name, Domain domain, Rounding rounding, UnaryOperator<Var> operation) {
    add(
        "Var." + name,
        "over " + domain,
        rounding,
        (n, d) -> List.of(new Input(domain, n, d)),
        (tape, in) -> operation.apply(in.get(0)));
    add(
        "Var." + name,
        "of a vector over " + domain,
        rounding,
        (n, d) -> List.of(new Input(domain, d)),
        (tape, in) -> operation.apply(in.get(0)));
  }

  private void functions() {
    unary("exp()", NORMAL, Var::exp);
    unary("log()", POSITIVE, Var::log);
    unary("log1p()", POSITIVE, Var::log1p);
    unary("sqrt()", POSITIVE, Var::sqrt);
    unary("square()", NORMAL, Var::square);
    unary("abs()", OFF_THE_KINKS, Var::abs);
    unary("tanh()", NORMAL, Var::tanh);
    unary("sigmoid()", NORMAL, Var::sigmoid);
    unary("softplus()", NORMAL, Var::softplus);
    unary("relu()", OFF_THE_KINKS, Var::relu);
    unary("leakyRelu(double)", OFF_THE_KINKS, x -> x.leakyRelu(0.2));
    cancelling("gelu()", NORMAL, Var::gelu);
    unary("clamp(double,double)", OFF_THE_KINKS, x -> x.clamp(-1, 1));
  }

  private void shapesAndSums() {
    matrix("sum()", LARGEST, Var::sum);
    matrix("mean()", LARGEST, Var::mean);
    matrix("rowSums()", LARGEST, Var::rowSums);
    matrix("columnSums()", LARGEST, Var::columnSums);
    matrix("logSumExp()", LARGEST, Var::logSumExp);
    matrix("transpose()", EACH, Var::transpose);
    matrix("columns(int,int)", EACH, x -> x.columns(x.columns() / 2, x.columns()));
    matrix("rows(int,int)", EACH, x -> x.rows(0, (x.rows() + 1) / 2));
    matrix("reshape(int[])", EACH, x -> x.reshape(x.rows() * x.columns()));
    add(
        "Var.rows(int,int)",
        "of a vector",
        EACH,
        (n, d) -> List.of(new Input(NORMAL, d)),
        (tape, in) -> in.get(0).rows(in.get(0).rows() / 2, in.get(0).rows()));
    add(
        "Var.sum()",
        "of a vector",
        LARGEST,
        (n, d) -> List.of(new Input(NORMAL, d)),
        (tape, in) -> in.get(0).sum());
    add(
        "Var.mean()",
        "of a vector",
        LARGEST,
        (n, d) -> List.of(new Input(NORMAL, d)),
        (tape, in) -> in.get(0).mean());
    add(
        "Var.reshape(int[])",
        "of a transposed matrix",
        EACH,
        (n, d) -> List.of(new Input(NORMAL, n, d)),
        (tape, in) -> in.get(0).transpose().reshape(in.get(0).rows(), in.get(0).columns()));
    add(
        "Tape.concatenate(List)",
        "matrices and a vector",
        EACH,
        (n, d) -> List.of(new Input(NORMAL, n, d), new Input(NORMAL, n), new Input(NORMAL, n, 3)),
        (tape, in) -> tape.concatenate(in));
    add(
        "Tape.concatenate(List)",
        "one part twice",
        LARGEST,
        (n, d) -> List.of(new Input(NORMAL, n, d)),
        (tape, in) -> tape.concatenate(List.of(in.get(0), in.get(0))));
  }

  private void matrix(String name, Rounding rounding, UnaryOperator<Var> operation) {
    add(
        "Var." + name,
        "",
        rounding,
        (n, d) -> List.of(new Input(NORMAL, n, d)),
        (tape, in) -> operation.apply(in.get(0)));
  }

  private void products() {
    add(
        "Var.matmul(Var)",
        "",
        LARGEST,
        (n, d) -> List.of(new Input(NORMAL, n, d), new Input(NORMAL, d, 5)),
        (tape, in) -> in.get(0).matmul(in.get(1)));
    add(
        "Var.matmul(Var)",
        "to one column",
        LARGEST,
        (n, d) -> List.of(new Input(NORMAL, n, d), new Input(NORMAL, d, 1)),
        (tape, in) -> in.get(0).matmul(in.get(1)));
    add(
        "Var.matmul(Var)",
        "outer product",
        LARGEST,
        (n, d) -> List.of(new Input(NORMAL, n, 1), new Input(NORMAL, 1, d)),
        (tape, in) -> in.get(0).matmul(in.get(1)));
    add(
        "Tape.matmulTransposed(Var,Var)",
        "",
        LARGEST,
        (n, d) -> List.of(new Input(NORMAL, n, d), new Input(NORMAL, 4, d)),
        (tape, in) -> tape.matmulTransposed(in.get(0), in.get(1)));
    add(
        "Tape.squaredDistances(Var,Var)",
        "",
        LARGEST,
        (n, d) -> List.of(new Input(NORMAL, n, d), new Input(NORMAL, 4, d)),
        (tape, in) -> tape.squaredDistances(in.get(0), in.get(1)));
    add(
        "Tape.squaredDistances(Var,Var)",
        "to itself",
        LARGEST,
        (n, d) -> List.of(new Input(NORMAL, n, d)),
        (tape, in) -> tape.squaredDistances(in.get(0), in.get(0)));
  }

  private void conveniences() {
    add(
        "Tape.apply(Kernel,Var[])",
        "",
        EACH,
        (n, d) -> List.of(new Input(NORMAL, n, d), new Input(POSITIVE, n, d)),
        (tape, in) -> tape.apply(new ScaledSquare(), in.get(0), in.get(1)));
    for (Activation activation : Activation.values()) {
      add(
          "Tape.dense(Var,Var,Var,Activation)",
          activation.name(),
          LARGEST,
          (n, d) ->
              List.of(
                  new Input(NORMAL, n, d), new Input(NORMAL, d, 6), new Input(OFF_THE_KINKS, 6)),
          (tape, in) -> tape.dense(in.get(0), in.get(1), in.get(2), activation));
    }
    add(
        "Tape.reparameterize(Var,Var,Var)",
        "",
        LARGEST,
        (n, d) ->
            List.of(new Input(NORMAL, n, d), new Input(NORMAL, n, d), new Input(NORMAL, n, d)),
        (tape, in) -> tape.reparameterize(in.get(0), in.get(1), in.get(2)));
    for (double scale : new double[] {1, 2.5}) {
      add(
          "Tape.gaussianKl(Var,Var,double)",
          "to scale " + scale,
          LARGEST,
          (n, d) -> matrices(n, d, NORMAL),
          (tape, in) -> tape.gaussianKl(in.get(0), in.get(1), scale));
      add(
          "Tape.gaussianKl(Var,Var,double)",
          "to scale " + scale + ", beside a draw",
          LARGEST,
          (n, d) -> matrices(n, d, NORMAL),
          (tape, in) -> besideADraw(tape, in.get(0), in.get(1), scale, in.get(0)));
    }
    add(
        "Tape.gaussianKl(Var,Var,double)",
        "beside a draw that goes nowhere",
        LARGEST,
        (n, d) -> matrices(n, d, NORMAL),
        (tape, in) -> {
          tape.reparameterize(in.get(0), in.get(1), in.get(0));
          return tape.gaussianKl(in.get(0), in.get(1), 1);
        });
    add(
        "Tape.gaussianKl(Var,Var,double)",
        "twice, and of another mean, beside two draws",
        LARGEST,
        (n, d) -> matrices(n, d, NORMAL),
        (tape, in) -> {
          Var mean = in.get(0);
          Var logVariance = in.get(1);
          return besideADraw(tape, mean, logVariance, 2, mean)
              .plus(besideADraw(tape, mean, logVariance, 1, logVariance))
              .plus(tape.gaussianKl(mean, logVariance, 1).square())
              .plus(tape.gaussianKl(mean.times(2), logVariance, 1));
        });
    add(
        "Tape.bernoulliLogDensity(Var,Var)",
        "",
        LARGEST,
        (n, d) -> matrices(n, d, UNIT),
        (tape, in) -> tape.bernoulliLogDensity(in.get(0), in.get(1)));
    add(
        "Tape.gaussianLogDensity(Var,Var,Var)",
        "a variance each",
        LARGEST,
        (n, d) ->
            List.of(new Input(NORMAL, n, d), new Input(NORMAL, n, d), new Input(NORMAL, n, d)),
        (tape, in) -> tape.gaussianLogDensity(in.get(0), in.get(1), in.get(2)));
    add(
        "Tape.gaussianLogDensity(Var,Var,Var)",
        "a variance a column",
        LARGEST,
        (n, d) -> List.of(new Input(NORMAL, n, d), new Input(NORMAL, n, d), new Input(NORMAL, d)),
        (tape, in) -> tape.gaussianLogDensity(in.get(0), in.get(1), in.get(2)));
    add(
        "Tape.gaussianLogDensity(Var,Var,Var)",
        "one shared variance",
        LARGEST,
        (n, d) -> List.of(new Input(NORMAL, n, d), new Input(NORMAL, n, d), new Input(NORMAL, 1)),
        (tape, in) -> tape.gaussianLogDensity(in.get(0), in.get(1), in.get(2)));
  }

  /** The divergence of a Gaussian that has been drawn from, plus the sum of the draw. */
  private static Var besideADraw(Tape tape, Var mean, Var logVariance, double scale, Var noise) {
    Var z = tape.reparameterize(mean, logVariance, noise);
    return tape.gaussianKl(mean, logVariance, scale).plus(z.rowSums());
  }

  private void extremes() {
    unary("softplus()", WIDE, Var::softplus);
    unary("sigmoid()", WIDE, Var::sigmoid);
    unary("tanh()", WIDE, Var::tanh);
    cancelling("gelu()", WIDE, Var::gelu);
    unary("log1p()", WIDE, x -> x.abs().log1p());
    unary("log1p()", TINY, Var::log1p);
    unary("tanh()", TINY, Var::tanh);
    matrixOf(WIDE, "logSumExp()", Var::logSumExp);
    add(
        "Tape.bernoulliLogDensity(Var,Var)",
        "logits to ±1e4",
        LARGEST,
        (n, d) -> List.of(new Input(WIDE, n, d), new Input(UNIT, n, d)),
        (tape, in) -> tape.bernoulliLogDensity(in.get(0), in.get(1)));
    add(
        "Tape.gaussianKl(Var,Var,double)",
        "log variances to ±30",
        LARGEST,
        (n, d) -> matrices(n, d, LOG_VARIANCE),
        (tape, in) -> tape.gaussianKl(in.get(0), in.get(1), 1));
    add(
        "Tape.gaussianLogDensity(Var,Var,Var)",
        "log variances to ±30",
        LARGEST,
        (n, d) ->
            List.of(
                new Input(NORMAL, n, d), new Input(NORMAL, n, d), new Input(LOG_VARIANCE, n, d)),
        (tape, in) -> tape.gaussianLogDensity(in.get(0), in.get(1), in.get(2)));
    add(
        "Tape.reparameterize(Var,Var,Var)",
        "log variances to ±30",
        LARGEST,
        (n, d) ->
            List.of(
                new Input(NORMAL, n, d), new Input(LOG_VARIANCE, n, d), new Input(NORMAL, n, d)),
        (tape, in) -> tape.reparameterize(in.get(0), in.get(1), in.get(2)));
  }

  private void kinks() {
    unary("detach()", NORMAL, x -> x.detach().times(x));
    unary("abs()", ON_THE_KINKS, Var::abs);
    unary("relu()", ON_THE_KINKS, Var::relu);
    unary("leakyRelu(double)", ON_THE_KINKS, x -> x.leakyRelu(0.25));
    unary("clamp(double,double)", ON_THE_KINKS, x -> x.clamp(-1, 1));
    for (Activation activation : List.of(Activation.RELU, Activation.LEAKY_RELU)) {
      add(
          "Tape.dense(Var,Var,Var,Activation)",
          activation + " at its kink",
          LARGEST,
          (n, d) ->
              List.of(
                  new Input(ON_THE_KINKS, n, 2),
                  new Input(ON_THE_KINKS, 2, d),
                  new Input(ON_THE_KINKS, d)),
          (tape, in) -> tape.dense(in.get(0), in.get(1), in.get(2), activation));
    }
  }

  private void matrixOf(Domain domain, String name, UnaryOperator<Var> operation) {
    add(
        "Var." + name,
        "over " + domain,
        LARGEST,
        (n, d) -> List.of(new Input(domain, n, d)),
        (tape, in) -> operation.apply(in.get(0)));
  }
}
