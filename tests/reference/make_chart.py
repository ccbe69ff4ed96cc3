#!/usr/bin/env python3
"""Writes chart-series.csv and chart-truth.csv: what control charts draw of seeded series, from whole numbers, fractions and 50 digits.

Usage: /usr/bin/python3 tests/reference/make_chart.py (needs python3-mpmath; takes some minutes). Formulas as printed in METHODS of
the sources that include/peel/chart.h names. Binomial limits are found by adding up probabilities one by one, from the end with
fewer cases or from 40 standard deviations below the mean; nothing is inverted or expanded. A number is rounded once, to 19 digits.

chart-series.csv: id | kind | options | points. A point is met:assessed or a value, n where nothing was assessed, and after it x
where it is excluded and r where a segment begins.
chart-truth.csv: id | index | value | centre | lower | upper | score. Limits are cut as the header says, score is not. Of exact the
score is the number of zones of 1/3 that the point is beyond by its own tail, with its sign; of cusum the sum that looks for a
fall; of run none. A row `all` has scatter and reach in place of value and centre. = is the number of the row above, ? is not stated.
"""
import os
import random
from fractions import Fraction

from mpmath import erfc, erfinv, exp, findroot, log, loggamma, mp, mpf, nstr, sqrt

mp.dps = 50
HERE = os.path.dirname(os.path.abspath(__file__))
D2, SCREEN, XMR = Fraction(1128, 1000), Fraction(3267, 1000), Fraction(266, 100)
NAN = "nan"


def real(x):
    return mpf(x.numerator) / x.denominator if isinstance(x, Fraction) else mpf(x)


def normal_tail(z):
    return erfc(z / sqrt(mpf(2))) / 2


def sigmas(options):
    """L and the normal area beyond it."""
    alpha = options.get("alpha")
    if "confidence" in options:
        alpha = 1.0 - options["confidence"]
    if alpha is None:
        z = mpf(options.get("sigmas", 3.0))
        return z, normal_tail(z)
    tail = mpf(alpha) / 2
    guess = erfinv(1 - 2 * tail) * sqrt(mpf(2)) if tail > mpf(10) ** -30 else sqrt(-2 * log(tail))
    return findroot(lambda z: log(normal_tail(z)) - log(tail), guess), tail


class Point:
    def __init__(self, value, n=None, k=None, mark=""):
        self.value, self.n, self.k, self.mark = value, n, k, mark

    def text(self):
        if self.value is None:
            return "n" + self.mark
        return (f"{self.k}:{self.n}" if self.n else repr(float(self.value))) + self.mark


def segments(points):
    starts = [0] + [i for i, p in enumerate(points) if i and "r" in p.mark]
    return list(zip(starts, starts[1:] + [len(points)]))


def baseline(points, first, end, options):
    base = range(first, end)
    if "base" in options and first <= options["base"][0] < end:
        base = range(*options["base"])
    return [i for i in base if points[i].value is not None and "x" not in points[i].mark]


def mean_range(base, x, screening):
    ranges = [abs(x[i] - x[i - 1]) for i in base if i - 1 in base]
    if not ranges:
        return None
    mean = sum(ranges) / len(ranges)
    if screening and mean:
        kept = [r for r in ranges if real(r) < real(SCREEN) * real(mean)]
        mean = sum(kept) / len(kept)
    return mean


def median(values):
    values = sorted(values)
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


def share(c, points, base, screening=False):
    """sigma_z of Laney, in squares until the end: |z_t - z_(t-1)| with z_t = (v_t - c) / s_t."""
    if c in (0, 1):
        return None
    z = {i: real(points[i].value - c) * sqrt(real(points[i].n / (c * (1 - c)))) for i in base}
    mean = mean_range(base, z, screening)
    return None if mean is None else real(mean) / real(D2)


