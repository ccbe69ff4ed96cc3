"""Makes mann-kendall.csv: python3 make_mann_kendall.py > mann-kendall.csv

In exact fractions, and by other ways than the library's: exact p-values by going through all permutations, ties by groups,
seasons as series of their own, Hamed and Rao's paper with mean ranks, and Sen's interval as the hull of all slopes that
the test does not reject once the values are turned back by them.
"""

import bisect
import csv
import itertools
import math
import random
import sys
from collections import Counter
from fractions import Fraction

Z975 = 1.959963984540054


def sign(x):
    return (x > 0) - (x < 0)


def s_of(values):
    return sum(sign(b - a) for a, b in itertools.combinations(values, 2))


def variance_of(values):
    n = len(values)
    ties = sum(t * (t - 1) * (2 * t + 5) for t in Counter(values).values())
    return Fraction(n * (n - 1) * (2 * n + 5) - ties, 18)


def pairs_and_untied(values):
    pairs = len(values) * (len(values) - 1) // 2
    return pairs, pairs - sum(t * (t - 1) // 2 for t in Counter(values).values())


NO_VARIANCE = "4 5 1 8 4 6 2 4 0 8 3 6 3 10 0".split()
PERMUTED = {}


def permuted(n):
    """How often each S stands among the permutations of n values."""
    if n not in PERMUTED:
        PERMUTED[n] = Counter(s_of(order) for order in itertools.permutations(range(n)))
    return PERMUTED[n]


def exact_p(n, s, side):
    count = permuted(n)
    as_far = {
        "two-sided": lambda x: abs(x) >= abs(s),
        "lower": lambda x: x >= s,
        "upper": lambda x: x <= s,
    }[side]
    return float(Fraction(sum(c for x, c in count.items() if as_far(x)), math.factorial(n)))


def normal_p(s, variance, side):
    if variance <= 0:
        return 1.0
    z = (s - sign(s)) / math.sqrt(variance)
    if side == "two-sided":
        return min(1.0, math.erfc(abs(z) / math.sqrt(2)))
    return 0.5 * math.erfc((z if side == "lower" else -z) / math.sqrt(2))


def mean_ranks(values):
    return [Fraction(sum(w < v for w in values) + sum(w <= v for w in values) + 1, 2) for v in values]


def hamed_rao_factor(periods, values, slope):
    n = len(values)
    if n < 4:
        return Fraction(1)
    ranks = mean_ranks([v - slope * (t - periods[0]) for t, v in zip(periods, values)])
    mean = sum(ranks) / n
    away = [r - mean for r in ranks]
    squares = sum(a * a for a in away)
    if squares == 0:
        return Fraction(1)
    total = Fraction(0)
    for i in range(1, n):
        r = sum(away[j] * away[j + i] for j in range(n - i)) / squares
        if abs(float(r)) * math.sqrt(n) > Z975:
            total += (n - i) * (n - i - 1) * (n - i - 2) * r
    # the paper allows factors below 1, which a few lags of a wavering series make arbitrarily small: the library does not
    factor = 1 + Fraction(2, n * (n - 1) * (n - 2)) * total
    return max(factor, Fraction(1))


def median(numbers):
    numbers = sorted(numbers)
    half = len(numbers) // 2
    return numbers[half] if len(numbers) % 2 else (numbers[half - 1] + numbers[half]) / 2


def hull(groups, slopes, p_of, alpha):
    """From the lowest to the highest slope b with p > alpha for the S of value - b period, summed over the groups.

    S falls as b rises, so that the ends are found by halving among the places between neighbouring slopes.
    """
    cuts = sorted(set(slopes))
    probes = [cuts[0] - 1] + [(a + b) / 2 for a, b in zip(cuts, cuts[1:])] + [cuts[-1] + 1]
    lows, highs = [-math.inf] + cuts, cuts + [math.inf]

    def rejected(i, wanted_sign):
        s = sum(s_of([v - probes[i] * t for t, v in group]) for group in groups)
        return sign(s) == wanted_sign and p_of(s) <= alpha

    first = bisect.bisect_left(range(len(probes)), True, key=lambda i: not rejected(i, 1))
    last = bisect.bisect_left(range(len(probes)), True, key=lambda i: rejected(i, -1)) - 1
    return lows[first], highs[last]


def row(method, side, confidence, periods, values, season=0):
    exact_values = [Fraction(v) for v in values]
    places = periods if periods else list(range(1, len(values) + 1))
    groups = {}
    for t, v in zip(places, exact_values):
        groups.setdefault(t % season if season else 0, []).append((t, v))
    groups = list(groups.values())
    columns = [[v for _, v in group] for group in groups]
    s = sum(s_of(c) for c in columns)
    variance = sum(variance_of(c) for c in columns)
    pairs = sum(pairs_and_untied(c)[0] for c in columns)
    untied = sum(pairs_and_untied(c)[1] for c in columns)
    slopes = [(b - a) / (u - t) for g in groups for (t, a), (u, b) in itertools.combinations(g, 2)]
    n = len(values)
    exact = method == "mann-kendall" and 1 < n < 10 and untied == pairs
    if method == "hamed-rao":
        variance *= hamed_rao_factor(places, exact_values, median(slopes) if slopes else 0)

    def p_of(score, which=side):
        return exact_p(n, score, which) if exact else normal_p(score, variance, which)

    lower = upper = slope = math.nan
    if slopes:
        slope = median(slopes)
        lower, upper = hull(groups, slopes, p_of, 1 - confidence)
    else:
        lower, upper = -math.inf, math.inf
    return [
        method,
        side,
        season,
        repr(confidence),
        ";".join(map(str, periods)) if periods else "",
        ";".join(values),
        s,
        repr(float(variance)),
        repr(s / math.sqrt(pairs * untied)) if untied else "nan",
        repr(p_of(s)),
        repr(float(slope)),
        repr(float(lower)),
        repr(float(upper)),
    ]


def read(path):
    with open(path, newline="") as file:
        return [line[1] for line in list(csv.reader(file))[1:]]


def main():
    chance = random.Random(1871)
    out = csv.writer(sys.stdout, lineterminator="\n")
    print("# made by make_mann_kendall.py: method, side, season, confidence, periods, values, S, variance, tau-b, p,")
    print("# Sen's slope, its lower and its upper limit")
    nile, nottem = read("nile.csv"), read("nottem.csv")
    for method in ("mann-kendall", "hamed-rao"):
        out.writerow(row(method, "two-sided", 0.95, [], nile))
        out.writerow(row(method, "lower", 0.99, list(range(1871, 1971)), nile))
    out.writerow(row("hamed-rao", "two-sided", 0.95, [], nottem))
    # a line of tenths but for one value: in doubles the values less the line differ by rounding
    out.writerow(row("hamed-rao", "two-sided", 0.95, [], [f"{0.1 * i:.1f}" for i in range(1, 31) if i != 11]))
    out.writerow(row("hamed-rao", "two-sided", 0.95, [], [f"{0.1 * i:.1f}" for i in range(1, 31)]))
    # up and down in turn: the sum leaves no variance
    out.writerow(row("hamed-rao", "two-sided", 0.95, [], NO_VARIANCE))
    out.writerow(row("seasonal", "two-sided", 0.95, [], nottem, 12))
    out.writerow(row("seasonal", "upper", 0.9, [], nottem, 12))
    for n in range(1, 10):
        for side in ("two-sided", "lower", "upper"):
            for _ in range(2):
                values = [str(v) for v in chance.sample(range(100), n)]
                out.writerow(row("mann-kendall", side, chance.choice((0.8, 0.95)), [], values))
        out.writerow(row("mann-kendall", "two-sided", 0.95, [], [str(v) for v in sorted(chance.sample(range(100), n))]))
    for method in ("mann-kendall", "hamed-rao", "seasonal"):
        for n in (2, 3, 4, 5, 8, 9, 10, 13, 20, 36):
            for side in ("two-sided", "lower", "upper"):
                periods = sorted(chance.sample(range(-20, 60), n)) if chance.random() < 0.5 else []
                level = 0.0
                values = []
                for i in range(n):
                    level = 0.6 * level + chance.gauss(0, 1)
                    rate = 0.7 + 0.05 * level + chance.choice((0, 0.004)) * i
                    values.append(f"{rate:.{chance.choice((1, 2, 2, 3))}f}")
                season = chance.choice((2, 3, 4)) if method == "seasonal" else 0
                out.writerow(row(method, side, chance.choice((0.8, 0.95, 0.99)), periods, values, season))


main()
