"""What to count in case records, said wrongly: each argument alone, and those that do not go together."""

import unittest
from datetime import timedelta

from support import Refusing

import peel

TEXT = b"force,date,result,since,until,grade\nKent,2024-03-01,yes,2024-03-01 09:00,2024-03-01 10:00,prompt\n"
TIME = {"since": "since", "until": "until"}


def tally(**options):
    return peel.tally(TEXT, **options)


class Plans(Refusing):
    def plan(self, message, /, **options):
        for call in tally, peel.CaseReader:
            error = self.refused(peel.Status.PLAN, peel.ArgumentError, call, **options)
            self.assertIn(message, str(error))

    def wrong_type(self, message, /, **options):
        with self.assertRaisesRegex(TypeError, message):
            tally(**options)


class Alone(Plans):
    def test_nothing_to_count(self):
        self.plan("criterion")
        self.plan("criterion", by="force", outcome=[], criteria=[])

    def test_columns(self):
        for what in "by", "outcome", "filled":
            for value in 3, b"force", {"force": 1}:
                self.wrong_type(f"{what} is .* give a list", **{"outcome": "result", what: value})
        for options in {"outcome": [3]}, {"filled": [None]}, {"until": 3, "since": "since", "limit": "4h"}:
            self.wrong_type("column is .* give its name, a str", **options)
        self.wrong_type("a part of by is 3", by=[3], outcome="result")
        self.wrong_type("since is 3 of type int", since=3, until="until", limit="4h")
        for name in "", " ":
            self.plan("has no column", outcome=name)
        for column in "a\0b", "a\ud800":
            self.plan("holds", outcome=column)
        error = self.refused(peel.Status.MISSING_COLUMN, peel.TextError, tally, by="forces", outcome="result")
        self.assertIn("forces", str(error))

    def test_keys_and_criteria_of_one_name(self):
        self.plan("has the name of an earlier one", by=["force", "FORCE"], outcome="result")
        self.plan("has the name of an earlier one", outcome=["result", "Result"])
        self.plan("more than 16 columns", by=[f"c{number}" for number in range(17)], outcome="result")
        self.plan("more than 256 criteria", outcome=[f"c{number}" for number in range(257)])

    def test_words(self):
        for words in ["ok"], "ok", 3:
            self.wrong_type("words is .* give a dict", outcome="result", words=words)
        self.wrong_type("a word of words is 1", outcome="result", words={1: "met"})
        self.wrong_type("answer is True", outcome="result", words={"ok": True})
        self.refused(peel.Status.WORD, peel.ArgumentError, tally, outcome="result", words={"ok": "good"})
        self.plan("has two meanings", outcome="result", words={"ok": "met", "OK": "not-met"})
        self.plan("words are those of outcome or filled", **TIME, limit="4h", words={"ok": "met"})
        self.plan("has words", criteria=peel.Criterion("until", measure="duration", limit="4h", words={"ok": "met"}))

    def test_limits(self):
        for limit in 4, 4.0, True, b"4h":
            self.wrong_type("limit is .* give a duration", **TIME, limit=limit)
        self.wrong_type(r"limit\['prompt'\] is 4 of type int", **TIME, grade="grade", limit={"prompt": 4})
        self.wrong_type("a grade of limit is None", **TIME, grade="grade", limit={None: "4h"})
        for text in "4", "soon", "":
            self.refused(peel.Status.NOT_A_DURATION, peel.TextError, tally, **TIME, limit=text)
        for limit in timedelta(seconds=1.5), timedelta(seconds=-1), timedelta(microseconds=1):
            self.plan("a limit is of whole seconds", **TIME, limit=limit)
        self.plan("limit", **TIME, limit={"prompt": "4h"})
        self.plan("limit", **TIME, grade="grade", limit={})

    def test_filters(self):
        for where in 3, b"force", "force":
            self.wrong_type("where is|a filter is", outcome="result", where=where)
        for given in ("force",), ("force", "is", "Kent", "Essex"), ["force", "blank"]:
            self.wrong_type("a filter is .* give a tuple", outcome="result", where=[given])
        self.wrong_type("the column of a filter is 3", outcome="result", where={3: "Kent"})
        self.wrong_type("a word of a filter is 3", outcome="result", where={"force": [3]})
        self.wrong_type("the words of a filter is 3", outcome="result", where={"force": 3})
        self.refused(peel.Status.WORD, peel.ArgumentError, tally, outcome="result", where=[("force", "like", "K")])
        for given in ("force", "is"), ("force", "blank", "Kent"), ("force", "filled", []):
            self.plan("'is' and 'is-not' take words", outcome="result", where=[given])
        self.plan("has no word", outcome="result", where={"force": []})
        self.plan("more than 64 filters", outcome="result", where=[("force", "filled")] * 65)

    def test_criteria(self):
        self.wrong_type("a criterion is 'result'", criteria="result")
        self.wrong_type("a criterion is 'result'", criteria=["result"])
        self.refused(peel.Status.WORD, peel.ArgumentError, tally, criteria=peel.Criterion("result", measure="guess"))
        self.plan("since", criteria=peel.Criterion("until", measure="time", limit="4h"))
        self.plan("since", criteria=peel.Criterion("result", since="since"))
        self.plan("grades", criteria=peel.Criterion("result", grade="grade"))
        self.plan("limits", criteria=peel.Criterion("result", limit="4h"))
        self.plan("empty name", criteria=peel.Criterion("result", name=""))

    def test_lists_of_words(self):
        for what, value, status in (
            ("every", "week", peel.Status.WORD),
            ("zone", "Europe/Paris", peel.Status.WORD),
            ("missing", "guessed", peel.Status.WORD),
            ("unknown", "ignore", peel.Status.WORD),
            ("layout", "police-uk", peel.Status.LAYOUT),
            ("encoding", "latin-1", peel.Status.ENCODING_OPTION),
            ("delimiter", ":", peel.Status.PLAN),
            ("delimiter", "", peel.Status.PLAN),
            ("delimiter", ",,", peel.Status.PLAN),
        ):
            self.refused(status, peel.ArgumentError, tally, outcome="result", date="date", **{what: value})
            self.wrong_type(f"{what} is 3 of type int", outcome="result", date="date", **{what: 3})
        self.refused(peel.Status.WORD, peel.ArgumentError, peel.by, "date", "week")
        for arguments in (3,), ("date", 3), ("date", "month", 3):
            with self.assertRaises(TypeError):
                peel.by(*arguments)
        for what in "serials", "sorted":
            self.wrong_type(f"{what} is 1 .* give True or False", outcome="result", **{what: 1})

    def test_limits_on_the_text(self):
        for what, status in (
            ("max_field", peel.Status.FIELD_TOO_LONG),
            ("max_fields", peel.Status.TOO_MANY_FIELDS),
            ("max_rows", peel.Status.TOO_MANY_ROWS),
            ("max_groups", peel.Status.TOO_MANY_GROUPS),
        ):
            with self.assertRaises(peel.RoomError) as caught:
                peel.tally(TEXT + b"Essex,,,,,\n", "force", "result", **{what: 1})
            self.assertEqual(caught.exception.status, status)
            for value in -1, 2**63:
                with self.assertRaisesRegex(ValueError, f"{what} is {value}: a limit is "):
                    tally(outcome="result", **{what: value})
            self.wrong_type(f"{what} is 'many'", outcome="result", **{what: "many"})


