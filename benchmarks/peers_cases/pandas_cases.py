"""The job of bench_cases.py in pandas, on one core: pandas_cases.py ENGINE FILE OUT. Only the four columns are read: by the engine c
as texts, c-category as categories, which is quicker, and pyarrow."""

import sys

import numpy as np
import pandas

KEYS = ["force", "month", "criterion"]
WORDS = {"yes": "met", "no": "not_met", "n/a": "not_applicable", "": "missing"}
Z2 = 1.959963984540054**2


def main():
    if len(sys.argv) == 2:
        engine = f", pyarrow {__import__('pyarrow').__version__}" if sys.argv[1] == "pyarrow" else ""
        print(f"{pandas.__version__} (Python {sys.version.split()[0]}, numpy {np.__version__}{engine})")
        return
    engine, path, out = sys.argv[1:]
    parser, _, category = engine.partition("-")
    options = {"dtype": category} if category else {}
    cases = pandas.read_csv(path, usecols=[*KEYS, "outcome"], keep_default_na=False, engine=parser, **options)
    counts = cases.groupby([*KEYS, "outcome"], observed=True).size().unstack(fill_value=0)
    counts = counts.rename(columns=dict(WORDS)).reindex(columns=list(WORDS.values()), fill_value=0)
    met, n = counts["met"], counts["met"] + counts["not_met"]
    centre = (met + Z2 / 2) / (n + Z2)
    half = np.sqrt(Z2 * (met * counts["not_met"] / n + Z2 / 4)) / (n + Z2)
    counts.assign(lower=centre - half, upper=centre + half).to_csv(out)


main()
