"""libpeel's control charts against R. Prints a Markdown table. Usage: bench_chart.py CHARTS, the program of charts.c.

PYTHONPATH must name the folder of the package peel, PEEL_LIBRARY the library. R runs peers_chart.R on the same columns and times itself.
"""

import os
import shutil
import subprocess
import sys
import tempfile

try:
    import numpy as np
except ImportError:
    raise SystemExit("\nControl charts: numpy is not installed, without which there is nothing to compare.") from None

import peel
from bench import compete
from bench_compare import table

SERIES, MONTHS = 100_000, 36
DRAW = np.random.default_rng(2023)


def lines_of(command, folder):
    """What a program says of the columns in the folder: a name and a value in each line."""
    told = subprocess.run([*command, folder, str(SERIES), str(MONTHS)], capture_output=True, text=True, check=True).stdout
    return dict(line.split(" ", 1) for line in told.splitlines())


def run(met, assessed):
    """What charts.c and peers_chart.R say of the same columns."""
    with tempfile.TemporaryDirectory() as folder:
        met.astype(np.int32).tofile(os.path.join(folder, "met.bin"))
        assessed.astype(np.int32).tofile(os.path.join(folder, "assessed.bin"))
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "peers_chart.R")
        return lines_of([sys.argv[1]], folder), lines_of(["Rscript", script], folder) if shutil.which("Rscript") else {}


def main():
    assessed = DRAW.integers(20, 61, SERIES * MONTHS)
    met = DRAW.binomial(assessed, 0.9)
    names = np.repeat(np.arange(SERIES), MONTHS)
    months = np.tile(np.arange(MONTHS), SERIES)
    ours, peers = run(met, assessed)
    charts = peel.chart_many(names, met, assessed, months, rules="nhs")
    flagged = [int((np.asarray(charts.columns.rules) >> bit & 1).sum()) for bit in range(4)]
    if peers and flagged != [int(count) for count in peers["check"].split()]:
        raise SystemExit(f"peers_chart.R flags {peers['check']} points by its rules, libpeel {flagged}")
    python = compete([lambda: peel.chart_many(names, met, assessed, months, rules="nhs")])[0] / SERIES
    rows = [("libpeel, C: limits, rules, signals", peel.version(), ours["limits"])]
    rows += [("libpeel, C: rules and signals alone", peel.version(), ours["rules"])]
    rows += [("libpeel, Python: all columns", peel.version(), python * 1e-9)]
    for name, title in (("together", "R, limits, rules, signals of all series at once"), ("apart", "R, series by series")):
        rows += [(title, peers.get("version", "not installed").strip(), peers.get(name))]
    timed = [(title, version, taken and float(taken) * 1e9) for title, version, taken in rows]
    table(f"p chart with NHS rules, {SERIES} series of {MONTHS} months, a series",
          [(*row, row[2] and f"{row[2] / 1e3:.3g} us") for row in timed])
    print(f"\nWork memory, given by the caller: {ours['memory']} bytes for all series.")


if __name__ == "__main__":
    main()
