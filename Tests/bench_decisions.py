"""Scores and models against plain Python and numpy, each in processes of its own, in the same run."""

import os
import random
import subprocess

import bench_language

# A tree with chances and choices by turns, two ways each, and the same rolled back in Python: expected values alone.
ROLL_BACK = """
import sys
def read(path):
    stack = [(-1, [])]
    for line in open(path):
        text = line.lstrip()
        if not text.startswith("- "): continue
        depth = (len(line) - len(text)) // 2
        label, _, amount = text[2:].strip().rpartition(": ")
        share = float(label.split("%")[0]) / 100 if "%" in label else None
        node = (share, float(amount.split()[0]), [])
        while stack[-1][0] >= depth: stack.pop()
        stack[-1][1].append(node)
        stack.append((depth, node[2]))
    return stack[0][1]
def worth(node):
    share, amount, below = node
    if not below: return amount
    values = [worth(child) for child in below]
    if below[0][0] is None: return amount + max(values)
    return amount + sum(child[0] * value for child, value in zip(below, values))
sys.setrecursionlimit(10000)
print(max(worth(option) for option in read(sys.argv[1])))
"""

MIXED = """---
kind: decision
stake: 70k USD
bankroll: 400k USD
risk-tolerance: 150k USD
---
# Mixed
## Beliefs
```how
rig = 60k to 80k USD
wet = 100k to 140k USD
soaking = 220k to 320k USD
tax = 20% to 30%
delay = 1 to 6
price = normal(80, 10)
crew = 5k to 9k USD
fee = uniform(1k USD, 3k USD)
leak = beta(1, 30)
rent = 2k to 4k USD
chance oil = dry 50%, wet 30%, soaking 20%
test seismic given oil
  dry:     none 60%, open 30%, closed 10%
  wet:     none 30%, open 40%, closed 30%
  soaking: none 10%, open 40%, closed 50%
```
## Options
- Drill now: -rig - crew
  - oil
    - dry: 0 USD
    - wet: wet * (1 - tax) * price / 80
    - soaking: soaking * (1 - tax) * price / 80
- Shoot seismic first: -10k USD - delay * 500 USD
  - seismic
    - any
      - Drill: -rig - crew
        - oil
          - dry: 0 USD
          - wet: wet * (1 - tax) * price / 80
          - soaking: soaking * (1 - tax) * price / 80
      - Walk away: 0 USD
- Sell the lease: 15k USD - fee - rent
  - (leak) buyer defaults: -15k USD
  - else buyer pays: 0 USD
- Do nothing (status quo): 0 USD
"""

# The same in numpy: expected values, perfect information about each number by polynomials of degree 5, and quantiles.
NUMPY = """
import statistics, time
import numpy as np
z, n = 1.6448536269514722, 100_000
def between(g, low, high):
    return g.lognormal((np.log(low) + np.log(high)) / 2, (np.log(high) - np.log(low)) / 2 / z, n)
prior = np.array([0.5, 0.3, 0.2])
likelihood = np.array([[0.6, 0.3, 0.1], [0.3, 0.4, 0.3], [0.1, 0.4, 0.5]])
def once(seed):
    g = np.random.default_rng(seed)
    x = dict(rig=between(g, 60e3, 80e3), wet=between(g, 100e3, 140e3), soaking=between(g, 220e3, 320e3),
             tax=g.beta(70, 210, n), delay=between(g, 1, 6), price=g.normal(80, 10, n), crew=between(g, 5e3, 9e3),
             fee=g.uniform(1e3, 3e3, n), leak=g.beta(1, 30, n), rent=between(g, 2e3, 4e3))
    pays = [np.zeros(n), x["wet"] * (1 - x["tax"]) * x["price"] / 80, x["soaking"] * (1 - x["tax"]) * x["price"] / 80]
    cost = x["rig"] + x["crew"]
    drill = sum(p * v for p, v in zip(prior, pays)) - cost
    joint = prior[:, None] * likelihood
    sound = -10e3 - 500 * x["delay"]
    for t in range(3):
        seen = joint[:, t].sum()
        value = sum(p * v for p, v in zip(joint[:, t] / seen, pays)) - cost
        if value.mean() > 0: sound = sound + seen * value
    sell = 15e3 - x["fee"] - x["rent"] - 15e3 * x["leak"]
    options = [drill, sound, sell, np.zeros(n)]
    best = max(option.mean() for option in options)
    for column in x.values():
        scaled = (column - column.mean()) / column.std()
        fits = [np.polynomial.Polynomial.fit(scaled, option, 5)(scaled) for option in options]
        np.maximum.reduce(fits).mean() - best
    for option in options: np.percentile(option, [5, 50, 95])
times = []
for seed in range(5):
    start = time.perf_counter()
    once(seed)
    times.append((time.perf_counter() - start) * 1000)
print(statistics.median(times))
"""


