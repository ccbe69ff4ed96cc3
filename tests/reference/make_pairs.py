#!/usr/bin/env python3
"""Writes pairs.csv: limits of differences and ratios of two samples, by mpmath.

Usage: tests/reference/make_pairs.py > tests/reference/pairs.csv (needs python3-mpmath). 120 digits are carried; levels
are doubles as printed, alpha is 1 - confidence in double; a value is rounded once, to 30 digits.

The formulas are those of the papers as printed: Wilson limits as centre and width, the score limits of a difference by bisection
on the statistic with Miettinen and Nurminen's cubic in its trigonometric form, those of a ratio by bisection on the statistic
with the quadratic of the restricted rates. Known populations: n of N counts as n (N - 1) / (N - n); of a census the width is 0.
"""

from mpmath import acos, cos, erfinv, exp, inf, log, mp, mpf, nstr, pi, sqrt

mp.dps = 120
STEPS = 380  # bisections: 2^-380 is below 1e-114


def quantile(tail):
    return sqrt(mpf(2)) * erfinv(1 - 2 * mpf(tail))


class Sample:
    def __init__(self, met, assessed, population=0):
        self.met, self.assessed, self.population = met, assessed, population
        self.known = population == assessed
        weight = mpf(1)
        if population and not self.known:
            weight = mpf(population - 1) / (population - assessed)
        self.n = weight * assessed
        self.k = weight * met
        self.p = mpf(met) / assessed


def wilson(k, n, z):
    middle = (k + z**2 / 2) / (n + z**2)
    width = z / (n + z**2) * sqrt(k * (n - k) / n + z**2 / 4)
    return middle - width, middle + width


def wilson_limits(s, z, corrected):
    if s.known:
        return s.p, s.p
    if not corrected:
        low, high = wilson(s.k, s.n, z)
        return (mpf(0) if s.met == 0 else low), (mpf(1) if s.met == s.assessed else high)
    low = mpf(0) if s.met == 0 else wilson(s.k - mpf(1) / 2, s.n, z)[0]
    high = mpf(1) if s.met == s.assessed else wilson(s.k + mpf(1) / 2, s.n, z)[1]
    return low, high


def newcombe(b, a, z, corrected=False):
    la, ua = wilson_limits(a, z, corrected)
    lb, ub = wilson_limits(b, z, corrected)
    d = a.p - b.p
    return d - sqrt((a.p - la) ** 2 + (ub - b.p) ** 2), d + sqrt((ua - a.p) ** 2 + (b.p - lb) ** 2)


def restricted(x1, n1, x2, n2, d):
    """The likeliest rate of the second group where the first one's is d more."""
    n = n1 + n2
    l2 = (n1 + 2 * n2) * d - n - (x1 + x2)
    l1 = (n2 * d - n - 2 * x2) * d + x1 + x2
    l0 = x2 * d * (1 - d)
    q = l2**3 / (3 * n) ** 3 - l1 * l2 / (6 * n**2) + l0 / (2 * n)
    p = sqrt(max(mpf(0), l2**2 / (3 * n) ** 2 - l1 / (3 * n)))
    if q < 0:
        p = -p
    if p == 0:
        return -l2 / (3 * n)
    angle = (pi + acos(max(mpf(-1), min(mpf(1), q / p**3)))) / 3
    return 2 * p * cos(angle) - l2 / (3 * n)


def score_variance(a, b, d):
    """Of a.p - b.p = d. A census keeps its rate, and the other has what is left."""
    if a.known or b.known:
        moving = b if a.known else a
        x = a.p - d if a.known else b.p + d
        return x * (1 - x) / moving.n
    y = restricted(a.k, a.n, b.k, b.n, d)
    y = max(max(mpf(0), -d), min(min(mpf(1), 1 - d), y))
    x = y + d
    return x * (1 - x) / a.n + y * (1 - y) / b.n


