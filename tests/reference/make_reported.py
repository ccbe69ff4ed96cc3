"""Makes reported-against.csv, reported-width.csv and reported-differ.csv: what printed percentages tell, to 17 digits.

    python3 tests/reference/make_reported.py        in the directory of the checkout; needs mpmath

Terms are summed in 50 digits, or in whole numbers. The p over a rounding interval is taken at every rate where the set of
numbers no likelier than k changes, found by bisection, and between all of them; a scan of 200 rates must lie within.
"""

from fractions import Fraction
from math import comb

from mpmath import binomial, erfc, erfinv, log, mp, mpf, nstr, sqrt

mp.dps = 50
TOLERANCE = 1 + mpf(10) ** -7
EMPTY = mpf(10) ** -60
ALPHA = mpf(1 - 0.95)  # the double
SIDES = {"two-sided": 0, "lower": 1, "upper": 2}


def real(x):
    return mpf(x.numerator) / x.denominator if isinstance(x, Fraction) else mpf(x)


def show(x):
    return nstr(x, 17, strip_zeros=True, min_fixed=-5, max_fixed=17)


def figure_of(text):
    whole, _, decimals = text.partition(".")
    return int(whole + decimals), len(decimals)


def rounding(text):
    """The printed proportion and the ends of its rounding interval."""
    figure, decimals = figure_of(text)
    unit = 100 * 10**decimals
    low = max(Fraction(0), Fraction(2 * figure - 1, 2 * unit))
    return low, Fraction(figure, unit), min(Fraction(1), Fraction(2 * figure + 1, 2 * unit))


# --- the exact binomial test over a rounding interval -----------------------------------------------------------------


def term(j, n, r):
    return binomial(n, j) * r**j * (1 - r) ** (n - j)


def upper(k, n, r):
    """P(K >= k), each term from the one before, from the largest of them outwards."""
    if r == 0 or r == 1 or k <= 0:
        return mpf(k <= 0 or r == 1)
    if k < n * r:
        return 1 - upper(n - k + 1, n, 1 - r)
    odds, t, total = r / (1 - r), term(k, n, r), mpf(0)
    for j in range(k, n + 1):
        total += t
        if t < total * EMPTY:
            break
        t = t * (n - j) / (j + 1) * odds
    return total


def lower(k, n, r):
    return upper(n - k, n, 1 - r) if k >= 0 else mpf(0)


def others(k, n, r):
    """The largest j below k that is no likelier than k, at a rate below k / n; -1 for none."""
    most = term(k, n, r) * TOLERANCE
    low, high = -1, min(int((n + 1) * r), k - 1)  # up to the mode, terms rise
    if r == 0:
        return -1
    if term(high, n, r) <= most:
        return k - 1
    while high - low > 1:
        middle = (low + high) // 2
        if term(middle, n, r) <= most:
            low = middle
        else:
            high = middle
    return low


def both(k, j, n, r):
    return min(mpf(1), upper(k, n, r) + lower(j, n, r))


def bisect(rises_above_0, low, high):
    for _ in range(170):
        middle = (low + high) / 2
        if rises_above_0(middle):
            high = middle
        else:
            low = middle
    return high


def over_rates_below(k, n, low, high):
    """The least and the largest p of k over the rates from low to high, which is at most k / n."""
    first, last = others(k, n, low), others(k, n, high)
    starts = {first: low}
    for j in range(first + 1, last + 1):
        starts[j] = bisect(lambda r: term(j, n, r) <= term(k, n, r) * TOLERANCE, starts[j - 1], high)
    seen = []
    for j in range(first, last + 1):
        start, end = starts[j], starts.get(j + 1, high)
        seen += [both(k, j, n, start), both(k, j, n, end)]
        if 0 <= j < k - 1 and n > 1 and start > 0:
            level = bisect(lambda r: term(k - 1, n - 1, r) >= term(j, n - 1, r), start, end)
            seen.append(both(k, j, n, level))
    for i in range(201):
        r = low + (high - low) * i / 200
        p = both(k, others(k, n, r), n, r)
        assert min(seen) - mpf(10) ** -40 <= p <= max(seen) + mpf(10) ** -40, (k, n, low, high, r)
    return min(seen), max(seen)