class Sums:
    """P(K <= k) and P(K >= k) of a binomial by adding its terms, each from its own end."""

    def __init__(self, n, c):
        self.n, self.c = n, c

    def scan(self, c):
        """Yields k and P(K <= k) upwards, for rate c, in units; from 40 standard deviations below."""
        n = self.n
        begin = max(0, int(real(n * c) - 40 * sqrt(real(n * c * (1 - c)))) - 40)
        start = loggamma(n + 1) - loggamma(begin + 1) - loggamma(n - begin + 1) + begin * log(real(c)) + (n - begin) * log(real(1 - c))
        unit = mpf(2) ** -1500  # whole numbers of it are added, for speed
        term, total, odds = int(exp(start) / unit), 0, c / (1 - c)
        for k in range(begin, n + 1):
            total += term
            yield k, total, unit
            term = term * ((n - k) * odds.numerator) // ((k + 1) * odds.denominator)

    def lower(self, tail, c):
        """The smallest k with P(K <= k) > tail."""
        if c in (0, 1):
            return int(self.n * c)
        bound = None
        for k, total, unit in self.scan(c):
            if bound is None:
                bound = int(tail / unit)
            if total > bound:
                return k
        raise AssertionError

    def limits(self, tail):
        return self.lower(tail, self.c), self.n - self.lower(tail, 1 - self.c)

    def at_most(self, k, c):
        """P(K <= k)."""
        if c in (0, 1):
            return mpf(1) if k >= self.n * c else mpf(0)
        term = total = real(1 - c) ** self.n
        odds = real(c / (1 - c))
        for j in range(k):
            term *= odds * (self.n - j) / (j + 1)
            total += term
        return total


def exact_points(points, first, end, c, z, tail, out):
    cache = {}
    for i in range(first, end):
        p = points[i]
        if p.value is None:
            continue
        sums = Sums(p.n, c)
        if p.n not in cache:
            cache[p.n] = [sums.limits(normal_tail(z * t / 3) if t < 3 else tail) for t in (1, 2, 3)]
        zones = 0
        for low, high in cache[p.n]:
            if p.value < c and p.k < low:
                zones -= 1
            if p.value > c and p.k > high:
                zones += 1
        low, high = cache[p.n][2]
        out[i] = [p.value, c, min(Fraction(low, p.n), c), max(Fraction(high, p.n), c), zones]


def chart(kind, points, options):
    """Rows of value, centre, lower, upper, score; scatter and reach of the last segment."""
    z, tail = sigmas(options)
    out = [[NAN] * 5 for _ in points]
    scatter = reach = NAN
    screening = options.get("screening", 0)
    rates = any(p.n for p in points)
    for first, end in segments(points):
        base = baseline(points, first, end, options)
        live = [i for i in range(first, end) if points[i].value is not None]
        scatter = reach = NAN
        v = {i: points[i].value for i in live}
        if kind in ("p", "exact", "laney", "ewma"):
            cases = sum(points[i].n for i in base)
            if not cases:
                for i in live:
                    out[i] = [v[i], NAN, NAN, NAN, "?"]
                continue
            c = Fraction(sum(points[i].k for i in base), cases)
            sigma = share(c, points, base, screening if kind == "laney" else False)
            if sigma is not None:
                scatter = sigma
            if kind == "exact":
                exact_points(points, first, end, c, z, tail, out)
            elif kind == "ewma":
                w, at, var = real(mpf(options.get("weight", 0.2))), real(c), mpf(0)
                for i in live:
                    if "x" not in points[i].mark:
                        at = w * real(v[i]) + (1 - w) * at
                        var = (1 - w) ** 2 * var + w * w / points[i].n
                    line(out, i, at, real(c), z * sqrt(real(c * (1 - c)) * var), rates)
            else:
                width = z if kind == "p" else None
                if kind == "laney" and c in (0, 1) and any(i - 1 in base for i in base):
                    width = mpf(0)
                elif kind == "laney" and sigma is not None:
                    width = z * (max(sigma, mpf(1)) if options.get("floor") else sigma)
                for i in live:
                    if width is None:
                        out[i] = [v[i], c, NAN, NAN, "?"]
                    else:
                        line(out, i, v[i], c, width * sqrt(real(c * (1 - c) / points[i].n)), rates)
            if kind in ("p", "exact") and "target" in options and live and 0 < c < 1:
                reach = chance(points[live[-1]].n, c, options)
        elif kind in ("xmr", "run", "g", "t") and not base:
            for i in live:
                out[i] = [v[i], NAN, NAN, NAN, "?"]
        elif kind == "xmr":
            c = sum(v[i] for i in base) / len(base)
            moved = mean_range(base, v, screening)
            scatter = NAN if moved is None else moved
            for i in live:
                if moved is None:
                    out[i] = [v[i], c, NAN, NAN, "?"]
                else:
                    line(out, i, v[i], c, z * real(XMR * moved) / 3, rates)
        elif kind == "run":
            for i in live:
                out[i] = [v[i], median([v[j] for j in base]), NAN, NAN, "?"]
        elif kind == "g":
            c, mean = median([v[i] for i in base]), sum(v[i] for i in base) / len(base)
            width = z * sqrt(real(mean * (mean + 1)))
            for i in live:
                low, high = real(mean) - width, real(mean) + width
                within = min(max(low, mpf(0)), real(c)), max(high, real(c))
                out[i] = [v[i], c, *within, score(v[i], c, low, high)]
        elif kind == "t":
            y = {i: real(v[i]) ** (mpf(5) / 18) if v[i] else mpf(0) for i in live}
            c = sum(y[i] for i in base) / len(base)
            moved = mean_range(base, y, screening)
            back = lambda x: x ** (mpf(18) / 5) if x > 0 else mpf(0)
            if moved is None:
                for i in live:
                    out[i] = [v[i], back(c), NAN, NAN, "?"]
                continue
            scatter = moved
            low, high = c - z * real(XMR) * moved / 3, c + z * real(XMR) * moved / 3
            for i in live:
                out[i] = [v[i], back(c), back(low), back(high), score(y[i], c, low, high)]
        elif kind == "cusum":
            cusum(points, live, options, out)
    return out, scatter, reach


