"""Periods: texts both ways, and every kind of column that says when a sample was taken."""

import datetime
import pickle
import unittest
from array import array

import support  # noqa: F401  (finds the package)

import peel
from peel._periods import periods_of

try:
    import numpy
except ImportError:
    numpy = None
try:
    import pandas
except ImportError:
    pandas = None

MARCH = 12 * 2024 + 2


class Texts(unittest.TestCase):
    def test_forms(self):
        for text, unit, number in (
            ("2024-03", "month", MARCH),
            ("2024-3", "month", MARCH),
            ("Mar 2024", "month", MARCH),
            (" march 2024 ", "month", MARCH),
            ("Mar-24", "month", MARCH),
            ("03/2024", "month", MARCH),
            ("2024 Q1", "quarter", 4 * 2024),
            ("2024-Q1", "quarter", 4 * 2024),
            ("Q1 2024", "quarter", 4 * 2024),
            ("2024", "year", 2024),
            ("2023/24", "year", 2023),
            ("2023-24", "year", 2023),
            ("2024-03-31", "day", (datetime.date(2024, 3, 31) - datetime.date(1970, 1, 1)).days),
            ("31/03/2024", "day", (datetime.date(2024, 3, 31) - datetime.date(1970, 1, 1)).days),
            ("7", "none", 7),
            ("period 7", "none", 7),
        ):
            period = peel.period_parse(text)
            self.assertEqual(period, peel.Period(unit, number), text)
            self.assertEqual(peel.period_parse(str(period)), period)
            self.assertEqual(pickle.loads(pickle.dumps(period)), period)

    def test_written(self):
        for unit, number, text in (
            ("month", MARCH, "2024-03"),
            ("quarter", 4 * 2024, "2024 Q1"),
            ("year", 2024, "2024"),
            ("day", 0, "1970-01-01"),
            ("none", 7, "7"),
            ("Month", 12 * 2011 + 11, "Dec 2011"),
        ):
            self.assertEqual(peel.period_text(unit, number), text)

    def test_refused(self):
        for text in "", "eighty", "2011-12", "2024-13", "31/02/2024", "2024-03\0", "1234567":
            with self.assertRaises(peel.TextError) as caught:
                peel.period_parse(text)
            self.assertEqual(caught.exception.status, peel.Status.NOT_A_PERIOD)
        for unit, number in ("year", 0), ("year", 10000), ("none", -1), ("none", 2**70), ("day", -(2**70)):
            with self.assertRaises(peel.TextError) as caught:
                peel.period_text(unit, number)
            self.assertEqual(caught.exception.status, peel.Status.NOT_A_PERIOD)
        with self.assertRaises(peel.ArgumentError) as caught:
            peel.period_text("months", 3)
        self.assertEqual(caught.exception.status, peel.Status.UNIT)
        self.assertIn("month", str(caught.exception))
        for wrong in 2024, None, b"2024":
            with self.assertRaisesRegex(TypeError, "text is .*: give a period as text"):
                peel.period_parse(wrong)
        for unit in "day", "month", "quarter", "year", "none":
            with self.assertRaisesRegex(peel.TextError, f'unit "{unit}".* from (-?[0-9]+) to ([0-9]+)') as caught:
                peel.period_text(unit.upper(), 10**30)
            first, last = (int(word) for word in str(caught.exception).strip(".").split(" from ")[1].split(" to "))
            for number in first, last:  # which are the first and the last that have a text
                self.assertEqual(peel.period_parse(peel.period_text(unit, number)), (unit, number))
            for number in first - 1, last + 1:
                self.assertRaises(peel.TextError, peel.period_text, unit, number)
        with self.assertRaises(TypeError):
            peel.period_text("month", "2024")

    def test_units(self):
        self.assertEqual([peel.unit_a_year(unit) for unit in ("day", "month", "quarter", "year")], [365.25, 12, 4, 1])
        self.assertNotEqual(peel.unit_a_year("none"), peel.unit_a_year("none"))


