"""The step of pytorch_vae.py in JAX: one jitted function with donated buffers, optax's Adam.

    python jax_vae.py step [EPOCHS]   one line of JSON: the median time of a step
"""

import functools
import json
import statistics
import sys
import time

import jax
import jax.numpy as jnp
import numpy as np
import optax

BATCH, FEATURES, HIDDEN, LATENT = 128, 784, 400, 20


def dense(key, inputs, outputs):
    return {"w": jax.random.normal(key, (inputs, outputs)) * (2 / inputs) ** 0.5, "b": jnp.zeros(outputs)}


def loss(parameters, x, key):
    hidden = jax.nn.relu(x @ parameters[0]["w"] + parameters[0]["b"])
    mean, log_variance = jnp.split(hidden @ parameters[1]["w"] + parameters[1]["b"], 2, axis=1)
    z = mean + jnp.exp(0.5 * log_variance) * jax.random.normal(key, mean.shape)
    hidden = jax.nn.relu(z @ parameters[2]["w"] + parameters[2]["b"])
    logits = hidden @ parameters[3]["w"] + parameters[3]["b"]
    distortion = (jax.nn.softplus(logits) - x * logits).sum(1).mean()
    rate = 0.5 * (mean**2 + jnp.exp(log_variance) - log_variance - 1).sum(1).mean()
    return distortion + rate, (distortion, rate)


optimizer = optax.adam(1e-3)


@functools.partial(jax.jit, donate_argnums=(0, 1))
def step(parameters, state, x, key):
    key, used = jax.random.split(key)
    (_, terms), gradients = jax.value_and_grad(loss, has_aux=True)(parameters, x, used)
    updates, state = optimizer.update(gradients, state)
    return optax.apply_updates(parameters, updates), state, key, terms


def main(epochs):
    keys = jax.random.split(jax.random.key(1), 5)
    sizes = [(FEATURES, HIDDEN), (HIDDEN, 2 * LATENT), (LATENT, HIDDEN), (HIDDEN, FEATURES)]
    parameters = [dense(key, *size) for key, size in zip(keys, sizes)]
    state, key = optimizer.init(parameters), keys[4]
    random = np.random.default_rng(1)
    data = random.random((100 * BATCH, FEATURES), dtype=np.float32)
    times = []
    for _ in range(2 * epochs):
        start = time.perf_counter()
        order = random.permutation(len(data))
        for row in range(0, len(data), BATCH):
            parameters, state, key, terms = step(parameters, state, data[order[row : row + BATCH]], key)
            float(terms[0]), float(terms[1])  # logged, as ours are
        times.append((time.perf_counter() - start) / 100)
    print(json.dumps({
        "step_ms": round(1000 * statistics.median(times[epochs:]), 3),
        "engine": f"JAX {jax.__version__}, jit, donated buffers",
    }))


if __name__ == "__main__":
    main(int(sys.argv[2]) if len(sys.argv) > 2 else 10)
