"""The workloads of `latent4j bench` in JAX: jitted steps with donated buffers, optax's Adam.

    python jax_peer.py [--workload W1,W2] [--rounds 7] [--turns]

Prints one JSON document: for each workload the median time of a step over rounds, and examples a second. Data is
uniform noise in memory, shuffled rows gathered in each step as a training does. Losses are read once a round.
"""

import functools
import math
import time

import jax
import jax.numpy as jnp
import numpy as np
import optax

import rounds


def mlp(key, sizes):
    keys = jax.random.split(key, len(sizes) - 1)
    return [
        {"w": jax.random.normal(k, (inputs, outputs)) * (2 / inputs) ** 0.5, "b": jnp.zeros(outputs)}
        for k, inputs, outputs in zip(keys, sizes[:-1], sizes[1:])
    ]


def run(layers, x, activation):
    for layer in layers[:-1]:
        x = activation(x @ layer["w"] + layer["b"])
    return x @ layers[-1]["w"] + layers[-1]["b"]


def bernoulli(logits, x):
    return (x * logits - jax.nn.softplus(logits)).sum(1)


def vae_parameters(key, features, hidden, latent):
    keys = jax.random.split(key)
    return mlp(keys[0], [features, *hidden, 2 * latent]), mlp(keys[1], [latent, *reversed(hidden), features])