def two_sided(k, n, r):
    if k == n * r:
        return mpf(1)
    return both(k, others(k, n, r), n, r) if k > n * r else both(n - k, others(n - k, n, 1 - r), n, 1 - r)


def over_rates(k, n, ends, side):
    low, at, high = (real(x) for x in ends)
    if side == 1:
        return upper(k, n, low), upper(k, n, at), upper(k, n, high)
    if side == 2:
        return lower(k, n, high), lower(k, n, at), lower(k, n, low)
    seen, ranges = Fraction(k, n), []
    if ends[0] < seen:
        ranges.append(over_rates_below(k, n, low, real(min(ends[2], seen))))
    if ends[2] > seen:
        ranges.append(over_rates_below(n - k, n, 1 - high, 1 - real(max(ends[0], seen))))
    most = mpf(1) if ends[0] <= seen <= ends[2] else max(r[1] for r in ranges)
    return min([r[0] for r in ranges] or [mpf(1)]), two_sided(k, n, at), most


def make_against():
    rows = [(68, 80, "80.6"), (68, 80, "81"), (57, 80, "80.6"), (40, 80, "80.6"), (80, 80, "80.6"), (0, 80, "80.6")]
    rows += [(k, 1, f) for k in (0, 1) for f in ("0", "50", "80.6", "100")]
    rows += [(k, 8, f) for k in range(9) for f in ("12", "13", "12.5", "94")]
    rows += [(k, 25, f) for k in range(0, 26, 3) for f in ("50", "80.6", "91")]
    rows += [(k, 79, f) for k in (30, 41, 52, 70) for f in ("52", "60", "66.667", "75.0")]
    rows += [(k, 300, f) for k in (0, 3, 150, 220, 240, 260, 297) for f in ("0", "1", "75", "80", "80.6", "100")]
    rows += [(k, 2000, f) for k in (40, 60, 1500, 1580, 1612, 1660) for f in ("2", "3", "78", "80.6", "80.600")]
    rows += [(k, 20000, f) for k in (15800, 16000, 16120, 16300) for f in ("80", "80.6")]
    yield "met,assessed,figure,side,lowest,at,highest"
    for k, n, figure in rows:
        for side in SIDES if n < 2000 else ("two-sided",):
            p = over_rates(k, n, rounding(figure), SIDES[side])
            yield f"{k},{n},{figure},{side}," + ",".join(show(x) for x in p)


# --- percentages with +/- ---------------------------------------------------------------------------------------------


def normal_z(tail):
    return sqrt(mpf(2)) * erfinv(1 - 2 * tail)


def p_of_z(z, side):
    if side == 0:
        return erfc(abs(z) / sqrt(mpf(2)))
    return erfc((z if side == 1 else -z) / sqrt(mpf(2))) / 2


def ranges_of_p(zs, side):
    ps = [p_of_z(z, side) for z in zs]
    return min(ps), (mpf(1) if side == 0 and min(zs) <= 0 <= max(zs) else max(ps))


def half_width(text):
    figure, decimals = figure_of(text)
    unit = 200 * mpf(10) ** decimals
    return (2 * figure - 1) / unit, 2 * figure / unit, (2 * figure + 1) / unit


def worth(figure, width, z):
    low, at, high = (real(x) for x in rounding(figure))
    spreads = [low * (1 - low), high * (1 - high)] + ([mpf(1) / 4] if low < 0.5 < high else [])
    h = half_width(width)
    return z**2 * min(spreads) / h[2] ** 2, z**2 * at * (1 - at) / h[1] ** 2, z**2 * max(spreads) / h[0] ** 2


