"""What a control chart answers: columns by the point, and what they tell together."""

import math
import sys
from collections.abc import Sequence
from typing import Any, NamedTuple, Optional

from . import _structs as s
from ._columns import Columns, columns_out
from ._constants import Note
from ._library import lib, numbered
from ._marks import Place, row_at
from ._percent import percent, plain
from ._period import Period
from ._results import METHODS, NOTES, known
from ._rules import Rule, Runs, run_limits, runs_of
from ._status import PeelError

SIGNALS = numbered(lib.peel_signal_name)
ASSURANCES = numbered(lib.peel_assurance_name)
_SHOWN = 3  # groups of signals in a sentence
_TIE = 1e-12  # of the larger, as in the rules of the sets
_CODES = dict.fromkeys(("value", "centre", "lower", "upper", "other", "score"), "d")
_CODES.update(dict.fromkeys(("rules", "upward", "runs", "complete"), "I"), signal="i", segment="i", notes="I")


class ChartColumns(NamedTuple):
    """A chart in columns; row i of every column belongs to row i of the series.

    value: what is plotted; NaN where nothing was assessed. centre: NaN as value is, and where there is none. lower,
    upper: limits, within 0 to 1 of rates and from 0 of g and t; likewise NaN. other: of a cusum the sum that looks for
    a fall, from 0 down; else NaN. score: where the value stands: 0 the centre, 1 the upper limit, -1 the lower, before
    any is cut. rules: bit i: rule i flags the point. upward: bit i: and its run lies above the centre, or rises. runs:
    bit i: the point belongs to a run of rule i, flagged or not. complete: bit i: a run of rule i is complete at this
    point, so that it could be told from here on. signal: words, "none", "improvement", "concern", "mixed" or "change".
    segment: counted from 0. notes: bits of Note: NOTHING_ASSESSED; CLIPPED, LIMIT_AT_END.

    Numpy arrays where a numpy array or a pandas column was given, else array.array, and a list of signals.
    """

    value: Any
    centre: Any
    lower: Any
    upper: Any
    other: Any
    score: Any
    rules: Any
    upward: Any
    runs: Any
    complete: Any
    signal: Any
    segment: Any
    notes: Any


def room_for_columns(numpy: bool, rows: int) -> Columns:
    return columns_out(numpy, rows, **_CODES)


def words_of(numbers: Any, words: Sequence[str], numpy: bool) -> Any:
    """The words of a column of numbers: an array of numpy, or a list."""
    if numpy:
        return sys.modules["numpy"].array([*words], dtype=str)[numbers]
    return [words[number] for number in numbers]


def columns_of_chart(room: Columns, numpy: bool) -> ChartColumns:
    values = room.values
    return ChartColumns(**{**values, "signal": words_of(values["signal"], SIGNALS, numpy)})


