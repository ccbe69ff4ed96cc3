"""Counting case records: whole processes of libpeel and its peers over one file, on one core. Prints a Markdown table a size.

Usage: bench_cases.py FOLDER PEEL ROWS... where FOLDER holds the programs make_cases, cases and spawn, and node/node_modules with
@duckdb/node-api; there the files are written, and deleted. PEEL is the program.

The job: group by force, month and criterion; count met, not met, not applicable and missing; both limits of Wilson's interval for
every group; all groups as CSV. Every contestant's answer is checked against the first one's.
"""

import csv
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from typing import NamedTuple

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "peers_cases")
KEYS = "force", "month", "criterion"
COUNTS = "met", "not_met", "not_applicable", "missing"
LIMITS = "lower", "upper"
BYTES = 94  # a row


class Contestant(NamedTuple):
    name: str
    command: list  # "FILE" and "OUT" stand for the paths
    version: str = ""
    columns: dict = {}  # where its names of columns differ
    job: bool = True  # whether it does the whole of it
    to_file: bool = False  # whether it writes to OUT itself


class Taken(NamedTuple):
    wall: float
    cpu: float
    peak: int  # KiB


def told(command):
    """What a program prints of its version; None where it is not installed."""
    try:
        run = subprocess.run(command, capture_output=True, text=True)
    except OSError:
        return None
    return run.stdout.strip().splitlines()[0] if run.returncode == 0 and run.stdout.strip() else None


def in_folder(name):
    return os.path.join(HERE, name)


def contestants(folder, peel):
    """Libpeel's, and the peers': those without a version are not installed."""
    os.environ["NODE_PATH"] = os.path.join(os.path.abspath(folder), "node", "node_modules")
    os.environ["LC_ALL"] = "C"
    cases = os.path.join(folder, "cases")
    python = os.environ.get("PYTHON", sys.executable)
    ours = [peel, "tally", "FILE", "--outcome", "outcome", "--format", "csv"]
    version = (told([peel, "--version"]) or "").replace("peel ", "libpeel ")
    found = [
        Contestant("peel tally", [*ours, "--by", "force,month,criterion"], version),
        Contestant("peel tally, months read as dates", [*ours, "--by", "force,period,criterion", "--date", "month"], version,
                   {"month": "period"}),
        Contestant("peel tally, clopper-pearson", [*ours, "--by", "force,month,criterion", "--method", "clopper-pearson"],
                   version, {"lower": None, "upper": None}),
        Contestant("the C API", [cases, "count", "FILE"], version),
        Contestant("libcsv, empty callbacks", [cases, "libcsv", "FILE"], "3.0.3", job=False),
        Contestant("DuckDB", ["node", in_folder("duckdb.cjs"), "FILE", "OUT"], told(["node", in_folder("duckdb.cjs")]),
                   to_file=True),
        Contestant("data.table", ["Rscript", in_folder("data_table.R"), "FILE", "OUT"],
                   told(["Rscript", in_folder("data_table.R")]), to_file=True),
    ]
    for engine in ("c", "c-category", "pyarrow"):
        script = [python, in_folder("pandas_cases.py"), engine]
        found.append(Contestant(f"pandas, engine {engine}", [*script, "FILE", "OUT"], told(script), to_file=True))
    awk = told(["mawk", "-W", "version"])
    sqlite = told(["sqlite3", "--version"])
    return found + [
        Contestant("mawk", ["mawk", "-F,", "-f", in_folder("cases.awk"), "FILE"], awk and awk.split()[1]),
        Contestant("sqlite3", ["sqlite3", ":memory:", ".import --csv FILE cases", f".read {in_folder('cases.sql')}"],
                   sqlite and sqlite.split()[0]),
    ]


