"""Case records: the files of examples/data, every argument, sources of every kind, what was excluded, readers."""

import copy
import io
import math
import os
import pickle
import tempfile
import threading
import unittest
from array import array
from datetime import timedelta
from pathlib import Path

from support import PROJECT, Refusing

import peel

DATA = PROJECT / "examples" / "data"
CASES, GRID, STOPS = (
    DATA / name for name in ("cases-2024-03.csv", "grid-cambridgeshire-2021-22.csv", "stop-and-search-2024-03.csv")
)
# Published: examples/data/cambridgeshire-peel-2021-22.csv and its source; the last counts failures, 15 of 59.
INSPECTION = [(41, 79), (40, 48), (27, 36), (57, 81), (30, 33), (47, 60), (43, 68), (44, 59)]
TEXT = b"force,date,result\nKent,2024-03-31,yes\nEssex,2024-04-01,no\nKent,2024-04-02,n/a\nKent,01/04/2024,\n"


def samples_of(tallies):
    return list(zip(*(list(map(int, column)) for column in tallies.samples)))


def counts_of(tallies):
    """The raw counts of each row, by its keys and criterion."""
    return {
        (*row.keys.values(), row.criterion): (
            row.met,
            row.not_met,
            row.not_applicable,
            row.missing,
            row.unknown,
            row.open,
        )
        for row in tallies
    }