class Chart(NamedTuple):
    """A control chart: which points are signals, and what of the process behind them.

    kind: its name, as in "p". variation: of the last point of the last segment, the process as it is now: "none",
    "improvement", "concern", "mixed" or "change", which it is too where a rule that flags no point made a signal there.
    assurance: of a target: "passes" or "fails" (consistently: all limits of the last segment lie on one side of it),
    "hit-and-miss" (chance alone decides) or "none" (also of cusum and ewma, and of limits without width); it goes by
    the limits that were asked for, and by the process that set them, whatever came after. notes: know this. rules: bit
    i: rule i made a signal somewhere. points: with cases. signals: points flagged, without what rules that flag none
    have found. segments: how many. first: row of the first point of the last segment. last: row of the last point with
    cases, before first where the last segment has none; 0 without any. centre: of the last segment; NaN where there is
    none, or no point with cases. lower, upper: the limits at the last point with cases. scatter: of the last segment:
    of p, exact, laney and ewma sigma_z, how far neighbours differ against what chance allows; of xmr and t the mean
    moving range (of t as transformed); else NaN. reach: of p and exact the chance that one more period of the last size
    is at the target or better at the rate of the last segment; else NaN. runs: of the last segment, see run_limits.

    columns: by the point, rows counted from 0. period: whole numbers, as the library has them: Period(unit, period) is
    one of them, and its str() the text. unit: of the periods. rule_list: the rules that judged, in the order of their
    bits. better, target: as asked for. scale: of the values: "rate", "value", or "evidence" of a cusum. str() is a
    sentence.

    rules_at(row) says which rules flag a point; say(row) describes a point for a reader. Both take a row, counted from
    0, or a period, as rebase and exclude of chart do: 8, "2024-09", a date, a Period; without periods row 8 is "period
    9".
    """

    kind: str
    variation: str
    assurance: str
    notes: Note
    rules: int
    points: int
    signals: int
    segments: int
    first: int
    last: int
    centre: float
    lower: float
    upper: float
    scatter: float
    reach: float
    runs: Runs
    columns: ChartColumns
    period: Any
    unit: str
    rule_list: tuple[Rule, ...]
    better: str
    target: Any
    scale: str

    def rules_at(self, row: Place) -> list[str]:
        """The texts of the rules that flag a point, by its row or its period; none for a point that is no signal.

        Errors: ArgumentError INDEX (a row or a period that the series has not), UNIT; TextError NOT_A_PERIOD;
        TypeError.
        """
        bits = int(self.columns.rules[row_at(row, self.period, self.unit)])
        return [str(rule) for place, rule in enumerate(self.rule_list) if bits >> place & 1]

    def say(self, row: Place) -> str:
        """A point for a reader, by its row or its period: when, how much, where it lies, and what the rules say of it.

        Errors: as rules_at.
        """
        row = row_at(row, self.period, self.unit)
        when = self._when(row)
        if math.isnan(self.columns.value[row]):
            return f"{when}: nothing assessed"
        text = f"{when}: {self._evidence(row) if self.scale == 'evidence' else self._value(row)}"
        signal = str(self.columns.signal[row])
        if signal == "none":
            return f"{text}, no signal"
        words = {"improvement": "an improvement", "concern": "a concern", "change": "a change"}
        return f"{text}, {words.get(signal, 'signals for better and for worse')} ({'; '.join(self.rules_at(row))})"

    def _value(self, row: int) -> str:
        """What is plotted, and the limit beyond which it lies. Beyond is strict, and a tie is none."""
        columns = self.columns
        value, lower, upper = columns.value[row], columns.lower[row], columns.upper[row]
        average = self.kind == "ewma" and not math.isnan(columns.centre[row])  # without a centre the rates themselves
        text = ("an average of " if average else "") + self._number(value)
        if value < lower and not math.isclose(value, lower, rel_tol=_TIE):
            return f"{text}, below the lower limit of {self._number(lower)}"
        if value > upper and not math.isclose(value, upper, rel_tol=_TIE):
            return f"{text}, above the upper limit of {self._number(upper)}"
        return text

    def _evidence(self, row: int) -> str:
        """Of the two sums of a cusum the one that its score is of."""
        columns = self.columns
        fall = columns.score[row] < 0
        evidence = abs(columns.other[row] if fall else columns.value[row])
        if not evidence:
            return "no evidence of a change"
        text = f"the evidence of a {'fall' if fall else 'rise'} is {plain(evidence)}"
        threshold = columns.upper[row]
        beyond = evidence > threshold and not math.isclose(evidence, threshold, rel_tol=_TIE)
        return f"{text}, beyond the threshold of {plain(threshold)}" if beyond else text

    def _number(self, value: float) -> str:
        return percent(value) if self.scale == "rate" and 0 <= value <= 1 else plain(value)

    def _when(self, row: int) -> str:
        number = int(self.period[row])
        try:
            text = str(Period(self.unit, number))
        except PeelError:
            text = str(number)
        return text if self.unit != "none" else f"period {text}"

    def _groups(self) -> list[tuple[int, int, str]]:
        """The signals: first row, last row, word. Points without cases part nothing."""
        groups: list[tuple[int, int, str]] = []
        before = "none"
        for row, signal in enumerate(self.columns.signal):
            signal = str(signal)
            if math.isnan(self.columns.value[row]):
                continue
            if signal != "none" and signal == before:
                groups[-1] = (groups[-1][0], row, signal)
            elif signal != "none":
                groups.append((row, row, signal))
            before = signal
        return groups

    def _signals(self) -> str:
        groups = self._groups()
        texts = [
            f"{word} in {self._when(first)}" + (f" to {self._when(last)}" if last > first else "")
            for first, last, word in groups[-_SHOWN:]
        ]
        if len(groups) > _SHOWN:
            texts.insert(0, f"{len(groups) - _SHOWN} before")
        whole = [str(rule) for place, rule in enumerate(self.rule_list) if self.rules >> place & 1]
        if not groups and whole:
            texts = [f"no point is a signal, but the series as a whole is not steady ({'; '.join(whole)})"]
        number = f"{self.points} point{'s' if self.points > 1 else ''}"
        text = "; ".join(texts) or _untold(self) or f"no signal in {number}"
        return text[0].upper() + text[1:]

    def __str__(self) -> str:
        if not self.points:
            return "No chart: nothing was assessed"
        if self.notes & Note.DIP:
            return "No limits and no signals: a dip sample supports no inference"
        text = self._signals()
        if not math.isnan(self.centre) and self.scale != "evidence":
            text += f"; centre {self._number(self.centre)}"
            if not math.isnan(self.lower):
                text += f", limits {self._number(self.lower)} to {self._number(self.upper)}"
            elif self.kind != "run":
                text += ", no limits"
        elif self.scale != "evidence":
            text += "; no centre and no limits"
        if self.assurance != "none":
            text += f"; target {self._number(self.target)}: {self.assurance.replace('-', ' ')}"
        return text


