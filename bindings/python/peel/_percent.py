"""Numbers for a reader: percentages, percentage points, ratios, p-values."""

import math
from decimal import Decimal


def percent(rate: float) -> str:
    """A proportion as a percentage with one decimal, never 0.0% or 100.0% for what is not exactly that."""
    # Rounded once, as a proportion: the double 0.0015 is above 0.0015, but 100 times it is rounded to below 0.15.
    tenths = int(f"{rate:.3f}".replace(".", ""))
    if tenths == 0 and rate > 0:
        return "less than 0.1%"
    if tenths == 1000 and rate < 1:
        return "more than 99.9%"
    return f"{tenths // 10}.{tenths % 10}%"


def percent_of_confidence(confidence: float, alpha: float) -> str:
    """A confidence as a percentage with the digits that it needs: 95%, 99.8%. One that only its alpha tells from 1 is
    named by that."""
    text = f"{100 * confidence:.15g}%"
    return f"alpha {alpha:g}" if text == "100%" else text


def points(difference: float, sign: str = "") -> str:
    """A difference of proportions in percentage points, with one decimal, or with as many as keep it from a 0 or a 100
    that it is not. sign: "+" writes that of a rise too."""
    if difference == 0:
        return "0.0"
    places = 1
    while True:
        # Rounded once, as in percent().
        text = Decimal(f"{difference:.{places + 2}f}").scaleb(2)
        if places == 17 or (text != 0 and (abs(text) != 100 or abs(difference) == 1)):
            return f"{text:{sign}f}"
        places += 1


def plain(value: float) -> str:
    """A ratio, or any value, with three significant digits; whole numbers whole."""
    if math.isinf(value):
        return "infinity" if value > 0 else "-infinity"
    return f"{value:.0f}" if 100 <= abs(value) < 1e15 else f"{value:#.3g}" if value else "0"


def probability(p: float, alpha: float = math.nan) -> str:
    """A p-value with two significant digits, or with as many as keep it on its side of alpha."""
    for digits in range(2, 17):
        text = f"{p:.{digits}g}"
        if math.isnan(alpha) or (float(text) <= alpha) == (p <= alpha):
            break
    return text
