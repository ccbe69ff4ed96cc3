#!/usr/bin/env python3
"""Writes quantiles.csv: the normal quantile z of an upper tail p, by mpmath.

Usage: tests/reference/make_quantiles.py > tests/reference/quantiles.csv (needs python3-mpmath). 60 digits are carried; each
p is the double as printed; z is the double nearest to the quantile, and rest what it leaves out, so that parts of a unit
of the last place can be told. The tails: those of the usual confidences, two-sided and one-sided, from 1 - confidence in double; the edges of what a plan may
ask for; random ones, evenly from 0 to 1/2 and evenly by their logarithm; and some beside 1/2.
"""

import random

from mpmath import erfc, exp, log, mp, mpf, pi, sqrt

mp.dps = 60


def quantile(p: float) -> mpf:
    """Halley's iteration on the tail, from the first terms of its asymptotic series or from the middle."""
    tail = mpf(p)
    square = -2 * log(tail)
    z = sqrt(square - log(2 * pi * square)) if p < 0.1 else (mpf(1) / 2 - tail) * sqrt(2 * pi)
    for _ in range(100):
        excess = (erfc(z / sqrt(2)) / 2 - tail) * sqrt(2 * pi) * exp(z * z / 2)
        step = excess / (1 + z * excess / 2)
        z += step
        if abs(step) < abs(z) * mpf(10) ** -50:
            return z
    raise ArithmeticError(p)


def tails() -> list[float]:
    draw = random.Random(1908)
    confidences = [0.5, 0.6827, 0.75, 0.8, 0.85, 0.9, 0.95, 0.9545, 0.975, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9999]
    chosen = [share * (1.0 - c) for c in confidences for share in (0.5, 1.0)]
    chosen += [0.5 * (1.0 - (1.0 - 1e-9)), 0.025, 0.05, 0.005, 0.01, 0.001, 0.25, 1e-100, 0.5e-100, 0.00135, 1e-20]
    chosen += [0.5 - 2.0**-k for k in range(4, 54, 3)]
    chosen += [draw.uniform(0.0, 0.5) for _ in range(500)]
    chosen += [10 ** draw.uniform(-100.3, -0.31) for _ in range(900)]
    chosen += [0.25 + draw.uniform(-1e-3, 1e-3) for _ in range(20)]
    return [p for p in dict.fromkeys(chosen) if 0.0 < p < 0.5]


if __name__ == "__main__":
    print("p,z,rest")
    for p in tails():
        z = quantile(p)
        print(f"{p!r},{float(z)!r},{float(z - mpf(float(z)))!r}")