def compare(before, after, alpha, side):
    (f1, h1), (f2, h2) = before, after
    zw, zs = normal_z(alpha / 2), normal_z(alpha / 2 if side == 0 else alpha)
    p1, p2 = [real(x) for x in rounding(f1)], [real(x) for x in rounding(f2)]
    w1, w2 = half_width(h1), half_width(h2)
    z = zw * (p2[1] - p1[1]) / sqrt(w1[1] ** 2 + w2[1] ** 2)
    zs_all = [zw * (b - a) / sqrt(x**2 + y**2) for a in p1[::2] for b in p2[::2] for x in w1[::2] for y in w2[::2]]
    reach = sqrt(w1[1] ** 2 + w2[1] ** 2) * zs / zw
    return limits(p2[1] - p1[1], reach, reach, side), (min(zs_all), z, max(zs_all))


def limits(change, below, above, side):
    low = mpf(-1) if side == 2 else max(mpf(-1), change - below)
    return change, low, mpf(1) if side == 1 else min(mpf(1), change + above)


def wilson(k, n, z):
    middle, spread = (2 * k + z**2) / (2 * (n + z**2)), z / (n + z**2) * sqrt(mpf(k) * (n - k) / n + z**2 / 4)
    return middle - spread, middle + spread


def pearson(p1, n1, k, n2):
    pooled = (n1 * p1 + k) / (n1 + n2)
    return (mpf(k) / n2 - p1) / sqrt(pooled * (1 - pooled) * (1 / n1 + mpf(1) / n2))


def extreme(f, sign):
    """The largest of sign * f over [0, 1], by a scan and a ternary search around its best point."""
    best = max(range(401), key=lambda i: sign * f(mpf(i) / 400))
    low, high = max(mpf(0), mpf(best - 1) / 400), min(mpf(1), mpf(best + 1) / 400)
    for _ in range(150):
        a, b = low + (high - low) / 3, high - (high - low) / 3
        if sign * f(a) > sign * f(b):
            high = b
        else:
            low = a
    return sign * max(sign * f(x) for x in (low, high, mpf(best) / 400))


def against(before, k, n, alpha, side):
    figure, width = before
    zw, zs = normal_z(alpha / 2), normal_z(alpha / 2 if side == 0 else alpha)
    low, at, high = (real(x) for x in rounding(figure))
    h = half_width(width)

    def z_of(rate, w):
        return pearson(rate, zw**2 * rate * (1 - rate) / w**2, k, n)

    zs_all = [extreme(lambda t: z_of(low + t * (high - low), w), s) for w in (h[0], h[2]) for s in (1, -1)]
    below, above = wilson(k, n, zs)
    p2, reach = mpf(k) / n, h[1] * zs / zw
    change = limits(p2 - at, sqrt((p2 - below) ** 2 + reach**2), sqrt((above - p2) ** 2 + reach**2), side)
    return change, (min(zs_all), z_of(at, h[1]), max(zs_all))


def make_width():
    yield "question,figure,plus_minus,figure or met,plus_minus or assessed,alpha,side,change,lower,upper,z low,z,z high,p low,p,p high"
    printed = [("87.8", "1.66"), ("75.8", "1.94"), ("50", "3"), ("50.0", "10.0"), ("1", "0.8"), ("99.4", "0.5"), ("0.5", "1")]
    printed += [("33.333", "2.500"), ("80", "40"), ("5", "90"), ("51", "3")]
    for alpha, name in ((ALPHA, "0"), (mpf(0.01), "0.01"), (mpf(1e-9), "1e-9")):
        z = normal_z(alpha / 2)
        for f, h in printed:
            yield f"worth,{f},{h},0,0,{name},two-sided," + ",".join(show(x) for x in worth(f, h, z)) + ",,,,,,"
        for side in SIDES:
            for before, after in zip(printed, printed[1:] + printed[:1]):
                rows = [compare(before, after, alpha, SIDES[side])]
                rows += [compare(after, before, alpha, SIDES[side])]
                for (b, a), (change, zs) in zip(((before, after), (after, before)), rows):
                    p = ranges_of_p(zs, SIDES[side])
                    numbers = [*change, *zs, p[0], p_of_z(zs[1], SIDES[side]), p[1]]
                    yield f"compare,{b[0]},{b[1]},{a[0]},{a[1]},{name},{side}," + ",".join(show(x) for x in numbers)
            for before in printed:
                for k, n in ((68, 80), (0, 30), (25, 25), (1, 2), (500, 1000), (12, 1000000)):
                    change, zs = against(before, k, n, alpha, SIDES[side])
                    p = ranges_of_p(zs, SIDES[side])
                    numbers = [*change, *zs, p[0], p_of_z(zs[1], SIDES[side]), p[1]]
                    yield f"against,{before[0]},{before[1]},{k},{n},{name},{side}," + ",".join(show(x) for x in numbers)


