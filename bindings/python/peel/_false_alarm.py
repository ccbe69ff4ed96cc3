"""How often would chance alone raise a signal in a series like this one?"""

import ctypes as c
from typing import Any, NamedTuple, Optional

from . import _structs as s
from ._asked import Asked, ask_samples, ask_values
from ._columns import Column
from ._constants import Note
from ._library import lib
from ._marks import Where
from ._percent import percent
from ._periods import Periods
from ._results import NOTES, known
from ._rules import Rule, Rules


class FalseAlarm(NamedTuple):
    """How often a steady process raises a signal.

    rate: the share of steady series of this kind with one signal or more. error: its standard error, sqrt(rate (1 -
    rate) / draws). draws: how many. notes: MONTE_CARLO, or why nothing was drawn; OVERDISPERSED where the chart has it:
    such a series raises more. by_rule: the share for each rule, in the order of rule_list, the rules that judged. str()
    is a sentence; where no draw had a signal it gives three in so many draws, the upper end of a 95% interval.
    """

    rate: float
    error: float
    draws: int
    notes: Note
    by_rule: tuple[float, ...]
    rule_list: tuple[Rule, ...]

    def __str__(self) -> str:
        if self.rate != self.rate:
            return "No rate of false alarms: a dip sample has no signals"
        if self.notes & (Note.NOTHING_ASSESSED | Note.NO_VARIATION):
            why = "nothing was assessed" if self.notes & Note.NOTHING_ASSESSED else "nothing varies in the series"
            return f"No rate of false alarms: {why}"
        if self.rate:
            share = f"{percent(self.rate)} of"
        elif self.notes & Note.NO_LIMITS:
            return "No rate of false alarms: limits are missing, and no draw raised a signal"
        else:  # the rule of three
            share = f"fewer than 1 in {self.draws // 3:,}"
        text = f"By these rules chance alone raises a signal in {share} steady series like this one"
        if self.notes & Note.NO_COUNTS:
            text += ", if its figures scatter as a bell curve; percentages of few cases raise more"
        if self.notes & Note.OVERDISPERSED:
            text += "; but neighbours differ more than chance explains, and such a series raises more"
        return text


def _alarm(function: Any, asked: Asked) -> FalseAlarm:
    shares, answer = (c.c_double * max(len(asked.rules), 1))(), s.FalseAlarm()
    status = function(*asked.arguments, shares, answer)
    if status:
        raise asked.error(status)
    by_rule = tuple(known(share) for share in shares[: len(asked.rules)])
    notes = NOTES[answer.notes]
    return FalseAlarm(known(answer.rate), known(answer.error), answer.draws, notes, by_rule, asked.rules)


def chart_false_alarm(
    met: Column,
    assessed: Column,
    periods: Optional[Periods] = None,
    population: Optional[Column] = None,
    *,
    kind: str = "p",
    rules: Optional[Rules] = None,
    better: str = "up",
    target: Optional[float] = None,
    baseline: Any = None,
    rebase: Where = None,
    exclude: Where = None,
    sigmas: Optional[float] = None,
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    screening: bool = False,
    floor: bool = False,
    accept: Optional[float] = None,
    reject: Optional[float] = None,
    threshold: Optional[float] = None,
    one_sided: bool = False,
    weight: Optional[float] = None,
    design: str = "random",
    unit: Optional[str] = None,
    seed: int = 0,
    draws: Optional[int] = None,
) -> FalseAlarm:
    """How often would these rules call a signal in a series like this one, were nothing but chance at work?

    Formula: the share of seeded draws whose chart, with limits set anew from each, has a signal. The cases met of each
    segment are dealt out among its cases at random, so that sizes, marks and the rate of a segment stay as they are; of
    a cusum they are drawn at `accept`. That is a steady binomial process: one whose cases resemble one another raises
    more.

    The series and the options are those of chart. seed, draws: as in trend_test. 9,999 draws over 24 points of 30 cases
    take about 0.1 s.
    Returns a FalseAlarm. Errors: as chart; ArgumentError DRAWS; RoomError TOO_LARGE also for more than 1e9 cases;
    ValueError for the seed.
    Notes: MONTE_CARLO; or, and then nothing is drawn and the rate is 0, NOTHING_ASSESSED or NO_VARIATION (every segment
    all met, or none met; not of a cusum), or DIP (NaN); NO_LIMITS and OVERDISPERSED as the chart has them.

    >>> alarm = peel.chart_false_alarm([28, 29, 27, 28, 30, 27, 29, 28, 18, 28, 29, 28], [30] * 12, rules="limits")
    >>> alarm.rate < 0.1, alarm.draws
    (True, 9999)
    """
    typed = {**locals()}
    return _alarm(lib.peel_chart_false_alarm, ask_samples(met, assessed, periods, population, typed))


def chart_values_false_alarm(
    values: Column,
    periods: Optional[Periods] = None,
    *,
    kind: str = "xmr",
    rules: Optional[Rules] = None,
    better: str = "up",
    target: Optional[float] = None,
    baseline: Any = None,
    rebase: Where = None,
    exclude: Where = None,
    sigmas: Optional[float] = None,
    confidence: Optional[float] = None,
    alpha: Optional[float] = None,
    screening: bool = False,
    design: str = "random",
    unit: Optional[str] = None,
    seed: int = 0,
    draws: Optional[int] = None,
) -> FalseAlarm:
    """The same of values. Of run those of each segment change places at random, which is exact whatever they are. Of
    xmr they are drawn as independent normal values: percentages of few cases raise more than that. Of g they are
    geometric with the mean of each segment, and of t too where all are whole numbers, from 1 where none is 0; else
    exponential. As many as the series has, at their places; a segment whose values are all equal (of g and t, all 0)
    stays so.

    The series and the options are those of chart_values; seed and draws as in chart_false_alarm. Errors: as
    chart_values; ArgumentError DRAWS; ValueError for the seed. Notes: as chart_false_alarm; NO_VARIATION where every
    segment stays as it is; NO_COUNTS (xmr).

    >>> alarm = peel.chart_values_false_alarm([4, 6, 5, 7, 5, 4, 6, 5, 6, 4, 5, 6], rules=["7 beyond 0"])
    >>> 0.005 < alarm.rate < 0.02
    True
    """
    typed = {**locals()}
    return _alarm(lib.peel_chart_values_false_alarm, ask_values(values, periods, typed))
