"""The recipe of docs/reproduction.md in PyTorch: a VAE 784-400-20 on grey MNIST.

    python pytorch_mnist.py DATA_DIR [EPOCHS] [SEED]

Prints one line of JSON: ELBO, distortion and rate on the 10,000 test images.
"""

import gzip
import json
import pathlib
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


def images(path):
    raw = gzip.decompress(path.read_bytes())
    return torch.frombuffer(bytearray(raw[16:]), dtype=torch.uint8).reshape(-1, FEATURES).float() / 255


def train(directory, epochs=10, seed=1):
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
    train(sys.argv[1], *map(int, sys.argv[2:]))
