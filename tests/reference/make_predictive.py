"""Makes predictive.csv, predictive-large.csv and predictive-huge.csv: how many of a known population meet the criterion, by the posterior's prediction for the cases that
were not looked at. Not part of the build; the table is committed. To make them again:
python3 make_predictive.py > predictive.csv; python3 make_predictive.py large > predictive-large.csv
python3 make_predictive.py huge > predictive-huge.csv

Exact rationals throughout: the beta-binomial probabilities of 0 to M = N - n, as products of ratios, over their sum; alpha and
priors are the doubles that they are typed as. jeffreys and beta: met + the smallest j with P(K <= j) > tail and met + the largest
with P(K >= j) > tail, tail alpha / 2 or all of alpha on one side; jeffreys pinned at none and all met. beta-hpd: all numbers as
likely as some threshold or more, the highest for which they hold 1 - alpha.
"""

import random
import sys
from fractions import Fraction
from math import comb, gcd


def weights(m, a, b):
    """P(K = 0..m) as whole numbers over one common factor: ratios of whole numbers, multiplied out."""
    a, b = Fraction(a), Fraction(b)
    scale = a.denominator * b.denominator // gcd(a.denominator, b.denominator)
    ia, ib = int(a * scale), int(b * scale)
    ups = [(m - j) * (ia + j * scale) for j in range(m)]
    downs = [(j + 1) * (ib + (m - j - 1) * scale) for j in range(m)]
    # term j is the product of ups before j and of downs from j on
    rest = [1] * (m + 1)
    for j in range(m - 1, -1, -1):
        rest[j] = rest[j + 1] * downs[j]
    terms, before = [], 1
    for j in range(m + 1):
        terms.append(before * rest[j])
        if j < m:
            before *= ups[j]
    return terms


def least(terms, total, tail):
    passed = 0
    for j, term in enumerate(terms):
        passed += term
        if passed * tail.denominator > tail.numerator * total:
            return j
    raise AssertionError


def densest(terms, total, alpha):
    inside = 0
    taken = []
    need = (1 - alpha) * total
    order = sorted(range(len(terms)), key=lambda j: -terms[j])
    i = 0
    while inside < need:
        level = terms[order[i]]
        while i < len(order) and terms[order[i]] == level:
            inside += level
            taken.append(order[i])
            i += 1
    assert max(taken) - min(taken) + 1 == len(taken)
    return min(taken), max(taken)


def row(method, prior, k, n, population, side, given, level):
    alpha = Fraction(level) if given == "alpha" else Fraction(1 - level)
    a, b = Fraction(prior[0]) + k, Fraction(prior[1]) + n - k
    m = population - n
    terms = weights(m, a, b)
    total = sum(terms)
    if method == "beta-hpd":
        low, high = densest(terms, total, alpha)
    else:
        tail = alpha / 2 if side == "two-sided" else alpha
        low, high = 0, m
        if side != "upper" and not (method == "jeffreys" and k == 0):
            low = least(terms, total, tail)
        if side != "lower" and not (method == "jeffreys" and k == n):
            high = m - least(terms[::-1], total, tail)
    print(f"{method},{prior[0]!r},{prior[1]!r},{k},{n},{population},{side},{given},{level!r},{k + low},{k + high}")


def at_most(j, m, a, b):
    """P(K <= j) of whole a and b as two whole numbers: among m + a + b - 1 cases in a row, a of the a + b - 1 come before j + 1."""
    size = a + b - 1
    ways = sum(comb(a + j, i) * comb(m - j - 1 + b, size - i) for i in range(a, size + 1))
    return ways, comb(m + size, size)


def least_of_many(m, a, b, tail):
    low, high = -1, m
    while high - low > 1:
        middle = (low + high) // 2
        ways, total = at_most(middle, m, a, b)
        if ways * tail.denominator > tail.numerator * total:
            high = middle
        else:
            low = middle
    return high


