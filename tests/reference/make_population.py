#!/usr/bin/env python3
"""Writes population.csv: limits in whole cases of a known population, each decided without rounding or with digits to spare.

    python3 make_population.py > population.csv      some minutes

From the definitions: of K cases in the population that met the criterion, X of the n looked at do, by the hypergeometric
distribution. exact: the smallest K with P(X >= k) > tail and the largest with P(X <= k) > tail; mid: the same with half of
P(X = k); blaker: the smallest and largest K with (smaller tail + largest opposite tail not above it) > alpha. The level is
the double that is printed; alpha is 1 - confidence in double, as the library says.

Where n, K, N - n or N - K is small the ways to draw are whole numbers and the tail a fraction: no rounding. Else the sum
is added up with 60 digits, or, where it has very many terms, an integral with the midpoint rule's Euler-Maclaurin correction.
The limit must then stand off the tail by 1e-14 of it at least, or there is no row.
"""

import random
from fractions import Fraction
from functools import lru_cache

from mpmath import exp, log, loggamma, mp, mpf, quad, sqrt

mp.dps = 60
FEW = 400


def choose(n, k):
    if k < 0 or k > n:
        return 0
    k = min(k, n - k)
    over = under = 1
    for i in range(k):
        over *= n - i
        under *= i + 1
    return over // under


def term(N, n, K, x):
    """log P(X = x) for real x and K."""
    def ways(a, b):
        return loggamma(a + 1) - loggamma(b + 1) - loggamma(a - b + 1)
    return ways(mpf(K), mpf(x)) + ways(mpf(N - K), mpf(n - x)) - ways(mpf(N), mpf(n))


def spread(N, n, K):
    return sqrt(mpf(n) * K * (N - K) * (N - n)) / (mpf(N) * sqrt(mpf(N) - 1))


def beyond(N, n, K, k):
    """P(X >= k) / P(X = k) for k above the mean, by adding up."""
    sum_ = part = mpf(1)
    while part > sum_ * mpf(10) ** -45 and k < min(n, K):
        part = part * ((K - k) * (n - k)) / ((k + 1) * (N - K - n + k + 1))
        sum_ += part
        k += 1
    return sum_


def beyond_smooth(N, n, K, k):
    """The same where the terms change by little: an integral from a = k - 1/2, + f'(a) / 24 - 7 f3(a) / 5760."""
    top = term(N, n, K, k)
    f = lambda x: exp(term(N, n, K, x) - top)
    start, sd = k - mpf(1) / 2, spread(N, n, K)
    h = sd * mpf(10) ** -8
    slope = (f(start + h) - f(start - h)) / (2 * h)
    h = sd * mpf(10) ** -5
    third = (f(start + 2 * h) - 2 * f(start + h) + 2 * f(start - h) - f(start - 2 * h)) / (2 * h**3)
    area = quad(f, [start + sd * s for s in range(12)], method="gauss-legendre", maxdegree=4)
    return area + slope / 24 - 7 * third / 5760


@lru_cache(maxsize=100000)
def upper(N, n, k, K, halves=2):
    """P(X > k) + halves / 2 P(X = k), exact as a fraction, or an mpf."""
    if min(n, K, N - n, N - K) <= FEW:
        # the smallest total is drawn from all, those of the other total being marked
        r, A, y = min((n, K, lambda x: x), (K, n, lambda x: x), (N - n, K, lambda x: K - x), (N - K, n, lambda x: n - x),
                      key=lambda way: way[0])
        ways = lambda x: choose(A, y(x)) * choose(N - A, r - y(x))
        sum_ = sum(ways(x) for x in range(k + 1, min(n, K, k + r + 1) + 1))
        return Fraction(2 * sum_ + halves * ways(k), 2 * choose(N, r))
    if abs(k - mpf(n) * K / N) > 60 * spread(N, n, K):
        return mpf(0 if k > mpf(n) * K / N else 1)
    own = exp(term(N, n, K, k))
    share = mpf(halves) / 2
    ratio = beyond if spread(N, n, K) < 3000 else beyond_smooth
    if k > mpf(n) * K / N:
        return own * (ratio(N, n, K, k) - 1 + share)
    return 1 - own * (ratio(N, n, N - K, n - k) - share)


