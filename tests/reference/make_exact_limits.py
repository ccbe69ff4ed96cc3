#!/usr/bin/env python3
"""Writes exact-limits.csv: limits of p charts by binomial quantiles, and where points stand.

Usage: tests/reference/make_exact_limits.py > tests/reference/exact-limits.csv (needs python3-mpmath).

A row: of `met` of `assessed` is the rate c; of n cases `low` is the smallest k with P(K <= k) > tail, `high` the largest with
P(K >= k) > tail, tail being alpha / 2 of the double as printed or the normal area beyond the sigmas. Then a count k and z, the
normal quantile of its own tail away from c: negative below, 0 where the tail is 1/2 or more or k / n is c.

Up to 2,000 cases probabilities are whole numbers, added one by one; beyond, the continued fraction of the incomplete beta
function with 80 digits (Abramowitz and Stegun 26.5.8), which is held against the sums first. Beyond 10^13 cases c is dyadic:
its rounding to a double would move a limit. No limit is within 1e-11 of its tail, but for those that are equal to it.
"""

from fractions import Fraction
from math import comb

from mpmath import erfc, findroot, floor, log, loggamma, mp, mpf, nstr, sqrt

mp.dps = 80
SUMMED = 2000


def fraction_of_beta(a, b, x):
    """A continued fraction by Lentz, for x below (a + 1) / (a + b + 2)."""
    tiny = mpf(10) ** -300
    c, d = mpf(1), 1 / (1 - (a + b) * x / (a + 1))
    h = d
    for m in range(1, 200000):
        for step in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d, c = 1 / (1 + step * d or tiny), 1 + step / c or tiny
            h *= d * c
        if abs(d * c - 1) < mpf(10) ** -60:
            return h
    raise ArithmeticError("no convergence")


def log_upper_far(k, n, c):
    """log P(K >= k), k above the mean."""
    x, a, b = mpf(c.numerator) / c.denominator, mpf(k), mpf(n - k + 1)
    beta = loggamma(a) + loggamma(b) - loggamma(a + b)
    return a * log(x) + b * log(1 - x) - log(a) - beta + log(fraction_of_beta(a, b, x))


def upper_sum(k, n, c):
    """P(K >= k) in whole numbers."""
    m, rest = c.numerator, c.denominator - c.numerator
    return Fraction(sum(comb(n, j) * m**j * rest ** (n - j) for j in range(k, n + 1)), c.denominator**n)


class Binomial:
    def __init__(self, n, c):
        self.n, self.c = n, c
        self.known = {}
        if n <= SUMMED:
            m, rest = c.numerator, c.denominator - c.numerator
            total, tails = 0, []
            for j in range(n, -1, -1):
                total += comb(n, j) * m**j * rest ** (n - j)
                tails.append(total)
            self.tails = [Fraction(t, c.denominator**n) for t in reversed(tails)]

    def log_upper(self, k):
        """log P(K >= k), for k above the mean."""
        if self.n <= SUMMED:
            tail = self.tails[k]
            return log(mpf(tail.numerator)) - log(mpf(tail.denominator))
        if k not in self.known:
            self.known[k] = log_upper_far(k, self.n, self.c)
        return self.known[k]

    def above(self, k, tail):
        """P(K >= k) > tail."""
        if self.n <= SUMMED and isinstance(tail, Fraction):
            return self.tails[k] > tail
        bound = log(mpf(tail.numerator) / tail.denominator) if isinstance(tail, Fraction) else log(tail)
        assert abs(self.log_upper(k) - bound) > mpf(10) ** -11
        return self.log_upper(k) > bound

    def high(self, tail, z):
        """The largest k with P(K >= k) > tail; sums are scanned, large counts halved about the normal quantile."""
        if self.n <= SUMMED:
            return max(k for k in range(self.n + 1) if self.above(k, tail))
        rate = mpf(self.c.numerator) / self.c.denominator
        mean, sd = self.n * rate, sqrt(self.n * rate * (1 - rate))
        low = int(floor(mean)) + 1
        if sd > 100:
            low = int(mean + z * sd - z * z - 5)
        elif not self.above(low, tail):
            return low - 1
        high = min(self.n + 1, int(mean + z * sd + z * z + 6))
        assert self.above(low, tail) and (high == self.n + 1 or not self.above(high, tail))
        while high - low > 1:
            middle = (low + high) // 2
            if self.above(middle, tail):
                low = middle
            else:
                high = middle
        return low


