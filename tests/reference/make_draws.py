"""Prints what the test seed_2024 of test_draws.c expects: the steps of lib/numeric/draws.c in Python's whole numbers."""

import bisect

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


def main():
    state = seeded(2024)
    for marked in (5, 30, 90):
        print(dealt(state, [40, 40, 71, 120, 180, 211], marked))


main()