def branch(depth, label, deepest, out):
    pad = "  " * depth
    probability = "" if depth % 2 == 0 else ("40% " if label.endswith("0") else "60% ")
    out.append(f"{pad}- {probability}{label}: {random.Random(label).randint(-50, 80)} USD\n")
    if depth < deepest:
        branch(depth + 1, label + "0", deepest, out)
        branch(depth + 1, label + "1", deepest, out)


def write_tree(path, deepest):
    out = ["# Tree\n\n## Options\n"]
    for option in range(2):
        branch(0, f"o{option}", deepest, out)
    with open(path, "w") as file:
        file.write("".join(out))
    return len(out) - 1


def measure(how, folder, report, median_ms, quiet):
    script = f"{folder}/roll-back.py"
    with open(script, "w") as file:
        file.write(ROLL_BACK)
    for deepest, aim, times in [(8, 20, 21), (15, 2000, 3)]:
        tree = f"{folder}/tree{deepest}.md"
        count = write_tree(tree, deepest)
        report(
            f"score a tree of {count} nodes", median_ms(lambda _: quiet(how, "score", tree, "-q"), times),
            median_ms(lambda _: quiet("python3", script, tree), times), "python3, expected values", aim)
    print(f"{'  memory at its peak':<34}{bench_language.peak_megabytes(how, 'score', tree, '-q'):9.1f} MB"
          f"{'':>37}               aim 500 MB")

    mixed = f"{folder}/mixed.md"
    with open(mixed, "w") as file:
        file.write(MIXED)
    python = bench_language.numpy_python(
        os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.build-bench"))
    peer = float(subprocess.run([python, "-c", NUMPY], check=True, capture_output=True, text=True).stdout) if python else 0
    report(
        "a mixed tree, ten beliefs, 100,000", median_ms(lambda _: quiet(how, "score", mixed, "-q"), 7), peer,
        "numpy, part of it", 1000)

    report("test the whole library", median_ms(lambda _: quiet(how, "test", "--library"), 11), 0, "", 500)
    report(
        "run an exact model", median_ms(lambda _: quiet(how, "run", "training-time", "utilization=40%"), 21),
        median_ms(lambda _: quiet("python3", "-c", "print(5e25 / (1e4 * 989.4e12 * 0.4) / 86400)"), 15), "python3 -c", 30)
    report("run a model of 100,000 samples", median_ms(lambda _: quiet(how, "run", "training-time"), 21), 0, "", 150)
    steps = "gpus=1000..128000"
    report(
        "sweep of 1,000 points, processor", cpu_ms(how, "sweep", "training-time", steps, "--steps", "1000"), 0, "", 500)
    report(
        "the same of a certain model", cpu_ms(how, "sweep", "training-time", steps, "utilization=40%", "--steps", "1000"),
        0, "", 100)


def cpu_ms(*command):
    """The processor time of a process, of three runs the one in the middle."""
    times = []
    for _ in range(3):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        times.append((usage.ru_utime + usage.ru_stime) * 1000)
    return sorted(times)[1]
