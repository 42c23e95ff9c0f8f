"""The jobs in NumPy by hand, in place wherever it can. Read python.py first."""

import ctypes
import glob
import os

import numpy as np

from python import batches, digits, repeating

rng = np.random.default_rng(1)


def normal(*shape):
    return rng.standard_normal(shape, np.float32)


def mlp(job, folder):
    data, targets = digits(np, folder, job["standardised"])
    layers, batch = job["layers"], job["batch"]
    sizes = [(i + 1) * o for i, o in zip(layers, layers[1:])]
    w, g, m, v, scratch = (np.zeros(sum(sizes), np.float32) for _ in range(5))

    def views(flat):
        parts, at = [], 0
        for i, o in zip(layers, layers[1:]):
            parts.append((flat[at : at + i * o].reshape(i, o), flat[at + i * o : at + (i + 1) * o]))
            at += (i + 1) * o
        return parts

    weights, gradients = views(w), views(g)
    for matrix, _ in weights:
        matrix[:] = normal(*matrix.shape) * np.sqrt(2 / matrix.shape[0])
    rows, chosen = np.arange(batch), batches(np, 60000, batch)
    t = 0

    def step():
        nonlocal t
        t += 1
        index = next(chosen)
        outputs = [data[index]]
        for k, (matrix, bias) in enumerate(weights):
            z = outputs[-1] @ matrix
            z += bias
            outputs.append(np.maximum(z, 0, out=z) if k < len(weights) - 1 else z)
        z = outputs.pop()
        z -= z.max(1, keepdims=True)
        np.exp(z, out=z)
        z /= z.sum(1, keepdims=True)
        z[rows, targets[index]] -= 1
        z /= batch
        for (matrix, _), (dw, db), x in zip(weights[::-1], gradients[::-1], outputs[::-1]):
            np.matmul(x.T, z, out=dw)
            np.sum(z, 0, out=db)
            if x is not outputs[0]:
                z = z @ matrix.T
                z *= x > 0
        adam()

    def adam():
        nonlocal m, v, scratch
        m *= 0.9
        np.multiply(g, 0.1, out=scratch)
        m += scratch
        v *= 0.999
        np.multiply(g, g, out=scratch)
        np.multiply(scratch, 0.001, out=scratch)
        v += scratch
        np.sqrt(v, out=scratch)
        scratch /= np.float32(np.sqrt(1 - 0.999**t))
        scratch += np.float32(1e-8)
        np.divide(m, scratch, out=scratch)
        scratch *= np.float32(1e-3 / (1 - 0.9**t))
        np.subtract(w, scratch, out=w)

    return step


def gemm(job):
    def stored(rows, columns, turned):
        return normal(columns, rows).T if turned else normal(rows, columns)

    a = stored(job["m"], job["k"], job["transpose"][0] == "t")
    b = stored(job["k"], job["n"], job["transpose"][1] == "t")
    out = np.empty((job["m"], job["n"]), np.float32)
    return lambda: np.matmul(a, b, out=out) is None


def elementwise(job):
    a, b, out = normal(job["size"]), normal(job["size"]), np.empty(job["size"], np.float32)
    ops = {
        "add": lambda: np.add(a, b, out=out),
        "relu": lambda: np.maximum(a, 0, out=out),
        "exp": lambda: np.exp(a, out=out),
        "tanh": lambda: np.tanh(a, out=out),
    }
    op = ops[job["op"]]
    return lambda: op() is None


def prepare(job, _contender, folder):
    kinds = {"mlp": lambda: mlp(job, folder), "gemm": lambda: gemm(job), "elementwise": lambda: elementwise(job)}
    return repeating(kinds[job["kind"]]()), f"NumPy {np.__version__}, {blas()}"


def blas():
    """The kernel that the OpenBLAS in NumPy's package chose for this processor; other builds do not tell."""
    for file in glob.glob(os.path.join(os.path.dirname(np.__file__), "..", "numpy.libs", "*openblas*")):
        library = ctypes.CDLL(file)
        for name in ("scipy_openblas_get_corename64_", "openblas_get_corename64_", "openblas_get_corename"):
            if hasattr(library, name):
                tell = getattr(library, name)
                tell.restype = ctypes.c_char_p
                return f"OpenBLAS kernel {tell().decode()}"
    return "BLAS of an unknown kernel"
