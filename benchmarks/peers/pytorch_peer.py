"""The workloads of `latent4j bench` in PyTorch.

    python pytorch_peer.py [--workload W1,W2] [--rounds 7] [--turns] [--compile]

Prints one JSON document: for each workload the median time of a step over rounds, and examples a second.
Eager with fused Adam by default; --compile runs forward and backward through torch.compile. Data is uniform noise in
memory, shuffled rows gathered in each step as a training does. Losses stay on the device and are read once a round.
"""

import math
import time

import torch
from torch import nn
from torch.nn import functional

import rounds


def mlp(sizes, activation):
    layers = []
    for inputs, outputs in zip(sizes[:-2], sizes[1:-1]):
        layers += [nn.Linear(inputs, outputs), activation()]
    return nn.Sequential(*layers, nn.Linear(sizes[-2], sizes[-1]))


class Vae(nn.Module):
    def __init__(self, features, hidden, latent, activation):
        super().__init__()
        self.encoder = mlp([features, *hidden, 2 * latent], activation)
        self.decoder = mlp([latent, *reversed(hidden), features], activation)

    def forward(self, x):
        mean, log_variance = self.encoder(x).chunk(2, dim=1)
        z = mean + (0.5 * log_variance).exp() * torch.randn_like(mean)
        logits = self.decoder(z)
        distortion = functional.binary_cross_entropy_with_logits(logits, x, reduction="sum") / len(x)
        rate = 0.5 * (mean.square() + log_variance.exp() - log_variance - 1).sum() / len(x)
        return distortion, rate


def adam(*modules, **options):
    return torch.optim.Adam([p for m in modules for p in m.parameters()], fused=True, **options)


