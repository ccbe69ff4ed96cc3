"""The charts of many series: columns in, columns out."""

import ctypes as c
import sys
from collections.abc import Iterable
from typing import Any, NamedTuple, Optional

from . import _structs as s
from ._asked import options_of
from ._charted import ASSURANCES, SIGNALS, ChartColumns, columns_of_chart, room_for_columns
from ._columns import Column, columns_out, work_of
from ._kinds import refusal_of_options, refusal_of_rules
from ._library import lib
from ._marks import Where, marks_of
from ._periods import Periods
from ._rules import Rule, Rules
from ._series import many_series_of
from ._status import error_of

_LONGEST = 10000  # points


class Charts(NamedTuple):
    """Charts in columns; row i of every column belongs to series i.

    series: the names of the series, in their order, a list. variation, assurance: words, as in Chart; "" where there is
    no answer. signals: points flagged. rules: bit i: rule i made a signal somewhere. centre: of the last segment.
    notes, status, bad: as in Intervals. Numpy arrays where a numpy array or a pandas column was given, else
    array.array, and lists of words. columns: by the point, over all rows, as in Chart; a row of a series without an
    answer has NaN and the signal "none"; None where they were not asked for. rule_list: the rules that judged.
    """

    series: list[Any]
    variation: Any
    assurance: Any
    signals: Any
    rules: Any
    centre: Any
    notes: Any
    status: Any
    bad: int
    columns: Optional[ChartColumns]
    rule_list: tuple[Rule, ...]


def chart_many(
    series: Iterable[Any],
    met: Column,
    assessed: Column,
    periods: Optional[Periods] = None,
    population: Optional[Column] = None,
    *,
    kind: str = "p",
    rules: Optional[Rules] = None,
    better: str = "up",
    target: Optional[float] = None,
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
    columns: bool = True,
) -> Charts:
    """The charts of many series: columns in, columns out, each with the same bits as chart gives.

    series: a column with the name of the series of each row; the rows of a series stand together, in time order. met,
    assessed, periods, population: columns over all rows, as in chart; periods None: 1, 2, 3 in each series. rebase,
    exclude: as in chart, rows counted over all of them; a period is that of every series that has it. columns: False
    leaves out what is by the point. The other options are those of chart, for all series; there is no baseline.

    A series that has no answer spoils no other: it gets the words "", NaN, 0 rules, signals and notes, and its status;
    one in which a count or a period is missing gets NOT_A_COUNT or NOT_A_PERIOD.
    Errors: ArgumentError for the options; TextError and TypeError as chart, naming the row; ValueError for columns of
    unequal length, or a series that stands in two places.

    >>> charts = peel.chart_many(["east"] * 12 + ["west"] * 12, [9, 8] * 5 + [9, 2] + [8, 9] * 6, [10] * 24)
    >>> charts.series, charts.variation, list(charts.signals)
    (['east', 'west'], ['concern', 'none'], [1, 0])
    """
    typed = {**locals(), "baseline": None}
    many = many_series_of(series, met, assessed, periods, population, unit)
    options, judged = options_of(typed, (0, 0), many.unit, False)
    marks = marks_of(rebase, exclude, many.periods.values, many.unit)
    rows = len(many.names)
    numpy = many.given.numpy or many.periods.numpy or ("numpy" in sys.modules and hasattr(series, "__array__"))
    codes = {"variation": "i", "assurance": "i", "signals": "q", "rules": "I", "centre": "d", "notes": "I"}
    answers, bad = columns_out(numpy, rows, **codes, status="i"), c.c_size_t()
    room = room_for_columns(numpy, many.given.rows) if columns else None
    status = lib.peel_chart_many(
        rows,
        many.start,
        c.cast(c.c_void_p(many.periods.address), c.POINTER(c.c_int64)),
        s.Samples(**many.given.addresses()),
        None if marks is None else (c.c_uint32 * len(marks)).from_buffer(marks),
        options,
        *work_of(lib.peel_chart_work_size(min(many.longest, _LONGEST))),
        None if room is None else s.ChartColumns(**room.addresses()),
        s.Charts(**answers.addresses()),
        bad,
    )
    if status:
        message = refusal_of_options(status, typed) or refusal_of_rules(status, options, judged, False)
        raise error_of(status, message)
    values = answers.values
    many.mark_missing(values["status"])
    for what, words in ("variation", SIGNALS), ("assurance", ASSURANCES):
        said = ["" if bad else words[number] for number, bad in zip(values[what], values["status"])]
        values[what] = sys.modules["numpy"].array(said, dtype=str) if numpy else said
    points = None if room is None else columns_of_chart(room, numpy)
    return Charts(many.names, **values, bad=bad.value, columns=points, rule_list=judged)