def above(p, tail):
    """p > tail, and whether the decision is sure."""
    if isinstance(p, Fraction):
        return p > tail
    tail = mpf(tail.numerator) / tail.denominator
    if abs(p - tail) < tail * mpf(10) ** -14:
        raise ArithmeticError("too near")
    return p > tail


def smallest(low, high, holds):
    """The smallest for which it holds: not for low, for high."""
    while high - low > 1:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle
    return high


def narrowed(N, n, k, tail, f):
    """low and high around the root of log f: by the secant, for large tables only; else the whole range."""
    low, high = k - 1, N - (n - k)
    if n <= FEW or N - n <= FEW or k <= FEW:
        return low, high
    rate = mpf(k) / n
    sd = sqrt(rate * (1 - rate) / n * (N - n) / N) + mpf(1) / n
    goal = log(mpf(tail.numerator) / tail.denominator)
    z = sqrt(-2 * goal) - mpf(1) / 2
    x = [int((rate - z * sd) * N), int((rate - (z + mpf(1) / 10) * sd) * N)]
    for _ in range(40):
        x = [min(max(at, low + 1), high - 1) for at in x]
        y = [log(mpf(v) if not isinstance(v, Fraction) else mpf(v.numerator) / v.denominator) - goal if v else -1000
             for v in (f(x[0]), f(x[1]))]
        if abs(x[1] - x[0]) <= 2 or y[0] == y[1]:
            break
        step = int(-y[1] * (x[1] - x[0]) / (y[1] - y[0]))
        x = [x[1], x[1] + step]
        if abs(step) <= 1:
            break
    return max(low, x[1] - 8), min(high, x[1] + 8)


def lower_tail(N, n, k, tail, halves):
    if k == 0:
        return 0
    f = lambda K: upper(N, n, k, K, halves)
    low, high = narrowed(N, n, k, tail, f)
    full = (k - 1, N - (n - k))
    if low > full[0] and above(f(low), tail):
        low, high = full
    if high < full[1] and not above(f(high), tail):
        low, high = full
    return smallest(low, high, lambda K: above(f(K), tail))


def lower_blaker(N, n, k, alpha):
    """Every K in small worlds; else every piece on which the opposite tail counts the same results."""
    if k == 0:
        return 0
    start = lower_tail(N, n, k, alpha / 2, 2)
    top = N - (n - k)

    def p(K):
        return upper(N, n, k, K)

    def q(K, j):  # P(X <= j)
        if j < 0 or n - j > N - K:
            return Fraction(0)
        return upper(N, n, n - j, N - K) if j < n else Fraction(1)

    def reaches(K, j):
        a, b = q(K, j), p(K)
        if isinstance(a, Fraction) and isinstance(b, Fraction):
            return a <= b
        a, b = (mpf(v.numerator) / v.denominator if isinstance(v, Fraction) else v for v in (a, b))
        if abs(a - b) < b * mpf(10) ** -14:
            raise ArithmeticError("too near")
        return a <= b

    def opposite(K):
        """The largest j below k with P(X <= j) <= P(X >= k)."""
        return smallest(-1, k, lambda j: not reaches(K, j)) - 1

    def ok(K, j):
        return j == k - 1 or above(p(K) + q(K, j), alpha)

    K = start
    while True:
        j = opposite(K)
        if ok(K, j):
            return K
        following = smallest(K, top, lambda other: reaches(other, j + 1))
        if following - K < 200 and n <= FEW:
            for between in range(K + 1, following):
                if ok(between, j):
                    return between
        elif ok(following - 1, j):
            return smallest(K, following - 1, lambda other: ok(other, j))
        K = following


def limits(method, N, n, k, side, alpha):
    tail = alpha / 2 if side == "two-sided" else alpha
    least, most = k, N - (n - k)
    if method == "blaker":
        return lower_blaker(N, n, k, alpha), N - lower_blaker(N, n, n - k, alpha)
    first = 1 if method == "mid-p" else 2
    if side != "upper":
        least = lower_tail(N, n, k, tail, first)
    if side != "lower":
        most = N - lower_tail(N, n, n - k, tail, first)
    return (least, most) if least <= most else (most, least)


