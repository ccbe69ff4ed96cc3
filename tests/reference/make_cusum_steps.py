#!/usr/bin/env python3
"""Writes cusum-steps.csv: the evidence of one sample for a rate above and for a rate below the accepted one.

Usage: tests/reference/make_cusum_steps.py > tests/reference/cusum-steps.csv (needs python3-mpmath). 1,400 digits are carried, for a mirrored rate may lie 1e-640 from 1;
rates are doubles as printed. up and down are log-likelihood ratios k log(r / a) + (n - k) log((1 - r) / (1 - a)), of the two
rates r of which one is `reject` and the other has odds(a)^2 / odds(reject); up_size and down_size are what cancels in
them: |k - n a| times the difference of the log odds, and n times the information of Kullback and Leibler.
"""

from mpmath import log, mp, mpf, nstr

mp.dps = 1400


def parts(k, n, a, r):
    odds = log(r / (1 - r)) - log(a / (1 - a))
    information = a * log(a / r) + (1 - a) * log((1 - a) / (1 - r))
    ratio = k * log(r / a) + (n - k) * log((1 - r) / (1 - a))
    return ratio, abs((k - n * a) * odds) + n * information


RATES = [(0.9, 0.8), (0.94, 0.806), (0.5, 0.7), (0.02, 0.05), (0.9, 0.9001), (0.9, 0.8999999999), (0.5, 0.5 + 2.0**-52), (1e-9, 3e-9),
         (1 - 1e-9, 1 - 2.0**-53), (0.999, 0.001), (0.5, 1 - 1e-10), (0.5, 1e-300), (1e-300, 2e-300), (1e-12, 1e-6), (0.35, 0.26), (0.26, 0.35),
         (0.7, 0.95), (0.1, 0.135), (0.1, 0.1351), (0.65, 0.9), (5e-324, 0.5), (0.75, 5e-324), (1e-310, 1 - 2.0**-53)]
SAMPLES = [(0, 1), (1, 1), (24, 30), (30, 30), (0, 30), (72, 80), (999, 1000), (10**6 - 1, 10**6), (2, 10**9), (9 * 10**11 + 10**6, 10**12), (2**52, 2**53), (0, 2**53)]
print("accept,reject,met,assessed,up,up_size,down,down_size")
for accept, reject in RATES:
    a, r = mpf(accept), mpf(reject)
    other = (a / (1 - a)) ** 2 / (r / (1 - r))
    above, below = sorted((r, other / (1 + other)), reverse=True)
    for k, n in SAMPLES:
        cells = [nstr(x, 20) for x in (*parts(k, n, a, above), *parts(k, n, a, below))]
        print(",".join([repr(accept), repr(reject), str(k), str(n), *cells]))