def score_below(b, a, z, small):
    """How far the lower limit of after - before lies below the change."""
    factor = mpf(1)
    if small and not (a.known or b.known):
        factor = (a.n + b.n) / (a.n + b.n - 1)
    d = a.p - b.p
    least = -1 if not (a.known or b.known) else (a.p - 1 if a.known else -b.p)
    near, far = mpf(0), d - least
    if far == 0:
        return far
    for _ in range(STEPS):
        w = (near + far) / 2
        if w**2 > z**2 * factor * score_variance(a, b, d - w):
            far = w
        else:
            near = w
    return (near + far) / 2


def score(b, a, z, small):
    d = a.p - b.p
    return d - score_below(b, a, z, small), d + score_below(a, b, z, small)


def wald(b, a, z):
    def variance(s):
        return mpf(0) if s.known else s.p * (1 - s.p) / s.n

    width = z * sqrt(variance(a) + variance(b))
    return a.p - b.p - width, a.p - b.p + width


def caffo(b, a, z):
    def shrunk(s):
        return (s.p, mpf(0)) if s.known else ((s.k + 1) / (s.n + 2), (s.k + 1) / (s.n + 2) * (s.n - s.k + 1) / (s.n + 2) ** 2)

    (pa, va), (pb, vb) = shrunk(a), shrunk(b)
    width = z * sqrt(va + vb)
    return pa - pb - width, pa - pb + width


def ratio_statistic(a, b, ratio):
    n = mpf(a.assessed + b.assessed)
    middle = ratio * (a.assessed + b.met) + a.met + b.assessed
    y = 2 * (a.met + b.met) / (middle + sqrt(middle**2 - 4 * n * ratio * (a.met + b.met)))
    x = ratio * y
    variance = x * (1 - x) / a.assessed + ratio**2 * y * (1 - y) / b.assessed
    return (a.p - ratio * b.p) ** 2, variance


def ratio_score_lower(b, a, z, small):
    if a.met == 0:
        return mpf(0)
    factor = mpf(a.assessed + b.assessed) / (a.assessed + b.assessed - 1) if small else mpf(1)
    far = mpf(-150)
    near = log(a.p / b.p) if b.met else mpf(150)
    for _ in range(STEPS + 20):
        middle = (near + far) / 2
        square, variance = ratio_statistic(a, b, exp(middle))
        if square > z**2 * factor * variance:
            far = middle
        else:
            near = middle
    return exp((near + far) / 2)


def inverse(x):
    return inf if x == 0 else 1 / x


def ratio_score(b, a, z, small):
    return ratio_score_lower(b, a, z, small), inverse(ratio_score_lower(a, b, z, small))


def mover_lower(b, a, z):
    if a.met == 0:
        return mpf(0)
    la, _ = wilson_limits(a, z, False)
    _, ub = wilson_limits(b, z, False)
    product = a.p * b.p
    root = sqrt(max(mpf(0), product**2 - la * ub * (2 * a.p - la) * (2 * b.p - ub)))
    # The first of these forms is 0/0 where u = 2 p.
    if abs(ub * (2 * b.p - ub)) > mpf(10) ** -60:
        return (product - root) / (ub * (2 * b.p - ub))
    return la * (2 * a.p - la) / (product + root)


def log_ratio(b, a, z, more):
    if more == 0 and (a.met == 0 or b.met == 0):
        return mpf(0), inf
    ka, na, kb, nb = a.met + more, a.assessed + more, b.met + more, b.assessed + more
    width = z * sqrt(1 / mpf(ka) - 1 / mpf(na) + 1 / mpf(kb) - 1 / mpf(nb))
    middle = mpf(ka) * nb / (mpf(kb) * na)
    return (mpf(0) if a.met == 0 else middle * exp(-width)), (inf if b.met == 0 else middle * exp(width))


DIFFERENCES = {
    "newcombe": newcombe,
    "newcombe-cc": lambda b, a, z: newcombe(b, a, z, True),
    "miettinen-nurminen": lambda b, a, z: score(b, a, z, True),
    "mee": lambda b, a, z: score(b, a, z, False),
    "agresti-caffo": caffo,
    "wald": wald,
}
RATIOS = {
    "koopman": lambda b, a, z: ratio_score(b, a, z, False),
    "miettinen-nurminen": lambda b, a, z: ratio_score(b, a, z, True),
    "mover": lambda b, a, z: (mover_lower(b, a, z), inverse(mover_lower(a, b, z))),
    "katz": lambda b, a, z: log_ratio(b, a, z, 0),
    "adjusted-log": lambda b, a, z: log_ratio(b, a, z, mpf(1) / 2),
}

