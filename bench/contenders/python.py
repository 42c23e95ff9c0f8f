"""PyTorch and NumPy by hand, one thread. Speaks as serve.ts does: a job, then a window of milliseconds a line.

python3 python.py JOB CONTENDER MNIST_FOLDER
"""

import json
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

MEAN, DEVIATION = 0.1306604762738429, 0.3081078038564622


def say(answer):
    print(json.dumps(answer), flush=True)


def repeating(unit):
    def measure(milliseconds):
        start = time.perf_counter()
        units, passed = 0, 0.0
        while passed * 1000 < milliseconds:
            units += unit() or 1
            passed = time.perf_counter() - start
        return 1e6 * passed / units

    return measure


def digits(numpy, folder, standardised, part="train", count=60000):
    with open(f"{folder}/{part}-images-idx3-ubyte", "rb") as file:
        x = numpy.frombuffer(file.read(), numpy.uint8, offset=16).reshape(count, 784).astype(numpy.float32) / 255
    with open(f"{folder}/{part}-labels-idx1-ubyte", "rb") as file:
        labels = numpy.frombuffer(file.read(), numpy.uint8, offset=8).astype(numpy.int64)
    return (x - MEAN) / DEVIATION if standardised else x, labels


def batches(numpy, count, batch):
    rng = numpy.random.default_rng(1)
    while True:
        order = rng.permutation(count)
        for at in range(0, count - batch + 1, batch):
            yield order[at : at + batch]


if __name__ == "__main__":
    job, contender, folder = json.loads(sys.argv[1]), sys.argv[2], sys.argv[3]
    try:
        module = __import__("with_numpy" if contender == "numpy" else "with_torch")
        measure, notes = module.prepare(job, contender, folder)
        if job["kind"] not in ("accuracy", "memory"):
            measure(300)
        say({"ready": notes})
    except Exception as error:
        say({"missing": f"{type(error).__name__}: {error}"})
        sys.exit()
    for line in sys.stdin:
        say({"value": measure(float(line))})
