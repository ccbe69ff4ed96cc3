#!/usr/bin/env python3
"""Writes nhs-rules.csv: which points the rules of NHS Making Data Count flag, of random series.

The rules as NHSRplotthedots has them (0.2, R/ptd_calculate_point_type.R), point by point: a point is part of a trend or of
a shift where one of the seven windows of seven points that hold it is one; it is one of two in three where it is itself near
its limit and one of the three windows of three that hold it has two such points or more, and all three on one side of the
mean. The centre is 0 and the limits lie at -6 and 6, so that near is beyond 4 and up to 6; since November 2023 beyond 6 too.
"""

import random

SERIES, POINTS = 400, 36


def sign(x: int) -> int:
    return (x > 0) - (x < 0)


def windows(n: int, i: int, length: int) -> list[range]:
    """Those of so many points that lie within the series and hold point i."""
    return [range(first, first + length) for first in range(i - length + 1, i + 1) if first >= 0 and first + length <= n]


def is_shift(values: list[int], window: range) -> bool:
    return abs(sum(sign(values[i]) for i in window)) == len(window)


def is_trend(values: list[int], window: range) -> bool:
    return abs(sum(sign(values[i] - values[i - 1]) for i in window[1:])) == len(window) - 1


def flags(values: list[int], far_is_near: bool) -> list[int]:
    n = len(values)
    near = [abs(v) > 4 and (far_is_near or abs(v) <= 6) for v in values]
    out = []
    for i in range(n):
        two_of_three = near[i] and any(
            is_shift(values, w) and sum(near[j] for j in w) >= 2 for w in windows(n, i, 3)
        )
        out.append(
            (abs(values[i]) > 6)
            + 2 * any(is_trend(values, w) for w in windows(n, i, 7))
            + 4 * any(is_shift(values, w) for w in windows(n, i, 7))
            + 8 * two_of_three
        )
    return out


def main() -> None:
    random.seed(20231101)
    print("# values about a centre of 0 with limits at 6 and -6, the flags of nhs and of nhs-2023 (bits of the rules in")
    print("# their order); made by make_nhs_rules.py")
    for series in range(SERIES):
        n = random.randint(1, POINTS)
        level, values = 0, []
        for _ in range(n):
            level = random.choice([0, level, level + random.choice([-2, -1, 1, 2])])
            drift = random.choice([0, 0, 1, -1]) if series % 3 == 0 else 0
            before = values[-1] if values else 0
            v = before + drift if drift else level + random.randint(-4, 4) if series % 2 else level + random.randint(-9, 9)
            values.append(max(-9, min(9, v)))
        if series % 5 == 0:  # a trend, up or down, somewhere
            start, way = random.randint(0, n - 1), random.choice([-1, 1])
            for k, i in enumerate(range(start, min(n, start + random.randint(5, 10)))):
                values[i] = way * (k - 5)
        print(";".join(map(str, values)), *(";".join(map(str, flags(values, far))) for far in (False, True)), sep=",")


if __name__ == "__main__":
    main()
