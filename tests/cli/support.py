"""Runs the program that PEEL names, and computes apart from it what it should answer."""

import csv
import fcntl
import glob
import io
import json
import math
import os
import pty
import select
import statistics
import struct
import subprocess
import tempfile
import termios
import unittest

PEEL = os.path.abspath(os.environ["PEEL"])
TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MONTHLY = os.path.join(TOP, "examples", "data", "monthly-audits.csv")
STEADY = os.path.join(TOP, "examples", "data", "steady-audits.csv")
REAL = os.path.join(TOP, "examples", "data", "cambridgeshire-peel-2021-22.csv")
CASES = os.path.join(TOP, "examples", "data", "cases-2024-03.csv")
GRID = os.path.join(TOP, "examples", "data", "grid-cambridgeshire-2021-22.csv")
STOPS = os.path.join(TOP, "examples", "data", "stop-and-search-2024-03.csv")

# The Cambridgeshire samples of PEEL 2021/22, failures as cases met.
SAMPLES = [(41, 79), (40, 48), (27, 36), (57, 81), (30, 33), (47, 60), (43, 68), (44, 59)]


def wilson(met, assessed, confidence=0.95, spent=2):
    """The textbook form, of centre and width (Wilson 1927); spent is 1 for a one-sided bound."""
    z = statistics.NormalDist().inv_cdf(1 - (1 - confidence) / spent)
    rate = met / assessed
    centre = (rate + z * z / (2 * assessed)) / (1 + z * z / assessed)
    width = z * math.sqrt(rate * (1 - rate) / assessed + z * z / (4 * assessed**2)) / (1 + z * z / assessed)
    return centre - width, centre + width


def exact_upper(met, assessed, confidence=0.95):
    """The rate at which `met` or fewer have the probability alpha / 2, by bisection in whole numbers."""
    bits = 60
    share = round((1 - confidence) / 2 * 10**12)
    low, high = 0, 1 << bits
    while high - low > 1:
        p = (low + high) // 2
        q = (1 << bits) - p
        tail = sum(math.comb(assessed, k) * p**k * q ** (assessed - k) for k in range(met + 1))
        if tail * 10**12 > share << (bits * assessed):
            low = p
        else:
            high = p
    return low / (1 << bits)


def clopper_pearson(met, assessed):
    return 1 - exact_upper(assessed - met, assessed), exact_upper(met, assessed)


def fisher(met, assessed, other_met, other_assessed):
    """Two-sided by likelihood, in whole numbers but for the quotient."""
    total = met + other_met
    ways = {k: math.comb(assessed, k) * math.comb(other_assessed, total - k)
            for k in range(max(0, total - other_assessed), min(assessed, total) + 1)}
    return sum(way for way in ways.values() if way <= ways[met]) / sum(ways.values())


def binomial(met, assessed, rate):
    """Two-sided by likelihood."""
    chance = [math.comb(assessed, k) * rate**k * (1 - rate) ** (assessed - k) for k in range(assessed + 1)]
    return sum(p for p in chance if p <= chance[met] * (1 + 1e-9))


def newcombe(before, after, confidence=0.95):
    """The square-and-add interval of after - before, from the two intervals of Wilson."""
    rates = [met / assessed for met, assessed in (before, after)]
    (l1, u1), (l2, u2) = wilson(*before, confidence), wilson(*after, confidence)
    change = rates[1] - rates[0]
    return (change - math.hypot(rates[1] - l2, u1 - rates[0]), change + math.hypot(u2 - rates[1], rates[0] - l1))


def cochran_armitage(samples, periods=None):
    """z with N - 1, and the slope of the weighted line."""
    periods = periods or range(1, len(samples) + 1)
    n = sum(assessed for _, assessed in samples)
    rate = sum(met for met, _ in samples) / n
    mean = sum(x * assessed for x, (_, assessed) in zip(periods, samples)) / n
    spread = sum(assessed * (x - mean) ** 2 for x, (_, assessed) in zip(periods, samples))
    score = sum((x - mean) * met for x, (met, _) in zip(periods, samples))
    return score / math.sqrt(rate * (1 - rate) * spread * n / (n - 1)), score / spread


def points(change):
    return f"{100 * change:+.1f}"


class Program(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def program_with(self, source, *wrapped):
        """The program with C functions of the library put behind __wrap_ ones: for statuses that no input is known to
        provoke. Sanitized objects ask for their sanitizer."""
        build = os.path.dirname(PEEL)
        objects = glob.glob(os.path.join(build, "examples", "peel", "*.o"))
        if not objects:
            self.skipTest("the program was not built here")
        path = os.path.join(self.folder, "peel")
        libraries = subprocess.run([os.environ.get("PKG_CONFIG") or "pkg-config", "--libs", "smartcols", "jansson"],
                                   capture_output=True, check=True).stdout.decode().split()
        for sanitizer in [], *(["-fsanitize=" + kind] for kind in ("address", "undefined", "address,undefined")):
            done = subprocess.run([os.environ.get("CC") or "cc", *sanitizer, "-I" + os.path.join(TOP, "include"),
                                   self.write(source, "wrap.c"), *objects, os.path.join(build, "libpeel.a"),
                                   *(f"-Wl,--wrap={name}" for name in wrapped), "-lgsl", "-lgslcblas", "-lcsv",
                                   *libraries, "-lm", "-o", path], capture_output=True)
            if done.returncode == 0:
                return path
        raise AssertionError(done.stderr.decode())

    def write(self, text, name="tallies.csv"):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return path

    def run_peel(self, *arguments, code=0, feed=None, environment=None, said="", program=PEEL):
        """What the program wrote, after its exit code was checked: (standard output, standard error). said: what the latter
        is where all went well; None: anything."""
        done = subprocess.run([program, *arguments], input=feed.encode() if feed else b"", capture_output=True,
                              cwd=self.folder, timeout=60, env={**os.environ, **(environment or {})})
        output, errors = done.stdout.decode(), done.stderr.decode()
        if code is not None:
            self.assertEqual(done.returncode, code, f"{arguments}\n{output}\n{errors}")
        if code == 0 and said is not None:
            self.assertEqual(errors, said)
        return output, errors

    def first_line(self, *arguments, **options):
        return self.run_peel(*arguments, **options)[0].splitlines()[0]

    def refused(self, expected, *arguments, code=2, output=""):
        """The command fails with `expected` in its message, and writes nothing else."""
        written, errors = self.run_peel(*arguments, code=code)
        self.assertIn(expected, errors)
        self.assertTrue(errors.startswith("peel: "), errors)
        self.assertEqual(written, output)

    def results(self, *arguments, code=0, **options):
        return json.loads(self.run_peel(*arguments, "--format", "json", code=code, **options)[0])

    def rows(self, *arguments, code=0, **options):
        return list(csv.DictReader(io.StringIO(self.run_peel(*arguments, "--format", "csv", code=code, **options)[0])))

    def in_terminal(self, width, *arguments):
        """What a terminal of that width is sent."""
        shown = b""
        master, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
        environment = {k: v for k, v in os.environ.items() if k != "COLUMNS"}
        # our own end stays open: a terminal that all have left may lose what was on its way
        with subprocess.Popen([PEEL, *arguments], stdin=terminal, stdout=terminal, stderr=terminal, env=environment) as run:
            over = False
            while not over:
                over = run.poll() is not None
                while select.select([master], [], [], 0.05)[0]:
                    shown += os.read(master, 4096)
        os.close(terminal)
        os.close(master)
        return shown.decode()
