#!/usr/bin/env python3
"""Makes truth-acceptance.csv and truth-rate-test.csv: limits and p-values of the methods that count both tails.

    ./make_acceptance.py limits > truth-acceptance.csv
    ./make_acceptance.py tests > truth-rate-test.csv

With 60 digits (mpmath). A tail is the sum of its terms; where there are more than some thousand, the integral of the beta
density on the logit scale (Gauss-Legendre, panel by panel). The limits of Blaker and Sterne are found by definition: every rate
at which the other side counts one more is found; between two of them p falls and then rises, so that its values on both sides
of these rates tell where it first exceeds alpha. Nothing is assumed of how they go on up to 60 cases; beyond, of 8 before the
one with the answer.
"""
import sys
from functools import lru_cache

from mpmath import mp, mpf, exp, expm1, log, log1p, loggamma, sqrt, erfc, findroot, pi, cos

mp.dps = 60
TINY = mpf(10) ** -52


@lru_cache(maxsize=None)
def rule(points=44):
    """Gauss-Legendre on [0, 1]."""
    found = []
    for i in range(points):
        t = cos(pi * (i + mpf(3) / 4) / (points + mpf(1) / 2))
        for _ in range(8):
            before, value = mpf(1), t
            for m in range(2, points + 1):
                before, value = value, ((2 * m - 1) * t * value - (m - 1) * before) / m
            slope = points * (t * value - before) / (t * t - 1)
            t -= value / slope
        found.append(((1 + t) / 2, 1 / ((1 - t * t) * slope * slope)))
    return found



def log_pmf(k, n, x, y):
    value = loggamma(n + 1) - loggamma(k + 1) - loggamma(n - k + 1)
    if k:
        value += k * log(x)
    if n - k:
        value += (n - k) * log(y)
    return value


def pmf(k, n, x, y):
    return exp(log_pmf(k, n, x, y))


def upper(k, n, x, y):
    """P(K >= k); k at or above the mean, or n small."""
    if k <= 0:
        return mpf(1)
    if k > n:
        return mpf(0)
    spread = sqrt(n * x * y)
    if n <= 3000 or spread < 300:
        term = total = mpf(1)
        odds = x / y
        for i in range(k, n):
            term *= odds * (n - i) / (i + 1)
            total += term
            if term < TINY * total and (i + 1) > n * x:
                break
        return total * pmf(k, n, x, y)
    phi = k - (n + 1) * x
    scale = 1 / (abs(phi) + spread)

    def fall(v):
        return exp(-k * v - (n + 1) * log1p(x * expm1(-v)))

    total, start, width = mpf(0), mpf(0), 4 * scale
    while True:
        part = width * sum(weight * fall(start + width * node) for node, weight in rule())
        total += part
        start += width
        if part < TINY * total:
            return total * k * y * pmf(k, n, x, y)


def lower(k, n, x, y):
    """P(K <= k)."""
    return upper(n - k, n, y, x)


def root(f, low, high):
    """Where f, below 0 at low and above 0 at high, is 0; of a logit."""
    a, b = f(low), f(high)
    assert a <= 0 <= b, (low, high, a, b)
    if a == 0:
        return low
    if b == 0:
        return high
    return findroot(f, (low, high), solver='anderson', tol=mpf(10) ** -90, maxsteps=400, verify=False)


def secant(f, a, b):
    """The root of a rising function near a and b; certain, by its signs on both sides."""
    fa, fb = f(a), f(b)
    while abs(b - a) > mpf(10) ** -30 * max(abs(a), mpf(10) ** -10):
        a, fa, b = b, fb, b - fb * (b - a) / (fb - fa)
        fb = f(b)
    near = mpf(10) ** -26 * max(abs(b), mpf(10) ** -10)
    assert f(b - near) < 0 < f(b + near)
    return b


def at(w):
    e = exp(-abs(w))
    small, large = e / (1 + e), 1 / (1 + e)
    return (small, large) if w < 0 else (large, small)


def logit(x, y):
    return log(x) - log(y)