class Counting(Refusing):
    def test_a_grid_gives_the_printed_samples(self):
        criteria = GRID.read_text(encoding="utf-8").splitlines()[0].split(",")[2:]
        tallies = peel.tally(GRID, outcome=criteria)
        self.assertEqual(samples_of(tallies), INSPECTION)
        self.assertEqual(tallies.criterion, criteria)
        self.assertEqual((tallies.keys, len(tallies)), ({}, 8))
        for row, (met, assessed) in zip(tallies, INSPECTION):
            self.assertEqual(row.met + row.not_met + row.not_applicable + row.missing, 130)
            self.assertEqual(peel.rate(*row.sample), peel.rate(met, assessed))
        by_offence = peel.tally(GRID, "offence", criteria)
        self.assertEqual((by_offence.summary.groups, len(by_offence)), (13, 13 * 8))
        for name, sample in zip(criteria, INSPECTION):
            self.assertEqual(peel.sample_pool(zip(*by_offence.of(name).samples))[:2], sample)
        self.assertEqual(str(tallies), "130 rows: 130 used, 0 filtered, 0 set aside; 1 group, 8 criteria")
        self.assertEqual(
            repr(by_offence.of(criteria[0])), f"<CaseTallies: {by_offence}>".replace("8 criteria", "1 criterion")
        )

    def test_a_layout(self):
        tallies = peel.tally(STOPS, layout="police-uk-stop-search", date="Date", zone="Europe/London")
        self.assertEqual(sorted(set(tallies.keys["period"])), ["2024-03", "2024-04"])
        printed = peel.tally(STOPS, layout="police-uk-stop-search", date="Date")
        self.assertEqual(set(printed.keys["period"]), {"2024-03"})
        self.assertEqual(tallies.summary.rows, 200)
        self.assertGreaterEqual(len(set(tallies.criterion)), 3)
        self.assertEqual(len(tallies), tallies.summary.groups * tallies.summary.criteria)
        found = [line.split(",")[-2] for line in STOPS.read_text().splitlines()[1:]]
        of_first = printed.of(printed.criterion[0])
        self.assertEqual(of_first.met.tolist(), [found.count("True")])
        self.assertEqual(of_first.not_met.tolist(), [found.count("False")])
        self.assertEqual(of_first.missing.tolist(), [found.count("")])

    def test_a_month_of_cases_against_limits(self):
        limits = {"prompt": "4h", "priority": timedelta(hours=1), "scheduled": None}
        options = {"since": "received", "until": "attended", "grade": "grade", "limit": limits, "zone": "europe/london"}
        tallies = peel.tally(CASES, "unit", **options, name="attended in time")
        self.assertEqual(set(tallies.criterion), {"attended in time"})
        summary = tallies.summary
        self.assertEqual(summary.rows, summary.used + summary.filtered + summary.set_aside)
        self.assertEqual(sum(reason.rows for reason in tallies.reasons), summary.set_aside)
        self.assertEqual([fault.file for fault in tallies.set_aside], [str(CASES)] * summary.set_aside)
        graded = peel.tally(CASES, ["grade"], **options)
        self.assertEqual(graded.criterion[0], "attended")
        scheduled = graded.keys["grade"].index("scheduled")
        self.assertEqual((graded.met[scheduled], graded.not_met[scheduled]), (0, 0))
        self.assertGreater(graded.not_applicable[scheduled], 0)

    def test_columns_and_their_rates(self):
        tallies = peel.tally(TEXT, by="force", outcome="result")
        self.assertEqual(tallies.keys, {"force": ["Kent", "Essex"]})
        self.assertEqual(
            counts_of(tallies), {("Kent", "result"): (1, 0, 1, 1, 0, 0), ("Essex", "result"): (0, 1, 0, 0, 0, 0)}
        )
        self.assertEqual(list(tallies.lowest), [0.5, 0.0])
        self.assertEqual(list(tallies.highest), [1.0, 0.0])
        rates = tallies.rates(method="jeffreys", confidence=0.9, side="lower")
        for row, (met, assessed) in enumerate(samples_of(tallies)):
            one = peel.rate(met, assessed, method="jeffreys", confidence=0.9, side="lower")
            self.assertEqual((rates.estimate[row], rates.lower[row]), (one.estimate, one.lower))
        self.assertEqual(tallies[-1], tallies[1])
        self.assertEqual([row.group for row in tallies], [0, 1])
        self.assertEqual(tallies[0].sample, peel.Sample(1, 1))
        with self.assertRaises(IndexError):
            tallies[2]
        with self.assertRaisesRegex(TypeError, "give the number of a row"):
            tallies[0:1]
        with self.assertRaisesRegex(ValueError, "criterion is 'other': it is one of 'result'"):
            tallies.of("other")

    def test_what_has_columns_takes_tallies(self):
        march = peel.tally(TEXT, "force", "result", where={"force": "Kent"})
        self.assertEqual(peel.difference_many(march, march).estimate[0], 0.0)
        met = peel.tally(b"a\n\n\nyes\n-\n", outcome="a", words={"-": "missing"}, missing="met")
        self.assertEqual((met[0].sample, met[0].met, met[0].missing), (peel.Sample(2, 2), 1, 1))
        self.assertEqual(
            list(peel.difference_many(met, met).upper), list(peel.difference_many(([2], [2]), ([2], [2])).upper)
        )
        columns = peel.tally(TEXT, "force", "result").table()
        self.assertEqual(list(columns)[:4], ["force", "criterion", "sample_met", "assessed"])
        self.assertEqual({len(column) for column in columns.values()}, {2})
        with self.assertRaisesRegex(ValueError, "a key is named 'met'"):
            peel.tally(b"met,a\nx,yes\n", "met", "a").table()

    def test_a_frame_of_pandas(self):
        try:
            import pandas
        except ImportError:
            self.skipTest("pandas is not installed")
        tallies = peel.tally(TEXT, "force", "result", date="date")
        frame = pandas.DataFrame(tallies.table())
        self.assertEqual(list(frame.columns[:3]), ["force", "period", "criterion"])
        self.assertEqual(frame.groupby("force").met.sum().to_dict(), {"Essex": 0, "Kent": 1})
        rates = peel.rate_many(frame.sample_met, frame.assessed)
        self.assertEqual(list(rates.lower[:2]), list(tallies.rates().lower[:2]))

    def test_series_go_on_to_trends_and_charts(self):
        rows = [
            (unit, month, answer)
            for unit in "BA"
            for month in range(12, 0, -1)
            for answer in ["yes"] * month + ["no"] * 6
        ]
        text = "unit,date,result\n" + "".join(f"{unit},2024-{month:02}-15,{answer}\n" for unit, month, answer in rows)
        tallies = peel.tally(text.encode(), ["unit", "period"], "result", date="date", sorted=True)
        self.assertEqual(tallies.keys["period"], [f"2024-{month:02}" for month in range(1, 13)] * 2)
        trends = peel.trend_many(tallies.keys["unit"], *tallies.samples, tallies.keys["period"])
        self.assertEqual((trends.series, list(trends.verdict)), (["A", "B"], ["rising", "rising"]))
        chart = peel.chart_many(tallies.keys["unit"], *tallies.samples, tallies.keys["period"])
        self.assertEqual(chart.bad, 0)

    def test_no_group(self):
        tallies = peel.tally(b"force,a,b\n", "force", ["a", "b"])
        self.assertEqual((len(tallies), list(tallies), tallies.keys), (0, [], {"force": []}))
        self.assertEqual((tallies.summary.rows, tallies.summary.groups, tallies.summary.criteria), (0, 0, 2))
        self.assertEqual(len(tallies.rates().estimate), 0)
        self.assertEqual(tallies.criteria, ["a", "b"])
        of_b = tallies.of("b")
        self.assertEqual((len(of_b), of_b.criteria, of_b.keys), (0, ["b"], {"force": []}))
        self.assertEqual(str(of_b), "0 rows: 0 used, 0 filtered, 0 set aside; 0 groups, 1 criterion")
        with self.assertRaisesRegex(ValueError, "criterion is 'c': it is one of 'a', 'b'"):
            tallies.of("c")


