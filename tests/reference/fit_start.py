#!/usr/bin/env python3
"""Prints the tables of lib/numeric/binomial_start.h, which say where the search for a root of a binomial tail begins.

Usage: tests/reference/fit_start.py (needs python3-numpy; 4 s). It fails where the header has other numbers.

With a = k and b = n - k + 1 (mid-P: k + 1/2 and n - k + 1/2), A = 1 / (2 a - 1) and B = 1 / (2 b - 1), sum = A + B
and lean = (A - B) / sum, the root's logit is that of Abramowitz and Stegun 26.5.22 and terms c sum^(order / 2)
lean^power z^e. Those of order 3 and 4 are known: with them it is the expansion of Fisher and Cornish (1960,
Technometrics 2:209-225). Those of order 5 to 8 are fitted here to roots of random samples: least squares, time and
again with more weight where the error was great, which leads towards the least greatest error (Lawson 1961), in
standard deviations, sqrt(2 sum); z below 0.6 counts 0.3, for there the step is short. The roots come from this
program alone. No digit of a limit depends on these tables: a search ends at the same root from anywhere, and from
here mostly after one step.
"""

import math
import re

import numpy as np

HEADER = "lib/numeric/binomial_start.h"
SAMPLES = 80000
MOST_Z = 4.05  # beyond, the library leaves z there in these terms
ROOT_2 = math.sqrt(2.0)

# The columns of the header: order and power of lean; and its rows: the power of z, one more where the order is odd.
COLUMNS = [(3, 0), (3, 2), (4, 1), (4, 3), (5, 0), (5, 2), (5, 4), (6, 1), (6, 3), (6, 5),
           (7, 0), (7, 2), (7, 4), (8, 1), (8, 3), (8, 5)]
ROWS = [0, 2, 4]
KNOWN = {(3, 2, 0): 7 * ROOT_2 / 72, (3, 2, 2): -ROOT_2 / 72,
         (4, 1, 0): -8 / 60, (4, 1, 2): 11 / 60, (4, 1, 4): -1 / 60,
         (4, 3, 0): -16 / 1620, (4, 3, 2): 7 / 1620, (4, 3, 4): 3 / 1620}
KNOWN_MID = {**KNOWN, (3, 0, 0): -ROOT_2 / 4, (4, 1, 0): -0.3, (4, 1, 2): -0.15}


def glibc_rand(seed: int):
    """rand() of glibc, with which the samples of the header were drawn."""
    last = [seed]
    for _ in range(30):
        last.append(16807 * last[-1] % 2147483647)
    last = last[3:] + last[:3]  # the oldest first
    for i in range(SAMPLES * 6):
        last.append((last[-3] + last.pop(0)) % 2**32)
        if i >= 310:
            yield last[-1] >> 1


def samples(mid: bool):
    """k, n - k + 1 (mid-P: n - k) and z of each."""
    draw = glibc_rand(9)
    a, b, z = np.empty((3, SAMPLES))
    least = 1 if mid else 2
    for i in range(SAMPLES):
        a[i], b[i] = (math.floor(least + math.exp((next(draw) / 2147483647) ** 1.5 * 7) - 1) for _ in range(2))
        which = next(draw) % 8
        if which == 0:
            a[i] = 1e8
        if which == 1:
            b[i] = 1e8
        z[i] = 0.05 + 6.6 * (next(draw) / 2147483647)
    return a, b, z


def begin(a, b, z):
    """Abramowitz and Stegun 26.5.22, with sum and lean."""
    A, B = 1 / (2 * a - 1), 1 / (2 * b - 1)
    h, lam = 2 / (A + B), (z * z - 3) / 6
    w = np.log(a / b) - 2 * (z * np.sqrt(h + lam) / h - (B - A) * (lam + 5 / 6 - 2 / (3 * h)))
    return w, A + B, (A - B) / (A + B)


def stirling_rest(z):
    """log z! - ((z + 1/2) log z - z + log(2 pi) / 2)."""
    small = [0.0]
    for i in range(1, 32):
        small.append(math.lgamma(i + 1) - ((i + 0.5) * math.log(i) - i + 0.5 * math.log(2 * math.pi)))
    u = 1 / (z * z)
    series = (1 / 12 - u * (1 / 360 - u * (1 / 1260 - u * (1 / 1680 - u / 1188)))) / z
    return np.where(z < 32, np.array(small)[np.minimum(z, 31).astype(int)], series)


def log_density(a, b, drift):
    """Of the logit of a Beta(a, b) variable; drift = a y - b x."""
    rest = stirling_rest(a + b) - stirling_rest(a) - stirling_rest(b)
    fall = a * (-drift / a - np.log1p(-drift / a)) + b * (drift / b - np.log1p(drift / b))
    return 0.5 * np.log(a * b / (2 * math.pi * (a + b))) + rest - fall


