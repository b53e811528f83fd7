"""Measures the workloads here and in the peers, a round of each in turn, and prints medians and ratios.

    ./latent4j --version      # builds
    python benchmarks/peers/side_by_side.py [--workload W1,W4] [--rounds 20] [--python PYTHON] [--json FILE]

PYTHON is an interpreter with torch, jax and optax. Deeplearning4j takes part where benchmarks/target/benchmarks.jar
is built (mvn -Pbenchmarks -pl benchmarks -am package). A peer that does not run, or not within the limit, is said to
be absent, and why.

All contestants of a workload live at once, each a process of its own, and one at a time runs: the others are stopped
by a signal, so that no thread of theirs spins. A round takes some tenths of a second, so that what else the machine
does meets all alike. Needs a system with SIGSTOP.
"""

import argparse
import json
import os
import pathlib
import queue
import signal
import statistics
import subprocess
import sys
import threading

here = pathlib.Path(__file__).resolve().parent
OURS = "Latent4J"


class Contestant:
    """A process that says 'turn' on standard error and goes on when it is given a line."""

    def __init__(self, name, command, environment, limit):
        self.name, self.limit, self.result, self.absence = name, limit, None, None
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        text=True, env=os.environ | environment, start_new_session=True)
        self.said = queue.Queue()
        threading.Thread(target=self.listen, daemon=True).start()
        self.wait()

    def listen(self):
        for line in self.process.stderr:
            self.said.put(line.strip())
        self.said.put(None)

    def signal(self, number):
        os.killpg(self.process.pid, number)

    def wait(self):
        """Lets it run until it asks for its next turn or has ended, and stops it."""
        last = "no message"
        while True:
            try:
                line = self.said.get(timeout=self.limit)
            except queue.Empty:
                self.kill()
                self.absence = f"a turn takes longer than {self.limit:.0f} s"
                return
            if line == "turn":
                self.signal(signal.SIGSTOP)
                return
            if line is None:
                out = self.process.stdout.read()
                if self.process.wait() == 0:
                    self.result = json.loads(out)
                else:
                    self.absence = last
                return
            last = line or last

    def turn(self):
        """Gives it one turn; false if it has none left."""
        if self.result or self.absence:
            return False
        self.signal(signal.SIGCONT)
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        self.wait()
        return True

    def kill(self):
        if self.process.poll() is None:
            self.signal(signal.SIGKILL)


def measure(workload, commands, limit):
    """What the contestants print, by name."""
    contestants = []
    try:
        for name, (command, environment) in commands.items():
            try:
                contestants.append(Contestant(name, [*command, "--turns", "--workload", workload], environment, limit))
            except OSError as e:
                print(f"{name} is absent from {workload}: {e}", file=sys.stderr)
        while any([contestant.turn() for contestant in contestants]):
            pass
    finally:
        for contestant in contestants:
            contestant.kill()
    for contestant in contestants:
        if contestant.absence:
            print(f"{contestant.name} is absent from {workload}: {contestant.absence}", file=sys.stderr)
    return {contestant.name: contestant.result for contestant in contestants if contestant.result}


def against(ours, peer):
    """How many times as fast ours is: of medians, and the middle half of the turns'."""
    ratios = [theirs / our for our, theirs in zip(ours["rounds_ms"], peer["rounds_ms"])]
    low, _, high = statistics.quantiles(ratios, n=4, method="inclusive")
    return {"ratio": peer["step_ms"] / ours["step_ms"], "quartiles": [low, high]}


def row(workload, names, measured):
    cells = []
    for name in names:
        if name not in measured:
            cells.append("-")
            continue
        cell = f"{measured[name]['samples_per_second']:,.0f}"
        if name != OURS and OURS in measured:
            versus = measured[name]["latent4j"]
            cell += " ({:.2f}×, {:.2f} to {:.2f})".format(versus["ratio"], *versus["quartiles"])
        cells.append(cell)
    cells.append(f"{measured[OURS]['efficiency']:.2f}" if OURS in measured else "-")
    return f"| {workload} | " + " | ".join(cells) + " |"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--workload", default="W1,W2,W3,W4,W5,W6,W7,W8")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--limit", type=float, default=120, help="seconds that one turn may take")
    parser.add_argument("--json", type=pathlib.Path)
    arguments = parser.parse_args()
    if arguments.rounds < 2:
        parser.error("--rounds must be at least 2")

    # Contestants are stopped processes, which would stay: they are killed on the way out.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))

    latent4j = str(here.parent.parent / "latent4j")
    commands = {
        OURS: ([latent4j, "bench", "--json", "--quiet"], {}),
        "PyTorch": ([arguments.python, str(here / "pytorch_peer.py")], {}),
        "torch.compile": ([arguments.python, str(here / "pytorch_peer.py"), "--compile"], {}),
        "JAX": ([arguments.python, str(here / "jax_peer.py")], {}),
    }
    jar = here.parent / "target" / "benchmarks.jar"
    if jar.is_file():
        # Both, since one of its threads was faster than two here (why is not known).
        for name, threads in {"Deeplearning4j": os.cpu_count(), "Deeplearning4j, 1 thread": 1}.items():
            command = ["java", "-cp", str(jar), "org.latent4j.benchmarks.peers.Deeplearning4jPeer"]
            commands[name] = (command, {"OMP_NUM_THREADS": str(threads), "OPENBLAS_NUM_THREADS": str(threads)})
    else:
        print(f"Deeplearning4j is absent: {jar} is not built", file=sys.stderr)
    for command, _ in commands.values():
        command += ["--rounds", str(arguments.rounds)]

    engines, table = {}, {}
    for workload in arguments.workload.split(","):
        table[workload] = {}
        for name, document in measure(workload, commands, arguments.limit).items():
            engines[name] = document["engine"]
            table[workload][name] = document["workloads"][workload]
        ours = table[workload].get(OURS)
        for name, numbers in table[workload].items():
            if ours and name != OURS:
                numbers["latent4j"] = against(ours, numbers)

    names = [name for name in commands if name in engines]
    print("Examples a second (median over rounds), how many times as fast as each peer Latent4J is, and between which"
          " ratios half of the turns lie:\n")
    print("|  | " + " | ".join(names) + " | efficiency |\n" + "| --- " * (len(names) + 2) + "|")
    for workload, measured in table.items():
        print(row(workload, names, measured))
    print("\n" + "\n".join(f"{name}: {engine}" for name, engine in engines.items()))
    if arguments.json:
        arguments.json.write_text(json.dumps({"engines": engines, "workloads": table}, indent=2) + "\n")


if __name__ == "__main__":
    main()
