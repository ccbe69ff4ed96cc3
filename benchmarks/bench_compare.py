"""libpeel's comparisons and trends from Python against statsmodels, scipy and R. Prints Markdown tables.

PYTHONPATH must name the folder of the package peel, PEEL_LIBRARY the library. R runs peers.R on the same columns and times itself.
"""

import os
import shutil
import subprocess
import tempfile
import warnings

try:
    import numpy as np
except ImportError:
    raise SystemExit("\nComparisons: numpy is not installed, without which there is nothing to compare.") from None

import peel
from bench import compete, number

PAIRS = 1_000_000
R_PAIRS = 100_000
TESTS = 40  # pairs of samples of 80 + 80 for each pass of an exact test
SERIES, MONTHS = 10_000, 36
DRAW = np.random.default_rng(2021)


def version_of(name):
    try:
        return getattr(__import__(name), "__version__", "")
    except ImportError:
        return None


def samples(rows, low=20, high=200):
    """Columns of met and assessed, as months of audits have them."""
    assessed = DRAW.integers(low, high + 1, rows)
    return DRAW.binomial(assessed, DRAW.uniform(0.5, 0.98, rows)), assessed


def table(title, rows):
    """rows: (name, version, nanoseconds or None, remark); the first is libpeel."""
    print(f"\n| {title} | time | times libpeel |\n|---|---|---|")
    first = rows[0][2]
    for name, version, taken, remark in rows:
        ratio = "" if taken is None else f"{taken / first:.1f}"
        shown = version if taken is None else remark or f"{number(taken)} ns"
        print(f"| {name} {version if taken is not None else ''} | {shown} | {ratio} |")


def run_r(before, after, rates):
    """What peers.R measured: a name's nanoseconds, and its version. Empty where R is not installed."""
    if not shutil.which("Rscript"):
        return {}, "not installed"
    with tempfile.TemporaryDirectory() as folder:
        columns = np.column_stack([*before, *after])[:R_PAIRS]
        np.savetxt(os.path.join(folder, "pairs.csv"), columns, fmt="%d", delimiter=",", comments="",
                   header="met_before,assessed_before,met_after,assessed_after")
        np.savetxt(os.path.join(folder, "series.csv"), rates, fmt="%.17g", delimiter=",")
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "peers.R")
        told = subprocess.run(["Rscript", script, folder], capture_output=True, text=True, check=True).stdout
    lines = dict(line.split(" ", 1) for line in told.splitlines())
    check_r(before, after, lines.pop("check"))
    version = lines.pop("version").strip()
    return {name: float(seconds) * 1e9 for name, seconds in lines.items()}, version


def check_r(before, after, told):
    """The peer's first three intervals must be ours, or it does other work."""
    ours = peel.difference_many([column[:3] for column in before], [column[:3] for column in after],
                                method="miettinen-nurminen")
    wanted = np.concatenate([ours.lower, ours.upper])
    if not np.allclose(wanted, np.array(told.split(), dtype=float), rtol=0, atol=1e-9):
        raise SystemExit(f"peers.R gives {told}, not {wanted}")


def newcombe(before, after):
    rows = [(lambda: peel.difference_many(before, after))]
    version = version_of("statsmodels")
    if version:
        from statsmodels.stats.proportion import confint_proportions_2indep

        rows.append(lambda: confint_proportions_2indep(after[0], after[1], before[0], before[1], method="newcomb"))
    taken = [time / PAIRS for time in compete(rows)] + [None]
    table(f"newcombe, columns of {PAIRS} pairs",
          [("libpeel", peel.version(), taken[0], ""),
           ("statsmodels confint_proportions_2indep", version or "not installed", taken[1], "")])