def cusum(points, live, options, out):
    accept, reject = Fraction(options["accept"]), Fraction(options["reject"])
    odds = (accept / (1 - accept)) ** 2 / (reject / (1 - reject))
    mirrored = odds / (1 + odds)
    up, down = max(reject, mirrored), min(reject, mirrored)
    limit = mpf(options["threshold"]) if "threshold" in options else log(mpf(370 if options.get("one_sided") else 740))
    value = other = mpf(0)
    gain = lambda p, r: p.k * log(real(r / accept)) + (p.n - p.k) * log(real((1 - r) / (1 - accept)))
    for i in live:
        if "x" not in points[i].mark:
            value = max(mpf(0), value + gain(points[i], up))
            other = min(mpf(0), other - gain(points[i], down))
        out[i] = [value, 0, -limit, limit, other]
    if options.get("one_sided"):
        for i in live:
            out[i][0 if reject < accept else 4] = "?"


def score(v, c, low, high):
    if v == c:
        return 0
    v, c, low, high = real(v), real(c), real(low), real(high)
    width = high - c if v > c else c - low
    return (v - c) / width if width else ("inf" if v > c else "-inf")


def line(out, i, v, c, width, rates):
    low, high = real(c) - width, real(c) + width
    out[i] = [v, c, max(low, mpf(0)) if rates else low, min(high, mpf(1)) if rates else high, score(v, c, low, high)]


def chance(n, c, options):
    """P of k of n whose rate, as doubles have it, is at the target or better."""
    if n > 10**6:
        return "?"
    target, up = options["target"], options.get("better", "up") == "up"
    ks = [k for k in range(n + 1) if (k / n >= target if up else k / n <= target)]
    if not ks:
        return mpf(0)
    if len(ks) == n + 1:
        return mpf(1)
    return Sums(n, 1 - c).at_most(n - ks[0], 1 - c) if up else Sums(n, c).at_most(ks[-1], c)


def text(x):
    if isinstance(x, str):
        return x
    x = real(x)
    return "0" if x == 0 else nstr(x, 19, min_fixed=-5, max_fixed=19, strip_zeros=True)


rng = random.Random(1931)


