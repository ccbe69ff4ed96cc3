"""
Writes false-alarm.csv: how often charts of steady series raise a signal, by numpy's generator and a restatement of charts
and rules that looks at all draws at once. Takes a minute.
"""

import math
import sys

import numpy as np
from scipy.stats import binom, norm

DRAWS = 200_000
TOLERANCE = 1e-12
L = 3.0

# needed, of, zone, all on one side of the centre, not those beyond the limits, either side
SETS = {
    "limits": [("beyond", 1, 1, 1, 0, 0, 0)],
    "nhs": [("beyond", 1, 1, 1, 0, 0, 0), ("steps", 7), ("beyond", 7, 7, 0, 0, 0, 0), ("beyond", 2, 3, 2 / 3, 1, 1, 0)],
    "nhs-2023": [("beyond", 1, 1, 1, 0, 0, 0), ("steps", 7), ("beyond", 7, 7, 0, 0, 0, 0),
                 ("beyond", 2, 3, 2 / 3, 1, 0, 0)],
    "western-electric": [("beyond", 1, 1, 1, 0, 0, 0), ("beyond", 2, 3, 2 / 3, 0, 0, 0), ("beyond", 4, 5, 1 / 3, 0, 0, 0),
                         ("beyond", 8, 8, 0, 0, 0, 0)],
    "nelson": [("beyond", 1, 1, 1, 0, 0, 0), ("beyond", 9, 9, 0, 0, 0, 0), ("steps", 6), ("alternating", 14),
               ("beyond", 2, 3, 2 / 3, 0, 0, 0), ("beyond", 4, 5, 1 / 3, 0, 0, 0), ("within", 15, 1 / 3),
               ("beyond", 8, 8, 1 / 3, 0, 0, 1)],
    "anhoej": [("longest-run",), ("crossings",)],
}


def windows(hits, needed, of):
    """Whether `needed` of some `of` in a row are hits, by row; shorter windows at the begin have no more."""
    padded = np.concatenate([np.zeros((len(hits), of), int), np.cumsum(hits, axis=1)], axis=1)
    return (padded[:, of:] - padded[:, :-of] >= needed).any(axis=1)


def full_windows(hits, needed, of, base):
    """The same where all `of` points must be `base`."""
    if hits.shape[1] < of:
        return np.zeros(len(hits), bool)
    hit = np.lib.stride_tricks.sliding_window_view(hits, of, axis=1).sum(axis=2)
    all_base = np.lib.stride_tricks.sliding_window_view(base, of, axis=1).all(axis=2)
    return (all_base & (hit >= needed)).any(axis=1)


def side_of(value, centre):
    far = np.abs(value - centre) > TOLERANCE * np.maximum(np.abs(value), np.abs(centre))
    return np.where(far, np.sign(value - centre), 0).astype(int)


def steps_of(value):
    return side_of(value[:, 1:], value[:, :-1])


def signalled(rule, value, centre, score):
    kind = rule[0]
    if kind == "beyond":
        _, needed, of, zone, one_side, not_beyond, either = rule
        side = side_of(value, centre)
        far = side if zone == 0 else np.where(np.abs(score) > zone * (1 + TOLERANCE), np.sign(score), 0)
        if not_beyond:
            far = np.where(np.abs(score) > 1 + TOLERANCE, 0, far)
        if either:
            return windows(far != 0, needed, of)
        if one_side:
            return full_windows(far > 0, needed, of, side > 0) | full_windows(far < 0, needed, of, side < 0)
        return windows(far > 0, needed, of) | windows(far < 0, needed, of)
    if kind == "within":
        return windows(np.abs(score) <= rule[2] * (1 + TOLERANCE), rule[1], rule[1])
    steps = steps_of(value)
    if kind == "steps":
        return windows(steps > 0, rule[1] - 1, rule[1] - 1) | windows(steps < 0, rule[1] - 1, rule[1] - 1)
    if kind == "alternating":
        turns = steps[:, 1:] * steps[:, :-1] < 0
        return windows(turns, rule[1] - 2, rule[1] - 2)
    sides = side_of(value, np.broadcast_to(centre, value.shape))
    found = np.zeros(len(value), bool)
    for i, row in enumerate(sides):
        row = row[row != 0]
        if len(row) == 0:
            continue
        crossed = np.flatnonzero(np.diff(row)) + 1
        if kind == "longest-run":
            longest = np.diff(np.concatenate([[0], crossed, [len(row)]])).max()
            found[i] = longest > round(math.log2(len(row))) + 3
        else:
            found[i] = len(crossed) < (binom.ppf(0.05, len(row) - 1, 0.5) if len(row) > 1 else 0)
    return found