# --- from which denominators on ---------------------------------------------------------------------------------------


def fits(text, n):
    low, _, high = rounding(text)
    return [k for k in range(n + 1) if low <= Fraction(k, n) <= high]


def counts(text, n, convention):
    at = rounding(text)[1] * n
    if convention == "nearest":
        return [int(at + Fraction(1, 2))]
    if convention == "fractional":
        return [at]
    beside = {int(at), -int(-at // 1)} if convention == "every" else set()
    return sorted(beside | set(fits(text, n)))


def fisher(a, c, n, share):
    met = a + c
    weights = [comb(n, i) * comb(n, met - i) if 0 <= met - i <= n else 0 for i in range(n + 1)]
    seen = comb(n, a) * comb(n, c)
    total = sum(w for w in weights if w * 10**7 <= seen * (10**7 + 1))
    if met in (0, 2 * n):
        share = Fraction(0)
    return real((total - share * seen) / Fraction(comb(2 * n, met)))


def chi_squared(a, c, n, all_cases):
    met = Fraction(a + c)
    if met in (0, 2 * n):
        return mpf(1)
    return erfc(sqrt(real(all_cases * (a - c) ** 2 / (met * (2 * n - met))) / 2))


TESTS = {
    "fisher": lambda a, c, n: fisher(a, c, n, Fraction(0)),
    "fisher-mid-p": lambda a, c, n: fisher(a, c, n, Fraction(1, 2)),
    "pearson": lambda a, c, n: chi_squared(a, c, n, 2 * n),
    "n-1": lambda a, c, n: chi_squared(a, c, n, 2 * n - 1),
}


def differ(before, after, test, convention, alpha, largest):
    first = always = possible = 0
    for n in range(1, largest + 1):
        one, two = counts(before, n, convention), counts(after, n, convention)
        if not one or not two:
            continue
        possible += 1
        shared = len(one) + len(two) > 2 and set(one) & set(two)
        p = mpf(1) if shared else max(TESTS[test](a, c, n) for a in one for c in two)
        if p > alpha:
            always = 0
            continue
        first, always = first or n, always or n
    return first, always, possible


def make_differ():
    yield "before,after,test,convention,alpha,largest,first,always,possible"
    pairs = [("94", "80.6"), ("80.6", "94"), ("94", "94.0"), ("94", "95"), ("0", "10"), ("100", "94"), ("0", "0")]
    pairs += [("100", "100.0"), ("50", "50.0"), ("12.5", "30"), ("33", "67"), ("99.9", "90.00"), ("0", "100"), ("1", "8.0")]
    for before, after in pairs:
        for test in TESTS:
            for convention in ("nearest", "every", "possible", "fractional"):
                if convention == "fractional" and test != "pearson":
                    continue
                for alpha, name in ((ALPHA, "0"), (mpf(0.001), "0.001"), (mpf(0.3), "0.3")):
                    for largest in (1, 130):
                        found = differ(before, after, test, convention, alpha, largest)
                        yield f"{before},{after},{test},{convention},{name},{largest}," + ",".join(map(str, found))


if __name__ == "__main__":
    for name, rows in (("against", make_against()), ("width", make_width()), ("differ", make_differ())):
        with open(f"tests/reference/reported-{name}.csv", "w", encoding="ascii") as file:
            file.write("# Made by make_reported.py. Every digit is right (17 significant).\n")
            file.writelines(row + "\n" for row in rows)