def normal_area(z):
    return erfc(z / sqrt(mpf(2))) / 2


def quantile(log_tail):
    """z with log P(Z > z) = log_tail."""
    if log_tail >= log(mpf(1) / 2):
        return mpf(0)
    # a start that lies near the root everywhere, then Newton's method on the logarithm
    start = sqrt(-2 * log_tail) - (log(-2 * log_tail + 1) + mpf(1)) / (2 * sqrt(-2 * log_tail) + 1)
    return findroot(lambda z: log(normal_area(z)) - log_tail, max(start, mpf("0.01")))


def score(k, here, mirrored):
    n, c = here.n, here.c
    if Fraction(k, n) == c:
        return mpf(0)
    if Fraction(k, n) > c:
        return quantile(here.log_upper(k))
    return -quantile(mirrored.log_upper(n - k))


def row(met, assessed, n, given, level, counts):
    c = Fraction(met, assessed)
    here, mirrored = Binomial(n, c), Binomial(n, 1 - c)
    if given == "alpha":
        tail = Fraction(level) / 2
        z = quantile(log(mpf(tail.numerator) / tail.denominator))
    else:
        z = mpf(level)
        tail = normal_area(z)
    low, high = n - mirrored.high(tail, z), here.high(tail, z)
    for k in counts(low, high, n):
        if 0 <= k <= n:
            print(",".join(map(str, (met, assessed, n, given, repr(level), low, high, k, nstr(score(k, here, mirrored), 20)))))


def check():
    """The continued fraction against sums."""
    for n, m, d, k in ((30, 9, 10, 29), (400, 1, 3, 150), (2000, 999, 1000, 2000), (77, 1, 50, 9)):
        exact = upper_sum(k, n, Fraction(m, d))
        assert abs(log_upper_far(k, n, Fraction(m, d)) - log(mpf(exact.numerator) / exact.denominator)) < mpf(10) ** -50


def small_counts(low, high, n):
    return sorted({0, low - 1, low, (low + high) // 2, high, high + 1, n})


def scores_about_1e_298(low, high, n):
    return range(276, 294, 2)


def far_counts(low, high, n):
    return sorted({low - 1, low, high, high + 1, low - (high - low) * 5, 0 if n <= 10**6 else low})


check()
print("met,assessed,n,given,level,low,high,k,z")
LEVELS = [("sigmas", 3.0), ("sigmas", 2.0), ("sigmas", 0.1), ("sigmas", 10.0), ("alpha", 0.05), ("alpha", 0.5), ("alpha", 1e-9), ("alpha", 1e-30)]
RATES = [(9, 10), (41, 79), (1, 2), (999, 1000), (1, 30), (58, 60)]
turn = 0
for assessed_now in (1, 2, 3, 5, 8, 13, 20, 30, 31, 47, 60, 80, 113, 400, 2000):
    for rate in RATES:
        for extra in range(2 if assessed_now < 400 else 1):
            row(*rate, assessed_now, *LEVELS[turn % len(LEVELS)], small_counts)
            turn += 1
        turn += 1
# Tails that are equal to the level: of 1/2 and 3/4 in dyadic alphas.
for met, assessed, n, alpha in ((1, 2, 10, 2.0**-9), (1, 2, 10, 22 * 2.0**-10), (1, 2, 30, 2.0**-24), (1, 2, 36, 667 * 2.0**-35), (1, 2, 50, 251176 * 2.0**-49), (3, 4, 8, 2.0**-15), (3, 4, 8, 2 * 3.0**8 * 2.0**-16)):
    row(met, assessed, n, "alpha", alpha, small_counts)
for rate, n in (((9, 10), 5000), ((403, 500), 33333), ((1, 1000), 10**6), ((1, 10**6), 10**6), ((123456, 234567), 10**9), ((1, 10**12), 10**12), ((7, 9), 10**12)):
    for level in (LEVELS[0], LEVELS[4], LEVELS[6], LEVELS[7]):
        row(*rate, n, *level, far_counts)
row(1, 10**5, 10**6, *LEVELS[0], scores_about_1e_298)
TOP = 2**53
for rate, n in (((3, 4), 10**15 + 1), ((1, 2), TOP // 2), ((1, 2**40), TOP // 2 - 1), ((1, 2**52), TOP // 2), ((2**20 - 1, 2**20), TOP // 2 - 12345), ((5, 8), TOP - 8)):
    for level in (LEVELS[0], LEVELS[4], LEVELS[6], LEVELS[7]):
        row(*rate, n, *level, far_counts)
