"""What was counted in case records, as in include/peel/cases.h: tallies in rows and columns, and what did not count."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Optional

from ._rate import rate_many
from ._results import Intervals
from ._sample import Sample
from ._status import PeelError


class CaseTally(NamedTuple):
    """A group's answers to a criterion.

    group: its index. criterion: its name. sample: met of assessed, with the missing as the policy says. met, not_met,
    not_applicable, missing, unknown (words without a meaning), open (times begun and not ended): how many of the
    group's cases are each; they add up to all of them, and only met and not_met are assessed. lowest, highest: the rate
    if all the missing had failed the criterion, or met it; NaN where nothing was assessed or missing. keys: what the
    group has in each column that groups, by name; "" where the cells are blank.
    """

    group: int
    criterion: str
    sample: Sample
    met: int
    not_met: int
    not_applicable: int
    missing: int
    unknown: int
    open: int
    lowest: float
    highest: float
    keys: dict[str, str]


class CaseColumns(NamedTuple):
    """Tallies in columns: row i of every column is tally i, which is group * criteria + criterion.

    sample_met, assessed: the samples, with the missing as the policy says. The others are as in CaseTally: int64, and
    float64 for lowest and highest. Arrays of numpy where that has been imported, else array.array.
    """

    sample_met: Any
    assessed: Any
    met: Any
    not_met: Any
    not_applicable: Any
    missing: Any
    unknown: Any
    open: Any
    lowest: Any
    highest: Any


class CasesSummary(NamedTuple):
    """What became of every row below the first: rows = used + filtered + set_aside.

    texts: how many were read. filtered: rows that did not pass the filters. blank_lines, repeated_headers: lines that
    are no rows; in a text of one column a blank cell is such a line. groups, criteria, keys: how many there are.
    reasons: for which rows were set aside, the first 100. faults: rows set aside that are kept, the first 1,000 of all
    texts. words: different words without a meaning that are kept, the first 100. unknown: cells with such words.
    """

    texts: int
    rows: int
    used: int
    filtered: int
    set_aside: int
    blank_lines: int
    repeated_headers: int
    groups: int
    criteria: int
    keys: int
    reasons: int
    faults: int
    words: int
    unknown: int


class CasesReason(NamedTuple):
    """Why so many rows were set aside: a status in a column, or in none. first: the first of them, with its place."""

    rows: int
    first: PeelError


class UnknownWord(NamedTuple):
    """A word without a meaning.

    word: as written; of one of more than 64 bytes these and "...": all that begin so are one. criterion: whose
    column it stood in; a grade stands in the criterion that it limits. cells: how often. line, column: where first.
    file: the path of that text; None where it has none.
    """

    word: str
    criterion: str
    cells: int
    line: int
    column: int
    file: Optional[str] = None


@dataclass(frozen=True, eq=False, repr=False)
class CaseTallies:
    """Case records as counted: columns with a row for each criterion of each group, and what did not count.

    keys: what the groups have in each column that groups, by its name, lists of texts. criterion: names. sample_met,
    assessed: the samples, with the missing as the policy says. met, not_met, not_applicable, missing, unknown, open,
    lowest, highest: as in CaseTally. The criteria of a group stand together. Columns of figures are arrays of numpy
    where that has been imported, else array.array. summary, reasons: how many rows were set aside, and why. set_aside:
    the first 1,000 of them. unknown_words: the first 100. criteria: the name of each criterion once.

    len() is the number of rows, an index or a loop gives them as CaseTally; str() says what became of the rows read.

    >>> text = b"force,in time\\nKent,yes\\nEssex,no\\nKent,n/a\\nKent,\\nKent,no\\nEssex,no\\n"
    >>> tallies = peel.tally(text, "force", "in time")
    >>> for row in tallies:
    ...     print(row.keys["force"], peel.rate(*row.sample), row.missing, "missing")
    Kent 50.0% (95% CI 9.5% to 90.5%) 1 missing
    Essex 0.0% (95% CI 0.0% to 65.8%) 0 missing
    >>> print(tallies)
    6 rows: 6 used, 0 filtered, 0 set aside; 2 groups, 1 criterion
    """

    keys: dict[str, list[str]]
    criterion: list[str]
    sample_met: Any
    assessed: Any
    met: Any
    not_met: Any
    not_applicable: Any
    missing: Any
    unknown: Any
    open: Any
    lowest: Any
    highest: Any
    summary: CasesSummary
    reasons: list[CasesReason]
    set_aside: list[PeelError]
    unknown_words: list[UnknownWord]
    criteria: list[str]

    def __len__(self) -> int:
        return len(self.criterion)

    def __getitem__(self, index: int) -> CaseTally:
        row = range(len(self))[index]
        if not isinstance(row, int):
            raise TypeError(f"an index is {index!r}: give the number of a row")
        counts = (self.met, self.not_met, self.not_applicable, self.missing, self.unknown, self.open)
        met, not_met, not_applicable, missing, unknown, unended = (int(column[row]) for column in counts)
        return CaseTally(
            row // len(self.criteria),
            self.criterion[row],
            Sample(int(self.sample_met[row]), int(self.assessed[row])),
            met,
            not_met,
            not_applicable,
            missing,
            unknown,
            unended,
            float(self.lowest[row]),
            float(self.highest[row]),
            {name: texts[row] for name, texts in self.keys.items()},
        )

    def __iter__(self) -> Iterator[CaseTally]:
        return map(self.__getitem__, range(len(self)))

    def __str__(self) -> str:
        s, criteria = self.summary, len(self.criteria)
        groups = f"{s.groups} group{'' if s.groups == 1 else 's'}, {criteria} criteri{'on' if criteria == 1 else 'a'}"
        rows = f"{s.rows} row{'' if s.rows == 1 else 's'}: {s.used} used, {s.filtered} filtered"
        blank = f"; {s.blank_lines} line{'' if s.blank_lines == 1 else 's'} without any text" if s.blank_lines else ""
        return f"{rows}, {s.set_aside} set aside{blank}; {groups}"

    def __repr__(self) -> str:
        return f"<CaseTallies: {self}>"

    @property
    def samples(self) -> tuple[Any, Any]:
        """The columns sample_met and assessed, for whatever takes columns: peel.trend(*tallies.samples, months)."""
        return self.sample_met, self.assessed

    def of(self, criterion: str) -> "CaseTallies":
        """The rows of one criterion alone, by its name: one for each group. Errors: ValueError for another name.

        >>> text = b"month,first,second\\n2024-01,Y,N\\n2024-02,Y,Y\\n"
        >>> peel.tally(text, "month", ["first", "second"]).of("second").met.tolist()
        [0, 1]
        """
        if criterion not in self.criteria:
            raise ValueError(f"criterion is {criterion!r}: it is one of {', '.join(map(repr, self.criteria))}")
        part = slice(self.criteria.index(criterion), None, len(self.criteria))
        columns = {name: getattr(self, name)[part] for name in (*CaseColumns._fields, "criterion")}
        keys = {name: texts[part] for name, texts in self.keys.items()}
        return replace(self, keys=keys, criteria=[criterion], **columns)

    def rates(
        self,
        *,
        method: str = "wilson",
        confidence: Optional[float] = None,
        alpha: Optional[float] = None,
        side: str = "two-sided",
        design: str = "random",
        prior: Optional[tuple[float, float]] = None,
    ) -> Intervals:
        """The rate of every row with its interval, in columns: rate_many of the samples, with its options and errors.

        >>> text = b"force,in time\\nKent,yes\\nKent,no\\nEssex,no\\n"
        >>> peel.tally(text, "force", "in time").rates(method="clopper-pearson").estimate.tolist()
        [0.5, 0.0]
        """
        return rate_many(
            *self.samples, method=method, confidence=confidence, alpha=alpha, side=side, design=design, prior=prior
        )

    def table(self) -> dict[str, Any]:
        """All columns by their names, as pandas.DataFrame takes them: keys, criterion, figures.

        Errors: ValueError for a key that has the name of another column: give it another one, as in
        peel.by("met", name="met before").

        >>> list(peel.tally(b"force,in time\\nKent,yes\\n", "force", "in time").table())[:5]
        ['force', 'criterion', 'sample_met', 'assessed', 'met']
        """
        figures = {name: getattr(self, name) for name in ("criterion", *CaseColumns._fields)}
        for key in self.keys:
            if key in figures:
                raise ValueError(f"a key is named {key!r}, as another column is: give it a name, as in peel.by")
        return {**self.keys, **figures}