class Training:
    def __init__(self, features, batch, steps):
        self.batch, self.steps, self.samples = batch, steps, batch
        self.random = np.random.default_rng(1)
        self.data = self.random.random((min(steps * batch, 2**25 // features), features), dtype=np.float32)

    def round(self):
        order = self.random.integers(len(self.data), size=(self.steps, self.batch))
        start = time.perf_counter()
        for rows in order:
            self.state, logged = self.step(self.state, self.data[rows])
        jax.block_until_ready((self.state, logged))
        return (time.perf_counter() - start) / self.steps


class VaeTraining(Training):
    def __init__(self, features, hidden, latent, activation, batch, steps):
        super().__init__(features, batch, steps)
        optimizer = optax.adam(1e-3)
        parameters = vae_parameters(jax.random.key(1), features, hidden, latent)
        self.state = parameters, optimizer.init(parameters), jax.random.key(2)

        def loss(parameters, x, key):
            encoder, decoder = parameters
            mean, log_variance = jnp.split(run(encoder, x, activation), 2, axis=1)
            z = mean + jnp.exp(0.5 * log_variance) * jax.random.normal(key, mean.shape)
            distortion = -bernoulli(run(decoder, z, activation), x).mean()
            rate = 0.5 * (mean**2 + jnp.exp(log_variance) - log_variance - 1).sum(1).mean()
            return distortion + rate, (distortion, rate)

        @functools.partial(jax.jit, donate_argnums=0)
        def step(state, x):
            parameters, moments, key = state
            key, used = jax.random.split(key)
            (_, terms), gradients = jax.value_and_grad(loss, has_aux=True)(parameters, x, used)
            updates, moments = optimizer.update(gradients, moments)
            return (optax.apply_updates(parameters, updates), moments, key), terms

        self.step = step


class AaeTraining(Training):
    """Reconstruction, discriminator, generator; the last two share one pass of the encoder."""

    def __init__(self, features, hidden, latent, batch, steps):
        super().__init__(features, batch, steps)
        keys = jax.random.split(jax.random.key(1), 3)
        auto = mlp(keys[0], [features, *hidden, latent]), mlp(keys[1], [latent, *reversed(hidden), features])
        discriminator = mlp(keys[2], [latent, *hidden, 1])
        optimizers = optax.adam(1e-3), optax.adam(1e-4, b1=0.5), optax.adam(5e-4, b1=0.5)
        moments = optimizers[0].init(auto), optimizers[1].init(discriminator), optimizers[2].init(auto[0])
        self.state = auto, discriminator, moments, jax.random.key(2)
        relu = jax.nn.relu

        def reconstruction_loss(auto, x):
            return -bernoulli(run(auto[1], run(auto[0], x, relu), relu), x).mean()

        def discriminator_loss(discriminator, codes, draws):
            real, fake = jnp.split(run(discriminator, jnp.concatenate([draws, codes]), relu), 2)
            return 0.5 * (jax.nn.softplus(-real).mean() + jax.nn.softplus(fake).mean())

        def generator_loss(codes, discriminator):
            return jax.nn.softplus(-run(discriminator, codes, relu)).mean()

        def moved(phase, parameters, gradients, moments):
            updates, moved = optimizers[phase].update(gradients, moments[phase])
            return optax.apply_updates(parameters, updates), moved

        @functools.partial(jax.jit, donate_argnums=0)
        def step(state, x):
            auto, discriminator, moments, key = state
            key, used = jax.random.split(key)
            reconstruction, gradients = jax.value_and_grad(reconstruction_loss)(auto, x)
            auto, moments0 = moved(0, auto, gradients, moments)
            codes, pullback = jax.vjp(lambda encoder: run(encoder, x, relu), auto[0])
            draws = jax.random.normal(used, codes.shape)
            played, gradients = jax.value_and_grad(discriminator_loss)(discriminator, codes, draws)
            discriminator, moments1 = moved(1, discriminator, gradients, moments)
            fooled, gradient = jax.value_and_grad(generator_loss)(codes, discriminator)
            encoder, moments2 = moved(2, auto[0], pullback(gradient)[0], moments)
            state = (encoder, auto[1]), discriminator, (moments0, moments1, moments2), key
            return state, (reconstruction, played, fooled)

        self.step = step


class ImportanceSampling:
    """-ln p(x) of images by 5,000 draws from q(z|x) each, 500 rows of one image at a time."""

    def __init__(self):
        self.samples, draws, chunk = 10, 5000, 500
        encoder, decoder = vae_parameters(jax.random.key(1), 784, [200, 200], 50)
        self.images = jnp.asarray(np.random.default_rng(1).random((self.samples, 784), dtype=np.float32))

        @jax.jit
        def estimate(x, key):
            mean, log_variance = jnp.split(run(encoder, x, jnp.tanh), 2)

            def weights(total, key):
                noise = jax.random.normal(key, (chunk, len(mean)))
                z = mean + jnp.exp(0.5 * log_variance) * noise
                logits = run(decoder, z, jnp.tanh)
                log_weights = (
                    logits @ x
                    - jax.nn.softplus(logits).sum(1)
                    - 0.5 * (z**2).sum(1)
                    + 0.5 * (noise**2 + log_variance).sum(1)
                )
                return jnp.logaddexp(total, jax.nn.logsumexp(log_weights)), None

            total, _ = jax.lax.scan(weights, -jnp.inf, jax.random.split(key, draws // chunk))
            return math.log(draws) - total

        self.estimate = estimate

    def round(self):
        start = time.perf_counter()
        [float(self.estimate(x, jax.random.key(i))) for i, x in enumerate(self.images)]
        return time.perf_counter() - start


class Codec:
    """10,000 images encoded and as many codes decoded, 500 at a time."""

    def __init__(self):
        self.samples = 10_000
        random = np.random.default_rng(1)
        encoder, decoder = vae_parameters(jax.random.key(1), 784, [400], 20)
        self.images = random.random((self.samples, 784), dtype=np.float32)
        self.codes = random.standard_normal((self.samples, 20), dtype=np.float32)
        self.encode = jax.jit(lambda x: run(encoder, x, jax.nn.relu)[:, :20])
        self.decode = jax.jit(lambda z: jax.nn.sigmoid(run(decoder, z, jax.nn.relu)))

    def round(self):
        start = time.perf_counter()
        np.concatenate([self.encode(self.images[i : i + 500]) for i in range(0, self.samples, 500)])
        np.concatenate([self.decode(self.codes[i : i + 500]) for i in range(0, self.samples, 500)])
        return time.perf_counter() - start


WORKLOADS = {
    "W1": lambda: VaeTraining(784, [400], 20, jax.nn.relu, 128, 100),
    "W2": lambda: VaeTraining(784, [400], 20, jax.nn.relu, 512, 30),
    "W3": lambda: VaeTraining(784, [1000, 1000], 8, jax.nn.relu, 100, 30),
    "W4": lambda: AaeTraining(784, [1000, 1000], 8, 100, 15),
    "W5": lambda: VaeTraining(4096, [1200, 1200], 10, jax.nn.relu, 64, 10),
    "W6": lambda: VaeTraining(784, [200, 200], 50, jnp.tanh, 20, 400),
    "W7": ImportanceSampling,
    "W8": Codec,
}

if __name__ == "__main__":
    arguments = rounds.parser(WORKLOADS).parse_args()
    rounds.measure(WORKLOADS, lambda make: make(), f"JAX {jax.__version__}, jit, donated buffers", arguments)