class Training:
    """Rounds of steps over shuffled rows of noise."""

    def __init__(self, features, batch, steps):
        self.batch, self.steps, self.samples = batch, steps, batch
        self.data = torch.rand(min(steps * batch, 2**25 // features), features)

    def round(self):
        order = torch.randint(len(self.data), (self.steps, self.batch))
        logged = torch.zeros(3)
        start = time.perf_counter()
        for rows in order:
            self.step(self.data[rows], logged)
        logged.tolist()
        return (time.perf_counter() - start) / self.steps


class VaeTraining(Training):
    def __init__(self, features, hidden, latent, activation, batch, steps, compiled):
        super().__init__(features, batch, steps)
        model = Vae(features, hidden, latent, activation)
        self.optimizer = adam(model, lr=1e-3)
        self.model = torch.compile(model) if compiled else model

    def step(self, x, logged):
        distortion, rate = self.model(x)
        self.optimizer.zero_grad(set_to_none=True)
        (distortion + rate).backward()
        self.optimizer.step()
        logged[0] += distortion.detach()
        logged[1] += rate.detach()


class AaeTraining(Training):
    """Reconstruction, discriminator, generator; the last two share one pass of the encoder."""

    def __init__(self, features, hidden, latent, batch, steps, compiled):
        super().__init__(features, batch, steps)
        self.latent = latent
        self.encoder = mlp([features, *hidden, latent], nn.ReLU)
        self.decoder = mlp([latent, *reversed(hidden), features], nn.ReLU)
        self.discriminator = mlp([latent, *hidden, 1], nn.ReLU)
        self.optimizers = [
            adam(self.encoder, self.decoder, lr=1e-3),
            adam(self.discriminator, lr=1e-4, betas=(0.5, 0.999)),
            adam(self.encoder, lr=5e-4, betas=(0.5, 0.999)),
        ]
        self.wrap = torch.compile if compiled else lambda f: f
        self.reconstruction = self.wrap(self.reconstruction_loss)
        self.encode = self.wrap(self.encoder)
        self.discriminate = self.wrap(self.discriminator_loss)
        self.generate = self.wrap(self.generator_loss)

    def reconstruction_loss(self, x):
        logits = self.decoder(self.encoder(x))
        return functional.binary_cross_entropy_with_logits(logits, x, reduction="sum") / len(x)

    def discriminator_loss(self, codes, draws):
        logits = self.discriminator(torch.cat([draws, codes]))
        targets = torch.cat([torch.ones(len(draws), 1), torch.zeros(len(codes), 1)])
        return functional.binary_cross_entropy_with_logits(logits, targets)

    def generator_loss(self, codes):
        logits = self.discriminator(codes)
        return functional.binary_cross_entropy_with_logits(logits, torch.ones(len(codes), 1))

    def move(self, phase, loss):
        self.optimizers[phase].zero_grad(set_to_none=True)
        loss.backward()
        self.optimizers[phase].step()

    def step(self, x, logged):
        reconstruction = self.reconstruction(x)
        self.move(0, reconstruction)
        codes = self.encode(x)
        discriminator = self.discriminate(codes.detach(), torch.randn(len(x), self.latent))
        self.move(1, discriminator)
        for p in self.discriminator.parameters():
            p.requires_grad_(False)
        generator = self.generate(codes)
        self.move(2, generator)
        for p in self.discriminator.parameters():
            p.requires_grad_(True)
        logged += torch.stack([reconstruction, discriminator, generator]).detach()


class ImportanceSampling:
    """-ln p(x) of images by 5,000 draws from q(z|x) each, 500 rows of one image at a time."""

    def __init__(self, compiled):
        self.samples, self.draws, self.chunk = 10, 5000, 500
        self.model = Vae(784, [200, 200], 50, nn.Tanh)
        self.images = torch.rand(self.samples, 784)
        self.weigh = torch.compile(self.log_weights) if compiled else self.log_weights

    def log_weights(self, x, mean, log_variance):
        noise = torch.randn(self.chunk, len(mean))
        z = mean + (0.5 * log_variance).exp() * noise
        logits = self.model.decoder(z)
        log_likelihood = logits @ x - functional.softplus(logits).sum(1)
        return log_likelihood - 0.5 * z.square().sum(1) + 0.5 * (noise.square() + log_variance).sum(1)

    @torch.inference_mode()
    def round(self):
        start = time.perf_counter()
        totals = []
        for x in self.images:
            mean, log_variance = self.model.encoder(x).chunk(2)
            total = torch.tensor(-math.inf)
            for _ in range(self.draws // self.chunk):
                total = torch.logaddexp(total, self.weigh(x, mean, log_variance).logsumexp(0))
            totals.append(math.log(self.draws) - total)
        torch.stack(totals).tolist()
        return time.perf_counter() - start


class Codec:
    """10,000 images encoded and as many codes decoded, 500 at a time."""

    def __init__(self, compiled):
        self.samples = 10_000
        model = Vae(784, [400], 20, nn.ReLU)
        self.encoder, self.decoder = (torch.compile(m) if compiled else m for m in (model.encoder, model.decoder))
        self.images, self.codes = torch.rand(self.samples, 784), torch.randn(self.samples, 20)

    @torch.inference_mode()
    def round(self):
        start = time.perf_counter()
        torch.cat([self.encoder(x)[:, :20] for x in self.images.split(500)])
        torch.cat([torch.sigmoid(self.decoder(z)) for z in self.codes.split(500)])
        return time.perf_counter() - start


WORKLOADS = {
    "W1": lambda c: VaeTraining(784, [400], 20, nn.ReLU, 128, 100, c),
    "W2": lambda c: VaeTraining(784, [400], 20, nn.ReLU, 512, 30, c),
    "W3": lambda c: VaeTraining(784, [1000, 1000], 8, nn.ReLU, 100, 30, c),
    "W4": lambda c: AaeTraining(784, [1000, 1000], 8, 100, 15, c),
    "W5": lambda c: VaeTraining(4096, [1200, 1200], 10, nn.ReLU, 64, 10, c),
    "W6": lambda c: VaeTraining(784, [200, 200], 50, nn.Tanh, 20, 400, c),
    "W7": ImportanceSampling,
    "W8": Codec,
}

if __name__ == "__main__":
    parser = rounds.parser(WORKLOADS)
    parser.add_argument("--compile", action="store_true")
    arguments = parser.parse_args()
    torch.manual_seed(1)
    mode = "torch.compile" if arguments.compile else "eager"
    engine = f"PyTorch {torch.__version__} {mode}, fused Adam; threads: {torch.get_num_threads()}"
    rounds.measure(WORKLOADS, lambda make: make(arguments.compile), engine, arguments)
