#!/usr/bin/env python3
"""Writes tails.csv: upper tails of the normal, chi-squared and Student's t distributions, and quantiles of t, by mpmath.

Usage: tests/reference/make_tails.py > tests/reference/tails.csv (needs python3-mpmath). 60 digits are carried; each argument
is the double as printed; a value is rounded once, to 17 digits. Quantiles are polished by bisection on the tail.
"""

from mpmath import betainc, erfc, gammainc, log10, mp, mpf, nstr, sqrt

mp.dps = 60


def chi_squared(x: float, df: int) -> mpf:
    return gammainc(mpf(df) / 2, mpf(x) / 2, regularized=True)


def student(t: float, df: int) -> mpf:
    if t == 0:
        return mpf(1) / 2
    v = mpf(df)
    return betainc(v / 2, mpf(1) / 2, 0, v / (v + mpf(t) ** 2), regularized=True) / 2


def student_quantile(p: float, df: int) -> mpf:
    low, high = mpf(0), mpf(1)
    while student(high, df) > p:
        high *= 2
    for _ in range(180):
        middle = (low + high) / 2
        if student(middle, df) > p:
            low = middle
        else:
            high = middle
    return low


def row(kind: str, x: float, df: int, value: mpf) -> None:
    print(f"{kind},{x!r},{df},{nstr(value, 17)}")


print("kind,x,df,value")
for z in (-8.5, -3.0, -1.0, -0.1, 0.0, 1e-9, 0.1, 0.5, 1.0, 1.959963984540054, 3.0, 6.0, 12.5, 25.0, 37.0):
    row("normal", z, 0, erfc(mpf(z) / sqrt(mpf(2))) / 2)
for df in (1, 2, 3, 4, 5, 7, 10, 22, 23, 34, 59, 100, 999, 5000):
    for factor in (1e-6, 0.01, 0.3, 0.7, 0.95, 1.0, 1.05, 1.3, 2.0, 4.0, 12.0):
        x = df * factor
        value = chi_squared(x, df)
        if log10(value) > -290:
            row("chi-squared", x, df, value)
for df in (1, 2, 3, 4, 5, 7, 10, 22, 34, 58, 119, 998):
    for t in (0.0, 1e-6, 0.01, 0.3, 0.7, 0.999, 1.0, 1.001, 1.5, 1.96, 3.0, 5.0, 12.0, 60.0, 1e4):
        value = student(t, df)
        if log10(value) > -290:
            row("student", t, df, value)
for df in (1, 2, 3, 4, 10, 22, 34, 118, 998):
    for p in (0.4999999999, 0.49, 0.3, 0.1, 0.05, 0.025, 0.005, 0.001, 5e-10, 1e-30, 5e-101):
        if log10(mpf(p)) > -60 or df < 100:
            row("quantile", p, df, student_quantile(p, df))
