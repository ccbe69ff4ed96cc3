"""Numbers for a reader: percentages, percentage points, ratios, p-values."""

import math


def with_point(number: int, decimals: int) -> str:
    """A whole number of units of the last decimal, with its decimals. As text, for what decimal.Decimal gives depends
    on the context that the caller has set."""
    digits = str(abs(number)).zfill(decimals + 1)
    sign = "-" if number < 0 else ""
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}" if decimals else sign + digits


def percent(rate: float) -> str:
    """A proportion as a percentage with one decimal, never 0.0% or 100.0% for what is not exactly that."""
    # Rounded once, as a proportion: the double 0.0015 is above 0.0015, but 100 times it is rounded to below 0.15.
    tenths = int(f"{rate:.3f}".replace(".", ""))
    if tenths == 0 and rate > 0:
        return "less than 0.1%"
    if tenths == 1000 and rate < 1:
        return "more than 99.9%"
    return f"{with_point(tenths, 1)}%"


def percent_of_confidence(confidence: float, alpha: float) -> str:
    """A confidence as a percentage with the digits that it needs: 95%, 99.8%. One that only its alpha tells from 1 is
    named by that."""
    text = f"{100 * confidence:.15g}%"
    return f"alpha {alpha:g}" if text == "100%" else text


def points(difference: float, sign: str = "") -> str:
    """A difference of proportions in percentage points, with one decimal, or with as many as keep it from a 0 or a 100
    that it is not. sign: "+" writes that of a rise too."""
    if difference == 0 or not math.isfinite(difference):
        return f"{difference:.1f}" if difference else "0.0"
    places = 1
    while True:
        # Rounded once, as in percent().
        units = int(f"{difference:.{places + 2}f}".replace(".", ""))
        if places == 17 or (units != 0 and (abs(units) != 10 ** (places + 2) or abs(difference) == 1)):
            return f"{sign if units > 0 else ''}{with_point(units, places)}"
        places += 1


def plain(value: float) -> str:
    """A ratio, or any value, with three significant digits; whole numbers whole."""
    if math.isinf(value):
        return "infinity" if value > 0 else "-infinity"
    if 100 <= abs(value) < 1e15:
        return f"{value:.0f}"
    return f"{value:#.3g}".rstrip(".") if value else "0"  # of 99.96 "100."


def probability(p: float, alpha: float = math.nan) -> str:
    """A p-value with two significant digits, or with as many as keep it on its side of alpha, to which one within a
    relative 1e-12 is equal, as the library has it."""
    equal = alpha * (1 + 1e-12)
    for digits in range(2, 17):
        text = f"{p:.{digits}g}"
        if math.isnan(alpha) or (float(text) <= equal) == (p <= equal):
            break
    return text
