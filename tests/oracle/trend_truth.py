#!/usr/bin/env python3
"""Writes tests/oracle/trend_truth.csv: what series tell of their trend, from whole numbers, fractions and 60 digits of mpmath.

The exact p counts all tables in whole numbers; the logistic line is found by Newton's steps on the likelihood itself,
kept from falling; a separated series' limit by bisection of its profile likelihood. /usr/bin/python3 tests/oracle/trend_truth.py
"""
import random
from fractions import Fraction
from math import comb, gcd

from mpmath import betainc, erfc, exp, findroot, inf, log, log1p, mp, mpf, nan, nstr, re, sqrt
from mpmath import gammainc

mp.dps = 60
ALPHA = mpf(1.0 - 0.95)  # as doubles have it
COUNTED = 60000  # larger ones take too long to count here
EXACT_MAX = 10**6
WORK_MAX = 10**8


def whole(points):
    """Whole-number sums: cases met, assessed, their scores from the first period with cases, and the spread times N."""
    start = next(x for x, _, n in points if n)
    met = sum(k for _, k, _ in points)
    cases = sum(n for _, _, n in points)
    score = sum((x - start) * k for x, k, _ in points)
    first = sum((x - start) * n for x, _, n in points)
    second = sum((x - start) ** 2 * n for x, _, n in points)
    return met, cases, score, first, cases * second - first * first


def exact(points):
    """P of scores at least as far, and of the farthest, by counting tables; None where they are too many."""
    met, cases, score, first, _ = whole(points)
    if met > cases - met:
        return exact([(x, n - k, n) for x, k, n in points])
    points = [p for p in points if p[2]]
    start = points[0][0]
    step = gcd(*[x - start for x, _, _ in points])
    span = (points[-1][0] - start) // step
    if met * met * span > COUNTED:
        return None
    ways = {(0, 0): 1}
    for x, _, n in points:
        more = {}
        for (c, t), w in ways.items():
            for a in range(min(n, met - c) + 1):
                key = (c + a, t + a * (x - start))
                more[key] = more.get(key, 0) + w * comb(n, a)
        ways = more
    ends = {t: w for (c, t), w in ways.items() if c == met}
    total = comb(cases, met)
    assert sum(ends.values()) == total
    far = {t: abs(cases * t - met * first) for t in ends}
    seen = abs(cases * score - met * first)
    most = max(far.values())
    p = Fraction(sum(w for t, w in ends.items() if far[t] >= seen), total)
    smallest = Fraction(sum(w for t, w in ends.items() if far[t] == most), total)
    return mpf(p.numerator) / p.denominator, mpf(smallest.numerator) / smallest.denominator


def extreme_z(points, latest):
    met, cases, _, first, spread = whole(points)
    start = next(x for x, _, n in points if n)
    left, score = met, 0
    for x, _, n in reversed(points) if latest else points:
        taken = min(n, left)
        score += (x - start) * taken
        left -= taken
    return (cases * score - met * first) / sqrt(mpf(met) * (cases - met) * spread / (cases - 1))


def normal_p(z):
    return erfc(abs(z) / sqrt(mpf(2)))


def student_p(t, df):
    return betainc(mpf(df) / 2, mpf(1) / 2, 0, df / (df + t * t), regularized=True)


def quantile(area, guess, alpha=ALPHA):
    low, high = mpf(0), mpf(guess)
    while area(high) > alpha:
        high *= 2
    for _ in range(220):
        middle = (low + high) / 2
        low, high = (middle, high) if area(middle) > alpha else (low, middle)
    return low


