"""What the charts refuse, by which error, with which words."""

import math
import unittest
from functools import partial

from support import Refusing

import peel

try:
    import numpy
except ImportError:
    numpy = None

MET = [28, 29, 27, 28, 30, 27, 29, 28, 18, 28, 29, 28]
ASSESSED = [30] * 12


class Refusals(Refusing):
    def test_the_row_is_named(self):
        status, number = peel.Status, peel.NumberError
        functions = peel.chart, peel.chart_false_alarm, peel.chart_rebase
        for function in functions:
            for code, kind, given, text in (
                (status.PERIOD_ORDER, number, ([1, 2], [3, 4], ["2024-02", "2024-01"]), "row 1 (period 2024-01): "),
                (status.PERIOD_REPEATED, number, ([1, 2], [3, 4], [5, 5]), "row 1 (period 5): "),
                (status.MET_ABOVE_ASSESSED, number, ([1, 5], [3, 4]), "row 1 (period 2): "),
                (status.NEGATIVE, number, ([1, -5], [3, 4]), "row 1 (period 2): "),
                (status.COUNT_TOO_LARGE, number, ([1, 2], [3, 2**53 + 1]), "row 1 (period 2): "),
                (status.RANGE, peel.ArgumentError, ([1, 2], [3, 4], [5, 10**9 + 1]), "row 1 (period 1000000001): "),
                (status.NOT_A_COUNT, peel.TextError, ([1, None], [3, 4]), "met[1] is missing: "),
                (status.NOT_A_PERIOD, peel.TextError, ([1, 2], [3, 4], ["2024-01", None]), "periods[1] is missing: "),
            ):
                error = self.refused(code, kind, function, *given)
                self.assertTrue(str(error).startswith(text), error)
            self.refused(status.TOO_FEW_SAMPLES, number, function, [], [])
            self.refused(status.TOO_LARGE, peel.RoomError, function, [1] * 10001, [2] * 10001)
            self.refused(status.UNIT, peel.ArgumentError, function, MET, ASSESSED, unit="week")
            self.refused(status.DESIGN, peel.ArgumentError, function, MET, ASSESSED, design="quote")
            with self.assertRaisesRegex(ValueError, "met has 2 rows, but assessed has 1"):
                function([1, 2], [3])
            for wrong in 5, "12", None, [True, 2], ["1", "2"]:
                with self.assertRaises(TypeError):
                    function(wrong, [3, 4])

    def test_options(self):
        status, argument = peel.Status, peel.ArgumentError
        ewma, cusum = {"kind": "ewma"}, {"kind": "cusum", "accept": 0.94, "reject": 0.8}
        for code, text, options in (
            (status.RATE, "target is 90: a rate is a proportion from 0 to 1", {"target": 90}),
            (status.RATE, "target is -0.1: ", {"target": -0.1}),
            (status.RATE, "target is nan: ", {"target": math.nan}),
            (status.RATE, "accept is 94: ", {**cusum, "accept": 94}),
            (status.RATE, "reject is 1: .*, above 0 and below 1", {**cusum, "reject": 1}),
            (status.RATE, "A cusum needs accept and reject, two rates that differ", {**cusum, "reject": 0.94}),
            (status.RATE, "A cusum needs accept and reject", {"kind": "cusum"}),
            (status.RATE, "A rate must be a proportion", {**cusum, "accept": 0}),
            (status.SIGMAS, "sigmas is 11: give a number from 0.1 to 10", {"sigmas": 11}),
            (status.SIGMAS, "sigmas is nan: ", {"sigmas": math.nan}),
            (status.SIGMAS, "Limits stand at 0.1 to 10 sigmas, or at a confidence", {"sigmas": 0}),
            (status.SIGMAS, "Limits stand at", {"sigmas": 3, "alpha": 0.05}),
            (status.SIGMAS, "Limits stand at", {"sigmas": 3, "confidence": 0.95}),
            (status.CONFIDENCE_AND_ALPHA, "both set", {"confidence": 0.95, "alpha": 0.05}),
            (status.CONFIDENCE_PERCENT, "is 0.95 meant", {"confidence": 95}),
            (status.ALPHA, "Alpha must be", {"alpha": 2}),
            (status.RANGE, "weight is 3: give a number above 0, up to 1", {**ewma, "weight": 3}),
            (status.RANGE, "A range ends", {**ewma, "weight": 0}),
            (status.RANGE, "threshold is 10000000.0: give a number above 0, up to 1e6", {**cusum, "threshold": 1e7}),
            (status.METHOD, 'A chart of kind "g" is of values: use chart_values', {"kind": "g"}),
            (status.METHOD, "There are: p, exact, laney, ", {"kind": "pp"}),
            (status.BETTER, "Nearest: down", {"better": "dawn"}),
        ):
            error = self.refused(code, argument, partial(peel.chart, MET, ASSESSED, **options))
            self.assertRegex(str(error), text)
        for wrong in (
            {"target": "0.9"},
            {"sigmas": "3"},
            {"weight": True},
            {"threshold": [5]},
            {"screening": 1},
            {"floor": "yes"},
            {"one_sided": None},
            {"kind": None},
            {"kind": 1001},
            {"better": 1},
            {"rules": 5},
            {"design": None},
        ):
            with self.assertRaisesRegex(TypeError, next(iter(wrong))):
                peel.chart(MET, ASSESSED, **wrong)
        if numpy:
            flags = {"screening": numpy.bool_(True), "floor": numpy.array([True])[0]}
            self.assertEqual(peel.chart(MET, ASSESSED, kind="laney", **flags).kind, "laney")


if __name__ == "__main__":
    unittest.main()