def large():
    random.seed(20210402)
    print("# Made by make_predictive.py large with exact rationals, for priors in whole numbers.")
    print("method,prior_met,prior_failed,k,n,population,side,given,level,lower,upper")
    for exponent in (5, 6, 7, 8, 9, 10, 11, 12, 13):
        for n in (1, 3, 12, 40, 100):
            for k in sorted({0, n // 3, n // 2, n}):
                a, b = random.choice(((1, 1), (2, 3), (1, 4), (20, 1)))
                given, level = random.choice((("confidence", 0.95), ("alpha", 1e-9), ("confidence", 0.8), ("alpha", 1e-50)))
                population = random.randint(10**exponent // 2, 10**exponent)
                alpha = Fraction(level) if given == "alpha" else Fraction(1 - level)
                m = population - n
                low = least_of_many(m, a + k, b + n - k, alpha / 2)
                high = m - least_of_many(m, b + n - k, a + k, alpha / 2)
                print(f"beta,{a},{b},{k},{n},{population},two-sided,{given},{level!r},{k + low},{k + high}")


def weight(j, m, a, b):
    """P(K = j) of whole a and b, times the number of all ways."""
    return comb(j + a - 1, a - 1) * comb(m - j + b - 1, b - 1)


def last_true(low, high, holds):
    """The last of low to high that holds, where all before it do too; low does."""
    while low < high:
        middle = (low + high + 1) // 2
        if holds(middle):
            low = middle
        else:
            high = middle - 1
    return low


def densest_of_many(m, a, b, alpha):
    """The smallest run of all numbers as likely as one of them that holds 1 - alpha: by its first, and by its last."""
    mode = last_true(0, m, lambda j: j == 0 or weight(j, m, a, b) > weight(j - 1, m, a, b))

    def enough(first, last):
        ways, total = at_most(first - 1, m, a, b) if first > 0 else (0, 1)
        above, all_ways = at_most(m - last - 1, m, b, a) if last < m else (0, 1)
        return Fraction(ways, total) + Fraction(above, all_ways) <= alpha

    def down_to(last):
        level = weight(last, m, a, b)
        return mode - last_true(0, mode, lambda back: weight(mode - back, m, a, b) >= level)

    def up_to(first):
        level = weight(first, m, a, b)
        return last_true(mode, m, lambda j: weight(j, m, a, b) >= level)

    runs = [(0, m)]
    if enough(0, up_to(0)):
        first = last_true(0, mode, lambda j: enough(j, up_to(j)))
        runs.append((first, up_to(first)))
    if enough(down_to(m), m):
        last = m - last_true(0, m - mode, lambda back: enough(down_to(m - back), m - back))
        runs.append((down_to(last), last))
    return min(runs, key=lambda run: run[1] - run[0])


def huge():
    random.seed(20210403)
    print("# Made by make_predictive.py huge with exact rationals, for priors in whole numbers.")
    print("method,prior_met,prior_failed,k,n,population,side,given,level,lower,upper")
    for population_of in (10**4, 10**6, 10**9, 10**11, 10**12, 10**13, 10**14, 10**15, 2**53):
        for n in (1, 2, 10, 60):
            for k in sorted({0, n // 3, n // 2, n}):
                for method in ("beta", "beta-hpd", "beta-hpd"):
                    a, b = random.choice(((1, 1), (1, 1), (2, 3), (20, 1)))
                    given, level = random.choice((("confidence", 0.95), ("alpha", 1e-9), ("confidence", 0.6), ("confidence", 0.3)))
                    population = random.randint(population_of // 2, population_of)
                    alpha = Fraction(level) if given == "alpha" else Fraction(1 - level)
                    m = population - n
                    if method == "beta":
                        low = least_of_many(m, a + k, b + n - k, alpha / 2)
                        high = m - least_of_many(m, b + n - k, a + k, alpha / 2)
                    else:
                        low, high = densest_of_many(m, a + k, b + n - k, alpha)
                    print(f"{method},{a},{b},{k},{n},{population},two-sided,{given},{level!r},{k + low},{k + high}")


def main():
    random.seed(20210401)
    levels = [("confidence", c) for c in (0.8, 0.9, 0.95, 0.99, 0.998, 1 - 1e-9, 0.5, 0.01)]
    levels += [("alpha", a) for a in (0.3, 1e-9, 1e-20, 1e-100)]
    priors = [(1.0, 1.0), (2.0, 3.0), (0.5, 1.5), (0.25, 8.75), (20.0, 5.0), (0.001, 0.001), (0.3, 0.7), (1000.0, 1.0)]
    print("# Made by make_predictive.py with exact rationals. Bounds in cases; one that was not asked for is what is certain.")
    print("method,prior_met,prior_failed,k,n,population,side,given,level,lower,upper")
    sizes = [(n, n + m) for n in (1, 2, 5, 20, 79, 200) for m in (1, 2, 3, 10, 41, 150, 700)]
    sizes += [(50, 2000), (90, 3000), (1000, 1400), (3000, 3100), (2, 1500)]
    for n, population in sizes:
        for k in sorted({0, 1, n // 3, n // 2, n - 1, n, random.randint(0, n)}):
            if k > n or k < 0:
                continue
            for method in ("jeffreys", "beta", "beta-hpd"):
                prior = (0.5, 0.5) if method == "jeffreys" else random.choice(priors)
                side = "two-sided" if method == "beta-hpd" else random.choice(("two-sided", "two-sided", "lower", "upper"))
                given, level = random.choice(levels)
                if side != "two-sided" and given == "confidence" and level <= 0.5:
                    given, level = "confidence", 0.95
                row(method, prior, k, n, population, side, given, level)


if sys.argv[1:] == ["large"]:
    large()
elif sys.argv[1:] == ["huge"]:
    huge()
else:
    main()