def product(points):
    """What bounds the exact test."""
    met, cases = whole(points)[:2]
    places = [x for x, _, n in points if n]
    rarer = min(met, cases - met)
    return rarer * rarer * ((places[-1] - places[0]) // gcd(*[x - places[0] for x in places]))


def far_from_normal(points):
    """By the moments of a sum over `met` of all cases without replacement, from the chances that 1 to 4 cases are all met."""
    met, cases, _, first, _ = whole(points)
    if cases < 4:
        return False
    start = next(x for x, _, n in points if n)
    mean = Fraction(first, cases)
    s2, s3, s4 = (sum(n * (x - start - mean) ** j for x, _, n in points) for j in (2, 3, 4))
    chance, all_met = [Fraction(1)], Fraction(1)
    for j in range(4):
        all_met *= Fraction(met - j, cases - j)
        chance.append(all_met)
    _, p1, p2, p3, p4 = chance
    variance = (p1 - p2) * s2
    third = (p1 - 3 * p2 + 2 * p3) * s3
    fourth = (p1 - 7 * p2 + 12 * p3 - 6 * p4) * s4 + 3 * (p2 - 2 * p3 + p4) * s2**2
    return 16 * third**2 > variance**3 or abs(fourth / variance**2 - 3) > Fraction(1, 2)


def exact_decides(points):
    met, cases = whole(points)[:2]
    periods = sum(1 for _, _, n in points if n)
    wanted = min(met, cases - met) <= 10 or periods <= 3 or far_from_normal(points)
    return wanted and product(points) <= EXACT_MAX and periods * product(points) <= WORK_MAX


def scatter_p(points, chi):
    """Of chi-squared about the line: a multiple of chi-squared with the mean and the variance that the cases met leave it."""
    met, cases, _, first, spread = whole(points)
    start = next(x for x, _, n in points if n)
    q = Fraction(met, cases) * Fraction(cases - met, cases)
    kept = [(x - start, n) for x, _, n in points if n]
    m = len(kept) - 2
    rests = [1 - Fraction(n, cases) - Fraction(n * (cases * x - first) ** 2, cases * spread) for x, n in kept]
    variance = 2 * m + sum((1 - 6 * q) / (n * q) * h * h for h, (_, n) in zip(rests, kept))
    variance -= Fraction(m * m) * (1 - 4 * q) / (cases * q)
    mean = Fraction(m * cases, cases - 1)
    nu = 10**5 if variance * 10**5 <= 2 * mean**2 else max(1, int(2 * mean**2 / variance + Fraction(1, 2)))
    return re(gammainc(mpf(nu) / 2, chi * nu / (mpf(mean.numerator) / mean.denominator) / 2, inf, regularized=True))


def linear(points):
    met, cases, score, first, spread = whole(points)
    failed = cases - met
    above = cases * score - met * first
    z = above / sqrt(mpf(met) * failed * spread / (cases - 1))
    z_n = above / sqrt(mpf(met) * failed * spread / cases)
    slope = mpf(above) / spread
    error = sqrt(mpf(met) * failed / (cases - 1) / spread)
    periods = sum(1 for _, _, n in points if n)
    homogeneity = sum(mpf(k * cases - met * n) ** 2 / n for _, k, n in points if n) / met / failed
    chi = homogeneity - z_n**2
    if abs(chi) < mpf(10) ** -40:  # what 60 digits leave of 0
        chi = mpf(0)
    df = periods - 2
    chi_p = scatter_p(points, chi) if df > 0 else mpf(1)
    if df == 0:
        chi = mpf(0)
    counted = exact(points)
    usual = quantile(normal_p, 2)
    width = usual * error
    if exact_decides(points):
        p, smallest = counted
        width = max(width, abs(slope)) if above == 0 or p == 1 else usual * abs(slope) / quantile(normal_p, 2, p)
    else:
        p = normal_p(z)
        smallest = normal_p(max(extreme_z(points, True), -extreme_z(points, False)))
    if chi_p <= mpf(0.05):
        root = sqrt(chi / df)
        widened = student_p(z / root, df)
        if widened >= p:
            p, width = widened, error * root * quantile(lambda t: student_p(t, df), 4)
    lower = max(slope - width, mpf(-1))
    upper = min(slope + width, mpf(1))
    return [z, z_n, normal_p(z), counted[0] if counted else nan, smallest, chi, chi_p, p, slope, lower, upper]


def likelihood(points, level, slope, centre):
    total = mpf(0)
    for x, k, n in points:
        odds = level + slope * (x - centre)
        total -= k * log1p(exp(-odds)) + (n - k) * log1p(exp(odds))
    return total


def newton(points, centre):
    met, cases = whole(points)[:2]
    level, slope = log(mpf(met) / (cases - met)), mpf(0)
    best = likelihood(points, level, slope, centre)
    for _ in range(400):
        u = v = a = b = c = mpf(0)
        for x, k, n in points:
            d = x - centre
            p = 1 / (1 + exp(-(level + slope * d)))
            w = n * p * (1 - p)
            u, v = u + k - n * p, v + (k - n * p) * d
            a, b, c = a + w, b + w * d, c + w * d * d
        size = a * c - b * b
        up, on, share = (c * u - b * v) / size, (a * v - b * u) / size, mpf(1)
        while likelihood(points, level + share * up, slope + share * on, centre) < best and share > mpf(10) ** -25:
            share /= 2
        level, slope = level + share * up, slope + share * on
        best = likelihood(points, level, slope, centre)
        if abs(up) < mpf(10) ** -45 and abs(on) < mpf(10) ** -45:
            break
    rates = [(k, n, 1 / (1 + exp(-(level + slope * (x - centre))))) for x, k, n in points if n]
    return level, slope, a / size, sum((k - n * p) ** 2 / (n * p * (1 - p)) for k, n, p in rates)


def profile(points, slope, start):
    met = whole(points)[0]
    low = min(-slope * (x - start) for x, _, _ in points) - 80
    high = max(-slope * (x - start) for x, _, _ in points) + 80
    for _ in range(230):
        level = (low + high) / 2
        expected = sum(n / (1 + exp(-(level + slope * (x - start)))) for x, _, n in points)
        low, high = (low, level) if expected > met else (level, high)
    return likelihood(points, level, slope, start)


def logistic(points):
    met_at = [x for x, k, _ in points if k]
    failed_at = [x for x, k, n in points if k < n]
    sign = 1 if max(failed_at) <= min(met_at) else -1 if max(met_at) <= min(failed_at) else 0
    if sign:
        start = mpf(points[0][0])
        most = sum(k * log(mpf(k) / n) + (n - k) * log(mpf(n - k) / n) for _, k, n in points if 0 < k < n)
        z2 = quantile(normal_p, 2) ** 2
        low, high = mpf(-1), mpf(1)
        deviance = lambda slope: 2 * (most - profile(points, sign * slope, start))
        while deviance(low) < z2:
            low *= 2
        while deviance(high) > z2:
            high *= 2
        for _ in range(80):
            middle = (low + high) / 2
            low, high = (middle, high) if deviance(middle) > z2 else (low, middle)
        return [sign * inf, nan, nan, sign * low]
    cases = sum(n for _, _, n in points)
    centre = mpf(sum(x * n for x, _, n in points)) / cases
    level, slope, variance, chi = newton(points, centre)
    df = sum(1 for _, _, n in points if n) - 2
    ratio = chi / df if df else nan
    return [slope, level - slope * centre, sqrt(variance * max(mpf(1), chi / df if df else 1)), ratio]


def series():
    """Some by hand, others by chance: small and large, near and far, with gaps, empty periods, and weekly dates."""
    yield [(i + 1, k, n) for i, (k, n) in enumerate(zip([8, 10, 11, 22, 6], [61, 58, 111, 124, 135]))]
    yield [(24288 + i, k, 40) for i, k in enumerate([38, 37, 38, 36, 37, 35, 33, 30, 29, 31, 33, 36])]
    yield [(0, 0, 3), (1, 0, 4), (2, 2, 5), (3, 4, 4)]
    yield [(0, 0, 3), (1, 0, 4), (2, 5, 5), (3, 4, 4)]
    yield [(0, 5, 5), (1, 3, 7), (4, 0, 2)]
    yield [(0, 0, 1), (1, 1, 1)]
    yield [(7, 3, 4), (8, 0, 0), (9, 1, 4)]
    yield [(0, 0, 10**12), (1, 5 * 10**11, 10**12), (2, 3, 3)]
    yield [(0, 10**12 - 1, 10**12), (1, 10**12, 10**12)]
    yield [(0, 1, 10**12), (1, 10**12 - 1, 10**12)]
    yield [(-(10**9), 1, 2**52), (0, 2**51 + 12345, 2**52 - 1), (10**9, 1, 1)]
    yield [(0, 10**9 - 1, 10**9), (1, 3, 10**9), (10**9 - 4, 0, 5), (10**9 - 1, 0, 9)]
    yield [(0, 1, 2), (1, 1, 2)]
    yield [(0, 5, 10), (1, 5, 10), (2, 5, 10)]
    chance = random.Random(20261123)
    for turn in range(46):
        place = chance.choice([0, 24288, -(10**9), 19723])
        unit = chance.choice([1, 1, 7])
        most = chance.choice([2, 5, 30, 30, 100, 10**6, 10**12, 10**14])
        rate = chance.random()
        steep = chance.uniform(-0.1, 0.1)
        points = []
        for i in range(chance.randint(2, 24)):
            n = chance.randint(0 if i else 1, most)
            wild = chance.random() if turn % 3 == 0 else 0.1 * chance.random()
            points.append((place, min(n, max(0, round(n * (rate + steep * i + wild - 0.05)))), n))
            place += unit * chance.choice([1, 1, 1, 3])
        met, cases = whole(points)[:2]
        if 0 < met < cases and sum(1 for _, _, n in points if n) > 1:
            if product(points) > COUNTED and exact_decides(points):
                print("not counted:", points)
                continue
            yield points


def main():
    with open("tests/oracle/trend_truth.csv", "w", encoding="ascii") as file:
        print("# made by tests/oracle/trend_truth.py: points as period:met:assessed | z with N - 1 | z with N | p of the "
              "first | exact p | smallest p that the deciding test can have | chi-squared about the line | its p | p that "
              "decides | slope | lower | upper, at 95% | logistic slope | intercept | error | dispersion ratio, or where "
              "the slope is infinite its finite limit", file=file)
        for points in series():
            text = " ".join(f"{x}:{k}:{n}" for x, k, n in points)
            numbers = linear(points) + logistic([p for p in points if p[2]])
            print(" | ".join([text] + [nstr(value, 20, min_fixed=0, max_fixed=0) for value in numbers]), file=file)


if __name__ == "__main__":
    main()