def _may_signal(chart: Chart, rule: Rule, rows: Sequence[int]) -> bool:
    """Whether a rule could make a signal of some order of these points, which are those of a segment."""
    columns, first = chart.columns, rows[0]
    if rule.counts in ("longest-run", "crossings"):
        off = [
            value > centre
            for value, centre in ((columns.value[row], columns.centre[row]) for row in rows)
            if value == value and not math.isclose(value, centre, rel_tol=rule.tolerance)
        ]
        above = sum(off)
        below, limits = len(off) - above, run_limits(len(off))
        if not above or not below:
            return False
        if rule.counts == "crossings":
            return limits.crossings_least > 1
        return bool(max(above, below) > limits.longest_run_most)
    if rule.counts in ("beyond", "within") and math.isnan((columns.upper if rule.zone else columns.centre)[first]):
        return False
    return len(rows) >= max(rule.needed, rule.of if rule.others else 0)


def _untold(chart: Chart) -> Optional[str]:
    """Why no point of a chart without signals could have been one; None where one could."""
    segments: dict[int, list[int]] = {}
    for row, segment in enumerate(chart.columns.segment):
        if not math.isnan(chart.columns.value[row]):
            segments.setdefault(segment, []).append(row)
    # A point that sets its limits alone is never beyond them; those of a cusum are given.
    told = [rows for rows in segments.values() if len(rows) > 1 or chart.kind == "cusum"]
    if any(_may_signal(chart, rule, rows) for rows in told for rule in chart.rule_list):
        return None
    if not told:
        return f"too few points to tell signal from noise: {chart.points}"
    if all(math.isnan(chart.columns.centre[rows[0]]) for rows in told):
        return "no signal can be told: no point sets limits"
    if all(rule.counts in ("longest-run", "crossings") for rule in chart.rule_list):
        return "too few points on each side of the median to tell signal from noise"
    if chart.kind != "run" and all(math.isnan(chart.columns.upper[rows[0]]) for rows in told):
        return "no signal can be told: there are no limits"
    return f"too few points to tell signal from noise: {chart.points}"


def chart_of(answer: s.ChartResult, **more: Any) -> Chart:
    """A chart of the library. more: what it does not say itself."""
    kind = METHODS[answer.kind]
    numbers: dict[str, Any] = {
        name: known(getattr(answer, name)) for name in ("centre", "lower", "upper", "scatter", "reach")
    }
    whole = ("rules", "points", "signals", "segments", "first", "last")
    return Chart(
        kind=kind,
        variation=SIGNALS[answer.variation],
        assurance=ASSURANCES[answer.assurance],
        notes=NOTES[answer.notes],
        runs=runs_of(answer.runs),
        **{name: getattr(answer, name) for name in whole},
        **numbers,
        **more,
    )
