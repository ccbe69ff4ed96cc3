#!/usr/bin/env python3
"""Writes paired.csv: limits of the change of paired samples, and McNemar's p-values, by mpmath and exact fractions.

Usage: tests/reference/make_paired.py > tests/reference/paired.csv (needs python3-mpmath). 90 digits are carried, a value is
rounded once, to 25. alpha is 1 - confidence in double; change is after - before.

Square and add: Newcombe 1998, Stat Med 17:2635, method 10, with Wilson limits as centre and width and phi as printed. Tango: by
bisection on the score statistic, its restricted probability by bisection on the derivative of the trinomial likelihood, so that
the quadratic of the paper is not used. McNemar: sums of binomial coefficients in whole numbers; beyond 5000 changed cases the
ratio of terms is summed, from the exact first one by mpmath's loggamma.
"""

from fractions import Fraction
from math import comb

from mpmath import erfinv, exp, log, loggamma, mp, mpf, nstr, sqrt

mp.dps = 90
STEPS = 290


def quantile(confidence):
    alpha = mpf(1.0 - confidence)
    return sqrt(mpf(2)) * erfinv(1 - alpha)


def wilson(k, n, z):
    middle = (k + z**2 / 2) / (n + z**2)
    width = z / (n + z**2) * sqrt(mpf(k) * (n - k) / n + z**2 / 4)
    return middle - width, middle + width


def square_and_add(e, f, g, h, z):
    n = e + f + g + h
    before, after = mpf(e + f) / n, mpf(e + g) / n
    margins = (e + f) * (g + h) * (e + g) * (f + h)
    cross = mpf(e * h - f * g)
    if cross > 0:
        cross = max(cross - mpf(n) / 2, mpf(0))
    phi = cross / sqrt(mpf(margins)) if margins else mpf(0)
    l1, u1 = wilson(e + f, n, z)
    l2, u2 = wilson(e + g, n, z)

    def width(down, up):
        return sqrt(down**2 - 2 * phi * down * up + up**2)

    change = mpf(g - f) / n
    return change - width(after - l2, u1 - before), change + width(u2 - after, before - l1)


def likeliest_lost(f, g, rest, d):
    """The probability q of losing a case that makes the counts likeliest when that of gaining one is q + d."""
    low, high = max(mpf(0), -d), (1 - d) / 2

    def slope(q):
        total = mpf(0)
        if f:
            total += f / q
        if g:
            total += g / (q + d)
        if rest:
            total -= 2 * rest / (1 - 2 * q - d)
        return total

    for _ in range(STEPS):
        middle = (low + high) / 2
        if slope(middle) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def tango_lower(e, f, g, h, z):
    n = e + f + g + h
    if f == n:
        return mpf(-1)

    def rejected(t):
        d = mpf(g - f) / n - t
        q = likeliest_lost(f, g, e + h, d)
        return n * t**2 > z**2 * (2 * q + d - d**2)

    low, high = mpf(0), 1 + mpf(g - f) / n
    for _ in range(STEPS // 2):
        middle = (low + high) / 2
        if rejected(middle):
            high = middle
        else:
            low = middle
    return mpf(g - f) / n - (low + high) / 2


def tango(e, f, g, h, z):
    return tango_lower(e, f, g, h, z), -tango_lower(e, g, f, h, z)


def upper_tail(k, m):
    """P(K >= k) and P(K = k) of m cases, each gained or lost with probability 1/2."""
    if m <= 5000:
        total = Fraction(sum(comb(m, j) for j in range(k, m + 1)), 2**m)
        point = Fraction(comb(m, k), 2**m)
        return mpf(total.numerator) / total.denominator, mpf(point.numerator) / point.denominator
    point = exp(loggamma(m + 1) - loggamma(k + 1) - loggamma(m - k + 1) - m * log(mpf(2)))
    assert 2 * k > m
    total, term, j = point, point, k
    while term > total * mpf(10) ** -40 and j < m:
        term = term * (m - j) / (j + 1)
        total += term
        j += 1
    return total, point


def mcnemar(f, g):
    m = f + g
    tail, point = upper_tail(max(f, g), m)
    mid = tail - point / 2
    less, mid_less = 1 - tail + point, 1 - mid  # the other tail
    lower = (tail, mid) if g >= f else (less, mid_less)
    upper = (less, mid_less) if g >= f else (tail, mid)
    return min(mpf(1), 2 * tail), min(mpf(1), 2 * mid), lower[0], lower[1], upper[0], upper[1]


SMALL = [(e, f, g, h) for e in (0, 1, 3) for f in (0, 1, 2) for g in (0, 1, 5) for h in (0, 1, 4) if e + f + g + h]
REAL = [
    (59, 6, 16, 80), (43, 0, 1, 0), (54, 0, 0, 0), (0, 54, 0, 0), (0, 0, 54, 0), (1, 1, 7, 12), (446, 5, 16, 690),
    (36, 12, 2, 30), (10, 30, 20, 5), (500, 3, 2, 495), (20, 0, 0, 20), (25, 25, 25, 25), (0, 40, 3, 37),
    (999999, 1, 0, 0), (500000000, 1000, 2000, 499997000), (250000000000, 250000000000, 250000000000, 250000000000),
    (999999999990, 3, 4, 3), (400000000000, 100, 0, 599999999900), (1, 999999999998, 1, 0), (2**50, 2**49, 7, 2**40),
]
PAIRS = [(f, g) for f in range(0, 13) for g in range(0, 13) if f + g] + [
    (40, 60), (60, 40), (57, 57), (0, 100), (1000, 1100), (2500, 2500), (2400, 2600), (499990000, 500010000),
    (499900000, 500100000), (500001000, 499999000), (0, 1000), (0, 5000),
]


def out(*cells):
    print(",".join(nstr(c, 25) if isinstance(c, mpf) else repr(c) if isinstance(c, float) else str(c) for c in cells))


def main():
    print("# By make_paired.py. method,both,lost,gained,neither,confidence,lower,upper")
    for counts in SMALL + REAL:
        for confidence in (0.95,) if counts in SMALL else (0.01, 0.9, 0.95, 1 - 1e-9):
            z = quantile(confidence)
            out("square-and-add", *counts, confidence, *square_and_add(*counts, z))
            out("tango", *counts, confidence, *tango(*counts, z))
    print("# mcnemar,lost,gained,two-sided,mid-P two-sided,lower,mid-P lower,upper,mid-P upper")
    for pair in PAIRS:
        out("mcnemar", *pair, *mcnemar(*pair))


if __name__ == "__main__":
    main()