class Kinds(unittest.TestCase):
    def check(self, values, unit, numbers, asked=None):
        found, held = periods_of(values, len(numbers), asked)
        self.assertEqual((found, list(held.values), list(held.missing)), (unit, list(numbers), []))

    def test_plain(self):
        self.check(None, "none", [1, 2, 3])
        for values in [3, 5, 9], (3, 5, 9), range(3, 12, 3), array("q", [3, 5, 9]), iter([3.0, 5, 9]):
            numbers = [3, 6, 9] if isinstance(values, range) else [3, 5, 9]
            self.check(values, "none", numbers)
        self.check([2019, 2020], "year", [2019, 2020], "year")
        self.check([1, 2], "month", [1, 2], "Month")
        self.check(["2024-01", "Feb 2024"], "month", [MARCH - 2, MARCH - 1])
        self.check(["2023/24", "2024/25"], "year", [2023, 2024])
        self.check(["3", "period 4"], "none", [3, 4])
        self.check([], "none", [])

    def test_dates(self):
        days = [datetime.date(2024, 1, 31), datetime.datetime(2024, 3, 31, 23, 59)]
        first = (days[0] - datetime.date(1970, 1, 1)).days
        texts = ["2024-01-31", "31/03/2024"]
        for values in days, texts:
            self.check(values, "day", [first, first + 60])
            self.check(values, "month", [MARCH - 2, MARCH], "month")
            self.check(values, "quarter", [4 * 2024, 4 * 2024], "quarter")
            self.check(values, "year", [2024, 2024], "year")

    @unittest.skipUnless(numpy, "numpy is not installed")
    def test_numpy(self):
        for kind in "i8", "i4", "u2", "f8", "O":
            self.check(numpy.array([3, 5], dtype=kind), "none", [3, 5])
        self.check(numpy.array(["2024-01", "2024-03"], dtype="M8[M]"), "month", [MARCH - 2, MARCH])
        self.check(numpy.array(["2024-01", "2024-03"], dtype="M8[M]"), "month", [MARCH - 2, MARCH], "month")
        self.check(numpy.array(["2019", "1950"], dtype="M8[Y]"), "year", [2019, 1950])
        for kind in "M8[D]", "M8[s]", "M8[ns]":
            days = numpy.array(["1970-01-02", "1969-12-30"], dtype=kind)
            self.check(days, "day", [1, -2])
            self.check(days, "month", [12 * 1970, 12 * 1970 - 1], "month")
            self.check(list(days), "quarter", [4 * 1970, 4 * 1970 - 1], "quarter")
        self.check(numpy.array(["Jan 2024", "Mar 2024"]), "month", [MARCH - 2, MARCH])

    @unittest.skipUnless(pandas, "pandas is not installed")
    def test_pandas(self):
        months = pandas.period_range("2024-01", "2024-03", freq="M")
        for values in months, months.to_series(), list(months):
            self.check(values, "month", [MARCH - 2, MARCH - 1, MARCH])
        self.check(pandas.period_range("2024Q1", periods=2, freq="Q"), "quarter", [4 * 2024, 4 * 2024 + 1])
        years = pandas.offsets.YearEnd(month=12), pandas.offsets.YearEnd(month=3)  # its name differs by version
        self.check(pandas.period_range("2023", periods=2, freq=years[0]), "year", [2023, 2024])
        self.check(pandas.period_range("2023", periods=2, freq=years[1]), "year", [2022, 2023])  # where it begins
        days = pandas.period_range("1970-01-31", periods=2, freq="D")
        self.check(days, "day", [30, 31])
        self.check(days, "month", [12 * 1970, 12 * 1970 + 1], "month")
        stamps = pandas.to_datetime(["2024-01-31", "2024-02-29", "2024-03-31"])
        for values in stamps, pandas.Series(stamps), stamps.tz_localize("Europe/London"), list(stamps):
            self.check(values, "month", [MARCH - 2, MARCH - 1, MARCH], "month")
        self.check(pandas.Series(["2024-01", "2024-02"], dtype="string"), "month", [MARCH - 2, MARCH - 1])
        self.check(pandas.Series(["2024-01", "2024-02"], dtype="category"), "month", [MARCH - 2, MARCH - 1])
        self.check(pandas.Series([1, 2], dtype="Int64"), "none", [1, 2])
        with self.assertRaisesRegex(TypeError, r"periods\[0\] is a period of W"):
            periods_of(pandas.period_range("2024-01-01", periods=2, freq="W"), 2, None)

    def test_missing(self):
        for values in ["2024-01", None], [1, None], [1, float("nan")], [datetime.date(2024, 1, 1), None]:
            self.assertEqual(list(periods_of(values, 2, None)[1].missing), [1])
        if numpy:
            for kind in "i8", "f8", "M8[M]", "M8[ns]", "O":
                masked = numpy.ma.array(numpy.array([54, 55], dtype=kind), mask=[False, True])
                self.assertEqual(list(periods_of(masked, 2, None)[1].missing), [1], kind)
            days = numpy.array(["2024-01-01", "NaT"], dtype="M8[D]")
            for values in days, list(days):
                self.assertEqual(list(periods_of(values, 2, "month")[1].missing), [1])
        if pandas:
            stamps = pandas.Series(pandas.to_datetime(["2024-01-01", None]))
            objects = [pandas.Period("2024-01"), pandas.NaT], ["2024-01", pandas.NA]
            for values in (stamps, stamps.dt.to_period("M"), list(stamps), *objects):
                self.assertEqual(list(periods_of(values, 2, None)[1].missing), [1])

    def refused(self, status, values, unit=None, words=""):
        with self.assertRaisesRegex(peel.PeelError, words) as caught:
            periods_of(values, len(values), unit)
        self.assertEqual(caught.exception.status, status)

    def test_refused(self):
        units = peel.Status.UNIT
        self.refused(units, ["2024-01", "2024 Q1"], None, r"periods\[1\] has the unit quarter, but periods\[0\] month")
        self.refused(units, ["2024-01", 5])
        self.refused(units, ["2024-01"], "year")
        self.refused(units, [datetime.date(2024, 1, 1)], "none")
        self.refused(units, [1, 2], "week")
        self.refused(peel.Status.NOT_A_PERIOD, ["2024-01", "soon"], None, r"periods\[1\]: ")
        for values in [1, 1.5], array("d", [1, 1.5]):
            self.refused(peel.Status.NOT_A_PERIOD, values, None, r"periods\[1\] is 1.5: a period is ")
        if numpy:
            self.refused(units, numpy.array(["2024-01"], dtype="M8[M]"), "year")
            self.refused(units, numpy.array(["2024-01-01"], dtype="M8[D]"), "none")
        for values in "2024", b"1", {1: 2}, 7, [True], [b"2024"], [[1]], [1j]:
            with self.assertRaises(TypeError):
                periods_of(values, 1, None)
        for wrong in ("M8[M]", "O", "i8") if numpy else ():
            for shape in (), (1, 1):
                with self.assertRaises(TypeError):
                    periods_of(numpy.zeros(shape, dtype=wrong), 1, None)
        with self.assertRaisesRegex(ValueError, "met has 3 rows, but periods has 2"):
            periods_of([1, 2], 3, None)
        with self.assertRaises(TypeError):
            periods_of([1], 1, 2)
        with self.assertRaisesRegex(TypeError, r"periods\[1\] is True of type bool: a period is "):
            periods_of([1, True], 2, None)

    def test_periods_of_peel(self):
        months = [peel.period_parse("2024-01"), "2024-02", peel.Period("Month", MARCH)]
        self.check(months, "month", [MARCH - 2, MARCH - 1, MARCH])
        days = [peel.Period("day", 0), peel.Period("day", 31)]
        self.check(days, "day", [0, 31])
        self.check(days, "month", [12 * 1970, 12 * 1970 + 1], "month")
        self.check([peel.Period("none", 5)], "none", [5])
        self.assertEqual(peel.trend([46, 44, 41], [48] * 3, months).unit, "month")
        status, odd = peel.Status, "three"
        self.refused(status.UNIT, [months[0], peel.Period("year", 2024)], None, r"periods\[1\] has the unit year")
        self.refused(status.UNIT, [months[0], peel.Period("week", 1)], None, r"periods\[1\]: .*week")
        self.refused(status.NOT_A_PERIOD, [months[0], peel.Period("month", 1.5)], None, r"periods\[1\].period is 1.5")
        self.refused(status.NOT_A_PERIOD, [peel.Period("day", 10**9)], "month", r"periods\[0\] is day 1000000000")
        with self.assertRaisesRegex(TypeError, r"periods\[0\] is Period\(unit=None"):
            periods_of([peel.Period(None, 1)], 1, None)
        with self.assertRaisesRegex(TypeError, rf"periods\[0\].period is '{odd}'"):
            periods_of([peel.Period("month", odd)], 1, None)

    def test_months_and_days_as_whole_numbers(self):
        status = peel.Status.NOT_A_PERIOD
        for months in [202111, 202112, 202201], [202111.0, None], array("q", [190001]), [210012]:
            for unit in None, "month", "quarter", "year":
                self.refused(status, months, unit, rf'periods\[0\] is {int(months[0])}.*"{int(months[0]) // 100}-')
            self.assertEqual(periods_of(months, len(months), "none")[1].values[0], months[0])
        self.refused(status, [None, 202112], None, r"periods\[1\] is 202112")
        self.refused(status, [20211130, 20211201], "day", r'periods\[0\] is 20211130.*"2021-11-30"')
        if numpy:
            self.refused(status, numpy.array([202111, 202112]), None, r"periods\[0\] is 202111")
        for numbers in [202112, 202113], [190000], [210101], [202200], [2021, 2022], [20211130, 20211132]:
            self.check(numbers, "none", numbers)
        self.check([202111], "day", [202111], "day")
        self.assertEqual(peel.trend_many(["a", "a"], [1, 2], [3, 4], [202111, 202112], unit="none").bad, 0)

    @unittest.skipUnless(numpy, "numpy is not installed")
    def test_dates_of_numpy_one_by_one(self):
        for kind, unit in ("M8[M]", "month"), ("M8[Y]", "year"), ("M8[D]", "day"), ("M8[h]", "day"):
            dates = numpy.array(["2024-01", "2024-03", "2026-06"], dtype=kind)
            found, held = periods_of(dates, 3, None)
            self.assertEqual(found, unit)
            self.check(list(dates), unit, held.values)
        self.refused(peel.Status.UNIT, list(numpy.array(["2024-01"], dtype="M8[M]")), "year")
        status = peel.Status.NOT_A_PERIOD
        for kind in "M8[D]", "M8[s]", "M8[M]", "M8[Y]":
            for year in "10000", "0000", "-0001":
                dates = numpy.array(["2024", "NaT", year], dtype=kind)
                for values in dates, list(dates):
                    for unit in None, "year" if kind == "M8[Y]" else "month":
                        self.refused(status, values, unit, r"periods\[2\] is .*years 1 to 9999")
            if kind != "M8[M]":
                self.check(numpy.array(["0001", "9999"], dtype=kind), "year", [1, 9999], "year")
        spans = [numpy.timedelta64(1, "D")], numpy.array([1], dtype="m8[D]"), numpy.array([1], dtype="M8[as]")
        for values in (*spans, list(spans[2])):
            with self.assertRaisesRegex(TypeError, r"periods\[0\] is "):
                periods_of(values, 1, None)

    @unittest.skipUnless(pandas, "pandas is not installed")
    def test_quarters_of_pandas(self):
        for end, first in ("MAR", 4 * 2023 + 1), ("JUN", 4 * 2023 + 2), ("SEP", 4 * 2023 + 3), ("DEC", 4 * 2024):
            self.check(pandas.period_range("2024Q1", periods=2, freq=f"Q-{end}"), "quarter", [first, first + 1])
        for end in "JAN", "FEB", "APR", "MAY", "JUL", "AUG", "OCT", "NOV":
            with self.assertRaisesRegex(TypeError, rf"periods\[0\] is a period of Q-{end}"):
                periods_of(pandas.period_range("2024Q1", periods=2, freq=f"Q-{end}"), 2, None)
        far = pandas.Period("3000-01", "M")  # beyond the Timestamps of pandas
        self.check([far], "month", [12 * 3000])


if __name__ == "__main__":
    unittest.main()