class Arguments(Refusing):
    def test_by(self):
        for by in "force", ["force"], ("force",), peel.by("force"), iter(["FORCE"]), [peel.by("Force ")]:
            tallies = peel.tally(TEXT, by, "result")
            (name,) = tallies.keys
            self.assertEqual(name.lower(), "force")
            self.assertEqual(tallies.keys[name], ["Kent", "Essex"])
        named = peel.tally(TEXT, [peel.by("force", name="area"), "force"], "result")
        self.assertEqual(list(named.keys), ["area", "force"])

    def test_periods(self):
        march, april = ["2024-03", "2024-04", "2024-04"], ["Kent", "Essex", "Kent"]
        for by, extra in (
            (["force", peel.by("date", "month")], {}),
            (["force", "period"], {"date": "date"}),
            (["force", "period"], {"date": "date", "every": "month"}),
            ("force", {"date": "date"}),
        ):
            tallies = peel.tally(TEXT, by, "result", **extra)
            self.assertEqual(tallies.keys, {"force": april, "period": march})
        tallies = peel.tally(TEXT, ["period", "force"], "result", date="date")
        self.assertEqual(list(tallies.keys), ["period", "force"])
        for every, first in (
            ("day", "2024-03-31"),
            ("month", "2024-03"),
            ("quarter", "2024 Q1"),
            ("year", "2024"),
            ("financial-year", "2023/24"),
        ):
            key = peel.tally(TEXT, outcome="result", date="date", every=every).keys["period"]
            self.assertEqual(key[0], first)
            peel.period_parse(first)
        for key in "Period", "PERIOD ", peel.by("period"), peel.by("Period", name="month"):
            tallies = peel.tally(TEXT, [key, "force"], "result", date="date")
            name = "month" if isinstance(key, peel.GroupBy) and key.name else "period"
            self.assertEqual(tallies.keys, {name: march, "force": april})
        own = peel.tally(
            b"period,date,a\n2024-05-01,2024-03-31,yes\n", peel.by("period", "month", "p"), "a", date="date"
        )
        self.assertEqual(own.keys, {"p": ["2024-05"], "period": ["2024-03"]})
        plain = peel.tally(b"period,a\nx,yes\n", "period", "a")
        self.assertEqual(plain.keys, {"period": ["x"]})
        late = b"date,a\n2024-03-31T23:30:00Z,yes\n"
        self.assertEqual(peel.tally(late, outcome="a", date="date").keys["period"], ["2024-03"])
        self.assertEqual(peel.tally(late, outcome="a", date="date", zone="europe/london").keys["period"], ["2024-04"])

    def test_serials(self):
        text = b"date,a\n45352,yes\n"
        self.assertEqual(peel.tally(text, outcome="a", date="date", serials=True).keys["period"], ["2024-03"])
        tallies = peel.tally(text, outcome="a", date="date")
        self.assertEqual([fault.status for fault in tallies.set_aside], [peel.Status.NOT_A_DATE])

    def test_words(self):
        text = b"a\nok\nOK \nmaybe\nlate\n\nyes\n"  # a blank line is no row, but a blank in quotation marks is one
        words = {"ok": "met", "late": "not-met", "maybe": "not-applicable", None: "not-met", "yes": "missing"}
        tallies = peel.tally(text + b'" "\n', outcome="a", words=words)
        self.assertEqual(counts_of(tallies), {("a",): (2, 2, 1, 1, 0, 0)})
        tallies = peel.tally(b"a,b\n,x\n", outcome="a", words={"": "not-met"})
        self.assertEqual(counts_of(tallies), {("a",): (0, 1, 0, 0, 0, 0)})

    def test_filled(self):
        text = b"e,a\nWhite,yes\nNot stated,no\n-,yes\n,yes\nN/A,yes\nunknown,yes\nrefused,no\n"
        tallies = peel.tally(text, filled="e", outcome=["a"], words={"refused": "not-met"})
        self.assertEqual(tallies.criterion, ["a", "e"])
        self.assertEqual(counts_of(tallies.of("e")), {("e",): (1, 5, 1, 0, 0, 0)})

    def test_time_limits(self):
        rows = ["2024-03-01 09:00,2024-03-01 13:00,prompt", "2024-03-01 09:00,2024-03-01 13:00:01,prompt"]
        rows += ["2024-03-01 09:00,2024-03-01 10:00,PRIORITY", "2024-03-01 09:00,,prompt", ",2024-03-01 10:00,prompt"]
        rows += ["2024-03-01 09:00,2024-03-09 10:00,scheduled", "2024-03-01 09:00,2024-03-01 08:59,prompt"]
        text = ("since,until,grade\n" + "\n".join(rows) + "\n").encode()
        limits = {"prompt": timedelta(hours=4), "priority": "60 min", "scheduled": None}
        tallies = peel.tally(text, since="since", until="until", grade="grade", limit=limits, name="in time")
        self.assertEqual(counts_of(tallies), {("in time",): (2, 1, 1, 1, 0, 1)})
        self.assertEqual([fault.status for fault in tallies.set_aside], [peel.Status.NEGATIVE_DURATION])
        criterion = peel.Criterion("until", "in time", "time", since="since", grade="grade", limit=limits)
        for criteria in criterion, [criterion], iter([criterion]):
            self.assertEqual(counts_of(peel.tally(text, criteria=criteria)), counts_of(tallies))
        alone = peel.tally(text, since="since", until="until", limit="4h", where={"grade": "prompt"})
        self.assertEqual(counts_of(alone), {("until",): (1, 1, 0, 1, 0, 1)})

    def test_durations(self):
        text = b"took,n\n3:59,1\n4h,2\n4h 1s,3\n,4\n5,5\n"
        tallies = peel.tally(text, duration="took", limit=timedelta(hours=4))
        self.assertEqual(counts_of(tallies), {("took",): (2, 1, 0, 1, 0, 0)})
        self.assertEqual([fault.status for fault in tallies.set_aside], [peel.Status.NOT_A_DURATION])
        self.assertEqual(peel.tally(text, duration="took", limit=timedelta(0)).not_met.tolist(), [3])

    def test_filters(self):
        text = b"force,note,a\nKent,x,yes\nessex,,yes\nDevon,y,yes\n,z,yes\n"
        for where, used in (
            ({"force": "Kent"}, 1),
            ({"force": ["KENT", "Essex"]}, 2),
            ({"force": ["Kent", None]}, 2),
            ({"force": ["Kent", ""]}, 2),
            ({"note": None}, 1),
            ({"force": ["Kent", "Essex"], "note": "x"}, 1),
            ([("force", "is", "Kent")], 1),
            (("force", "is", {"Kent", "Essex"}), 2),
            ([("force", "is-not", ["Kent"])], 3),
            ([("force", "is not", ["Kent", None])], 2),
            ([("note", "blank")], 1),
            (("note", "filled"), 3),
            ([("note", "filled"), ("force", "filled")], 2),
            ((("note", "filled"), ("force", "Filled")), 2),
            ([], 4),
            ({}, 4),
        ):
            summary = peel.tally(text, outcome="a", where=where).summary
            self.assertEqual((summary.rows, summary.used, summary.filtered), (4, used, 4 - used), where)

    def test_missing(self):
        text = b"a\nyes\nno\n-\n-\n"
        words = {"-": "missing"}
        for missing, sample in ("excluded", (1, 2)), ("failed", (1, 4)), ("met", (3, 4)):
            row = peel.tally(text, outcome="a", words=words, missing=missing)[0]
            self.assertEqual((row.sample[:2], row.missing, row.lowest, row.highest), (sample, 2, 0.25, 0.75))
        error = self.refused(
            peel.Status.MISSING_ANSWER, peel.TextError, peel.tally, text, outcome="a", words=words, missing="refused"
        )
        self.assertEqual((error.tallies[0].missing, error.tallies.summary.rows), (2, 4))

    def test_unknown_words(self):
        text = b"force,a,b\nKent,yes,no\nKent,maybe,no\nEssex,maybe,perhaps\n"
        error = self.refused(peel.Status.UNKNOWN_WORD, peel.TextError, peel.tally, text, "force", ["a", "b"])
        self.assertIn("maybe", str(error))
        words = [
            (word.word, word.criterion, word.cells, word.line, word.column) for word in error.tallies.unknown_words
        ]
        self.assertEqual(words, [("maybe", "a", 2, 3, 6), ("perhaps", "b", 1, 4, 13)])
        tallies = peel.tally(text, "force", ["a", "b"], unknown="COUNT")
        self.assertEqual(counts_of(tallies), counts_of(error.tallies))
        self.assertEqual((tallies.unknown.tolist(), tallies.summary.unknown), ([1, 0, 1, 1], 3))
        self.assertEqual(tallies.unknown_words, error.tallies.unknown_words)
        again = pickle.loads(pickle.dumps(error))
        self.assertEqual(counts_of(again.tallies), counts_of(tallies))

    def test_layout_and_form_of_the_text(self):
        self.assertEqual(list(peel.layouts()), ["police-uk-stop-search", "police-uk-street"])
        for delimiter, name in (";", ";"), ("\t", "tab"), ("|", "|"), ("\t", "\t"), ("\t", "TAB"):
            text = TEXT.replace(b",", delimiter.encode())
            self.assertEqual(samples_of(peel.tally(text, "force", "result", delimiter=name)), [(1, 1), (0, 1)])
        text = "force,a\nDún,yes\n".encode("windows-1252")
        self.assertEqual(peel.tally(text, "force", "a", encoding="windows-1252").keys["force"], ["Dún"])
        self.assertEqual(peel.tally(text, "force", "a").set_aside[0].status, peel.Status.ENCODING)

    def test_order(self):
        text = b"f,a\nb,yes\na,yes\n,yes\nB,yes\n"
        self.assertEqual(peel.tally(text, "f", "a").keys["f"], ["b", "a", "", "B"])
        self.assertEqual(peel.tally(text, "f", "a", sorted=True).keys["f"], ["", "B", "a", "b"])


