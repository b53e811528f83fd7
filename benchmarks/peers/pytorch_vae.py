"""The VAE 784-400-20 in PyTorch, eager, fused Adam: the same step as ours, and the same recipe on MNIST.

    python pytorch_vae.py step [EPOCHS]            one line of JSON: the median time of a step
    python pytorch_vae.py train DATA_DIR [EPOCHS]  one line of JSON: ELBO, distortion, rate on the 10,000 test images
"""

import gzip
import json
import pathlib
import statistics
import sys
import time

import torch
from torch import nn
from torch.nn import functional

BATCH, FEATURES, HIDDEN, LATENT = 128, 784, 400, 20


class Vae(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(FEATURES, HIDDEN)
        self.head = nn.Linear(HIDDEN, 2 * LATENT)
        self.decoder_hidden = nn.Linear(LATENT, HIDDEN)
        self.decoder_head = nn.Linear(HIDDEN, FEATURES)
        # As ours: He (2015) before a ReLU, Glorot (2010) in the heads, biases 0.
        for layer in (self.hidden, self.decoder_hidden):
            nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
        for layer in (self.head, self.decoder_head):
            nn.init.xavier_uniform_(layer.weight)
        for layer in (self.hidden, self.head, self.decoder_hidden, self.decoder_head):
            nn.init.zeros_(layer.bias)

    def forward(self, x):
        mean, log_variance = self.head(functional.relu(self.hidden(x))).chunk(2, dim=1)
        z = mean + (0.5 * log_variance).exp() * torch.randn_like(mean)
        logits = self.decoder_head(functional.relu(self.decoder_hidden(z)))
        distortion = functional.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(1).mean()
        rate = 0.5 * (mean.square() + log_variance.exp() - log_variance - 1).sum(1).mean()
        return distortion, rate


def train_epoch(model, optimizer, data):
    order = torch.randperm(len(data))
    for start in range(0, len(data), BATCH):
        x = data[order[start : start + BATCH]]
        distortion, rate = model(x)
        optimizer.zero_grad(set_to_none=True)
        (distortion + rate).backward()
        optimizer.step()
        distortion.item(), rate.item()  # logged, as ours are


def step(epochs):
    torch.manual_seed(1)
    data = torch.rand(100 * BATCH, FEATURES)
    model = Vae()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
    times = []
    for _ in range(2 * epochs):
        start = time.perf_counter()
        train_epoch(model, optimizer, data)
        times.append((time.perf_counter() - start) / 100)
    print(json.dumps({
        "step_ms": round(1000 * statistics.median(times[epochs:]), 3),
        "engine": f"PyTorch {torch.__version__} eager, fused Adam; threads: {torch.get_num_threads()}",
    }))


def images(path):
    raw = gzip.decompress(path.read_bytes())
    return torch.frombuffer(bytearray(raw[16:]), dtype=torch.uint8).reshape(-1, FEATURES).float() / 255


def train(directory, epochs, seed=1):
    torch.manual_seed(seed)
    folder = pathlib.Path(directory) / "mnist"
    data, test = images(folder / "train-images-idx3-ubyte.gz"), images(folder / "t10k-images-idx3-ubyte.gz")
    model = Vae()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
    start = time.perf_counter()
    for _ in range(epochs):
        train_epoch(model, optimizer, data)
    seconds = time.perf_counter() - start
    with torch.no_grad():
        distortion, rate = (term.item() for term in model(test))
    print(json.dumps({
        "elbo": round(-distortion - rate, 3), "distortion": round(distortion, 3), "rate": round(rate, 3),
        "epochs": epochs, "images": len(data), "seed": seed, "train_seconds": round(seconds, 1),
    }))


if __name__ == "__main__":
    if sys.argv[1] == "step":
        step(int(sys.argv[2]) if len(sys.argv) > 2 else 10)
    else:
        train(sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 10)
