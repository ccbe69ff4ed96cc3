"""
Prints what the tests seed_2024 of test_draws.c and test_draws_values.c expect: the steps of lib/numeric/draws.c in
Python's whole numbers; binomial draws inverted in exact fractions; logarithms of 40 digits.
"""

import bisect
from decimal import ROUND_FLOOR, Decimal, getcontext
from fractions import Fraction
from math import comb, floor

MASK = (1 << 64) - 1


def rotated(x, by):
    return ((x << by) | (x >> (64 - by))) & MASK


def seeded(seed):
    """splitmix64, four times."""
    state = []
    for _ in range(4):
        seed = (seed + 0x9E3779B97F4A7C15) & MASK
        z = seed
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        state.append(z ^ (z >> 31))
    return state


def following(s):
    """xoshiro256**."""
    result = rotated(s[1] * 5 & MASK, 7) * 9 & MASK
    shifted = s[1] << 17 & MASK
    s[2] ^= s[0]
    s[3] ^= s[1]
    s[1] ^= s[2]
    s[0] ^= s[3]
    s[2] ^= shifted
    s[3] = rotated(s[3], 45)
    return result


def below(state, bound):
    """Lemire's draw of 32 bits without bias."""
    while True:
        product = (following(state) >> 32) * bound
        if product % 2**32 >= 2**32 % bound:
            return product >> 32


def dealt(state, end, marked):
    """Case by case; those that a sample has already are taken for its first ones."""
    got = [0] * len(end)
    while marked:
        chosen = below(state, end[-1])
        at = bisect.bisect_right(end, chosen)
        if chosen - (end[at - 1] if at else 0) >= got[at]:
            got[at] += 1
            marked -= 1
    return got


def binomial(state, n, rate):
    """Inversion from the mode, one up and one down by turns, of the rarer outcome."""
    rarer = min(Fraction(rate), 1 - Fraction(rate))

    def probability(k):
        return comb(n, k) * rarer**k * (1 - rarer) ** (n - k) if 0 <= k <= n else 0

    mode = floor((n + 1) * rarer)
    left = Fraction(following(state) >> 11, 1 << 53) - probability(mode)
    at, step = mode, 0
    while left >= 0:
        step += 1
        for at in (mode + step, mode - step):
            left -= probability(at)
            if left < 0:
                break
    return at if rarer == Fraction(rate) else n - at


def exponential(state):
    return -(Decimal(2 * (following(state) >> 12) + 1) / Decimal(1 << 53)).ln()


def geometric(state, mean):
    return int((exponential(state) / (1 + 1 / Decimal(mean)).ln()).to_integral_value(ROUND_FLOOR))


def normal(state):
    """Marsaglia's polar method."""
    while True:
        x, y = (Decimal(following(state) >> 11) / Decimal(1 << 52) - 1 for _ in range(2))
        square = x * x + y * y
        if 0 < square < 1:
            return x * (-2 * square.ln() / square).sqrt()


def main():
    getcontext().prec = 40
    state = seeded(2024)
    for marked in (5, 30, 90):
        print(dealt(state, [40, 40, 71, 120, 180, 211], marked))
    state = seeded(2024)
    for n, rate in ((30, 0.94), (30, 0.3), (1000, 0.5), (1, 0.25), (250, 0.01), (4000, 0.806)):
        print(n, rate, [binomial(state, n, rate) for _ in range(6)])
    for mean in (0.25, 3.5, 40, 1e9):
        print(mean, [geometric(state, mean) for _ in range(6)])
    print([f"{exponential(state):.17g}" for _ in range(6)])
    print([f"{normal(state):.17g}" for _ in range(6)])


main()
