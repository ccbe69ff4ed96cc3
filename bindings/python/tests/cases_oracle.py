"""Case records counted a second way, with the csv module, datetime and Counter, by what include/peel/cases.h says."""

import csv
import io
from collections import Counter
from datetime import datetime, timedelta

WORDS = {
    "met": "yes y 1 true compliant met",
    "not_met": "no n 0 false non-compliant",
    "not_applicable": "n/a na",
    "missing": "",
}
MEANING = {word: answer for answer, words in WORDS.items() for word in words.split() or [""]}
MEANING.update({"not met": "not_met", "not compliant": "not_met", "non compliant": "not_met"})
MEANING.update({"not applicable": "not_applicable"})
UNFILLED = {"", "-", "--", "\u2013", "\u2014", "not stated", "unknown", "not known", "not recorded"}
UNFILLED |= {"null", "#n/a", "(blank)"}
TOTALS = {word + colon for word in ("total", "totals", "grand total", "subtotal", "sub-total") for colon in ("", ":")}
# How the generator writes dates; the day comes first.
FORMS = [
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%d %b %Y",
    "%d %B %Y",
    "%Y-%m-%dT%H:%M:%SZ",
    "%d/%m/%Y %H:%M",
    "%Y-%m-%dT%H:%M:%S+00:00",
]


def cell(text):
    return text.strip(" \t\r\n\u00a0")


def moment(text):
    for form in FORMS:
        try:
            return datetime.strptime(text, form)
        except ValueError:
            pass
    return None


def period(day, every):
    quarter = (day.month + 2) // 3
    begins = day.year - (day.month < 4)
    return {
        "day": f"{day:%Y-%m-%d}",
        "month": f"{day:%Y-%m}",
        "quarter": f"{day.year} Q{quarter}",
        "year": str(day.year),
        "financial-year": f"{begins}/{(begins + 1) % 100:02}",
    }[every]


class Oracle:
    """keys: columns; (column, every) for a period. answers, filled: columns. time: (since, until, grade, limits in
    seconds by the grade; None: no limit)."""

    def __init__(self, keys, answers=(), filled=(), time=None, where=None):
        self.keys, self.answers, self.filled, self.time, self.where = keys, answers, filled, time, where or {}
        self.summary = Counter(used=0, filtered=0, set_aside=0)
        self.counts = Counter()
        self.groups = []

    def read(self, text, delimiter=","):
        rows = csv.reader(io.StringIO(text.replace("\ufeff", ""), newline=""), delimiter=delimiter)
        header = [cell(name) for name in next(rows)]
        for row in rows:
            if not any(map(cell, row)):
                continue
            if [cell(field).lower() for field in row] == [name.lower() for name in header]:
                continue
            self.summary["rows"] += 1
            self.summary[self.row(header, row)] += 1

    def row(self, header, row):
        if len(row) != len(header):
            return "set_aside"
        held = {name.lower(): cell(field) for name, field in zip(header, row)}
        if any(held[column].lower() not in words for column, words in self.where.items()):
            return "filtered"
        group = []
        for key in self.keys:
            if isinstance(key, str):
                if held[key].lower() in TOTALS:
                    return "set_aside"
                group.append(held[key])
            else:
                day = moment(held[key[0]])
                if day is None:
                    return "set_aside"
                group.append(period(day, key[1]))
        answers = {column: MEANING.get(held[column].lower(), "unknown") for column in self.answers}
        for column in self.filled:
            word = held[column].lower()
            unfilled = "not_met" if word in UNFILLED else "met"
            answers[column] = "not_applicable" if MEANING.get(word) == "not_applicable" else unfilled
        if self.time:
            answers["in time"] = self.in_time(held)
            if answers["in time"] == "set_aside":
                return "set_aside"
        if tuple(group) not in self.groups:
            self.groups.append(tuple(group))
        self.counts.update((*group, criterion, answer) for criterion, answer in answers.items())
        return "used"

    def in_time(self, held):
        since, until, grade, limits = self.time
        began, ended = moment(held[since]), moment(held[until])
        if (held[since] and began is None) or (held[until] and ended is None):
            return "set_aside"
        if held[since] and held[until] and ended < began:
            return "set_aside"
        if not held[grade]:
            return "missing"
        if held[grade].lower() not in limits:
            return "unknown"
        limit = limits[held[grade].lower()]
        if limit is None:
            return "not_applicable"
        if not held[since]:
            return "missing"
        if not held[until]:
            return "open"
        return "met" if ended - began <= timedelta(seconds=limit) else "not_met"
