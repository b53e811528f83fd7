"""Runs the workloads here and in the peers in turn, several rounds, and prints medians and ratios.

    ./latent4j --version      # builds
    python benchmarks/peers/side_by_side.py [--workload W1,W4] [--rounds 3] [--python PYTHON] [--json FILE]

PYTHON is an interpreter with torch, jax and optax; a peer that does not run is said to be absent, and why.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys

here = pathlib.Path(__file__).resolve().parent
parser = argparse.ArgumentParser()
parser.add_argument("--workload", default="W1,W2,W3,W4,W5,W6,W7,W8")
parser.add_argument("--rounds", type=int, default=3)
parser.add_argument("--python", default=sys.executable)
parser.add_argument("--json", type=pathlib.Path)
arguments = parser.parse_args()

contestants = {
    "Latent4J": [str(here.parent.parent / "latent4j"), "bench", "--json", "--quiet", "--rounds", "4"],
    "PyTorch": [arguments.python, str(here / "pytorch_peer.py"), "--rounds", "4"],
    "torch.compile": [arguments.python, str(here / "pytorch_peer.py"), "--rounds", "4", "--compile"],
    "JAX": [arguments.python, str(here / "jax_peer.py"), "--rounds", "4"],
}
engines, rates, efficiencies = {}, {}, {}
for workload in arguments.workload.split(","):
    for number in range(arguments.rounds):
        for name, command in contestants.items():
            result = subprocess.run([*command, "--workload", workload], capture_output=True, text=True)
            if result.returncode != 0:
                reason = (result.stderr.strip().splitlines() or ["no message"])[-1]
                print(f"{name} is absent from {workload}: {reason}", file=sys.stderr)
                continue
            document = json.loads(result.stdout[result.stdout.index("{"):])
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
