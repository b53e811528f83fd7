"""Runs the workloads here and in the peers in turn, several rounds, and prints medians and ratios.

    ./latent4j --version      # builds
    python benchmarks/peers/side_by_side.py [--workload W1,W4] [--rounds 3] [--python PYTHON] [--json FILE]

PYTHON is an interpreter with torch, jax and optax. Deeplearning4j takes part where benchmarks/target/benchmarks.jar
is built (mvn -Pbenchmarks -pl benchmarks -am package). A peer that does not run, or not within the limit, is said to
be absent, and why.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys

here = pathlib.Path(__file__).resolve().parent
parser = argparse.ArgumentParser()
parser.add_argument("--workload", default="W1,W2,W3,W4,W5,W6,W7,W8")
parser.add_argument("--rounds", type=int, default=3)
parser.add_argument("--python", default=sys.executable)
parser.add_argument("--limit", type=float, default=300, help="seconds that one process may take")
parser.add_argument("--json", type=pathlib.Path)
arguments = parser.parse_args()

contestants = {
    "Latent4J": [str(here.parent.parent / "latent4j"), "bench", "--json", "--quiet", "--rounds", "4"],
    "PyTorch": [arguments.python, str(here / "pytorch_peer.py"), "--rounds", "4"],
    "torch.compile": [arguments.python, str(here / "pytorch_peer.py"), "--rounds", "4", "--compile"],
    "JAX": [arguments.python, str(here / "jax_peer.py"), "--rounds", "4"],
}
# Both, since one of its threads was faster than two here (why is not known).
jar = here.parent / "target" / "benchmarks.jar"
deeplearning4j = ["java", "-cp", str(jar), "org.latent4j.benchmarks.peers.Deeplearning4jPeer", "--rounds", "2"]
threads = {"Deeplearning4j": os.cpu_count(), "Deeplearning4j, 1 thread": 1}
if jar.is_file():
    contestants.update((name, deeplearning4j) for name in threads)
else:
    print(f"Deeplearning4j is absent: {jar} is not built", file=sys.stderr)


def measure(name, workload):
    """What a contestant prints, or why it prints nothing."""
    environment = dict(os.environ)
    if name in threads:
        environment |= {"OMP_NUM_THREADS": str(threads[name]), "OPENBLAS_NUM_THREADS": str(threads[name])}
    try:
        result = subprocess.run([*contestants[name], "--workload", workload], capture_output=True, text=True,
                                env=environment, timeout=arguments.limit)
    except subprocess.TimeoutExpired:
        return None, f"it takes longer than {arguments.limit:.0f} s"
    if result.returncode != 0:
        return None, (result.stderr.strip().splitlines() or ["no message"])[-1]
    return json.loads(result.stdout[result.stdout.index("{"):]), None


engines, rates, efficiencies = {}, {}, {}
for workload in arguments.workload.split(","):
    for number in range(arguments.rounds):
        for name in contestants:
            document, reason = measure(name, workload)
            if document is None:
                print(f"{name} is absent from {workload}: {reason}", file=sys.stderr)
                continue
            measured = document["workloads"][workload]
            engines[name] = document["engine"]
            rates.setdefault((workload, name), []).append(measured["samples_per_second"])
            if "efficiency" in measured:
                efficiencies.setdefault(workload, []).append(measured["efficiency"])

names = [name for name in contestants if name in engines]
print("Examples a second (median), and how many times as fast as each peer Latent4J is:\n")
print("|  | " + " | ".join(names) + " | efficiency |\n" + "| --- " * (len(names) + 2) + "|")
table = {}
for workload in arguments.workload.split(","):
    medians = {n: statistics.median(rates[workload, n]) for n in names if (workload, n) in rates}
    ours = medians.get("Latent4J")
    cells = []
    for name in names:
        if name not in medians:
            cells.append("-")
        elif name == "Latent4J" or ours is None:
            cells.append(f"{medians[name]:,.0f}")
        else:
            cells.append(f"{medians[name]:,.0f} ({ours / medians[name]:.2f}×)")
    efficiency = statistics.median(efficiencies[workload]) if workload in efficiencies else None
    print(f"| {workload} | " + " | ".join(cells) + (f" | {efficiency:.2f} |" if efficiency else " | - |"))
    table[workload] = {"samples_per_second": medians, "efficiency": efficiency}
print("\n" + "\n".join(f"{name}: {engine}" for name, engine in engines.items()))
if arguments.json:
    arguments.json.write_text(json.dumps({"engines": engines, "workloads": table}, indent=2) + "\n")
