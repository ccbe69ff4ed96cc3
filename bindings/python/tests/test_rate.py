"""peel.rate: numbers, words, texts."""

import csv
import math
import threading
import unittest

from support import REFERENCE

import peel

# The samples of HMICFRS's PEEL 2021/22 inspection of Cambridgeshire Constabulary, with limits in percent computed in
# exact arithmetic: met, assessed, Wilson, Clopper-Pearson.
INSPECTION = [
    (41, 79, (41.0511, 62.5703), (40.3646, 63.2863)),
    (40, 48, (70.4222, 91.3045), (69.7778, 92.5189)),
    (27, 36, (58.9295, 86.2495), (57.7970, 87.8797)),
    (57, 81, (59.6880, 79.2080), (59.1912, 80.0071)),
    (30, 33, (76.4274, 96.8596), (75.6684, 98.0845)),
    (47, 60, (66.3800, 86.8770), (65.8044, 87.9284)),
    (43, 68, (51.3556, 73.6995), (50.6679, 74.6102)),
    (15, 59, (16.0560, 37.7961), (14.9821, 38.4424)),
]


class Numbers(unittest.TestCase):
    def test_inspection_samples(self):
        for met, assessed, wilson, exact in INSPECTION:
            for method, limits in ("wilson", wilson), ("clopper-pearson", exact):
                with self.subTest(met=met, assessed=assessed, method=method):
                    interval = peel.rate(met, assessed, method=method)
                    self.assertEqual(interval.estimate, met / assessed)
                    self.assertAlmostEqual(100 * interval.lower, limits[0], delta=0.00005001)
                    self.assertAlmostEqual(100 * interval.upper, limits[1], delta=0.00005001)

    def test_every_row_of_the_reference_table(self):
        rows = 0
        with open(REFERENCE / "interval.csv", newline="") as file:
            for row in csv.DictReader(file):
                if row["method"].endswith("-raw"):  # the formula before its ends are pinned or cut
                    continue
                interval = peel.rate(
                    int(row["k"]), int(row["n"]), method=row["method"], confidence=float(row["confidence"])
                )
                # The accuracy that the library states: agresti-coull 16 ulp or 1e-16, the others 2e-15 or better.
                relative = 16 * 2.0**-52 if row["method"] == "agresti-coull" else 2e-15
                for limit in "lower", "upper":
                    value, truth = getattr(interval, limit), float(row[limit])
                    self.assertTrue(math.isclose(value, truth, rel_tol=relative, abs_tol=1e-16), (row, value))
                rows += 1
        self.assertEqual(rows, 6 * 1809)

    def test_one_sided_bounds_spend_all_of_alpha_on_one_side(self):
        two = peel.rate(41, 79, confidence=0.9)
        lower, upper = (peel.rate(41, 79, alpha=two.alpha / 2, side=side) for side in ("lower", "upper"))
        self.assertAlmostEqual(lower.lower, two.lower, delta=1e-15)
        self.assertAlmostEqual(upper.upper, two.upper, delta=1e-15)
        self.assertEqual((lower.upper, upper.lower), (1.0, 0.0))

    def test_fields(self):
        interval = peel.rate(41, 79)
        names = ("estimate", "lower", "upper", "confidence", "alpha", "method", "side", "notes", "scale")
        self.assertEqual(interval._fields, names)
        self.assertEqual((interval.confidence, interval.alpha), (0.95, 1 - 0.95))
        self.assertEqual((interval.method, interval.side, interval.notes), ("wilson", "two-sided", peel.Note(0)))
        self.assertEqual(interval.scale, "rate")
        self.assertEqual(peel.rate(41, 79, alpha=0.05).alpha, 0.05)

    def test_typed_defaults_are_the_defaults(self):
        typed = peel.rate(
            met=41,
            assessed=79,
            population=0,
            method="WILSON",
            confidence=0.95,
            alpha=None,
            side="Two-Sided",
            design="random",
        )
        self.assertEqual(typed, peel.rate(41, 79))

    def test_every_method_of_the_list(self):
        for method in peel.methods("rate"):
            interval = peel.rate(41, 79, method=method.name)
            self.assertEqual(interval.method, method.name)
            self.assertTrue(0.38 < interval.lower < 41 / 79 < interval.upper < 0.66, interval)

    def test_numbers_that_are_not_int(self):
        self.assertEqual(peel.rate(41.0, 79.0), peel.rate(41, 79))

    def test_threads(self):
        jobs = [(met, assessed, method) for assessed in range(60, 64) for met in range(assessed) for method in METHODS]
        expected = [peel.rate(met, assessed, method=method) for met, assessed, method in jobs]
        seen = []

        def work():
            seen.append([peel.rate(met, assessed, method=method) for met, assessed, method in jobs])

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(seen, [expected] * 4)


METHODS = ("wilson", "clopper-pearson", "jeffreys")