class Piece:
    def __init__(self, method, k, n):
        self.method, self.k, self.n = method, k, n

    @lru_cache(maxsize=None)
    def jump(self, j):
        """The logit from which on j counts."""
        k, n = self.k, self.n
        # where both are equally likely
        w = (loggamma(k + 1) + loggamma(n - k + 1) - loggamma(j + 1) - loggamma(n - j + 1)) / (k - j)
        if self.method == 'sterne':
            return w
        f = lambda w: log(upper(k, n, *at(w))) - log(lower(j, n, *at(w)))
        return secant(f, w, w + mpf(1) / (100 * (k - j)))

    def p(self, j, w):
        x, y = at(w)
        return upper(self.k, self.n, x, y) + (lower(j, self.n, x, y) if j >= 0 else 0)

    def crossing(self, j, alpha):
        """Where p rises through alpha before the jump to j + 1, at whose left it is above."""
        high = self.jump(j + 1)
        if j < 0:
            low = high
            while self.p(j, low) > alpha:
                low -= 5 + abs(high)
            return root(lambda w: log(self.p(j, w) / alpha), low, high)
        low, end = self.jump(j), high
        if self.p(j, low) == alpha:
            return low
        k, n = self.k, self.n
        # the lowest point: the densities of both tails are equal there
        turn = (loggamma(k) + loggamma(n - k + 1) - loggamma(j + 1) - loggamma(n - j)) / (k - 1 - j)
        low = max(low, turn)
        if self.p(j, low) >= alpha:  # 2 of 2 at 1/2: equal
            assert abs(self.p(j, low) / alpha - 1) < mpf(10) ** -50
            return low
        return root(lambda w: log(self.p(j, w) / alpha), low, end)

    def limit(self, alpha, first):
        """The lowest logit at which p exceeds alpha, from the jump `first` on."""
        for j in range(first, self.k):
            if self.p(j - 1, self.jump(j)) > alpha * (1 + mpf(10) ** -50):
                return self.crossing(j - 1, alpha)
            if self.p(j, self.jump(j)) > alpha * (1 + mpf(10) ** -50):
                return self.jump(j)
        raise AssertionError('p is 1 at the last jump')


def first_found(piece, alpha):
    """A jump at which p exceeds alpha, with one before it at which it does not, by steps that double."""
    k, n = piece.k, piece.n
    p = mpf(k) / n
    z = normal(mpf(alpha) / 2) if alpha < 0.9 else mpf(0)
    centre = (k + z * z / 2 - z * sqrt(k * (1 - p) + z * z / 4)) / (n + z * z) * n
    low, high = -1, k - 1
    j, step = min(max(int(2 * centre) - k, 0), k - 1), 1
    while high - low > 1:
        if not low < j < high:
            j = (low + high) // 2
        if piece.p(j, piece.jump(j)) > alpha:
            high, j = j, j - step
        else:
            low, j = j, j + step
        step *= 2
    return high


def exact_lower(method, k, n, alpha):
    """The lower limit and its complement."""
    if k == 0:
        return mpf(0), mpf(1)
    piece = Piece(method, k, n)
    if n <= 60:
        return at(piece.limit(alpha, 0))
    return at(piece.limit(alpha, max(0, first_found(piece, alpha) - 8)))


def normal(tail):
    z = sqrt(-2 * log(tail)) if tail < 0.1 else mpf(1)
    return findroot(lambda t: log(erfc(t / sqrt(mpf(2))) / 2 / tail), z, tol=mpf(10) ** -100, verify=False)


def likelihood_lower(k, n, tail):
    if k == 0:
        return mpf(0), mpf(1)
    half = normal(tail) ** 2 / 2
    if k == n:
        return exp(-half / n), -expm1(-half / n)
    best = log(mpf(k)) - log(mpf(n - k))

    def f(w):
        x, y = at(w)
        return half - (k * log(k / (n * x)) + (n - k) * log((n - k) / (n * y)))

    low = best - 1
    while f(low) > 0:
        low -= 1 + (best - low)
    return at(root(f, low, best))


def limits(method, k, n, side, alpha):
    a = mpf(alpha)
    if method == 'likelihood-ratio':
        tail = a / 2 if side == 'two-sided' else a
        low, _ = likelihood_lower(k, n, tail)
        _, high = likelihood_lower(n - k, n, tail)
    else:
        low, _ = exact_lower(method, k, n, a)
        _, high = exact_lower(method, n - k, n, a)
    return (0.0 if side == 'upper' else float(low)), (1.0 if side == 'lower' else float(high))


LEVELS = [('confidence', 0.8), ('alpha', 1e-9), ('confidence', 0.95), ('alpha', 1e-20), ('confidence', 0.9),
          ('alpha', 1e-50), ('confidence', 0.99), ('alpha', 0.3), ('confidence', 0.998), ('alpha', 1e-100),
          ('confidence', 1 - 1e-9), ('confidence', 0.5), ('confidence', 0.01)]
SIZES = [1, 2, 3, 4, 5, 7, 10, 16, 20, 29, 30, 31, 35, 47, 79, 100, 148, 200, 263, 1000, 3163, 10000, 100000, 10 ** 6, 10 ** 8,
         10 ** 9, 10 ** 12, 4503599627370497, 2 ** 53]


def draw():
    """SplitMix64 (Steele, Lea and Flood 2014)."""
    draw.state = (draw.state + 0x9E3779B97F4A7C15) % 2 ** 64
    z = draw.state
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % 2 ** 64
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB % 2 ** 64
    return z ^ (z >> 31)


draw.state = 2000


