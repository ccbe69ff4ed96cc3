#!/usr/bin/env python3
"""Writes run-limits.csv: from how many useful points on so many crossings are the fewest allowed, in whole numbers.

The fewest allowed is the smallest c with 20 (C(m, 0) + ... + C(m, c)) >= 2^m, m = useful - 1 (Anhoej and Olesen 2014,
PLoS One 9:e113825). From m to m + 1 the sum is doubled less C(m, c).
"""

MOST = 10_000


def main() -> None:
    print("# crossings,from: this many crossings at least, from so many useful points on; by make_run_limits.py")
    print("crossings,from")
    least, term, total = 0, 1, 1  # c, C(m, c), their sum up to c
    print("0,1")
    for m in range(1, MOST):
        total = 2 * total - term
        term = term * m // (m - least)
        while 20 * total < 1 << m:
            term = term * (m - least) // (least + 1)
            least += 1
            total += term
            print(f"{least},{m + 1}")


if __name__ == "__main__":
    main()
