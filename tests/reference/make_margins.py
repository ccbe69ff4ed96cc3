#!/usr/bin/env python3
"""Writes margins.csv: score tests of a change equal to a margin, by mpmath.

Usage: tests/reference/make_margins.py > tests/reference/margins.csv (needs python3-mpmath). 60 digits are carried, a value is rounded once,
to 25; margins are doubles as printed. The restricted rates are found by bisection on the derivative of the likelihood, not by the cubic
of Farrington and Manning 1990 and of Miettinen and Nurminen 1985. p_lower: of the change being -fall or less; p_upper: rise or more.
"""

from mpmath import erfc, inf, mp, mpf, nstr, sqrt

mp.dps = 60
STEPS = 190


def restricted(k1, n1, k2, n2, d):
    """The rate before that is likeliest when that after is larger by d."""
    low, high = max(mpf(0), -d), min(mpf(1), 1 - d)

    def slope(p):
        total = mpf(0)
        for k, n, rate in ((k1, n1, p), (k2, n2, p + d)):
            if k:
                total += k / rate
            if n - k:
                total -= (n - k) / (1 - rate)
        return total

    for _ in range(STEPS):
        middle = (low + high) / 2
        if slope(middle) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def z_at(k1, n1, k2, n2, d, small):
    d = mpf(d)
    p = restricted(k1, n1, k2, n2, d)
    variance = p * (1 - p) / n1 + (p + d) * (1 - p - d) / n2
    if small:
        variance *= mpf(n1 + n2) / (n1 + n2 - 1)
    off = mpf(k2) / n2 - mpf(k1) / n1 - d
    return off / sqrt(variance) if variance > mpf(10) ** -45 else (inf if off > 0 else -inf if off < 0 else mpf(0))


def area(z):
    return erfc(z / sqrt(mpf(2))) / 2


def main():
    print("# By make_margins.py. method,met before,assessed,met after,assessed,fall,rise,p_lower,p_upper")
    pairs = [(57, 81, 68, 80), (68, 80, 57, 81), (56, 70, 48, 80), (0, 10, 0, 20), (10, 10, 20, 20), (10, 10, 0, 20),
             (0, 10, 20, 20), (1, 1, 1, 1), (0, 1, 1, 1), (9, 10, 3, 10), (5, 10, 5, 10), (0, 7, 3, 9), (2, 7, 9, 9),
             (83, 88, 69, 76), (1000, 2000, 1010, 2000), (9990000, 10000000, 9989000, 10000000),
             (500000000000, 1000000000000, 500000200000, 1000000000000)]
    for k1, n1, k2, n2 in pairs:
        for fall, rise in ((0.05, 0.05), (0.1, 0.2), (0.5, 0.01), (1e-6, 3e-7), (0.9, 0.9)):
            for name in ("miettinen-nurminen", "mee"):
                small = name != "mee"
                below, above = area(z_at(k1, n1, k2, n2, -fall, small)), area(-z_at(k1, n1, k2, n2, rise, small))
                print(name, k1, n1, k2, n2, fall, rise, nstr(below, 25), nstr(above, 25), sep=",")


if __name__ == "__main__":
    main()
