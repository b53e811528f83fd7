"""Checks what `latent4j compare --json --out DIR` leaves: the document, its copy beside the report, the report."""

import json
import math
import pathlib
import sys

out, document = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
models = json.loads(document.read_text())["models"]
assert list(models) == ["vae", "beta-vae", "aae"], list(models)
for name, figures in models.items():
    for key in ("elbo", "distortion", "rate", "reconstruction_mse", "active_units", "mmd", "parameters", "train_seconds"):
        assert key in figures, f"{name} has no {key}"
    for key in ("distortion", "reconstruction_mse", "mmd", "parameters", "train_seconds"):
        assert math.isfinite(figures[key]), f"{name}.{key} is {figures[key]}"
for name in ("vae", "beta-vae"):
    figures = models[name]
    total = figures["distortion"] + figures["rate"]
    assert abs(figures["elbo"] + total) < 1e-3 * abs(total), f"{name}: elbo is not -(distortion + rate)"
assert models["aae"]["rate"] is None, "a deterministic code has no rate"
assert json.loads((out / "metrics.json").read_text())["models"] == models, "metrics.json differs from the document"
report = (out / "report.html").read_text()
assert len(report) > 100_000 and "http-equiv" not in report, "the report is not there"
print("checked:", {name: round(figures["distortion"], 2) for name, figures in models.items()})
