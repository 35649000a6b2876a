"""The language against numpy and Python, each in processes of its own, in the same run."""

import os
import subprocess
import sys
import venv

SAMPLES = 1_000_000
PROGRAM = "a = 5 to 10; b = normal(100, 15); c = beta(2, 5); d = uniform(0, 3); e = 1 to 4; y = a*b + 50*c - d*e"

# The same in numpy: a range is a lognormal through its 5% and 95%; z is the normal's 95%.
NUMPY = f"""
import statistics, time
import numpy as np
z, n = 1.6448536269514722, {SAMPLES}
def between(g, low, high):
    return g.lognormal((np.log(low) + np.log(high)) / 2, (np.log(high) - np.log(low)) / 2 / z, n)
def once(seed):
    g = np.random.default_rng(seed)
    a, b, c, d, e = between(g, 5, 10), g.normal(100, 15, n), g.beta(2, 5, n), g.uniform(0, 3, n), between(g, 1, 4)
    y = a * b + 50 * c - d * e
    return y.mean(), y.std(), np.percentile(y, [5, 50, 95])
times = []
for seed in range(9):
    start = time.perf_counter()
    once(seed)
    times.append((time.perf_counter() - start) * 1000)
print(statistics.median(times))
"""


def numpy_python(folder):
    """The Python of a virtual environment that has numpy; None where it cannot be installed."""
    python = f"{folder}/bin/python"
    if not os.path.exists(python):
        venv.create(folder, with_pip=True)
    if subprocess.run([python, "-c", "import numpy"], capture_output=True).returncode == 0:
        return python
    done = subprocess.run([python, "-m", "pip", "install", "--quiet", "numpy"], capture_output=True)
    return python if done.returncode == 0 else None


def peak_megabytes(*command):
    """The most memory that a process held."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)


def measure(how, folder, report, median_ms, quiet):
    report(
        "calc 2 + 2", median_ms(lambda _: quiet(how, "calc", "2 + 2"), 30),
        median_ms(lambda _: quiet(sys.executable, "-c", "print(2 + 2)"), 15), "python3 -c", 15)

    lines = ["n0 = 3"] + [
        f"n{i} = n{i - 1} * {i % 7 + 1}.5 / (n{i // 2} + {i}) - {i % 11} # step {i}" for i in range(1, 1000)]
    program = f"{folder}/thousand.how"
    with open(program, "w") as file:
        file.write("\n".join(lines) + "\n")
    same = f"{folder}/thousand.py"
    with open(same, "w") as file:
        file.write("\n".join(lines) + "\nprint(n999)\n")
    start = median_ms(lambda _: quiet(how, "calc", "2 + 2"), 30)
    report(
        "a program of 1,000 lines", median_ms(lambda _: quiet(how, "calc", program), 21) - start,
        median_ms(lambda _: quiet(sys.executable, same), 15)
        - median_ms(lambda _: quiet(sys.executable, "-c", "print(2 + 2)"), 15), "python3, both less start", 10)

    mine = lambda _: quiet(how, "calc", PROGRAM, "--samples", str(SAMPLES))
    python = numpy_python(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.build-bench"))
    if python is None:
        print("numpy cannot be installed here: the samples are not compared")
        return
    peer = float(subprocess.run([python, "-c", NUMPY], check=True, capture_output=True, text=True).stdout)
    report("a million samples, whole process", median_ms(mine, 11), peer, "numpy, within its process", peer / 2)
    print(f"{'  memory at its peak':<34}{peak_megabytes(how, 'calc', PROGRAM, '--samples', str(SAMPLES)):9.1f} MB"
          f"{'':>37}               aim 100 MB")
