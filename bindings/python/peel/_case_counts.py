"""What a reader of cases counted, once it is at its end: figures, names, faults."""

import ctypes as c
import sys
from typing import Any

from . import _structs as s
from ._case_tallies import CaseColumns, CasesReason, CasesSummary, CaseTallies, CaseTally, UnknownWord
from ._columns import columns_out
from ._library import lib
from ._reader import Reader
from ._sample import Sample
from ._status import PeelError, error_in, error_of, index_of

_COLUMNS = {name: "d" if name in ("lowest", "highest") else "q" for name in CaseColumns._fields}


def _summary_of(held: s.CasesSummary) -> CasesSummary:
    return CasesSummary(*[getattr(held, name) for name in CasesSummary._fields])


class CaseCounts(Reader):
    """The methods of a CaseReader that take what was counted from the library."""

    def _summary(self) -> s.CasesSummary:
        summary = s.CasesSummary()
        self._ask(lib.peel_cases_count, summary)
        return summary

    def count(self) -> CasesSummary:
        """How many rows were read, and what became of them. Errors: ArgumentError STATE before finish."""
        with self._lock:
            return _summary_of(self._summary())

    def _text(self, function: Any, *arguments: Any) -> str:
        text = c.c_char_p()
        self._ask(function, *arguments, text)
        return (text.value or b"").decode()

    def key_name(self, key: int) -> str:
        """The name of a key: "force", "period". key: 0 to keys - 1. Errors: ArgumentError INDEX."""
        with self._lock:
            return self._text(lib.peel_cases_key_name, index_of(key))

    def criterion_name(self, criterion: int) -> str:
        """The name of a criterion: "attended in time". It is there where no row was used, too.

        criterion: 0 to criteria - 1. Errors: ArgumentError INDEX.
        """
        with self._lock:
            return self._text(lib.peel_cases_criterion_name, index_of(criterion))

    def key(self, group: int, key: int) -> str:
        """What a group has in a key: "Cambridgeshire", "2024-03", or "" where the cells are blank.

        group: 0 to groups - 1. key: 0 to keys - 1. Errors: ArgumentError INDEX; STATE before finish.
        """
        with self._lock:
            return self._text(lib.peel_cases_key, index_of(group), index_of(key))

    def _keys(self) -> list[str]:
        return [self._text(lib.peel_cases_key_name, key) for key in range(self._summary().keys)]

    def _texts(self, key: int, groups: int, rows: int) -> list[str]:
        """What each group has in a key, so many times. Straight to the library: 8 keys of 100,000 groups
        take 0.45 s, with a call of _text for each 0.9 s. Equal texts are one in memory."""
        ask, reader, text = lib.peel_cases_key, self._reader, c.c_char_p()
        at, known, column = c.byref(text), dict[bytes, str](), list[str]()
        for group in range(groups):
            status = ask(reader, group, key, at)
            if status:
                raise error_of(status)
            held = text.value or b""
            column.append(known.get(held) or known.setdefault(held, held.decode()))
        return column if rows == 1 else [text for text in column for _ in range(rows)]

    def tally(self, index: int) -> CaseTally:
        """One tally: a group's answers to a criterion. index: group * criteria + criterion, 0 to groups * criteria - 1.

        Errors: ArgumentError INDEX; STATE before finish.
        """
        held = s.CaseTally()
        with self._lock:
            self._ask(lib.peel_cases_tally, index_of(index), held)
            texts = {name: self._text(lib.peel_cases_key, held.group, key) for key, name in enumerate(self._keys())}
            criterion = held.criterion.decode()
        sample = Sample(held.sample.met, held.sample.assessed, held.sample.population)
        return CaseTally(
            held.group,
            criterion,
            sample,
            held.met,
            held.not_met,
            held.not_applicable,
            held.missing,
            held.unknown,
            held.open,
            held.lowest,
            held.highest,
            texts,
        )

    def _columns(self, summary: s.CasesSummary) -> CaseColumns:
        columns = columns_out("numpy" in sys.modules, summary.groups * summary.criteria, **_COLUMNS)
        self._ask(lib.peel_cases_columns, s.CaseColumns(**columns.addresses()))
        return CaseColumns(**columns.values)

    def columns(self) -> CaseColumns:
        """All tallies as columns: groups * criteria rows. Errors: ArgumentError STATE before finish."""
        with self._lock:
            return self._columns(self._summary())

    def set_aside(self, index: int) -> PeelError:
        """One row that was set aside, as the error that it is: where it stands, what is wrong, what to do. It is
        returned, not raised. index: 0 to faults - 1, in the order of the text.

        Its status is FIELD_COUNT, ENCODING, QUOTE, NUL_BYTE, NOT_A_DATE, NOT_A_DURATION, NEGATIVE_DURATION or
        TOTALS_ROW. Errors: ArgumentError INDEX; STATE before finish.
        """
        with self._lock:
            return self._fault(index_of(index))

    def _fault(self, index: int) -> PeelError:
        error = s.Error()
        self._ask(lib.peel_cases_set_aside, index, error)
        return error_in(error)

    def reason(self, index: int) -> CasesReason:
        """One reason for which rows were set aside. index: 0 to reasons - 1, as first seen.

        Errors: ArgumentError INDEX; STATE before finish.
        """
        with self._lock:
            return self._reason(index_of(index))

    def _reason(self, index: int) -> CasesReason:
        reason = s.CasesReason()
        self._ask(lib.peel_cases_reason_of, index, reason)
        return CasesReason(reason.rows, error_in(reason.first))

    def word(self, index: int) -> UnknownWord:
        """One word without a meaning. index: 0 to words - 1, as first seen.

        Errors: ArgumentError INDEX; STATE before finish.
        """
        with self._lock:
            return self._word(index_of(index))

    def _word(self, index: int) -> UnknownWord:
        word = s.UnknownWord()
        self._ask(lib.peel_cases_word, index, word)
        # What was cut off may have left half a letter.
        return UnknownWord(
            word.word.decode("utf-8", "replace"), word.criterion.decode(), word.cells, word.line, word.column
        )

    def tallies(self) -> CaseTallies:
        """All that was counted, and what did not count. It stays when the reader is closed.

        Errors: ArgumentError STATE before finish.
        """
        with self._lock:
            summary = self._summary()
            criteria = [self._text(lib.peel_cases_criterion_name, criterion) for criterion in range(summary.criteria)]
            return CaseTallies(
                {name: self._texts(key, summary.groups, summary.criteria) for key, name in enumerate(self._keys())},
                criteria * summary.groups,
                *self._columns(summary),
                _summary_of(summary),
                *self._not_counted(summary),
                criteria,
            )

    def _not_counted(self, summary: s.CasesSummary) -> tuple[list[CasesReason], list[PeelError], list[UnknownWord]]:
        """Reasons, rows set aside, words."""
        return (
            [self._reason(index) for index in range(summary.reasons)],
            [self._fault(index) for index in range(summary.faults)],
            [self._word(index) for index in range(summary.words)],
        )
