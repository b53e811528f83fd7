"""Efficiency where cores are near each other and where they are far, from runs of `latent4j bench --json`.

    ./latent4j bench --workload W1,W3 --rounds 24 --json > run1.json      # and again, as often as you like
    python benchmarks/efficiency.py run1.json run2.json

A round counts as near if handing a number from thread to thread took less than 100 ns at its beginning and at its
end, as far if both took 130 ns or more. The first round of a run has no beginning and counts in neither.
"""

import json
import statistics
import sys

NEAR, FAR = "near", "far"


def kind(before, after):
    if before is None or after is None:
        return None
    if max(before, after) < 100:
        return NEAR
    return FAR if min(before, after) >= 130 else None


def rounds(paths):
    """(workload, kind, step, floor) of each round, in milliseconds."""
    for path in paths:
        with open(path) as file:
            workloads = json.load(file)["workloads"]
        for name, measured in workloads.items():
            times = measured["handover_rounds_ns"]
            kinds = [None, *map(kind, times, times[1:])]
            for round_kind, step, floor in zip(kinds, measured["rounds_ms"], measured["floor_rounds_ms"]):
                yield name, round_kind, step, floor


def main(paths):
    if not paths:
        sys.exit(__doc__)
    found = list(rounds(paths))
    print("| | cores | rounds | step (ms) | floor (ms) | efficiency |\n| --- | --- | --- | --- | --- | --- |")
    for name in dict.fromkeys(name for name, *_ in found):
        for wanted in NEAR, FAR:
            of_kind = [(step, floor) for workload, k, step, floor in found if (workload, k) == (name, wanted)]
            if of_kind:
                step, floor = (statistics.median(times) for times in zip(*of_kind))
                print(f"| {name} | {wanted} | {len(of_kind)} | {step:.2f} | {floor:.2f} | {floor / step:.2f} |")


if __name__ == "__main__":
    main(sys.argv[1:])
