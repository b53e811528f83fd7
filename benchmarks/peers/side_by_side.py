"""Runs our step and the peers' in turn, several rounds, and prints medians and their ratios.

    mvn -q -Pbenchmarks -DskipTests package
    python benchmarks/peers/side_by_side.py [ROUNDS] [PYTHON]

PYTHON is an interpreter with torch, jax and optax; a peer that cannot be imported is said to be absent.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys

here = pathlib.Path(__file__).resolve().parent
root = here.parent.parent
rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
python = sys.argv[2] if len(sys.argv) > 2 else sys.executable

java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
home = root / "app" / "target" / "latent4j"
jars = [root / "benchmarks" / "target" / "classes", home / "mods" / "*", home / "lib" / "*"]
ours = [java, "-XX:+UseParallelGC", "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED",
        "-cp", os.pathsep.join(map(str, jars)), "org.latent4j.benchmarks.VaeStep"]
contestants = {
    "Latent4J": ours,
    "PyTorch": [python, str(here / "pytorch_vae.py"), "step"],
    "JAX": [python, str(here / "jax_vae.py"), "step"],
}

times = {name: [] for name in contestants}
engines = {}
for number in range(rounds):
    for name, command in contestants.items():
        result = subprocess.run(command, capture_output=True, text=True)
        if result.returncode != 0:
            print(f"{name}: absent ({(result.stderr.strip().splitlines() or ['no message'])[-1]})")
            continue
        line = json.loads(result.stdout.strip().splitlines()[-1])
        times[name].append(line["step_ms"])
        engines[name] = line["engine"]
    print(f"round {number + 1}:", {name: values[-1] for name, values in times.items() if values}, flush=True)

base = statistics.median(times["Latent4J"])
for name, values in times.items():
    if values:
        median = statistics.median(values)
        print(f"{name:10} {median:7.3f} ms a step  {median / base:5.2f} x ours   {engines[name]}")