def draw(n, rate):
    if n > 3000:
        sd = (n * rate * (1 - rate)) ** 0.5
        return min(n, max(0, round(rng.gauss(n * rate, sd)))) if sd > 30 else min(n, draw(3000, rate * n / 3000)) if rate * n < 1000 else n - draw(n, 1 - rate)
    return sum(rng.random() < rate for _ in range(n))


def samples(m, low, high, rate, spread=0.0, marked=True, empty=0.1):
    points = []
    for i in range(m):
        mark = ""
        if marked:
            mark = ("x" if rng.random() < 0.12 else "") + ("r" if rng.random() < 0.05 else "")
        if marked and 0 < i and rng.random() < empty:
            points.append(Point(None, mark=mark))
            continue
        n = round(low * (high / low) ** rng.random())
        r = min(1, max(0, rng.gauss(rate, spread))) if spread else rate
        k = draw(n, r)
        points.append(Point(Fraction(k, n), n, k, mark))
    return points


def values(m, make, marked=True):
    points = []
    for i in range(m):
        mark = ("x" if marked and rng.random() < 0.1 else "") + ("r" if marked and rng.random() < 0.03 else "")
        empty = marked and i > 0 and rng.random() < 0.06
        points.append(Point(None, mark=mark) if empty else Point(Fraction(make()), mark=mark))
    return points


LIMITS = [{}, {}, {}, {"sigmas": 2.0}, {"confidence": 0.95}, {"confidence": 0.5}, {"confidence": 1 - 1e-9}, {"alpha": 0.002}, {"sigmas": 0.1},
          {"sigmas": 6.5}]