class Designs(unittest.TestCase):
    def test_nothing_assessed(self):
        interval = peel.rate(0, 0)
        self.assertTrue(math.isnan(interval.estimate))
        self.assertEqual((interval.lower, interval.upper), (0.0, 1.0))
        self.assertEqual(interval.notes, peel.Note.NOTHING_ASSESSED)
        self.assertEqual(str(interval), "no rate (nothing assessed)")

    def test_what_leaves_nothing_to_infer_stands_alone(self):
        for design in "random", "quota", "dip", "census":
            nothing = peel.rate(0, 0, design=design)
            self.assertEqual((nothing.lower, nothing.upper, nothing.notes), (0, 1, peel.Note.NOTHING_ASSESSED))
            everything = peel.rate(30, 33, 33, design=design)
            self.assertEqual((everything.lower, everything.notes), (30 / 33, peel.Note.CENSUS))
        self.assertEqual(peel.rate(41, 79, 300, design="dip").notes, peel.Note.DIP)

    def test_dip(self):
        interval = peel.rate(41, 79, design="dip")
        self.assertTrue(math.isnan(interval.lower) and math.isnan(interval.upper))
        self.assertIn(peel.Note.DIP, interval.notes)
        self.assertEqual(str(interval), "51.9% (dip sample, interval withheld)")

    def test_quota(self):
        interval = peel.rate(41, 79, design="quota")
        self.assertEqual(interval.notes, peel.Note.QUOTA)
        self.assertEqual(str(interval), "51.9% (95% CI 41.1% to 62.6%, of the audited mix)")

    def test_census(self):
        for interval in peel.rate(30, 33, design="census"), peel.rate(30, 33, population=33):
            self.assertEqual((interval.lower, interval.upper), (30 / 33, 30 / 33))
            self.assertIn(peel.Note.CENSUS, interval.notes)
            self.assertEqual(str(interval), "90.9% (census, no sampling error)")

    def test_population(self):
        unused = peel.rate(41, 79, population=300, method="wilson-cc")
        self.assertEqual(unused.notes, peel.Note.POPULATION_UNUSED)
        self.assertEqual(unused[:3], peel.rate(41, 79, method="wilson-cc")[:3])
        used = peel.rate(41, 79, population=300)
        self.assertEqual(used.notes, peel.Note.FINITE)
        self.assertLess(peel.rate(41, 79).lower, used.lower)

    def test_notes_of_a_poor_method(self):
        self.assertIn(peel.Note.CLIPPED, peel.rate(30, 33, method="wald").notes)
        self.assertIn(peel.Note.NO_WIDTH, peel.rate(0, 20, method="wald").notes)


class Texts(unittest.TestCase):
    def test_interval(self):
        self.assertEqual(str(peel.rate(41, 79)), "51.9% (95% CI 41.1% to 62.6%)")

    def test_bounds(self):
        self.assertEqual(str(peel.rate(41, 79, side="lower")), "51.9% (95% lower bound 42.7%)")
        self.assertEqual(str(peel.rate(41, 79, side="upper")), "51.9% (95% upper bound 60.9%)")

    def test_confidences(self):
        for given, words in (
            ({"confidence": 0.998}, "99.8% CI"),
            ({"alpha": 0.05}, "95% CI"),
            ({"alpha": 0.32}, "68% CI"),
            ({"confidence": 1 - 1e-9}, "99.9999999% CI"),
            ({"alpha": 1e-20}, "alpha 1e-20 CI"),
        ):
            self.assertIn(f"({words} ", str(peel.rate(41, 79, **given)))

    def test_all_or_nothing_is_printed_only_for_all_or_nothing(self):
        self.assertEqual(str(peel.rate(0, 5))[:16], "0.0% (95% CI 0.0")
        self.assertTrue(str(peel.rate(5, 5)).endswith(" to 100.0%)"))
        self.assertTrue(str(peel.rate(9999, 10000)).startswith("more than 99.9% ("))
        self.assertTrue(str(peel.rate(1, 10000)).startswith("less than 0.1% ("))
        self.assertIn("95% CI less than 0.1% to ", str(peel.rate(1, 1000)))
        self.assertTrue(str(peel.rate(999, 1000)).endswith(" to more than 99.9%)"))

    def test_a_limit_rounded_to_an_end_of_the_scale_is_not_that_end(self):
        one_failed = 2**53 - 1, 2**53
        self.assertEqual(peel.rate(*one_failed).upper, 1)
        self.assertTrue(str(peel.rate(*one_failed)).endswith(" to more than 99.9%)"))
        self.assertTrue(str(peel.rate(*one_failed, side="upper")).endswith("bound more than 99.9%)"))
        rounded = peel.rate(1, 10)._replace(lower=0.0)
        self.assertIn(" CI less than 0.1% to ", str(rounded))
        self.assertTrue(str(rounded._replace(side="lower")).endswith("bound less than 0.1%)"))
        cut = peel.rate(30, 33, method="wald")
        self.assertTrue(cut.notes & peel.Note.CLIPPED and str(cut).endswith(" to 100.0%)"))

    def test_no_width_is_said(self):
        self.assertEqual(str(peel.rate(0, 20, method="wald")), "0.0% (95% CI 0.0% to 0.0%, without width)")
        quota = str(peel.rate(20, 20, method="wald", design="quota"))
        self.assertEqual(quota, "100.0% (95% CI 100.0% to 100.0%, without width, of the audited mix)")

    def test_rounding_is_of_the_proportion(self):
        # 0.0015 is stored as 0.001500000000000000031, but 100 times that as 0.1499999999999999944.
        self.assertTrue(str(peel.rate(15, 10000)).startswith("0.2% ("))


if __name__ == "__main__":
    unittest.main()