def mean_range(x, base):
    return np.abs(np.diff(x[:, base], axis=1)).mean(axis=1)[:, None]


def exact_score(k, size, c):
    """The quantile of a point's own tail, by table; the outermost points within the limits stay within."""
    score = np.empty(k.shape)
    for n in np.unique(size):
        all_k = np.arange(n + 1)
        upper, lower = binom.sf(all_k - 1, n, c), binom.cdf(all_k, n, c)
        table = np.where(all_k / n > c, norm.isf(np.minimum(upper, 0.5)), -norm.isf(np.minimum(lower, 0.5)))
        score[:, size == n] = (table / L)[k[:, size == n].astype(int)]
    return score


def chart(kind, value, met, size, base):
    """Values, centre and scores of one segment; base: the points that set limits."""
    if kind in ("p", "exact", "laney", "ewma"):
        c = (met[:, base].sum(axis=1) / size[base].sum())[:, None]
        s = np.sqrt(c * (1 - c) / size)
        if kind == "exact":
            assert (c == c[0]).all()
            return value, c, exact_score(met, size, c[0, 0])
        if kind == "laney":
            s = s * mean_range((value - c) / s, base) / 1.128
        if kind == "ewma":
            weight, at, variance = 0.2, c[:, 0], 0.0
            points, deviations = [], []
            for t in range(value.shape[1]):
                at = weight * value[:, t] + (1 - weight) * at
                variance = (1 - weight) ** 2 * variance + weight**2 / size[t]
                points.append(at)
                deviations.append(np.sqrt(c[:, 0] * (1 - c[:, 0]) * variance))
            value, s = np.array(points).T, np.array(deviations).T
        with np.errstate(invalid="ignore", divide="ignore"):
            return value, c, (value - c) / (L * s)
    if kind == "xmr":
        c = value[:, base].mean(axis=1)[:, None]
        return value, c, (value - c) / (2.66 * mean_range(value, base))
    if kind == "run":
        return value, np.median(value[:, base], axis=1)[:, None], np.full(value.shape, np.nan)
    if kind == "g":
        c, mean = np.median(value[:, base], axis=1)[:, None], value[:, base].mean(axis=1)[:, None]
        width = L * np.sqrt(mean * (mean + 1))
        return value, c, np.where(value > c, (value - c) / (mean + width - c), (value - c) / (c - mean + width))
    if kind == "t":
        y = value ** (1 / 3.6)
        c = y[:, base].mean(axis=1)[:, None]
        return value, c**3.6, (y - c) / (2.66 * mean_range(y, base))
    raise ValueError(kind)


def cusum(met, size, accept, reject):
    odds = (accept / (1 - accept)) ** 2 / (reject / (1 - reject))
    mirrored = odds / (1 + odds)
    high, low = max(reject, mirrored), min(reject, mirrored)
    up, down = np.zeros(len(met)), np.zeros(len(met))
    score = np.empty(met.shape)
    for t in range(met.shape[1]):
        k, n = met[:, t], size[t]
        up = np.maximum(0, up + k * math.log(high / accept) + (n - k) * math.log((1 - high) / (1 - accept)))
        down = np.maximum(0, down + k * math.log(low / accept) + (n - k) * math.log((1 - low) / (1 - accept)))
        score[:, t] = np.where(up > down, up, -down) / math.log(370)
    return score, np.zeros((len(met), 1)), score


def segments_of(months, rebase):
    return [(0, months)] if rebase == 0 else [(0, rebase), (rebase, months)]


def simulate(rng, kind, rules, counts, months, size, other, rebase, met, baseline):
    sizes = np.array([other if i % 2 else size for i in range(months)])
    any_rule = np.zeros(DRAWS, bool)
    by_rule = np.zeros((len(SETS[rules]), DRAWS), bool)
    for (first, end), all_met in zip(segments_of(months, rebase), met):
        base = slice(0, min(baseline, end) - first) if 0 < baseline and first == 0 else slice(0, end - first)
        n = sizes[first:end]
        if not counts:
            shape = (DRAWS, end - first)
            k = None
            whole = kind == "g" or (kind == "t" and 2 * all_met == int(2 * all_met))  # of t days: whole numbers
            if whole:
                value = size + rng.geometric(1 / (1 + all_met - size), shape) - 1.0
            else:
                value = {"xmr": rng.standard_normal, "run": rng.standard_normal, "t": rng.standard_exponential}[kind](shape)
        elif kind == "cusum":
            k = rng.binomial(n, 0.94, (DRAWS, end - first))
        else:
            k = rng.multivariate_hypergeometric(n, all_met, DRAWS, method="marginals")
        if kind == "cusum":
            drawn = cusum(k, n, 0.94, 0.806)
        else:
            drawn = chart(kind, value if not counts else k / n, k, n, base)
        for i, rule in enumerate(SETS[rules]):
            by_rule[i] |= signalled(rule, *drawn)
    any_rule = by_rule.any(axis=0)
    return any_rule.mean(), by_rule.mean(axis=1)


