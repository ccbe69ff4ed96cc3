#!/usr/bin/env python3
"""Prints the coefficients of the normal quantile in lib/numeric/normal.c, and the largest error of each quotient.

Usage: tests/reference/fit_quantile.py (needs python3-mpmath; half a minute). With q = 1/2 - p the centre, p from 1/4 to 1/2,
is z = 2 q + q F(q^2); the tails, with r = sqrt(-2 log p), are z = (r - constant) + F(r - from), in three ranges of r. Each F
is a quotient of two polynomials of fifth or seventh degree, found by least squares over 60 Chebyshev nodes that are weighted anew
eight times by the last denominator (Sanathanan and Koerner 1963) and the last errors (Lawson 1961), with 50 digits.
"""

from mpmath import binomial, cos, erfinv, exp, log, matrix, mp, mpf, pi, polyval, qr_solve, sqrt
from make_quantiles import quantile

mp.dps = 50
NODES = 60


def fit(function, low, high, degree):
    """The coefficients of numerator and denominator about the middle, from the constant on, and the largest error."""
    middle, half = (low + high) / 2, (high - low) / 2
    at = [half * cos(pi * (2 * i + 1) / (2 * NODES)) for i in range(NODES)]
    wanted = [function(middle + s) for s in at]
    by_denominator, by_error = [mpf(1)] * NODES, [mpf(1)] * NODES
    best = None
    for step in range(9):
        left, right = matrix(NODES, 2 * degree + 1), matrix(NODES, 1)
        for i, s in enumerate(at):
            weight = by_denominator[i] * sqrt(by_error[i])
            for j in range(degree + 1):
                left[i, j] = weight * (s / half) ** j
            for j in range(1, degree + 1):
                left[i, degree + j] = -weight * wanted[i] * (s / half) ** j
            right[i] = weight * wanted[i]
        found = qr_solve(left, right)[0]
        above = [found[j] / half**j for j in range(degree + 1)]
        below = [mpf(1)] + [found[degree + j] / half**j for j in range(1, degree + 1)]
        errors = [abs(polyval(above[::-1], s) / polyval(below[::-1], s) - f) for s, f in zip(at, wanted)]
        if best is None or max(errors) < best[2]:
            best = above, below, max(errors)
        by_denominator = [1 / abs(polyval(below[::-1], s)) for s in at]
        if step >= 2:
            total = sum(w * e for w, e in zip(by_error, errors))
            by_error = [max(w * e / total * NODES, mpf(10) ** -8) for w, e in zip(by_error, errors)]
    return best


def centre(square):
    q = sqrt(square)  # no node is 0
    return sqrt(mpf(2)) * erfinv(2 * q) / q - 2


def tail(constant):
    return lambda r: quantile(exp(-r * r / 2)) - (r - constant)


def about(coefficients, shift):
    """The same polynomial about another point."""
    powers = range(len(coefficients))
    return [sum(coefficients[k] * binomial(k, j) * shift ** (k - j) for k in powers[j:]) for j in powers]


def show(name, function, low, high, degree, constant):
    """About the low end, where no term is negative that would cancel others."""
    above, below, error = fit(function, low, high, degree)
    above, below = (about(row, (low - high) / 2) for row in (above, below))
    print(f"{name}: from {float(low)!r}, constant {constant!r}, error {float(error):.1e}")
    for row in (above, below):
        print("    {" + ", ".join(repr(float(c / below[0])) for c in row) + "}")


if __name__ == "__main__":
    show("p >= 1/4", centre, mpf(0), mpf(1) / 16, 5, 0.0)
    for low, high, constant in ((1.625, 3.625, 0.875), (3.625, 8.625, 0.5), (8.625, 38.625, 0.25)):
        show(f"r to {high}", tail(constant), mpf(low), mpf(high), 7, constant)