def miettinen_nurminen(before, after, r, r_version):
    pairs = [column[:R_PAIRS] for column in before], [column[:R_PAIRS] for column in after]
    taken = compete([lambda: peel.difference_many(*pairs, method="miettinen-nurminen")])[0] / R_PAIRS
    table(f"miettinen-nurminen, columns of {R_PAIRS} pairs",
          [("libpeel", peel.version(), taken, ""),
           ("R, vectorised bisection", r_version, r.get("miettinen-nurminen"), "")])


def exact_tests():
    version = version_of("scipy")
    assessed = np.full(TESTS, 80)
    before = DRAW.binomial(assessed, 0.7), assessed
    after = DRAW.binomial(assessed, 0.85), assessed
    tables = [[[int(k2), 80 - int(k2)], [int(k1), 80 - int(k1)]] for k1, k2 in zip(before[0], after[0])]
    peers = {}
    if version:
        from scipy import stats

        # scipy takes the columns of a table for the samples
        peers = {"fisher": lambda t: stats.fisher_exact(t).pvalue,
                 "boschloo": lambda t: stats.boschloo_exact(np.transpose(t)).pvalue,
                 "barnard": lambda t: stats.barnard_exact(np.transpose(t)).pvalue}
    for test in ("fisher", "boschloo", "barnard"):
        works = [lambda test=test: peel.compare_test_many(before, after, method=test)]
        rows = [("libpeel", peel.version())]
        if test in peers:
            few = tables if test == "fisher" else tables[:2]
            works.append(lambda test=test, few=few: [peers[test](one) for one in few])
            rows.append((f"scipy {test}_exact", version))
        sizes = [TESTS, len(few) if test in peers else 1]
        taken = [time / size for time, size in zip(compete(works), sizes)]
        if test in peers:
            ours = peel.compare_test_many(before, after, method=test).p_value
            error = max(abs(ours[i] - peers[test](one)) / ours[i] for i, one in enumerate(few))
            rows[1] = (f"scipy {test}_exact, p differs by {error:.0e}", version)
        table(f"{test}, 80 + 80 cases, a call",
              [(name, v, t, f"{number(t / 1e3)} us") for (name, v), t in zip(rows, taken)])


def trends(r, r_version):
    assessed = DRAW.integers(30, 61, SERIES * MONTHS)
    met = DRAW.binomial(assessed, 0.9)
    names = np.repeat(np.arange(SERIES), MONTHS)
    months = np.tile(np.arange(MONTHS), SERIES)
    rates = (met / assessed).reshape(SERIES, MONTHS)
    works = [lambda: peel.trend_many(names, met, assessed, months)]
    rows = [("libpeel: verdict, slope and interval", peel.version())]
    sizes = [SERIES]
    version = version_of("scipy")
    if version:
        from scipy import stats

        works.append(lambda: [stats.kendalltau(np.arange(MONTHS), one) for one in rates[:50]])
        rows.append(("scipy kendalltau alone", version))
        sizes.append(50)
    try:
        import pymannkendall

        works.append(lambda: [pymannkendall.original_test(one) for one in rates[:50]])
        rows.append(("pymannkendall original_test alone", pymannkendall.__version__))
        sizes.append(50)
    except ImportError:
        rows.append(("pymannkendall", "not installed"))
    taken = [time / size for time, size in zip(compete(works), sizes)]
    taken += [None] * (len(rows) - len(taken)) + [r.get("mann-kendall")]
    rows.append(("R cor.test, method kendall, alone", r_version))
    table(f"trend of {MONTHS} months, {SERIES} series, a series",
          [(name, v, t, t and f"{number(t / 1e3)} us") for (name, v), t in zip(rows, taken)])
    return rates


def main():
    warnings.simplefilter("ignore")
    before, after = samples(PAIRS), samples(PAIRS)
    assessed = DRAW.integers(30, 61, (1000, MONTHS))
    r, r_version = run_r(before, after, DRAW.binomial(assessed, 0.9) / assessed)
    newcombe(before, after)
    miettinen_nurminen(before, after, r, r_version)
    exact_tests()
    trends(r, r_version)


if __name__ == "__main__":
    main()