HALF = 10**12 // 2
TOP = 2**53
# (met, assessed[, population]) before, and after.
PAIRS = [
    ((0, 1), (0, 1)), ((0, 1), (1, 1)), ((1, 1), (1, 1)), ((1, 2), (1, 1)), ((1, 2), (1, 3)), ((0, 2), (1, 7)),
    ((2, 3), (2, 2)), ((0, 10), (10, 10)), ((0, 10), (0, 20)), ((1, 10), (0, 1000)), ((9, 10), (3, 10)),
    ((57, 81), (68, 80)), ((48, 80), (56, 70)), ((12, 12), (11, 12)), ((99, 100), (100, 100)), ((41, 79), (41, 79)),
    ((15, 59), (998, 1000)), ((1, 1000), (2, 100000)), ((500, 1000), (250, 500)), ((1, 31), (30, 31)),
    ((123456, 1000000), (124999, 1000000)), ((3, 1000000), (0, 999999)), ((999999, 1000000), (1, 5)),
    ((HALF, 10**12), (HALF + 3, 10**12)), ((1, 10**12), (2, 10**12)), ((0, 10**12), (10**12, 10**12)),
    ((0, 10**12), (1, 10**9)), ((10**12 - 1, 10**12), (10**9 - 5, 10**9)), ((7, 10), (7 * 10**8, 10**9)),
    ((333333333, 10**9), (333333334, 10**9)), ((TOP - 1, TOP), (TOP // 3, TOP)), ((0, TOP), (1, 1)),
    ((1, TOP), (1, TOP)), ((123456789, 987654321), (987654321, 9876543210)),
]
FINITE = [
    ((3, 10, 20), (5, 10)), ((3, 10, 10), (5, 10, 30)), ((0, 10, 11), (10, 10)), ((57, 81, 100), (68, 80, 5000)),
    ((4, 5), (7, 7, 7)), ((0, 3, 3), (0, 8)), ((1000, 3000, 10**6), (1100, 3000, TOP)), ((0, 1, 2), (0, 1, 3)),
    ((HALF, 10**12, 10**12 + 1), (HALF, 10**12, 2 * 10**12)),
]
LEVELS = [("confidence", 0.5), ("confidence", 0.95), ("confidence", 1 - 1e-9), ("confidence", 0.01), ("alpha", 1e-30)]


def row(concept, method, formula, before, after, side, given, level):
    alpha = level if given == "alpha" else 1 - level
    tail = mpf(alpha) / 2 if side == "two-sided" else mpf(alpha)
    b, a = Sample(*before), Sample(*after)
    low, high = formula(b, a, quantile(tail))
    ends = (-1, 1) if concept == "difference" else (0, inf)
    low, high = max(low, mpf(ends[0])), min(high, mpf(ends[1]))
    low = ends[0] if side == "upper" else low
    high = ends[1] if side == "lower" else high
    values = ("inf" if x == inf else nstr(mpf(x), 30) for x in (low, high))
    fields = [concept, method, b.met, b.assessed, b.population, a.met, a.assessed, a.population, side, given, repr(level)]
    print(",".join(map(str, fields + list(values))))


def rows(concept, method, formula, pairs):
    for i, (before, after) in enumerate(pairs):
        for j, (given, level) in enumerate(LEVELS):
            if concept == "difference" or before[0] + after[0] > 0:
                row(concept, method, formula, before, after, "two-sided", given, level)
                if j in (1, 2):
                    row(concept, method, formula, before, after, ("lower", "upper")[(i + j) % 2], given, level)


print("concept,method,met_before,assessed_before,population_before,met_after,assessed_after,population_after,side,given,level,lower,upper")
for name, function in DIFFERENCES.items():
    rows("difference", name, function, PAIRS + FINITE)
for name, function in RATIOS.items():
    rows("ratio", name, function, PAIRS)
