"""How a peer's workloads are timed: by rounds, each in its turn where others are measured beside it."""

import argparse
import json
import statistics
import sys

WARM_UP = 5


def parser(workloads):
    result = argparse.ArgumentParser()
    result.add_argument("--workload", default=",".join(workloads))
    result.add_argument("--rounds", type=int, default=7)
    result.add_argument("--turns", action="store_true", help="say 'turn' before each round, and wait for a line")
    return result


def await_turn():
    print("turn", file=sys.stderr, flush=True)
    if not sys.stdin.readline():
        sys.exit("standard input has ended where a turn was awaited")


def measure(workloads, make, engine, arguments):
    """Prints one JSON document: for each workload the median time of a step, and examples a second."""
    results = {}
    for name in arguments.workload.split(","):
        if arguments.turns:
            await_turn()
        work = make(workloads[name])
        seconds = []
        for _ in range(WARM_UP + arguments.rounds):
            if arguments.turns:
                await_turn()
            seconds.append(work.round())
        seconds = seconds[WARM_UP:]
        results[name] = {
            "step_ms": 1000 * statistics.median(seconds),
            "samples_per_second": work.samples / statistics.median(seconds),
            "rounds_ms": [1000 * s for s in seconds],
        }
    print(json.dumps({"engine": engine, "workloads": results}))