def alpha_of(given, level):
    return Fraction(1.0 - level) if given == "confidence" else Fraction(level)


LEVELS = [("confidence", c) for c in (0.95, 0.9, 0.99, 0.8, 0.998, 0.5, 0.9999, 1 - 1e-9, 0.1)] + [
    ("alpha", a) for a in (0.05, 0.1, 0.01, 1e-9, 0.2, 0.5, 1e-100)]


def questions():
    draw = random.Random(5)

    def level(side):
        while True:
            given, value = draw.choice(LEVELS[:4] if draw.random() < 0.5 else LEVELS)
            if side == "two-sided" or alpha_of(given, value) < Fraction(1, 2):
                return given, value

    def rows(N, n, k, methods=("clopper-pearson", "mid-p", "blaker")):
        for method in methods:
            side = "two-sided"
            if method != "blaker" and draw.random() < 0.3:
                side = draw.choice(["lower", "upper"])
            yield (method, N, n, k, side) + level(side)

    def count(n):
        shape = draw.random()
        if shape < 0.2:
            return draw.choice([0, 1, 2, n - 2, n - 1, n]) % (n + 1)
        return draw.randint(0, n) if shape < 0.6 else min(n, int(n * draw.random() ** 5))

    for _ in range(150):  # audits
        N = draw.choice([15, 20, 41, 60, 100, 300, 1000, draw.randint(10, 3000)])
        n = draw.randint(1, min(N - 1, 390))
        yield from rows(N, n, count(n))
    for power in range(4, 17):  # few of many
        for _ in range(7):
            N = min(2**53, 10**power) - draw.choice([0, 0, 1, draw.randint(0, 10**power // 2)])
            n = draw.choice([1, 2, 3, draw.randint(2, 30), draw.randint(20, 150)])
            yield from rows(N, n, count(n))
    for power in range(4, 17):  # nearly all: few were left out
        N = min(2**53, 10**power)
        left = draw.choice([1, 2, draw.randint(2, 60)])
        k = draw.choice([0, 1, draw.randint(0, 300)])
        yield from rows(N, N - left, k, ("clopper-pearson", "mid-p"))
    for part in (40, 20, 10, 5, 4, 2000, 20000):  # P(X >= 1 | 1) = n / N is the tail, or would be in decimals
        for n in (1, 3, 10**3, 10**8, 2**33):
            for given, value in LEVELS[:8] + LEVELS[9:15]:
                alpha = float(alpha_of(given, value))
                wanted = {1 / part, 2 / part, 1 / part / 2}
                if part * n > 2**53 or not any(abs(alpha - w) < 1e-9 * w for w in wanted):
                    continue
                for method in ("clopper-pearson", "mid-p", "blaker"):
                    yield method, part * n, n, 1, "two-sided", given, value
                    if method != "blaker" and alpha < 0.5:
                        yield method, part * n, n, 1, "lower", given, value
                        yield method, part * n, n, n - 1, "upper", given, value
    for N in (10**5, 10**6, 10**9, 10**12, 2**53):  # many of many
        for n in (N // 2, N // 3, N // 10, N - N // 7, 5000):
            for rate in (Fraction(1, 2), Fraction(1, 10), Fraction(94, 100)):
                k = int(n * rate) + draw.randint(0, 3)
                yield from rows(N, n, k, ("clopper-pearson",))
                yield from rows(N, n, k, ("mid-p",))
    for N in (10**5, 10**9, 2**53):
        yield "blaker", N, N // 3, N // 30, "two-sided", "confidence", 0.95
        yield "blaker", N, N // 2, N // 4, "two-sided", "confidence", 0.99


def main():
    print("# limits in whole cases of a known population; by make_population.py")
    print("method,population,assessed,met,side,given,level,least,most")
    for method, N, n, k, side, given, value in questions():
        upper.cache_clear()
        try:
            least, most = limits(method, N, n, k, side, alpha_of(given, value))
        except ArithmeticError:
            continue
        print(f"{method},{N},{n},{k},{side},{given},{value!r},{least},{most}", flush=True)


if __name__ == "__main__":
    main()
