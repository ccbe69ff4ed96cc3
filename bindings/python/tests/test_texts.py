"""Numbers for a reader, whatever decimal context the caller has set; and refusals that say which argument, and what to do."""

import decimal
import math
import random
import re
import unittest
from fractions import Fraction

from support import Refusing

import peel
from peel._percent import plain, points, with_point


class Numbers(unittest.TestCase):
    def test_the_context_of_the_caller_changes_nothing(self):
        def texts():
            figures = [peel.reported(text) for text in ("80.612", "87.8 +/- 1.66", "0.05%", "100.000000000000")]
            return [
                *map(str, figures),
                str(peel.difference((57, 81), (68, 80))),
                str(peel.difference((50000, 100000), (50010, 100000))),
                str(peel.compare((57, 81), (68, 80))),
                str(peel.trend([46, 44, 41], [48] * 3)),
            ]

        wanted = texts()
        self.assertEqual(wanted[:2], ["80.612%", "87.8% +/- 1.66"])
        self.assertTrue(wanted[4].startswith("+14.6 points"))
        for changes in {"prec": 1}, {"Emin": 0, "Emax": 0}, {"rounding": decimal.ROUND_UP}, {"capitals": 0}:
            with decimal.localcontext() as context:
                context.prec = 2
                context.traps = dict.fromkeys(context.traps, True)
                for name, value in changes.items():
                    setattr(context, name, value)
                self.assertEqual(texts(), wanted)

    def test_points_against_exact_fractions(self):
        chance = random.Random(3)
        for _ in range(2000):
            difference = chance.uniform(-1, 1) * 10.0 ** -chance.randrange(6)
            text = points(difference, "+")
            decimals = len(text.partition(".")[2])
            self.assertLessEqual(abs(Fraction(text) - 100 * Fraction(difference)), Fraction(1, 2 * 10**decimals))
            self.assertEqual(text[0], "+" if difference > 0 else "-")
            self.assertEqual(points(difference), text.lstrip("+"))
        for difference, text in (
            (0.0, "0.0"),
            (-0.0, "0.0"),
            (1, "100.0"),
            (-1, "-100.0"),
            (1e-7, "0.00001"),
            (1e-30, f"0.{0:017}"),
        ):
            self.assertEqual(points(difference), text)
        self.assertEqual(points(1e-30, "+")[0], "0")
        self.assertEqual([points(math.nan), points(math.inf)], ["nan", "inf"])

    def test_with_point(self):
        for number, decimals, text in (
            (806, 1, "80.6"),
            (5, 2, "0.05"),
            (-5, 1, "-0.5"),
            (0, 3, "0.000"),
            (94, 0, "94"),
            (100, 2, "1.00"),
        ):
            self.assertEqual(with_point(number, decimals), text)

    def test_a_figure_that_nobody_prints(self):
        for made in peel.Reported(-1, 0, 99, 0), peel.Reported(1, 1, 0, 2**40), peel.Reported(1, 0, -1, 0):
            self.assertEqual(str(made), repr(made))

    def test_plain_has_no_point_at_its_end(self):
        for value, text in (
            (99.96, "100"),
            (-99.96, "-100"),
            (99.94, "99.9"),
            (9.996, "10.0"),
            (0.9996, "1.00"),
            (100.4, "100"),
            (1e15, "1.00e+15"),
            (1.234e-5, "1.23e-05"),
            (0, "0"),
        ):
            self.assertEqual(plain(value), text)

    def test_a_census_of_a_printed_percentage_has_limits(self):
        census = peel.reported("80").rate(1000, design="census")
        self.assertLess(census.lower, census.upper)
        self.assertRegex(str(census), r"80\.0% \(census, .*: 79\.5% to 80\.5%\)$")
        self.assertNotIn("to", str(peel.rate(80, 100, design="census")))
        self.assertNotIn("to", str(peel.reported("80").rate(10, design="census")))


class Advice(Refusing):
    def test_the_argument_is_named(self):
        with self.assertRaisesRegex(TypeError, "^test is 5 "):
            peel.compare((57, 81), (68, 80), test=5)
        with self.assertRaisesRegex(TypeError, "^test is 5 "):
            peel.compare_pairs([(57, 81), (68, 80)], test=5)
        for wrong in 5, None:
            with self.assertRaisesRegex(TypeError, f"^test is {wrong} "):
                peel.reported_differ("94", "80.6", test=wrong)
        with self.assertRaisesRegex(TypeError, "^method is 5 "):
            peel.compare((57, 81), (68, 80), method=5)

    def test_an_impossible_percentage_names_what_is_near(self):
        chance, seen = random.Random(5), 0
        for _ in range(300):
            decimals, assessed = chance.randrange(3), chance.randrange(1, 400)
            figure = peel.Reported(chance.randrange(100 * 10**decimals + 1), 0, decimals, 0)
            rate = Fraction(figure.figure, 100 * 10**decimals)

            def is_possible(cases):
                near = [rate * cases // 1, rate * cases // 1 + 1]
                return any(abs(Fraction(met, cases) - rate) <= Fraction(1, 200 * 10**decimals) for met in near)

            if is_possible(assessed):
                continue
            seen += 1
            fewer = next((cases for cases in range(assessed - 1, 0, -1) if is_possible(cases)), None)
            more = next((cases for cases in range(assessed + 1, assessed + 1000) if is_possible(cases)), None)
            met = int(rate * assessed)
            for call in figure.counts, figure.rate:
                text = str(self.refused(peel.Status.IMPOSSIBLE_PERCENTAGE, peel.NumberError, call, assessed))
                shown = re.findall(r"(\d+) is ([\d.]+)%", text)
                self.assertEqual([int(count) for count, _ in shown], [met, met + 1])
                for count, percentage in shown:
                    self.assertEqual(len(percentage.partition(".")[2]), decimals + 1)
                    error = Fraction(percentage) - Fraction(100 * int(count), assessed)
                    self.assertLessEqual(abs(error), Fraction(1, 20 * 10**decimals))
                self.assertIn(f"of {' or '.join(str(cases) for cases in (fewer, more) if cases)} cases", text)
        self.assertGreater(seen, 60)
        text = str(self.refused(211, peel.NumberError, peel.reported("80.6").counts, 79))
        self.assertIn("63 is 79.75% and 64 is 81.01%. Is it of 72 or 93 cases", text)
        self.assertIn(" 1 case ", str(self.refused(211, peel.NumberError, peel.reported("50").counts, 1)))
        # Of so many decimals no denominator near by is possible.
        text = str(self.refused(211, peel.NumberError, peel.reported("99.999999").counts, 10))
        self.assertTrue(text.endswith("10 is 100.0000000%."))

    def test_percentages_without_plus_minus(self):
        for before, after, which in (
            ("80.6", "94", "before"),
            ("80.6 +/- 1", "94", "after"),
            ("80.6", "94 +/- 1", "before"),
        ):
            error = self.refused(peel.Status.DENOMINATOR_NEEDED, peel.NumberError, peel.reported_compare, before, after)
            self.assertRegex(str(error), f"^{which} .*reported_differ")


if __name__ == "__main__":
    unittest.main()