def whole():
    """Every series: kind, options, points."""
    sizes = [(1, 8, 0.7), (5, 60, 0.9), (10, 80, 0.97), (20, 400, 0.03), (300, 4000, 0.85), (1, 1, 0.6), (10**5, 10**7, 0.6),
             (10**11, 10**12, 0.8)]
    for kind in ("p", "laney", "xmr", "run", "ewma"):
        for i in range(14 if kind != "run" else 8):
            low, high, rate = sizes[i % len(sizes)]
            options = dict(LIMITS[(i + len(kind)) % len(LIMITS)]) if kind != "run" else {}
            if kind in ("laney", "xmr"):
                options["screening"] = i // 2 % 2
            if kind == "laney" and i % 3 == 0:
                options["floor"] = 1
            if kind == "ewma" and i % 4:
                options["weight"] = [0.05, 0.4, 1.0][i % 4 - 1]
            m = rng.choice([6, 12, 18, 24])
            if i % 5 == 4:
                options["base"] = (2, 2 + m // 2)
            if kind == "p" and low <= 4000:
                options.update(target=rng.choice([0.9, 0.7, 0.95, 0.05]), better=rng.choice(["up", "down"]))
            spread = 0.0 if kind not in ("laney", "xmr") or i % 2 else 0.04
            points = samples(m, low, high, rate, spread)
            if "base" in options:
                for p in points:
                    p.mark = p.mark.replace("r", "")
            yield kind, options, points
    for i in range(22):
        low, high, rate = [(1, 8, 0.7), (5, 60, 0.9), (10, 80, 0.99), (20, 400, 0.03), (300, 2000, 0.85), (1, 3, 0.5)][i % 6]
        options = dict(LIMITS[i % len(LIMITS)])
        options.update(target=rng.choice([0.9, 0.7, 0.8, 0.05]), better=rng.choice(["up", "down"]))
        yield "exact", options, samples(rng.choice([6, 12, 18]), low, high, rate, marked=i % 2 == 1, spread=0.1 if i % 3 else 0)
    # edges: one point, all met, none met, a small rate of very many, a rate of 1e12
    for kind in ("p", "exact", "xmr", "run", "ewma"):
        for points in ("3:4", "0:9 0:30 0:1", "7:7 1:1 50:50", "9:10", "0:1 1:1", "1:2 1:2 1:2", "5:5x 3:4 n 4:4 2:9x"):
            yield kind, {"target": 0.9} if kind in ("p", "exact") else {}, read(points)
    few = read("999999999001:1000000000000 999999998990:1000000000000 999999999950:1000000000000 199999999800:200000000000")
    many = read("2000011:4000000 1999000:4000000 2003900:4000000 1499500:3000000")
    top = read("600000123456:1000000000000")
    for kind in ("p", "exact", "ewma"):
        for options in ({}, {"confidence": 0.5}, {"confidence": 1 - 1e-9}):
            yield kind, options, few
            yield kind, options, many
    for kind in ("p", "exact"):
        yield kind, {}, top
    for options in ({}, {"floor": 1}):
        yield "laney", options, few
        yield "laney", options, read("20:40 20:40 21:40 20:40 41:80")
        yield "laney", options, read("5:9 n 8:9 4:9x 8:8")
    for kind in ("xmr", "run"):
        for i in range(6):
            make = [lambda: round(rng.gauss(85, 6), 1), lambda: round(rng.gauss(0, 1), 3), lambda: rng.gauss(1e6, 1),
                    lambda: rng.expovariate(1e-9), lambda: -abs(rng.gauss(3e-5, 1e-6)), lambda: rng.randint(0, 9)][i]
            options = {"screening": i % 2} if kind == "xmr" else {}
            if kind == "xmr" and i > 2:
                options["sigmas"] = 2.0
            yield kind, options, values(20, make)
        yield kind, {}, read("5 5 5 5")
        yield kind, {}, read("7.5")
        yield kind, {}, read("1 n 2 n 9")
    for i in range(10):
        mean = [3, 40, 900, 5e6][i % 4]
        options = dict(LIMITS[i])
        if i == 3:
            options["base"] = (1, 9)
        yield "g", options, values(16, lambda: int(rng.expovariate(1 / mean)), i % 2 == 0)
        yield "t", options, values(16, lambda: round(rng.expovariate(1 / mean), i % 3), i % 2 == 0)
    yield "g", {}, read("0 0 0 0")
    yield "t", {}, read("0 0 3 0 9 0.5")
    for i in range(12):
        accept, reject = [(0.9, 0.8), (0.94, 0.806), (0.5, 0.7), (0.02, 0.05), (0.97, 0.99), (0.3, 0.2)][i % 6]
        options = {"accept": accept, "reject": reject}
        if i > 5:
            options["threshold"] = [2.0, 0.5, 1e-3, 20.0, 1e6, 4.5][i - 6]
        if i % 4 == 3:
            options["one_sided"] = 1
        low, high = [(1, 20), (10, 60), (30, 300), (10**5, 10**6)][i % 4]
        yield "cusum", options, samples(15, low, high, accept + (reject - accept) * rng.random())


def read(row):
    points = []
    for word in row.split():
        mark = "".join(c for c in word if c in "xr")
        word = word.rstrip("xr")
        if word == "n":
            points.append(Point(None, mark=mark))
        elif ":" in word:
            k, n = map(int, word.split(":"))
            points.append(Point(Fraction(k, n), n, k, mark))
        else:
            points.append(Point(Fraction(float(word)), mark=mark))
    return points


def main():
    with open(os.path.join(HERE, "chart-series.csv"), "w") as series, open(os.path.join(HERE, "chart-truth.csv"), "w") as truth:
        series.write("# made by make_chart.py: id | kind | options | points met:assessed or value, n nothing assessed, x excluded, r rebase\n")
        truth.write("# made by make_chart.py: id | index | value | centre | lower | upper | score; or id | all | scatter | reach\n")
        for number, (kind, options, points) in enumerate(whole(), 1):
            words = []
            for key, value in options.items():
                words.append(f"{key}={value[0]}:{value[1]}" if key == "base" else f"{key}={value}")
            series.write(f"{number}|{kind}|{' '.join(words)}|{' '.join(p.text() for p in points)}\n")
            rows, scatter, reach = chart(kind, points, options)
            above = [None] * 5
            for i, row in enumerate(rows):
                row = [text(x) for x in row]
                truth.write(f"{number}|{i}|" + "|".join("=" if x == a != "?" else x for x, a in zip(row, above)) + "\n")
                above = row
            truth.write(f"{number}|all|{text(scatter)}|{text(reach)}\n")


if __name__ == "__main__":
    main()