NODES, WEIGHTS = np.polynomial.legendre.leggauss(80)


def tail_over_density(a, b, x, y, drift):
    """The integral over v > 0 of f(w - v) / f(w), as far as that is above exp(-45); by x or y, whichever is less."""
    n = a + b
    low = x <= 0.5
    c, q, sign = np.where(low, -a, b), np.where(low, x, y), np.where(low, -1.0, 1.0)
    reach = 90 / (drift + np.sqrt(drift * drift + 90 * n * x * y))
    for _ in range(8):  # the logarithm is concave: Newton's steps end beyond its root
        e = np.expm1(sign * reach)
        slope = c - n * q * sign * (1 + e) / (1 + q * e)
        reach -= (c * reach - n * np.log1p(q * e) + 45) / slope
    v = 0.5 * reach[:, None] * (NODES + 1)
    fall = c[:, None] * v - n[:, None] * np.log1p(q[:, None] * np.expm1(sign[:, None] * v))
    return 0.5 * reach * (np.exp(fall) @ WEIGHTS)


def roots(k, b, z, mid: bool, w):
    """The logits at which P(K >= k) (mid-P: P(K > k) + P(K = k) / 2) is the normal tail of z, by Newton from w."""
    log_p = np.log([0.5 * math.erfc(i / ROOT_2) for i in z])
    b = b + 1 if mid else b
    for _ in range(30):
        x, y = 1 / (1 + np.exp(-w)), 1 / (1 + np.exp(w))
        drift = k * y - b * x
        ratio, slope = tail_over_density(k, b, x, y, drift), 1.0
        if mid:
            slope = 0.5 * (1 + (b - 1) * x / (k * y))
            ratio = ratio - 0.5 / (k * y)
        step = (log_p - log_density(k, b, drift) - np.log(ratio)) * ratio / slope
        w = w + step
        if np.max(np.abs(step) * np.sqrt((k + b) * x * y)) < 1e-9:
            return w
    raise ArithmeticError("no root")


def column(z, total, lean, order: int, power: int, e: int):
    return np.sqrt(total) ** order * lean**power * z ** (e + order % 2)


def fitted(columns, wanted, weight, times=14):
    more = np.ones(len(wanted))
    for _ in range(times):
        scale = weight * np.sqrt(more)
        c = np.linalg.lstsq(columns * scale[:, None], wanted * scale, rcond=None)[0]
        error = np.abs(wanted - columns @ c) * weight
        more *= (error / np.mean(error) + 0.05) ** 0.6
        more /= np.mean(more)
    return c


def table(mid: bool):
    a, b, z = samples(mid)
    half = 0.5 if mid else 0.0
    begun, total, lean = begin(a + half, b + half, z)
    near = z < MOST_Z  # the others count 0, and only raise the share of the constant in fitted()
    missing = np.zeros(SAMPLES)
    for part in np.array_split(np.flatnonzero(near), 20):
        missing[part] = roots(a[part], b[part], z[part], mid, begun[part]) - begun[part]
    known = KNOWN_MID if mid else KNOWN
    wanted = missing - sum(c * column(z, total, lean, *term) for term, c in known.items())
    names = [(order, power, e) for order, power in COLUMNS[4:] for e in ROWS]
    weight = near / np.sqrt(total) * np.where(z < 0.6, 0.3, 1)
    columns = np.stack([column(z, total, lean, *name) for name in names], 1)
    c = fitted(columns, wanted, weight)
    deviation = np.sqrt(2 * total[near])
    before = np.max(np.abs(missing[near]) / deviation)
    after = np.max(np.abs(wanted - columns @ c)[near] / deviation)
    print(f"{'mid-P' if mid else 'tail'}: worst error {before:.2g} standard deviations, with the terms {after:.2g}")
    terms = {**known, **dict(zip(names, c))}
    return [[f"{terms.get((order, power, e), 0):.6g}" for order, power in COLUMNS] for e in ROWS]


def in_header(name: str):
    with open(HEADER, encoding="utf-8") as header:
        body = re.search(name + r"\[3\]\[start_terms\] = \{(.*?)\};", header.read(), re.DOTALL)[1]
    return [[entry.strip() for entry in row.split(",")] for row in re.findall(r"\{([^{}]*)\}", body)]


def main() -> None:
    equal = True
    for mid in (False, True):
        rows = table(mid)
        for row in rows:
            print("    {" + ", ".join(row) + "},")
        equal = equal and rows == in_header("start_mid" if mid else "start_tail")
    raise SystemExit(None if equal else f"these are not the numbers of {HEADER}")


if __name__ == "__main__":
    main()