def chosen(n):
    size = max(1, n >> (draw() % 53))
    found = []
    for k in (0, 1, 2, 3, n // 2, n - 1, n, draw() % (n + 1), draw() % (size + 1)):
        if k <= n and k not in found:
            found.append(k)
    return found


def print_limits(most):
    print('# Made by make_acceptance.py. Every digit is right (17 significant).')
    print('method,k,n,side,given,level,lower,upper')
    turn = 0
    for n in SIZES:
        if n > most:
            break
        for method in ('blaker', 'sterne', 'likelihood-ratio'):
            for k in chosen(n):
                for _ in range(3 if n <= 100 else 1):
                    given, level = LEVELS[turn % len(LEVELS)]
                    alpha = level if given == 'alpha' else 1 - level
                    side = 'two-sided'
                    if method == 'likelihood-ratio' and alpha < 0.5:
                        side = ('two-sided', 'lower', 'upper')[turn // len(LEVELS) % 3]
                    turn += 1
                    low, high = limits(method, k, n, side, alpha)
                    print('%s,%d,%d,%s,%s,%.17g,%.17g,%.17g' % (method, k, n, side, given, level, low, high), flush=True)


def tails(k, n, x, y):
    """P(K >= k) and P(K <= k)."""
    own = pmf(k, n, x, y)
    if k > n * x:
        above = upper(k, n, x, y)
        return above, 1 - above + own
    below = lower(k, n, x, y)
    return 1 - below + own, below


def blaker_p(k, n, x, y):
    above, below = tails(k, n, x, y)
    if above > below:
        k, x, y, above, below = n - k, y, x, below, above
    low, high = -1, k  # P(K <= low) is not above, P(K <= high) is, or high counts already
    while high - low > 1:
        middle = (low + high) // 2
        if tails(middle, n, x, y)[1] <= above:
            low = middle
        else:
            high = middle
    return min(mpf(1), above + (tails(low, n, x, y)[1] if low >= 0 else 0))


def sterne_p(k, n, x, y):
    """With the tolerance of R's binom.test: on the other side of the mean all with P up to 1 + 1e-7 times that of k."""
    if k == n * x:
        return mpf(1)
    if k < n * x:
        k, x, y = n - k, y, x
    most = log_pmf(k, n, x, y) + log(mpf(1 + 1e-7))
    low, high = -1, int(mp.floor(n * x)) + 1
    high = min(high, k)
    while high - low > 1:
        middle = (low + high) // 2
        if log_pmf(middle, n, x, y) <= most:
            low = middle
        else:
            high = middle
    return min(mpf(1), tails(k, n, x, y)[0] + (tails(low, n, x, y)[1] if low >= 0 else 0))


def normal_p(z, side):
    area = lambda t: erfc(t / sqrt(mpf(2))) / 2
    return area(z) if side == 'lower' else area(-z) if side == 'upper' else 2 * area(abs(z))


def test(method, k, n, x, side):
    """The statistic (None) and the p-value."""
    y = 1 - x
    if method in ('exact', 'mid-p'):
        above, below = tails(k, n, x, y)
        if method == 'mid-p':
            half = pmf(k, n, x, y) / 2
            above, below = above - half, below - half
        one = above if side == 'lower' else below if side == 'upper' else min(1, 2 * min(above, below))
        return None, one
    if method == 'score':
        z = (k - n * x) / sqrt(n * x * y)
        return z, normal_p(z, side)
    if method == 'likelihood-ratio':
        half = (k * log(k / (n * x)) if k else 0) + ((n - k) * log((n - k) / (n * y)) if n - k else 0)
        z = sqrt(2 * max(half, 0)) * (1 if k > n * x else -1)
        return z, normal_p(z, side)
    return None, (blaker_p if method == 'blaker' else sterne_p)(k, n, x, y)


def print_tests():
    print('# Made by make_acceptance.py. Every digit is right (17 significant); statistic nan: it has none.')
    print('method,k,n,rate,side,statistic,p')
    turn = 0
    for n in (1, 2, 3, 5, 10, 16, 30, 79, 200, 967, 1000, 10000, 10 ** 6, 10 ** 9, 10 ** 12):
        counts = chosen(n)
        for k in counts:
            spread = (n * 0.25) ** 0.5
            shift = [1, -2, 4, -8, 15, -30][turn % 6] * spread * (0.2 + (draw() % 1000) / 1250)
            wanted = (k + shift) / n
            rates = [wanted if 0 < wanted < 1 else (draw() % 1000000 + 1) / 1000002]
            if n <= 1000:
                rates += [0.5, 0.1, 0.96875][turn % 3:][:1] + [2.0 ** -30 if turn % 2 else 0.3]
            turn += 1
            for rate in rates:
                for method in ('exact', 'mid-p', 'blaker', 'sterne', 'score', 'likelihood-ratio'):
                    sides = ('two-sided',) if method in ('blaker', 'sterne') else ('two-sided', 'lower', 'upper')
                    for side in sides:
                        z, p = test(method, k, n, mpf(rate), side)
                        if p < mpf(10) ** -297:
                            continue
                        print('%s,%d,%d,%.17g,%s,%s,%.17g' % (method, k, n, rate, side,
                                                             'nan' if z is None else '%.17g' % float(z), float(p)))


if __name__ == '__main__':
    if sys.argv[1] == 'limits':
        print_limits(int(sys.argv[2]) if len(sys.argv) > 2 else 2 ** 53)
    else:
        print_tests()
