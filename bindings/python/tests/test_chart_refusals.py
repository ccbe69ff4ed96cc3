"""What the charts refuse, by which error, with which words."""

import math
import unittest
from decimal import Decimal
from functools import partial
from itertools import product

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
            (status.RATE, "A cusum needs accept and reject", {"kind": "CUSUM"}),
            (status.RATE, "A cusum needs accept and reject", {"kind": "cusum", "accept": 0.9}),
            (status.RATE, "accept is 0: .*, above 0 and below 1", {**cusum, "accept": 0}),
            (status.RATE, "reject is 0: .*, above 0 and below 1", {**cusum, "reject": 0}),
            (status.RATE, "accept is nan: ", {**cusum, "accept": Decimal("nan")}),
            (status.SIGMAS, "sigmas is 11: give a number from 0.1 to 10", {"sigmas": 11}),
            (status.SIGMAS, "sigmas is nan: ", {"sigmas": math.nan}),
            (status.SIGMAS, "sigmas is 0: give a number from 0.1 to 10, as in 3", {"sigmas": 0}),
            (status.SIGMAS, "sigmas is inf: ", {"sigmas": 10**400}),
            (status.SIGMAS, "Limits stand at", {"sigmas": 3, "alpha": 0.05}),
            (status.SIGMAS, "Limits stand at", {"sigmas": 3, "confidence": 0.95}),
            (status.CONFIDENCE_AND_ALPHA, "both set", {"confidence": 0.95, "alpha": 0.05}),
            (status.CONFIDENCE_PERCENT, "is 0.95 meant", {"confidence": 95}),
            (status.ALPHA, "Alpha must be", {"alpha": 2}),
            (status.RANGE, "weight is 3: give a number above 0, up to 1", {**ewma, "weight": 3}),
            (status.RANGE, "weight is 0: give a number above 0, up to 1", {**ewma, "weight": 0}),
            (status.RANGE, "weight is 0.0: ", {**ewma, "weight": 0.0}),
            (status.RANGE, "threshold is 0: give a number above 0, up to 1e6", {**cusum, "threshold": 0}),
            (status.RANGE, "threshold is -1: ", {**cusum, "threshold": -1}),
            (status.RANGE, "threshold is 10000000.0: give a number above 0, up to 1e6", {**cusum, "threshold": 1e7}),
            (status.METHOD, 'A chart of kind "g" is of values: use chart_values', {"kind": "g"}),
            (status.METHOD, '"pp" of such .* There are: p, exact, laney, xmr, run, cusum, ewma.$', {"kind": "pp"}),
            (status.BETTER, 'better is "high": say which way is better, up, down or neither.', {"better": "high"}),
            (status.RULE_SET, 'There is no rule-set "nhs-2024"', {"rules": "nhs-2024"}),
            (
                status.RULE_SET,
                r'rules is "7 beyond 0", .*: give a list, as in \["7 beyond 0"\].',
                {"rules": "7 beyond 0"},
            ),
            (status.RULE, "rules is empty: ", {"rules": []}),
        ):
            error = self.refused(code, argument, partial(peel.chart, MET, ASSESSED, **options))
            self.assertRegex(str(error), text)
        for wrong in (
            {"target": "0.9"},
            {"sigmas": "3"},
            {"weight": True, **ewma},
            {"threshold": [5], **cusum},
            {"screening": 1, "kind": "xmr"},
            {"floor": "yes", "kind": "laney"},
            {"one_sided": None},
            {"kind": None},
            {"kind": 1001},
            {"better": 1},
            {"rules": 5},
            {"design": None},
        ):
            with self.assertRaisesRegex(TypeError, next(iter(wrong))):
                peel.chart(MET, ASSESSED, **wrong)
        self.assertIn("exact", str(self.refused(status.METHOD, argument, peel.chart_rule_set, "exakt")))
        error = self.refused(status.METHOD, argument, partial(peel.chart_values, MET, kind="pp"))
        self.assertTrue(str(error).endswith("There are: xmr, run, g, t."), error)
        error = self.refused(status.TOO_FEW_SAMPLES, peel.NumberError, peel.chart, [], [])
        self.assertEqual(str(error), "The series has no rows: a chart takes one or more.")
        if numpy:
            flags = {"screening": numpy.bool_(True), "floor": numpy.array([True])[0]}
            self.assertEqual(peel.chart(MET, ASSESSED, kind="laney", **flags).kind, "laney")

    def test_options_of_other_kinds(self):
        typed = {
            "accept": (0.9, "cusum"),
            "reject": (0.9, "cusum"),
            "threshold": (3, "cusum"),
            "one_sided": (True, "cusum"),
            "weight": (0.5, "ewma"),
            "floor": (True, "laney"),
            "screening": (True, "xmr laney"),
            "sigmas": (2, "p exact laney xmr g t ewma"),
            "confidence": (0.9, "p exact laney xmr g t ewma"),
            "alpha": (0.1, "p exact laney xmr g t ewma"),
            "target": (0.9, "p exact laney xmr run g t ewma"),
        }
        needed = {"accept": 0.94, "reject": 0.8}
        functions = (peel.chart, peel.chart_false_alarm), (peel.chart_values, peel.chart_values_false_alarm)
        for place, (kinds, both) in enumerate(zip(("p exact laney xmr run cusum ewma", "xmr run g t"), functions)):
            given = [MET] if place else [MET, ASSESSED]
            for kind, (option, (value, fits)), function in product(kinds.split(), typed.items(), both):
                if place and option not in function.__kwdefaults__:
                    continue
                options = {**(needed if kind == "cusum" else {}), option: value, "kind": kind.upper()}
                if "alarm" in function.__name__:
                    options["draws"] = 99
                if kind in fits.split():
                    function(*given, **options)
                    continue
                error = self.refused(peel.Status.METHOD, peel.ArgumentError, partial(function, *given, **options))
                self.assertRegex(str(error), f'^{option} goes with .*, not with kind "{kind}".$')
        error = self.refused(
            peel.Status.METHOD, peel.ArgumentError, partial(peel.chart_many, ["a"] * 12, MET, ASSESSED, weight=0.5)
        )
        self.assertEqual(str(error), 'weight goes with kind "ewma", not with kind "p".')
        peel.chart(MET, ASSESSED, weight=None, floor=False, one_sided=False, screening=False)

    def test_the_rule_is_named(self):
        rules = ["1 beyond 1", "7 steps"]
        for kind, function, given in (
            ("ewma", peel.chart, [MET, ASSESSED]),
            ("ewma", peel.chart_false_alarm, [MET, ASSESSED]),
            ("ewma", peel.chart_many, [["a"] * 12, MET, ASSESSED]),
        ):
            error = self.refused(
                peel.Status.RULE_KIND, peel.ArgumentError, partial(function, *given, kind=kind, rules=rules)
            )
            self.assertTrue(str(error).startswith("rules[1], 7 steps: A rule does not go with"), error)
        for baseline in None, (2, 6):
            asked = partial(peel.chart_values, MET, kind="run", rules=["7 steps", "1 beyond 1"], baseline=baseline)
            error = self.refused(peel.Status.RULE_KIND, peel.ArgumentError, asked)
            self.assertTrue(str(error).startswith("rules[1], 1 beyond 1: "), error)


if __name__ == "__main__":
    unittest.main()
