"""Case records: the files of examples/data, and every argument."""

import pickle
import unittest
from datetime import timedelta

from cases_support import CASES, GRID, INSPECTION, STOPS, TEXT, counts_of, samples_of
from support import Refusing

import peel


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

    def test_lines_without_any_text_are_said(self):
        for text, said in (b"ok\nyes\n\n \n", "; 2 lines without any text"), (
            b"ok\n\nyes\n",
            "; 1 line without any text",
        ):
            tallies = peel.tally(text, outcome="ok")
            self.assertEqual(str(tallies), f"1 row: 1 used, 0 filtered, 0 set aside{said}; 1 group, 1 criterion")
            self.assertEqual(repr(tallies), f"<CaseTallies: {tallies}>")


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
        for key in "Period", "PERIOD ":
            tallies = peel.tally(TEXT, [key, "force"], "result", date="date")
            self.assertEqual(tallies.keys, {"period": march, "force": april})
        shifts = b"period,date,a\nlate,2024-03-31,yes\n"
        for key, name in (
            (peel.by("period"), "by_period"),
            (peel.by("Period", name="shift"), "shift"),
            ([peel.by("period"), "period"], "by_period"),
        ):
            keys = peel.tally(shifts, key, "a", date="date").keys
            self.assertEqual(list(keys.items()), [(name, ["late"]), ("period", ["2024-03"])])
        self.assertEqual(peel.tally(shifts, peel.by("period"), "a").keys, {"period": ["late"]})
        own = peel.tally(
            b"period,date,a\n2024-05-01,2024-03-31,yes\n", peel.by("period", "month", "p"), "a", date="date"
        )
        self.assertEqual(own.keys, {"p": ["2024-05"], "period": ["2024-03"]})
        text = b"date,a\n2011-11-30,yes\n2012-01-01,yes\n2011-12-31,yes\n2011-01-02,yes\n"
        months = peel.tally(text, outcome="a", date="date", sorted=True).keys["period"]
        self.assertEqual(months, ["2011-01", "2011-11", "Dec 2011", "2012-01"])  # 2011-12 may be a year
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


if __name__ == "__main__":
    unittest.main()
