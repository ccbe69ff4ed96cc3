"""Control charts by hand: p and xmr charts, the median, and the rules of the NHS, slowly and in exact fractions.

Written from include/peel/chart.h and rules.h. A limit of a p chart is irrational, so that where a point lies is asked
of squares: (v - c)^2 n > (zone L)^2 c (1 - c).
"""

import math
from fractions import Fraction
from itertools import groupby


def segments_of(rows, rebase):
    """Rows of each segment."""
    starts = sorted({0, *rebase})
    return [range(first, end) for first, end in zip(starts, [*starts[1:], rows])]


class Line:
    """The centre and limits of a segment, and where its points lie."""

    def __init__(self, values, squares, centre):
        self.values, self.squares, self.centre = values, squares, centre  # squares: of the way to a limit, by the row

    def beyond(self, row, zone, side):
        away = (self.values[row] - self.centre) * side
        return away > 0 and away**2 > zone**2 * self.squares[row]

    def side(self, row):
        return (self.values[row] > self.centre) - (self.values[row] < self.centre)

    def limits(self, row):
        way = math.sqrt(self.squares[row])
        return float(self.centre) - way, float(self.centre) + way


def p_line(met, assessed, rows, base, sigmas=3):
    """The line of a p chart. base: rows that set the limits."""
    values = {row: Fraction(met[row], assessed[row]) for row in rows if assessed[row]}
    cases = sum(assessed[row] for row in base)
    if not cases:
        return None
    centre = Fraction(sum(met[row] for row in base), cases)
    squares = {row: Fraction(sigmas) ** 2 * centre * (1 - centre) / assessed[row] for row in values}
    return Line(values, squares, centre)


def moving_ranges(values, base):
    """Between neighbours in the baseline that both set limits; base: rows, in order."""
    return [abs(values[b] - values[a]) for a, b in zip(base, base[1:]) if b == a + 1 and a in values and b in values]


def xmr_line(values, base, screening=False, sigmas=3):
    """The line of an xmr chart. values: fractions by their rows."""
    centre = sum(values[row] for row in base if row in values) / sum(row in values for row in base)
    ranges = moving_ranges(values, base)
    if not ranges:
        return None
    mean = sum(ranges) / len(ranges)
    if screening:
        kept = [each for each in ranges if each < Fraction("3.267") * mean] or [Fraction(0)]
        mean = sum(kept) / len(kept)
    way = Fraction("2.66") * Fraction(sigmas) / 3 * mean
    return Line(values, dict.fromkeys(values, way**2), centre)


def median(values):
    ordered = sorted(values)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def run_limits(useful):
    """The most that a longest run may have, and the least crossings."""
    if not useful:
        return 0, 0
    most = 3 + min(range(64), key=lambda power: abs(math.log2(useful) - power))
    ways, of_these = 1, 0  # of useful - 1 trials, so many have as many crossings, and at most as many
    for least in range(useful):
        of_these += ways
        if 20 * of_these >= 2 ** (useful - 1):
            return most, least
        ways = ways * (useful - 1 - least) // (least + 1)


def runs_and_crossings(values):
    """Useful points, the longest run, and crossings of the median, of which points on it are passed over."""
    centre = median(values)
    sides = [value > centre for value in values if value != centre]
    runs = [len(list(group)) for _, group in groupby(sides)]
    return len(sides), max(runs, default=0), max(len(runs) - 1, 0)


def run_rules(values):
    """Bits of longest-run and crossings. Where all useful points lie on one side, nothing is told."""
    useful, longest, crossings = runs_and_crossings(values)
    most, least = run_limits(useful)
    if len({value > median(values) for value in values if value != median(values)}) < 2:
        return 0
    return (longest > most) | (crossings < least) << 1


def nhs(line, rows, with_beyond=False):
    """The bits of the NHS rules and the side of each, by the rows of a segment that have a value: {row: (bits, up)}."""
    rows = [row for row in rows if row in line.values]
    bits, up = dict.fromkeys(rows, 0), dict.fromkeys(rows, 0)

    def flag(rule, side, flagged):  # a point in runs of both sides goes with the later one
        for row in flagged:
            bits[row] |= 1 << rule
            up[row] = up[row] & ~(1 << rule) | (side > 0) << rule

    for side in 1, -1:
        flag(0, side, [row for row in rows if line.beyond(row, 1, side)])
    for window in (rows[first : first + 7] for first in range(len(rows) - 6)):
        for side in 1, -1:
            if all((line.values[b] - line.values[a]) * side > 0 for a, b in zip(window, window[1:])):
                flag(1, side, window)
            if all(line.side(row) == side for row in window):
                flag(2, side, window)
    for window in (rows[first : first + 3] for first in range(len(rows) - 2)):
        for side in 1, -1:
            near = [row for row in window if line.beyond(row, Fraction(2, 3), side)]
            near = [row for row in near if with_beyond or not line.beyond(row, 1, side)]
            if len(near) >= 2 and all(line.side(row) == side for row in window):
                flag(3, side, near)
    return {row: (bits[row], up[row]) for row in rows}


def signal(bits, up, better):
    """The word of a point; every rule of the NHS has a side."""
    if not bits:
        return "none"
    if better == "neither":
        return "change"
    words = {
        "improvement" if (up >> rule & 1) == (better == "up") else "concern" for rule in range(4) if bits >> rule & 1
    }
    return "mixed" if len(words) > 1 else words.pop()
