"""The jobs in PyTorch as its users write them. Read python.py first."""

import resource

import numpy
import torch
from torch import nn

from python import batches, digits, repeating

torch.set_num_threads(1)
torch.manual_seed(1)


def mlp(job, fused, folder):
    data, targets = (torch.from_numpy(each) for each in digits(numpy, folder, job["standardised"]))
    parts, layers = [], job["layers"]
    for i, (inputs, outputs) in enumerate(zip(layers, layers[1:])):
        parts.append(nn.Linear(inputs, outputs))
        if i < len(layers) - 2:
            parts += [nn.BatchNorm1d(outputs), nn.ReLU(), nn.Dropout(0.5)] if job["regularised"] else [nn.ReLU()]
    return training(nn.Sequential(*parts), data, targets, job["batch"], fused)


def lenet(job, fused, folder):
    data, targets = (torch.from_numpy(each) for each in digits(numpy, folder, False))
    layers = [nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2)]
    dense = [nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)]
    return training(nn.Sequential(*layers, *dense), data.reshape(-1, 1, 28, 28), targets, job["batch"], fused)


class Reader(nn.Module):
    def __init__(self, hidden):
        super().__init__()
        self.lstm = nn.LSTM(28, hidden, batch_first=True)
        self.head = nn.Linear(hidden, 10)

    def forward(self, x):
        return self.head(self.lstm(x)[0][:, -1])


def lstm(job, fused, folder):
    data, targets = (torch.from_numpy(each) for each in digits(numpy, folder, False))
    return training(Reader(job["hidden"]), data.reshape(-1, 28, 28), targets, job["batch"], fused)


def training(model, data, targets, batch, fused):
    optimizer = torch.optim.Adam(model.parameters(), 1e-3, **({"fused": True} if fused else {}))
    loss = nn.CrossEntropyLoss()
    chosen = batches(numpy, 60000, batch)

    def step():
        rows = torch.from_numpy(next(chosen))
        optimizer.zero_grad()
        loss(model(data.index_select(0, rows)), targets.index_select(0, rows)).backward()
        optimizer.step()

    return step


def gemm(job):
    def stored(rows, columns, turned):
        return torch.randn(columns, rows).T if turned else torch.randn(rows, columns)

    a = stored(job["m"], job["k"], job["transpose"][0] == "t")
    b = stored(job["k"], job["n"], job["transpose"][1] == "t")
    return computed(lambda: a @ b)


def computed(f):
    def unit():
        with torch.no_grad():
            f()

    return unit


def elementwise(job):
    a, b = torch.randn(job["size"]), torch.randn(job["size"])
    ops = {"add": lambda: a + b, "relu": lambda: a.relu(), "exp": lambda: a.exp(), "tanh": lambda: a.tanh()}
    return computed(ops[job["op"]])


def tape(job):
    x = torch.ones(1, requires_grad=True)

    def unit():
        y = x
        for _ in range(job["ops"]):
            y = y + x
        y.backward()
        return job["ops"]

    return unit


def update(job, fused):
    """PyTorch's Adam, whatever the rule: the yardstick of all."""
    w = torch.randn(job["weights"], requires_grad=True)
    w.grad = torch.randn(job["weights"])
    optimizer = torch.optim.Adam([w], 1e-3, **({"fused": True} if fused else {}))
    return lambda: optimizer.step() is not None


def trained(job, seed, folder):
    """The network after whole epochs, in a new random order each."""
    torch.manual_seed(seed)
    data, targets = (torch.from_numpy(each) for each in digits(numpy, folder, False))
    layers = job["layers"]
    parts = [part for i, o in zip(layers, layers[1:]) for part in (nn.Linear(i, o), nn.ReLU())]
    model = nn.Sequential(*parts[:-1])
    optimizer = torch.optim.Adam(model.parameters(), 1e-3)
    loss = nn.CrossEntropyLoss()
    for _ in range(job["epochs"]):
        for rows in torch.randperm(60000).split(job["batch"]):
            optimizer.zero_grad()
            loss(model(data.index_select(0, rows)), targets.index_select(0, rows)).backward()
            optimizer.step()
    return model


def accuracy(job, folder):
    x, labels = digits(numpy, folder, False, "t10k", 10000)
    seed = 0

    def measure(_):
        nonlocal seed
        seed += 1
        model = trained(job, seed, folder)
        with torch.no_grad():
            found = model(torch.from_numpy(x)).argmax(1).numpy()
        return 100 * float((found == labels).mean())

    return measure


def memory(job, folder):
    def measure(_):
        trained(job, 1, folder)
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    return measure


def prepare(job, contender, folder):
    fused = contender == "torch-fused"
    kinds = {
        "mlp": lambda: mlp(job, fused, folder),
        "lenet": lambda: lenet(job, fused, folder),
        "lstm": lambda: lstm(job, fused, folder),
        "gemm": lambda: gemm(job),
        "elementwise": lambda: elementwise(job),
        "tape": lambda: tape(job),
        "update": lambda: update(job, fused),
    }
    whole = {"accuracy": accuracy, "memory": memory}
    capability = torch.backends.cpu.get_cpu_capability() if hasattr(torch.backends, "cpu") else "?"
    measure = whole[job["kind"]](job, folder) if job["kind"] in whole else repeating(kinds[job["kind"]]())
    return measure, f"PyTorch {torch.__version__}, {capability}"