def run(folder, contestant, path, out):
    """One whole process."""
    command = [part.replace("FILE", path).replace("OUT", out) for part in contestant.command]
    stdout = os.devnull if contestant.to_file else out
    done = subprocess.run([os.path.join(folder, "spawn"), stdout, *command], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{contestant.name} failed: {done.stderr.strip()[-2000:]}")
    wall, cpu, peak = done.stdout.split()[-3:]
    return Taken(float(wall), float(cpu), int(peak))


def answer(contestant, out):
    """Counts and limits by group."""
    name_of = {name: contestant.columns.get(name, name) for name in (*KEYS, *COUNTS, *LIMITS)}
    with open(out, newline="", encoding="utf-8") as file:
        return {
            tuple(row[name_of[key]] for key in KEYS): (
                tuple(int(row[name_of[count]]) for count in COUNTS),
                tuple(float(row[name_of[limit]] or "nan") if name_of[limit] else None for limit in LIMITS),
            )
            for row in csv.DictReader(file)
        }


def check(contestant, got, wanted):
    """The same groups with the same counts, and limits to nine digits where both have them."""
    if got.keys() != wanted.keys():
        raise SystemExit(f"{contestant.name}: {len(got)} groups, or others, instead of {len(wanted)}")
    for group, (counts, limits) in got.items():
        if counts != wanted[group][0]:
            raise SystemExit(f"{contestant.name}: {counts} in {group} instead of {wanted[group][0]}")
        for mine, theirs in zip(limits, wanted[group][1]):
            if sum(counts[:2]) > 0 and None not in (mine, theirs) and not math.isclose(mine, theirs, abs_tol=1e-9):
                raise SystemExit(f"{contestant.name}: limit {mine} in {group} instead of {theirs}")


def rounds_of(rows):
    return 9 if rows <= 100_000 else 5 if rows <= 1_000_000 else 3


def compete(folder, able, path, out, rounds):
    """Medians of each contestant over rounds in which each has a turn; the first round, not counted, checks the answers."""
    wanted = None
    for contestant in able:
        run(folder, contestant, path, out)
        if not contestant.job:
            continue
        got = answer(contestant, out)
        wanted = wanted or got
        check(contestant, got, wanted)
    taken = [[run(folder, contestant, path, out) for contestant in able] for _ in range(rounds)]
    return len(wanted), [Taken(*(statistics.median(values) for values in zip(*turns))) for turns in zip(*taken)]


def number(value):
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def table(folder, everyone, rows):
    able = [one for one in everyone if one.version]
    with tempfile.TemporaryDirectory(dir=folder) as work:
        if shutil.disk_usage(work).free < 1.2 * BYTES * rows:
            print(f"\nCase records, {rows} rows: no room on the disk.")
            return
        path, out = os.path.join(work, "cases.csv"), os.path.join(work, "out.csv")
        with open(path, "wb") as file:
            subprocess.run([os.path.join(folder, "make_cases"), str(rows)], stdout=file, check=True)
        megabytes = os.path.getsize(path) / 1e6
        rounds = rounds_of(rows)
        groups, medians = compete(folder, able, path, out, rounds)
    ours = medians[0]
    print(f"\n| Case records, {rows} rows, {megabytes:.0f} MB, {groups} groups; median of {rounds} whole processes on one core "
          "| s | s on the wall | MB/s | ns a row | peak, MB | times peel tally |\n|---|---|---|---|---|---|---|")
    of = dict(zip((one.name for one in able), medians))
    for one in everyone:
        taken = of.get(one.name)
        label = f"{one.name}: {one.version}"
        if not taken:
            print(f"| {one.name} | not installed | | | | | |")
            continue
        print(f"| {label} | {taken.cpu:.3f} | {taken.wall:.3f} | {number(megabytes / taken.cpu)} | {number(taken.cpu / rows * 1e9)} "
              f"| {taken.peak / 1024:.1f} | {taken.cpu / ours.cpu:.2f} |")
    sys.stdout.flush()


def main():
    folder, peel, *sizes = sys.argv[1:]
    everyone = contestants(folder, peel)
    for rows in sizes:
        table(folder, everyone, int(float(rows)))


if __name__ == "__main__":
    main()
