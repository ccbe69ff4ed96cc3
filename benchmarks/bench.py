"""libpeel from Python against scipy and statsmodels: times of calls and of columns, and right digits.

Prints Markdown tables, with the argument `columns` those of columns alone. PYTHONPATH must name the folder of the package
peel, PEEL_LIBRARY the library.
"""

import csv
import platform
import statistics
import sys
import time
import warnings

try:
    import numpy as np
except ImportError:
    raise SystemExit("\nPython: numpy is not installed, without which there is nothing to compare.") from None

import peel
from python_peers import METHODS, PEERS

ROUNDS = 9
TURN = 20e6  # nanoseconds
ROWS = 100_000
RANGES = ((100, "100"), (10_000, "1e4"), (1_000_000, "1e6"), (1_000_000_000, "1e9"), (1_000_000_000_000, "1e12"))


def reference():
    """The Clopper-Pearson rows with 0 < met < assessed of the reference table: met, assessed, confidence, limits."""
    with open("tests/reference/interval.csv", newline="", encoding="ascii") as file:
        rows = [row for row in csv.reader(file) if row[0] == "clopper-pearson"]
    typed = [(int(k), int(n), *map(float, rest)) for _, k, n, *rest in rows]
    return [row for row in typed if 0 < row[0] < row[1]]


def turn(work, passes):
    start = time.thread_time_ns()
    for _ in range(passes):
        work()
    return time.thread_time_ns() - start


def compete(works):
    """Median nanoseconds of a pass of each work, over rounds in which every work has a turn."""
    passes = []
    for work in works:
        n = 1
        while (taken := turn(work, n)) < TURN / 2:
            n *= 2
        passes.append(max(n, int(n * TURN / taken)) if taken < TURN else n)
    rounds = [[turn(work, n) / n for work, n in zip(works, passes)] for _ in range(ROUNDS)]
    return [statistics.median(times) for times in zip(*rounds)]


def number(value):
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def print_times(title, scale, form, work_of):
    """A row a peer, a column a method: the time of a call divided by `scale`, and how many times libpeel's that is."""
    print(f"\n| {title} | {' | '.join(METHODS)} |\n|---|{'---|' * len(METHODS)}")
    cells = {}
    for method in METHODS:
        able = [peer for peer in PEERS if getattr(peer, form) and method in peer.methods]
        times = compete([work_of(getattr(peer, form), method) for peer in able])
        for peer, taken in zip(able, times):
            ratio = "" if peer is able[0] else f" ({taken / times[0]:.1f})"
            cells[peer.name, method] = number(taken / scale) + ratio
    for peer in PEERS:
        print(f"| {peer.name} {peer.version} | {' | '.join(cells.get((peer.name, m), '') for m in METHODS)} |")


def scalar_calls(rows):
    samples = [(met, assessed, confidence) for met, assessed, confidence, _, _ in rows if assessed == 79]

    def work_of(one, method):
        def work():
            for sample in samples:
                one(method, *sample)

        return work

    print_times("One call from Python, n = 79, us (times libpeel)", 1e3 * len(samples), "one", work_of)


def columns(largest):
    draw = np.random.default_rng(2021)
    assessed = draw.integers(20, largest + 1, ROWS)
    met = draw.integers(1, assessed)

    def work_of(many, method):
        return lambda: many(method, met, assessed, 0.95)

    print_times(f"Columns of {ROWS} rows, n = 20 to {largest}, ns a row (times libpeel)", ROWS, "many", work_of)


def ulp(got, truth):
    """Doubles between two positive doubles: the order of their bits is their own order."""
    got, truth = np.array([got, truth]).view(np.int64)
    return abs(int(got) - int(truth))


def error_cell(peer, rows):
    errors = []
    for met, assessed, confidence, *truth in rows:
        try:
            limits = [float(limit) for limit in peer.one("clopper-pearson", met, assessed, confidence)]
        except (ArithmeticError, RuntimeError, ValueError):
            continue
        if not any(np.isnan(limits)):
            errors.append(max(map(ulp, limits, truth)))
    if not errors:
        return "no answer"
    worst = max(errors)
    text = "no digit right" if worst >= 2**52 else f"{worst}" if worst < 1e5 else f"{worst:.0e}"
    return text + (f" ({len(rows) - len(errors)} of {len(rows)} left out)" if len(errors) < len(rows) else "")


def accuracy(rows):
    print(f"\n| Worst error of a Clopper-Pearson bound, ulp | {' | '.join(f'n to {label}' for _, label in RANGES)} |")
    print(f"|---|{'---|' * len(RANGES)}")
    for peer in PEERS:
        cells, above = [], 0
        for to, _ in RANGES:
            cells.append(error_cell(peer, [row for row in rows if above < row[1] <= to]) if peer.one else "")
            above = to
        print(f"| {peer.name} {peer.version} | {' | '.join(cells)} |")


def main():
    print(f"\nPython {platform.python_version()}, numpy {np.__version__}, libpeel {peel.version()}")
    warnings.simplefilter("ignore")
    if sys.argv[1:] != ["columns"]:
        rows = reference()
        scalar_calls(rows)
        accuracy(rows)
    columns(200)
    columns(5000)


if __name__ == "__main__":
    main()
