#!/usr/bin/env python3
"""Writes several.csv: homogeneity of several samples, and Mantel-Haenszel methods of strata, by exact fractions and mpmath.

Usage: tests/reference/make_several.py > tests/reference/several.csv (needs python3-mpmath). Every sum is an exact fraction in the form
in which the papers print it; 60 digits are carried from the first square root on, and a value is rounded once, to 25. Limits
at 95%, alpha = 1 - 0.95 in double. A change is after - before, a ratio after / before.
"""

import random
from fractions import Fraction as F

from mpmath import erfc, erfinv, exp, gammainc, log, mp, mpf, nstr, sqrt

mp.dps = 60
Z = sqrt(mpf(2)) * erfinv(1 - mpf(1 - 0.95))


def real(fraction):
    return mpf(fraction.numerator) / fraction.denominator


def homogeneity(samples):
    k, n = sum(s[0] for s in samples), sum(s[1] for s in samples)
    total = F(0)
    for met, assessed in samples:
        for seen, expected in ((met, F(assessed * k, n)), (assessed - met, F(assessed * (n - k), n))):
            total += (seen - expected) ** 2 / expected
    df = len(samples) - 1
    x = real(total)
    return x, df, gammainc(mpf(df) / 2, x / 2, regularized=True)


def difference(strata):
    """Sato 1989, with group 1 after and group 0 before."""
    weights = sum(F(n1 * n0, n1 + n0) for _, n0, _, n1 in strata)
    rd = sum(F(y1 * n0 - y0 * n1, n1 + n0) for y0, n0, y1, n1 in strata) / weights
    p = sum(F(n1**2 * y0 - n0**2 * y1, (n1 + n0) ** 2) + F(n1 * n0 * (n0 - n1), 2 * (n1 + n0) ** 2)
            for y0, n0, y1, n1 in strata)
    q = sum(F(y1 * (n0 - y0) + y0 * (n1 - y1), 2 * (n1 + n0)) for y0, n0, y1, n1 in strata)
    width = Z * sqrt(real((rd * p + q) / weights**2))
    return real(rd), real(rd) - width, real(rd) + width


def logarithmic(estimate, variance):
    width = Z * sqrt(real(variance))
    return real(estimate), exp(log(real(estimate)) - width), exp(log(real(estimate)) + width)


def ratio(strata):
    """Greenland and Robins 1985."""
    up = sum(F(y1 * n0, n1 + n0) for _, n0, y1, n1 in strata)
    down = sum(F(y0 * n1, n1 + n0) for y0, n0, _, n1 in strata)
    top = sum(F(n1 * n0 * (y1 + y0) - y1 * y0 * (n1 + n0), (n1 + n0) ** 2) for y0, n0, y1, n1 in strata)
    return logarithmic(up / down, top / (up * down))


def odds_ratio(strata):
    """Robins, Breslow and Greenland 1986: a, b met and failed after; c, d before."""
    r = s = pr = ps_qr = qs = F(0)
    for y0, n0, y1, n1 in strata:
        a, b, c, d, n = y1, n1 - y1, y0, n0 - y0, n1 + n0
        ri, si, pi, qi = F(a * d, n), F(b * c, n), F(a + d, n), F(b + c, n)
        r, s, pr, ps_qr, qs = r + ri, s + si, pr + pi * ri, ps_qr + pi * si + qi * ri, qs + qi * si
    return logarithmic(r / s, pr / (2 * r**2) + ps_qr / (2 * r * s) + qs / (2 * s**2))


def mantel_haenszel_test(strata):
    off = variance = F(0)
    for y0, n0, y1, n1 in strata:
        n, m = n1 + n0, y1 + y0
        off += y1 - F(n1 * m, n)
        variance += F(n1 * n0 * m * (n - m), n**2 * (n - 1))
    z = real(off) / sqrt(real(variance))
    corrected = real(max(abs(off) - F(1, 2), F(0)) ** 2 / variance)
    return z, erfc(abs(z) / sqrt(mpf(2))), corrected, erfc(sqrt(corrected / 2))


def out(*cells):
    print("|".join(nstr(c, 25) if isinstance(c, mpf) else str(c) for c in cells))


SAMPLES = [
    [(73, 86), (90, 93), (114, 136), (75, 82)],
    [(41, 79), (40, 48), (27, 36), (57, 81), (30, 33), (47, 60), (43, 68)],
    [(0, 10), (1, 12)], [(1, 1), (0, 1)], [(5, 10), (10, 20)], [(5, 10), (10, 21)], [(0, 1), (0, 1), (0, 1), (1, 2)],
    [(500000000000, 10**12), (500000300000, 10**12), (499999900000, 10**12)],
    [(10**12 - 3, 10**12), (10**12 - 9, 10**12), (7, 8)],
    [(333333333333, 10**12), (333333333334, 10**12)],
    [(2**50 + 1, 2**51), (2**50, 2**51), (2**49, 2**50 - 1)],
    [(3, 10**15), (9, 10**15), (4, 3 * 10**14)],
]
STRATA = [
    [(2, 29, 647, 1269), (19, 51, 41, 69)],
    [(5, 120, 8, 106), (16, 85, 22, 98)],
    [(89, 108, 512, 825), (17, 25, 353, 560), (202, 593, 120, 325), (131, 375, 138, 417), (94, 393, 53, 191),
     (24, 341, 22, 373)],
    [(1, 2, 1, 2)], [(1, 3, 2, 3), (1, 4, 3, 4)], [(57, 81, 68, 80)], [(1, 1, 0, 1), (0, 1, 1, 1), (1, 2, 1, 1)],
    [(10**12 - 1, 10**12, 1, 10**12)], [(1, 10**12, 10**12 - 1, 10**12), (2, 10**6, 10**6 - 5, 10**6)],
    [(5 * 10**11, 10**12, 5 * 10**11 + 10**6, 10**12), (250, 500, 251, 500)],
    [(3, 10**12, 9, 10**12), (5, 10**11, 2, 10**12)],
    [(1, 2, 2, 2), (2, 2, 2, 2), (0, 5, 0, 7), (3, 5, 4, 7)],
]


def main():
    draw = random.Random(3)
    for size in (2, 3, 12, 40, 150):
        SAMPLES.append([(draw.randint(n // 2, n), n) for n in (draw.randint(1, 90) for _ in range(size))])
    for size in (1, 2, 5, 20, 60):
        sizes = [(draw.randint(2, 90), draw.randint(2, 90)) for _ in range(size)]
        STRATA.append([(draw.randint(n0 // 4, n0), n0, draw.randint(n1 // 2, n1), n1) for n0, n1 in sizes])
    print("# By make_several.py. homogeneity|met/assessed ...|statistic|df|p")
    for samples in SAMPLES:
        out("homogeneity", " ".join("%d/%d" % s for s in samples), *homogeneity(samples))
    print("# strata|before:after ...|difference|lower|upper|ratio|lower|upper|odds ratio|lower|upper|z|p|corrected|p")
    for strata in STRATA:
        out("strata", " ".join("%d/%d:%d/%d" % s for s in strata), *difference(strata), *ratio(strata),
            *odds_ratio(strata), *mantel_haenszel_test(strata))


if __name__ == "__main__":
    main()
