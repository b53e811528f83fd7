package org.latent4j.app.command;

import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.latent4j.api.spi.NearMiss;
import org.latent4j.app.arguments.Arguments;
import org.latent4j.app.arguments.CommandSyntax;
import org.latent4j.app.arguments.Flag;
import org.latent4j.app.arguments.UsageException;
import org.latent4j.app.configuration.ConfigurationFlags;
import org.latent4j.app.console.Console;
import org.latent4j.app.console.TextTable;
import org.latent4j.experiments.bench.Benchmark;
import org.latent4j.experiments.bench.Speed;
import org.latent4j.experiments.bench.Workload;
import org.latent4j.runtime.catalog.Catalog;

/** {@code bench}: how fast training and evaluation run on this machine. */
public final class BenchCommand implements Command {
  private static final int ROUNDS = 9;

  private final PluginSource plugins;

  @Inject
  public BenchCommand(PluginSource plugins) {
    this.plugins = plugins;
  }

  @Override
  public CommandSyntax syntax() {
    return CommandSyntax.command("bench", "measure the speed of training and evaluation")
        .flag(Flag.WORKLOAD, "which ones (default: all)")
        .flag(Flag.ROUNDS, "timed rounds of each (default: " + ROUNDS + ")")
        .flags(List.of(Flag.TURNS, Flag.THREADS, Flag.SET))
        .notes(
            "floor is the time of a step's matrix products alone, with the same BLAS and threads,"
                + " measured in turn with the steps; efficiency is its share of the step. Times are"
                + " medians over rounds. hand-over is how long what one thread has written takes to"
                + " another: between cores that share no cache it is long, and steps take longer,"
                + " more than their products do. Workloads: "
                + String.join(
                    "; ",
                    Arrays.stream(Workload.values())
                        .map(workload -> workload + " " + workload.description())
                        .toList())
                + ".")
        .example("bench")
        .example("bench --workload W1,W4 --json")
        .example("bench --set engine.blas=library")
        .build();
  }

  @Override
  public void run(Arguments arguments, Console console) {
    List<Workload> workloads =
        arguments
            .list(Flag.WORKLOAD)
            .map(names -> names.stream().map(BenchCommand::workload).toList())
            .orElse(List.of(Workload.values()));
    int rounds = arguments.integer(Flag.ROUNDS, 1).orElse(ROUNDS);
    Catalog catalog = plugins.discover(List.of());
    Benchmark benchmark =
        Benchmark.run(
            catalog,
            workloads,
            ConfigurationFlags.read(arguments, catalog, console),
            rounds,
            workload -> console.remark(workload + " " + workload.description()),
            arguments.has(Flag.TURNS) ? console::awaitTurn : () -> {});
    console.result(table(benchmark.speeds()).within(console.columns()), document(benchmark));
  }

  private static Workload workload(String name) {
    List<String> names = Arrays.stream(Workload.values()).map(Workload::name).toList();
    String upper = name.toUpperCase(Locale.ROOT);
    if (!names.contains(upper)) {
      throw new UsageException(NearMiss.unknown("there is no workload", name, names));
    }
    return Workload.valueOf(upper);
  }

  private static TextTable table(Map<Workload, Speed> speeds) {
    TextTable table =
        TextTable.ofNumbers(
            List.of("", "step (ms)", "floor (ms)", "efficiency", "samples/s", "hand-over (ns)"));
    speeds.forEach(
        (workload, speed) ->
            table.row(
                List.of(
                    workload.name(),
                    decimal("%.3f", 1000 * speed.stepSeconds()),
                    decimal("%.3f", 1000 * speed.floorSeconds()),
                    decimal("%.2f", speed.efficiency()),
                    decimal("%.0f", speed.samplesPerSecond()),
                    nanoseconds(speed.handOverSeconds())
                        .map(ns -> decimal("%.0f", ns))
                        .orElse("-"))));
    return table;
  }

  private static Optional<Double> nanoseconds(OptionalDouble seconds) {
    return seconds.isPresent() ? Optional.of(1e9 * seconds.getAsDouble()) : Optional.empty();
  }

  private static String decimal(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }

  private static Map<String, Object> document(Benchmark benchmark) {
    Map<String, Object> workloads = new LinkedHashMap<>();
    benchmark
        .speeds()
        .forEach(
            (workload, speed) -> {
              Map<String, Object> numbers = new LinkedHashMap<>();
              numbers.put("step_ms", 1000 * speed.stepSeconds());
              numbers.put("floor_ms", 1000 * speed.floorSeconds());
              numbers.put("efficiency", speed.efficiency());
              numbers.put("samples_per_second", speed.samplesPerSecond());
              numbers.put("rounds_ms", speed.steps().stream().map(step -> 1000 * step).toList());
              numbers.put(
                  "floor_rounds_ms", speed.floors().stream().map(floor -> 1000 * floor).toList());
              numbers.put("handover_ns", nanoseconds(speed.handOverSeconds()).orElse(null));
              numbers.put(
                  "handover_rounds_ns",
                  speed.handOvers().stream().map(time -> nanoseconds(time).orElse(null)).toList());
              workloads.put(workload.name(), numbers);
            });
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("engine", benchmark.engine());
    document.put("java", Runtime.version().toString());
    document.put("workloads", workloads);
    return document;
  }
}