class Sources(Refusing):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.expected = counts_of(peel.tally(TEXT, "force", "result"))

    def count(self, sources, **options):
        return peel.tally(sources, "force", "result", **options)

    def write(self, name, text):
        path = self.folder / name
        path.write_bytes(text)
        return path

    def test_one_text(self):
        path = self.write("cases.csv", TEXT)
        chunks = [TEXT[start : start + 7] for start in range(0, len(TEXT), 7)]
        for source in (
            path,
            str(path),
            TEXT,
            bytearray(TEXT),
            memoryview(TEXT),
            io.BytesIO(TEXT),
            io.StringIO(TEXT.decode()),
            iter(chunks),
            (bytearray(chunk) for chunk in chunks),
            iter(chunks[:3] + [b""] + chunks[3:]),
            [path],
            (TEXT,),
            iter([path]),
            [iter(chunks)],
        ):
            self.assertEqual(counts_of(self.count(source)), self.expected)
        for mode, encoding in ("rb", None), ("r", "utf-8"), ("r", "utf-8-sig"):
            with open(path, mode, encoding=encoding) as file:
                self.assertEqual(counts_of(self.count(file)), self.expected)
        with open(path, "rb", buffering=0) as file:
            self.assertEqual(counts_of(self.count(file)), self.expected)

    def test_several_texts(self):
        other = b"RESULT;Date,Force\nno;,Essex\nyes;,Devon\n".replace(b";", b",")
        paths = [self.write("1.csv", TEXT), self.write("2.csv", other)]
        together = {**self.expected, ("Essex", "result"): (0, 2, 0, 0, 0, 0), ("Devon", "result"): (1, 0, 0, 0, 0, 0)}
        with open(paths[0], "rb") as file:
            for sources in (
                paths,
                tuple(map(str, paths)),
                [TEXT, other],
                [io.BytesIO(TEXT), other],
                [iter([TEXT]), paths[1]],
                iter(paths),
                sorted(self.folder.glob("*.csv")),
                [file, paths[1]],
            ):
                tallies = self.count(sources)
                self.assertEqual(counts_of(tallies), together)
                self.assertEqual(tallies.summary.texts, 2)
                self.assertEqual(tallies.keys["force"], ["Kent", "Essex", "Devon"])

    def test_text_that_was_decoded(self):
        text = "force,a\nDún,yes\n"
        path = self.write("latin.csv", text.encode("windows-1252"))
        with open(path, encoding="windows-1252") as file:
            self.assertEqual(peel.tally(file, "force", "a").keys["force"], ["Dún"])
        with open(path, encoding="windows-1252") as file, self.assertRaisesRegex(
            ValueError, "has been decoded already"
        ):
            peel.tally(file, "force", "a", encoding="windows-1252")
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            tallies = peel.tally(file, "force", "a")
        self.assertEqual([fault.status for fault in tallies.set_aside], [peel.Status.ENCODING])

    def test_no_sources(self):
        for sources in [], (), iter([]), self.folder.glob("*.csv"):
            with self.assertRaisesRegex(ValueError, "sources is empty"):
                self.count(sources)
        for sources in None, 3, {"a": 1}, {b"a"}, [3], [[TEXT]], [TEXT, None]:
            with self.assertRaisesRegex(TypeError, "a source is of type"):
                self.count(sources)
        for sources, named in (
            (array("B", TEXT), "array, of int"),
            (range(3), "range, of int"),
            (iter([TEXT, {}][1:]), "list_iterator, of dict"),
            ([array("B", TEXT)], "array, of int"),
            ([3], "int"),
        ):
            with self.assertRaisesRegex(TypeError, f"a source is of type {named}: give a path"):
                self.count(sources)
        with self.assertRaisesRegex(TypeError, "a piece is of type str"):
            self.count(iter([b"force,result\n", "Kent,yes\n"]))
        self.refused(peel.Status.NO_HEADER, peel.TextError, self.count, b"")
        with self.assertRaises(FileNotFoundError):
            self.count([TEXT, self.folder / "none.csv"])
        with self.assertRaises(IsADirectoryError):
            self.count(self.folder)

    def test_a_file_that_has_nothing_ready(self):
        class Waiting:
            def read(self, size):
                return None

        with self.assertRaisesRegex(TypeError, "a piece is of type NoneType"):
            self.count(Waiting())

    def test_files_are_named(self):
        bad = b"force,date,result\nKent,2024-03-01,yes,\nTotal,,\nKent,2024-03-01,maybe\nKent,2024-03-01,perhaps\n"
        paths = [self.write("1.csv", TEXT.replace(b"n/a", b"maybe")), self.write("2.csv", bad)]
        error = self.refused(peel.Status.UNKNOWN_WORD, peel.TextError, self.count, paths)
        self.assertEqual(error.file, str(paths[0]))
        self.assertTrue(str(error).startswith(f"{paths[0]}, line 4, field 3 (result): "), str(error))
        tallies = error.tallies
        self.assertEqual(
            [(fault.status.name, fault.line, fault.file) for fault in tallies.set_aside],
            [
                ("FIELD_COUNT", 2, str(paths[1])),
                ("TOTALS_ROW", 3, str(paths[1])),
            ],
        )
        self.assertEqual([(reason.rows, reason.first.file) for reason in tallies.reasons], [(1, str(paths[1]))] * 2)
        words = [(word.word, word.cells, word.line, word.file) for word in tallies.unknown_words]
        self.assertEqual(words, [("maybe", 2, 4, str(paths[0])), ("perhaps", 1, 5, str(paths[1]))])
        self.assertEqual(
            error.message,
            f'Words without a meaning: "maybe" (result: 2 cells, first in {paths[0]}, line 4), '
            f'"perhaps" (result: 1 cell, in {paths[1]}, line 5). Say what they mean, or have them counted apart.',
        )
        again = pickle.loads(pickle.dumps(error))
        self.assertEqual((str(again), again.tallies.unknown_words), (str(error), tallies.unknown_words))
        self.assertEqual(tallies.summary.rows, tallies.summary.used + tallies.summary.set_aside)
        paths[1].write_bytes(b"force,date\nKent,2024-03-01\n")
        error = self.refused(peel.Status.MISSING_COLUMN, peel.TextError, self.count, [TEXT, paths[1]])
        self.assertEqual((error.file, error.line, error.tallies), (str(paths[1]), 1, None))
        with open(paths[1], "rb") as file:
            error = self.refused(peel.Status.MISSING_COLUMN, peel.TextError, self.count, file)
        self.assertEqual(error.file, str(paths[1]))
        self.assertIsNone(self.refused(peel.Status.NO_HEADER, peel.TextError, self.count, [b""]).file)

    def test_words_without_a_meaning_go_before_missing_answers(self):
        missing, unknown = b"force,result\nKent,\n", b"force,result\nKent,yes\nKent,maybe\n"
        paths = {text: self.write(name, text) for name, text in (("missing.csv", missing), ("unknown.csv", unknown))}
        for order in (missing, unknown), (unknown, missing), (missing, missing, unknown):
            error = self.refused(
                peel.Status.UNKNOWN_WORD, peel.TextError, self.count, [paths[text] for text in order], missing="refused"
            )
            self.assertEqual((error.file, error.line, error.column), (str(paths[unknown]), 3, 6))
            self.assertEqual((error.field, error.field_name), (2, "result"))
            self.assertEqual(error.tallies.missing.tolist(), [order.count(missing)])
        later = self.write("later.csv", b"force,result\nKent,yes\nKent,\n")
        sound = self.write("sound.csv", b"force,result\nKent,yes\n")
        error = self.refused(
            peel.Status.MISSING_ANSWER, peel.TextError, self.count, [sound, later, paths[missing]], missing="refused"
        )
        self.assertEqual((error.file, error.line, error.tallies.summary.texts), (str(later), 3, 3))

    def test_many_words_without_a_meaning(self):
        head = b"force,result\n"
        texts = [head + b"".join(b"Kent,%d\n" % (n + 2) for n in range(first, first + 6)) for first in (0, 6)]
        error = self.refused(peel.Status.UNKNOWN_WORD, peel.TextError, self.count, texts)
        self.assertIn('"9" (result: 1 cell, in line 3) and 4 more. Say', error.message)
        self.assertNotIn('"10"', error.message)
        texts = [head + b"".join(b"Kent,%d\n" % (n + 2) for n in range(first, first + 60)) for first in (0, 60)]
        error = self.refused(peel.Status.UNKNOWN_WORD, peel.TextError, self.count, texts)
        self.assertIn(" and 92 more at least. Say", error.message)

    def test_more_faults_than_are_kept(self):
        text = b"force,date,result\n" + b"x\n" * 700
        tallies = self.count([self.write("1.csv", text), self.write("2.csv", text)])
        self.assertEqual(
            (tallies.summary.set_aside, tallies.summary.faults, len(tallies.set_aside)), (1400, 1000, 1000)
        )
        self.assertEqual(
            [os.path.basename(fault.file) for fault in tallies.set_aside], ["1.csv"] * 700 + ["2.csv"] * 300
        )
        self.assertEqual([reason.rows for reason in tallies.reasons], [1400])

    def test_files_are_closed(self):
        path = self.write("cases.csv", TEXT.replace(b"yes", b"maybe"))
        before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
        for _ in range(5):
            self.refused(peel.Status.UNKNOWN_WORD, peel.TextError, self.count, [path, path])
        after = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
        self.assertEqual(after, before)