class Together(Plans):
    def test_what_does_not_go_together(self):
        self.plan("say which column has them", outcome="result", every="month")
        self.plan("both its columns", since="since", limit="4h")
        self.plan("both its columns", until="until", limit="4h")
        self.plan("one criterion and duration another", **TIME, duration="until", limit="4h")
        self.plan("say which columns have the time", outcome="result", limit="4h")
        self.plan("say which columns have the time", outcome="result", grade="grade")
        self.plan("needs its limit", **TIME)
        self.plan("needs its limit", duration="until", grade="grade")
        self.plan("there are 2", outcome=["result", "grade"], name="in time")
        self.plan("there are 0", layout="police-uk-street", name="in time")
        self.plan("words are those of outcome or filled", layout="police-uk-street", words={"ok": "met"})

    def test_zone_and_serials_without_a_date(self):
        duration = {"duration": "until", "limit": "4h"}
        for options in {"outcome": "result", "by": "date"}, {"layout": "police-uk-street"}, duration:
            self.plan("zone goes with dates", zone="europe/london", **options)
            self.plan("serials goes with dates", serials=True, **options)
            peel.CaseReader(zone="printed", serials=False, **options).close()
        for options in (
            {"outcome": "result", "date": "date"},
            {"outcome": "result", "by": peel.by("date", "day")},
            {**TIME, "limit": "4h"},
            {"criteria": peel.Criterion("until", measure="time", since="since", limit="4h")},
        ):
            peel.CaseReader(zone="europe/london", serials=True, **options).close()


if __name__ == "__main__":
    unittest.main()
