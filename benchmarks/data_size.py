"""The time of a training step beside the number of images it is drawn from.

    python benchmarks/data_size.py [--images 10000,100000,1000000] [--steps 7800] [--heap 256m]

Writes npy files of bytes, 784 a image, and trains the VAE of workload W1 (784-400-20, batch 128) on each for about
as many steps, by the launcher. Of each it prints the milliseconds a step, from metrics.jsonl, and the most memory
that was resident. Needs Python alone. A file of a million images has 784 MB and stays where it is (it is mapped);
with --heap the Java heap is smaller than that.
"""

import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
FEATURES = 784
BATCH = 128


def write(path, images):
    """Dark pixels and bright ones, as in MNIST; a thousand images over and over."""
    header = f"{{'descr': '|u1', 'fortran_order': False, 'shape': ({images}, {FEATURES}), }}\n".encode()
    source = random.Random(1)
    block = bytes(int(source.random() ** 4 * 256) for _ in range(1000 * FEATURES))
    with open(path, "wb") as out:
        out.write(b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header)
        for _ in range(images // 1000):
            out.write(block)


def train(data, images, steps, heap, folder):
    epochs = max(1, round(steps / (images / BATCH)))
    options = os.environ.get("LATENT4J_JAVA_OPTS", "-XX:+UseParallelGC -XX:MaxNewSize=256m")
    environment = dict(os.environ, LATENT4J_JAVA_OPTS=options + (f" -Xmx{heap}" if heap else ""))
    settings = [
        f"training.epochs={epochs}", "training.checkpoint-every=0", "training.checkpoint-seconds=0",
        "data.validation=0", "data.test=100", "encoder.hidden=[400]", "decoder.hidden=[400]",
    ]
    command = [ROOT / "latent4j", "train", "--data", data, "--batch", str(BATCH), "--latent", "20", "--quiet",
               "--out", folder]
    for setting in settings:
        command += ["--set", setting]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"training on {data} failed")
    with open(folder / "metrics.jsonl") as lines:
        seconds = [line["seconds"] for line in map(json.loads, lines) if line["split"] == "train"]
    made = len(seconds) * -(-(images - 100) // BATCH)
    return sum(seconds) / made * 1e3, made, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--images", default="10000,100000,1000000")
    parser.add_argument("--steps", type=int, default=7800)
    parser.add_argument("--heap", help="the most heap that Java may take, such as 256m")
    arguments = parser.parse_args()
    print("   images   steps  ms/step  resident MiB")
    for images in map(int, arguments.images.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            data = pathlib.Path(folder, "images.npy")
            write(data, images)
            milliseconds, steps, resident = train(
                data, images, arguments.steps, arguments.heap, pathlib.Path(folder, "run"))
        print(f"{images:9,} {steps:7,} {milliseconds:8.3f} {resident:13,.0f}", flush=True)


main()
