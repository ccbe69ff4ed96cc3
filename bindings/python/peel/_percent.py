"""Percentages for a reader."""


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
