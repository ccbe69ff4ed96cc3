#!/usr/bin/env python3
"""Writes hypergeometric-tails.csv: tails of large tables, 17 digits.

    python3 make_hypergeometric.py > hypergeometric-tails.csv

The tail P(X >= k), X of the n cases looked at having met the criterion that K of all N did, from make_population.py: whole
numbers where a total is small, else 60 digits.
"""

from fractions import Fraction

from mpmath import mpf, nstr

from make_population import spread, upper


def main():
    print("# P(X >= k) and its mid-P; by make_hypergeometric.py")
    print("population,assessed,cases,met,tail,mid_tail")
    for N in (10**5, 10**7, 10**9, 10**12, 2**53):
        for n in (37, N // 1000, N // 3, N // 2):
            for share in (Fraction(1, 2), Fraction(3, 100), Fraction(94, 100)):
                K = int(N * share)
                for z in (-1, 0.4, 2, 5, 21):
                    k = int(mpf(n) * K / N + z * spread(N, n, K))
                    if not max(0, n - (N - K)) <= k <= min(n, K):
                        continue
                    tails = [upper(N, n, k, K, halves) for halves in (2, 1)]
                    tails = [mpf(p.numerator) / p.denominator if isinstance(p, Fraction) else p for p in tails]
                    if tails[1] > mpf(10) ** -290:
                        print(f"{N},{n},{K},{k},{nstr(tails[0], 18)},{nstr(tails[1], 18)}", flush=True)


if __name__ == "__main__":
    main()