class Readers(Refusing):
    def reader(self, *pieces, **options):
        reader = peel.CaseReader("force", "result", **options)
        self.addCleanup(reader.close)
        for piece in pieces:
            reader.feed(piece)
        return reader

    def finished(self, *pieces, **options):
        reader = self.reader(*pieces, **options)
        reader.finish()
        return reader

    def out_of_order(self, call, *arguments):
        self.refused(peel.Status.STATE, peel.ArgumentError, call, *arguments)

    def test_every_part(self):
        reader = self.finished(TEXT, b"Kent,x\nKent,,maybe\n", unknown="count")
        self.assertEqual(reader.count(), reader.tallies().summary)
        self.assertEqual((reader.key_name(0), reader.key(0, 0), reader.key(1, 0)), ("force", "Kent", "Essex"))
        self.assertEqual(reader.criterion_name(0), "result")
        tallies = reader.tallies()
        self.assertEqual([reader.tally(0), reader.tally(1)], list(tallies))
        columns = reader.columns()
        for name in peel.CaseColumns._fields:
            self.assertEqual(list(getattr(columns, name)), list(getattr(tallies, name)))
        fault = reader.set_aside(0)
        self.assertEqual((fault.status, fault.line, fault.file), (peel.Status.FIELD_COUNT, 6, None))
        self.assertEqual(str(fault), str(tallies.set_aside[0]))
        reason = reader.reason(0)
        self.assertEqual((reason.rows, str(reason.first)), (1, str(fault)))
        self.assertEqual(reader.word(0), peel.UnknownWord("maybe", "result", 1, 7, 7))
        reader.close()
        self.assertEqual(tallies.keys["force"], ["Kent", "Essex"])

    def test_pieces_of_every_size(self):
        text = STOPS.read_bytes()
        options = {"layout": "police-uk-stop-search", "date": "Date"}
        expected = counts_of(peel.tally(text, **options))
        for size in (1, 2, 3, 7, 64, 1000, 65536):
            with peel.CaseReader(**options) as reader:
                for start in range(0, len(text), size):
                    reader.feed(memoryview(text)[start : start + size])
                reader.finish()
                self.assertEqual(counts_of(reader.tallies()), expected)

    def test_out_of_order(self):
        reader = self.reader(TEXT)
        asked = [(reader.count,), (reader.columns,), (reader.tallies,), (reader.key, 0, 0), (reader.tally, 0)]
        asked += [(reader.set_aside, 0), (reader.reason, 0), (reader.word, 0)]
        for call, *arguments in asked:
            self.out_of_order(call, *arguments)
        self.out_of_order(reader.merge, self.finished(TEXT))
        self.out_of_order(self.finished(TEXT).merge, reader)
        reader.finish()
        self.out_of_order(reader.feed, b"more")
        self.out_of_order(reader.finish)
        reader.close()
        reader.close()
        for call, *arguments in [(reader.feed, b""), (reader.finish,), (reader.key_name, 0)] + asked:
            self.out_of_order(call, *arguments)
        self.out_of_order(self.finished(TEXT).merge, reader)
        self.out_of_order(reader.merge, self.finished(TEXT))

    def test_indexes(self):
        reader = self.finished(TEXT)
        for index in 2, -1, 2**64:
            for call in reader.tally, reader.set_aside, reader.reason, reader.word, reader.key_name:
                self.refused(peel.Status.INDEX, peel.ArgumentError, call, index)
            self.refused(peel.Status.INDEX, peel.ArgumentError, reader.criterion_name, index)
            self.refused(peel.Status.INDEX, peel.ArgumentError, reader.key, index, 0)
            self.refused(peel.Status.INDEX, peel.ArgumentError, reader.key, 0, index)

    def test_a_text_that_cannot_be_read_on(self):
        reader = self.reader()
        for _ in range(2):
            error = self.refused(peel.Status.MISSING_COLUMN, peel.TextError, reader.feed, b"a,b\n1,2\n")
            self.assertEqual(error.line, 1)
        self.refused(peel.Status.MISSING_COLUMN, peel.TextError, reader.finish)
        self.out_of_order(reader.tallies)
        with self.assertRaises(TypeError):
            reader.feed("force")

    def test_counts_after_words_without_a_meaning(self):
        reader = self.reader(b"force,result\nKent,yes\nKent,maybe\n")
        error = self.refused(peel.Status.UNKNOWN_WORD, peel.TextError, reader.finish)
        self.assertEqual(counts_of(error.tallies), {("Kent", "result"): (1, 0, 0, 0, 1, 0)})
        self.assertEqual(counts_of(reader.tallies()), counts_of(error.tallies))

    def test_merged_in_any_order(self):
        texts = [TEXT, b"force,result\nDevon,no\nKent,\n", b"result,force\nyes,Essex\n"]
        expected = counts_of(peel.tally(texts, "force", "result"))
        for order in (0, 1, 2), (2, 1, 0), (1, 0, 2):
            readers = [self.finished(texts[place]) for place in order]
            readers[1].merge(readers[2])
            readers[0].merge(readers[1])
            self.assertEqual(counts_of(readers[0].tallies()), expected)
            self.assertEqual(readers[0].count().texts, 3)
            self.assertEqual(readers[1].count().texts, 2)  # is not changed
        readers = [self.finished(text, sorted=True) for text in texts]
        readers[2].merge(readers[0])
        readers[2].merge(readers[1])
        self.assertEqual(readers[2].tallies().keys["force"], ["Devon", "Essex", "Kent"])

    def test_what_cannot_be_merged(self):
        reader = self.finished(TEXT)
        self.refused(peel.Status.MERGE, peel.ArgumentError, reader.merge, reader)
        for options in {"missing": "failed"}, {"sorted": True}:
            self.refused(peel.Status.MERGE, peel.ArgumentError, reader.merge, self.finished(TEXT, **options))
        other = peel.CaseReader("date", "result")
        other.feed(TEXT)
        other.finish()
        self.refused(peel.Status.MERGE, peel.ArgumentError, reader.merge, other)
        with self.assertRaisesRegex(TypeError, "other is of type bytes"):
            reader.merge(TEXT)
        self.assertEqual(reader.count().texts, 1)

    def test_readers_are_not_copied(self):
        reader = self.reader()
        for copied in copy.copy, copy.deepcopy, pickle.dumps:
            with self.assertRaisesRegex(TypeError, "cannot be copied or pickled"):
                copied(reader)
        tallies = self.finished(TEXT).tallies()
        self.assertEqual(counts_of(pickle.loads(pickle.dumps(tallies))), counts_of(tallies))

    def test_a_reader_that_never_opened(self):
        with self.assertRaises(TypeError):
            peel.CaseReader(nothing=1)
        self.refused(peel.Status.PLAN, peel.ArgumentError, peel.CaseReader, "force")

    def test_threads_may_share_readers(self):
        reader = self.reader(b"force,result\n")

        def work():
            for _ in range(200):
                reader.feed(b"Kent,yes\n")

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        reader.finish()
        self.assertEqual(reader.tally(0).sample, peel.Sample(800, 800))

    def test_threads_may_merge_readers_into_each_other(self):
        one, two = self.finished(TEXT), self.finished(TEXT)

        def work(into, other):
            for _ in range(20):
                into.merge(other)

        threads = [threading.Thread(target=work, args=pair) for pair in ((one, two), (two, one))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        self.assertFalse(any(thread.is_alive() for thread in threads))
        self.assertGreater(one.count().texts, 20)

    def test_columns_of_numpy_where_that_is_used(self):
        try:
            import numpy
        except ImportError:
            self.skipTest("numpy is not installed")
        tallies = peel.tally(TEXT, "force", "result")
        for name in peel.CaseColumns._fields:
            column = getattr(tallies, name)
            self.assertIsInstance(column, numpy.ndarray)
            self.assertEqual(column.dtype, numpy.float64 if name in ("lowest", "highest") else numpy.int64)
        self.assertIs(type(tallies[0].met), int)
        self.assertIs(type(tallies[0].lowest), float)
        empty = peel.tally(b"force,result\nKent,n/a\n", "force", "result")
        self.assertTrue(math.isnan(empty.lowest[0]))


if __name__ == "__main__":
    unittest.main()