# kind, rules, counts or values, months, cases of even and of odd months, rebase at, met of each segment, baseline's end
# of values `met` is the mean, and of whole ones `size` the least
CASES = [
    ("p", "nhs", 1, 24, 10, 10, 0, (226,), 0),
    ("p", "nhs", 1, 24, 30, 30, 0, (677,), 0),
    ("p", "nhs", 1, 24, 80, 80, 0, (1805,), 0),
    ("p", "nhs", 1, 24, 30, 30, 0, (361,), 0),
    ("p", "nhs-2023", 1, 24, 30, 30, 0, (677,), 0),
    ("p", "western-electric", 1, 24, 30, 30, 0, (677,), 0),
    ("p", "nelson", 1, 36, 80, 80, 0, (2700,), 0),
    ("p", "nelson", 1, 24, 10, 50, 0, (600,), 0),
    ("p", "nhs", 1, 24, 12, 47, 0, (650,), 0),
    ("p", "nhs", 1, 24, 30, 30, 12, (340, 290), 0),
    ("p", "nhs", 1, 36, 30, 30, 0, (1015,), 24),
    ("p", "nhs", 1, 30, 31, 29, 10, (280, 560), 8),
    ("exact", "nhs", 1, 24, 30, 30, 0, (677,), 0),
    ("exact", "limits", 1, 24, 20, 50, 0, (790,), 0),
    ("laney", "western-electric", 1, 24, 30, 30, 0, (677,), 0),
    ("laney", "limits", 1, 12, 30, 60, 0, (500,), 0),
    ("xmr", "nhs", 1, 24, 30, 30, 0, (677,), 0),
    ("run", "anhoej", 1, 24, 31, 30, 0, (600,), 0),
    ("ewma", "limits", 1, 24, 30, 40, 0, (790,), 0),
    ("cusum", "limits", 1, 24, 30, 30, 0, (677,), 0),
    ("cusum", "limits", 1, 36, 10, 80, 12, (500, 1000), 0),
    ("xmr", "nhs", 0, 24, 0, 0, 0, (1,), 0),
    ("xmr", "nelson", 0, 24, 0, 0, 0, (1,), 0),
    ("xmr", "western-electric", 0, 36, 0, 0, 15, (1, 1), 0),
    ("run", "anhoej", 0, 24, 0, 0, 0, (1,), 0),
    ("run", "anhoej", 0, 36, 0, 0, 12, (1, 1), 0),
    ("g", "limits", 0, 20, 0, 0, 0, (25,), 0),
    ("g", "nhs", 0, 30, 0, 0, 0, (2.5,), 0),
    ("t", "limits", 0, 24, 0, 0, 0, (0.75,), 0),
    ("t", "nhs", 0, 24, 0, 0, 0, (0.75,), 16),
    ("t", "limits", 0, 24, 0, 0, 0, (1,), 0),
    ("t", "nhs", 0, 30, 0, 0, 12, (2.5, 2.5), 0),
    ("t", "nhs", 0, 24, 0, 0, 0, (30,), 0),
    ("t", "nhs", 0, 30, 1, 0, 0, (1.5,), 0),
    ("t", "nhs", 0, 24, 1, 0, 0, (9,), 0),
]


def main():
    rng = np.random.default_rng(20240301)
    out = open("tests/reference/false-alarm.csv", "w") if len(sys.argv) < 2 else sys.stdout
    print("kind,rules,counts,months,size,other,rebase,met,met_after,baseline_end,draws,rate,by_rule", file=out)
    for case in CASES:
        kind, rules, counts, months, size, other, rebase, met, baseline = case
        rate, by_rule = simulate(rng, *case)
        print(f"{kind},{rules},{counts},{months},{size},{other},{rebase},{met[0]},{met[-1]},{baseline},{DRAWS},"
              f"{rate:.6f},{' '.join(f'{share:.6f}' for share in by_rule)}", file=out, flush=True)


if __name__ == "__main__":
    main()
