"""peel reported: printed percentages without their counts."""

import math
from fractions import Fraction

from support import Program, fisher, wilson


def fits(figure, decimals, assessed):
    """The numbers of cases met whose rate lies within half a unit of the figure's last decimal, both ends included."""
    value, half = Fraction(figure), Fraction(1, 2 * 10**decimals)
    return [k for k in range(assessed + 1) if abs(Fraction(100 * k, assessed) - value) <= half]


def possible(figures, first, last):
    return [n for n in range(first, last + 1) if all(fits(value, decimals, n) for value, decimals in figures)]


EIGHTY = ("80.6", 1)


class Alone(Program):
    def test_no_interval_but_the_counts_that_fit(self):
        output = self.run_peel("reported", "80.6")[0].splitlines()
        self.assertEqual(output[0], "80.6% alone has no interval: say of how many cases it is, as in --assessed 79, or "
                                    "type its +/-")
        first = [f"{fits(*EIGHTY, n)[0]} of {n}" for n in possible([EIGHTY], 1, 300)[:10]]
        self.assertEqual(output[1], "It is first " + first[0] + ", then " + ", ".join(first[1:]) + ", ...")
        count = len(possible([EIGHTY], 1, 300))
        self.assertEqual(output[2], f"80.6%: of the 300 numbers of cases from 1 to 300, {count} can give it, and "
                                    f"{300 - count} cannot")

    def test_as_it_may_be_written(self):
        for typed in ("80.6%", " 80.6 ", "80.6 percent", "80.6 %", "80.6\u00a0%", "80.6\u202f%"):
            self.assertEqual(self.run_peel("reported", typed), self.run_peel("reported", "80.6"), typed)
        self.assertTrue(self.first_line("reported", "94.0").startswith("94.0% alone"))
        self.assertNotEqual(self.run_peel("reported", "94.0")[0].split("\n")[1], self.run_peel("reported", "94")[0].split("\n")[1])

    def test_no_number_gives_it(self):
        self.assertIn("No number of cases from 1 to 300 gives it", self.run_peel("reported", "80.60001")[0])

    def test_a_half_leaves_two(self):
        # 1/8 is 12.5%: printed 12 or 13
        self.assertIn("1 of 8", self.run_peel("reported", "12")[0])
        self.assertIn("1 of 8", self.run_peel("reported", "13")[0])
        self.assertRegex(self.run_peel("reported", "9", "--assessed", "200..200")[0], r"(?m)^ +200 17 to 19$")

    def test_refused(self):
        self.refused('eighty: letter 1: "eighty" is not a percentage: write it as in 80.6%', "reported", "eighty")
        self.refused("101: letter 1: ", "reported", "101")
        self.refused("100.1", "reported", "100.1")
        self.refused('"" is blank: write it as in 80.6%', "reported", "80.6", "")
        self.refused("type a printed percentage", "reported")
        for typed in ("-5", "80,6", "80.6.1", "nan", "1e1", "41/79"):
            self.refused(f"{typed}: ", "reported", "--", typed)


class Ranges(Program):
    def test_150_to_300(self):
        output = self.run_peel("reported", "80.6", "--assessed", "150..300")[0].splitlines()
        listed = possible([EIGHTY], 150, 300)
        self.assertEqual(len(listed), 35)
        self.assertEqual(output[0], "80.6%: of the 151 numbers of cases from 150 to 300, 35 can give it, and 116 cannot")
        self.assertEqual([line.split() for line in output[3:]],
                         [[str(n), str(fits(*EIGHTY, n)[0])] for n in listed])

    def test_several_share_their_cases(self):
        output = self.run_peel("reported", "94", "80.6", "--assessed", "1..300")[0].splitlines()
        both = possible([("94", 0), EIGHTY], 1, 300)
        self.assertEqual(both[:6], [31, 36, 62, 67, 72, 93])
        self.assertEqual([int(line.split()[0]) for line in output[3:]], both)
        three = possible([("94", 0), EIGHTY, ("50", 0)], 1, 300)
        output = self.run_peel("reported", "94", "80.6", "50", "--assessed", "1..300")[0].splitlines()
        self.assertIn(f"{len(three)} can give all of them", output[0])
        self.assertEqual([int(line.split()[0]) for line in output[3:]], three)

    def test_for_machines(self):
        first, *fit = self.results("reported", "80.6", "--assessed", "150..300")["results"]
        self.assertEqual([first[name] for name in ("kind", "assessed", "assessed_last", "possible", "impossible", "first")],
                         ["range", 150, 300, 35, 116, 155])
        self.assertEqual([(row["assessed"], row["met_lower"], row["met_upper"]) for row in fit],
                         [(n, fits(*EIGHTY, n)[0], fits(*EIGHTY, n)[-1]) for n in possible([EIGHTY], 150, 300)])
        rows = self.rows("reported", "80.6", "--assessed", "150..300")
        self.assertEqual(list(rows[0]), list(first))
        self.assertEqual(rows[1]["kind"], "fit")

    def test_more_than_are_listed(self):
        output = self.run_peel("reported", "50", "--assessed", "1000..9000")[0]
        self.assertIn("Note: The first 1000 possible numbers of cases are shown.", output)

    def test_none(self):
        self.assertEqual(self.run_peel("reported", "91", "--assessed", "25..25")[0],
                         "91%: of the 1 numbers of cases from 25 to 25, 0 can give it, and 1 cannot\n")

    def test_refused(self):
        for typed in ("0", "300..150", "..300", "150..", "many", "1.5", "-3", "0..5", "1..2..3", ""):
            self.refused("type a whole number of cases from 1, as in 79, or a range", "reported", "80.6",
                         f"--assessed={typed}")
        self.refused("at most 100000000 numbers of cases", "reported", "80.6", "--assessed", "1..999999999")


class Assessed(Program):
    def test_the_interval(self):
        lower, upper = wilson(25, 31)
        self.assertEqual(self.run_peel("reported", "80.6", "--assessed", "31")[0],
                         f"80.6% of 31 cases is 25 of 31 (80.6%; 95% confidence interval {100 * lower:.1f}% to "
                         f"{100 * upper:.1f}%, Wilson)\n")

    def test_over_all_counts_that_fit(self):
        counts = fits("80.6", 1, 2000)
        self.assertEqual((counts[0], counts[-1]), (1611, 1613))
        row = self.results("reported", "80.6", "--assessed", "2000")["results"][0]
        self.assertAlmostEqual(row["lower"], wilson(1611, 2000)[0], delta=1e-12)
        self.assertAlmostEqual(row["upper"], wilson(1613, 2000)[1], delta=1e-12)
        self.assertEqual((row["met_lower"], row["met_upper"], row["estimate"]), (1611, 1613, 0.806))
        self.assertIn("is 1611 to 1613 of 2000 (", self.run_peel("reported", "80.6", "--assessed", "2000")[0])

    def test_impossible(self):
        self.assertEqual(fits("80.6", 1, 79), [])
        self.refused("80.6: No whole number of 79 cases gives this percentage: 63 is 79.75%, and 64 is 81.01%", "reported",
                     "80.6", "--assessed", "79", code=1)
        self.refused("22 is 88.0%, and 23 is 92.0%", "reported", "91", "--assessed", "25", code=1)
        faults = self.results("reported", "91", "--assessed", "25", code=1)["faults"]
        self.assertEqual((faults[0]["sample"], faults[0]["status"]), ("91", "impossible-percentage"))

    def test_options_of_the_interval(self):
        self.assertIn("Clopper-Pearson (exact)", self.run_peel("reported", "80.6", "--assessed", "31", "--method",
                                                               "clopper-pearson")[0])
        self.assertIn("one-sided 99% lower bound", self.run_peel("reported", "80.6", "--assessed", "31", "--side", "lower",
                                                                 "--confidence", "99")[0])
        self.assertIn("Note: The cases were chosen by quota", self.run_peel("reported", "80.6", "--assessed", "31",
                                                                            "--design", "quota")[0])
        lines = self.run_peel("reported", "80.6", "94", "--assessed", "31", "--format", "table")[0].splitlines()
        self.assertEqual([line.split()[:3] for line in lines[1:]], [["80.6%", "31", "25"], ["94%", "31", "29"]])
        self.refused("There is no", "reported", "80.6", "--assessed", "31", "--method", "newcombe")


class Two(Program):
    def test_94_to_80_6(self):
        """What METHODS computes: Fisher first at 55, always from 65."""
        differs = [n for n in range(1, 200)
                   if fisher(math.floor(0.94 * n + 0.5), n, math.floor(0.806 * n + 0.5), n) <= 0.05]
        always = next(n for n in range(1, 200) if all(m in differs for m in range(n, 200)))
        self.assertEqual((differs[0], always), (55, 65))
        output = self.run_peel("reported", "94", "80.6")[0].splitlines()
        self.assertEqual(output[0], "Fell from 94% to 80.6%: with equal samples of 65 or more in each audit this is more "
                                    "than chance (Fisher, 5%)")
        every = [n for n in range(1, 200) if all(
            fisher(a, n, b, n) <= 0.05 and a != b
            for a in {math.floor(0.94 * n), math.ceil(0.94 * n), *fits("94", 0, n)} if 0 <= a <= n
            for b in {math.floor(0.806 * n), math.ceil(0.806 * n), *fits("80.6", 1, n)} if 0 <= b <= n)]
        self.assertEqual(next(n for n in range(1, 200) if all(m in every for m in range(n, 200))), 73)
        self.assertEqual(output[1], "That takes the whole number nearest to each figure (from 65 on); over every count that "
                                    "rounds so it is from 73 on, over the possible ones alone from 67 on")
        self.assertEqual(output[2], "With fewer than 55 it is no more than chance can explain; from 55 to 64 it depends on "
                                    "the number")
        self.assertEqual(output[3], "To show such a change with 80% power, each audit needs 105 cases (Fisher, exact), 96 "
                                    "(Pearson, normal formula)")
        self.assertEqual(output[4], "Both figures can be of the same number of cases where that is 31, 36, 62, 67, 72, 93, "
                                    "98, 103, ...")
        self.assertIn("no interval of the change", output[5])

    def test_every_convention(self):
        rows = {(row["test"], row["convention"]): (row["first"], row["always"])
                for row in self.results("reported", "94", "80.6")["results"] if row["kind"] == "differ"}
        self.assertEqual(rows["fisher", "nearest"], (55, 65))
        self.assertEqual(rows["fisher", "every"][1], 73)
        self.assertEqual(rows["pearson", "nearest"], (39, 60))
        self.assertEqual(rows["pearson", "fractional"], (48, 48))
        self.assertEqual(len(rows), 10)
        table = self.run_peel("reported", "94", "80.6")[0]
        self.assertRegex(table, r"Pearson chi-squared +fractional +48 +48")
        self.assertIn("every, all that round to it and the whole numbers on both sides, of which the least sure decides; "
                      "possible, all that round to it, where both figures have such, likewise;", " ".join(table.split()))

    def test_it_rose(self):
        self.assertTrue(self.first_line("reported", "80.6", "94").startswith("Rose from 80.6% to 94%: with equal samples "
                                                                            "of 65 or more"))

    def test_options(self):
        self.assertTrue(self.first_line("reported", "94", "80.6", "--test", "pearson").endswith(
            "of 60 or more in each audit this is more than chance (Pearson chi-squared, 5%)"))
        self.assertIn("(Fisher, 1%)", self.first_line("reported", "94", "80.6", "--confidence", "99"))
        self.assertIn("of some sizes from 55 on",
                      self.first_line("reported", "94", "80.6", "--largest", "60"))
        self.assertIn("of up to 40 in each audit this is no more than chance can explain (Fisher, 5%)",
                      self.first_line("reported", "94", "80.6", "--largest", "40"))
        self.assertIn("with 90% power", self.run_peel("reported", "94", "80.6", "--power", "90")[0])
        sizes = [row["assessed"] for row in self.results("reported", "94", "80.6", "--power", "0.9")["results"]
                 if row["kind"] == "size"]
        self.assertEqual(len(sizes), 2)
        self.assertGreater(min(sizes), 105)

    def test_alike(self):
        self.assertEqual(self.run_peel("reported", "94", "94")[0],
                         "94% and 94% do not differ as printed: rounding leaves 93.5% to 94.5%\n")
        self.assertEqual(self.run_peel("reported", "94", "94.0")[0],
                         "94% and 94.0% do not differ as printed: rounding leaves 93.5% to 94.5% and 93.95% to 94.05%\n")

    def test_rounding_alone(self):
        for figures in (("5", "6"), ("94", "94.4"), ("6", "5")):
            line = self.first_line("reported", *figures, "--largest", "100000")
            self.assertEqual(line, f"From {figures[0]}% to {figures[1]}%: rounding alone could explain the difference, "
                                   "whatever the number of cases")
        line = self.first_line("reported", "94", "80.6", "--largest", "70")  # every count: from 73
        self.assertTrue(line.startswith("From 94% to 80.6%: with equal samples of up to 70, the largest looked at, "
                                        "rounding decides"), line)

    def test_the_largest_looked_at(self):
        self.assertIn("in each audit from 65 up to 100, the largest looked at, this is more than chance",
                      self.first_line("reported", "94", "80.6", "--largest", "100"))
        self.assertIn("of 65 or more", self.first_line("reported", "94", "80.6", "--largest", "130"))

    def test_no_shared_number(self):
        self.assertIn("No number of cases up to 300 gives both figures",
                      self.run_peel("reported", "80.60001", "94")[0])

    def test_refused(self):
        self.refused("as in --assessed 1..300", "reported", "94", "80.6", "90")
        self.refused("one of the figures has a +/-", "reported", "94 +/- 1", "80.6")
        self.refused("--largest", "reported", "94", "80.6", "--largest", "0")
        self.refused("--largest", "reported", "94", "80.6", "--largest", "100001")
        for typed in ("0", "100", "many", "1"):
            self.refused("--power", "reported", "94", "80.6", f"--power={typed}")
        self.refused("chance alone gives as much", "reported", "94", "80.6", "--power", "4")
        self.refused("fisher, fisher-mid-p, pearson or n-1", "reported", "94", "80.6", "--test", "boschloo")
        self.refused("--test goes with two figures", "reported", "94", "--test", "pearson")
        self.refused("on both sides", "reported", "94", "80.6", "--side", "lower")
        for option in (("--design", "dip"), ("--method", "wald")):
            self.refused(f"{option[0]} goes with --assessed", "reported", "94", "80.6", *option)
        for option in ("--power=80", "--side=lower", "--largest=50", "--method=wald", "--design=census", "--test=fisher"):
            self.refused(option.split("=")[0], "reported", "80.6", option)
            if option[2] not in "smd":
                self.refused(option.split("=")[0], "reported", "80.6", "--assessed", "31", option)
        self.refused("--bom goes with", "reported", "94", "--bom")


class PlusMinus(Program):
    def test_worth(self):
        z = 1.959963984540054
        worth = z * z * 0.878 * 0.122 / 0.0166**2
        self.assertEqual(self.run_peel("reported", "87.8 +/- 1.66")[0],
                         f"87.8% (+/- 1.66) is worth a random sample of {worth:.0f} cases (1479 to 1508, for both numbers "
                         "are rounded; +/- at 95%)\n")
        for typed in ("87.8% (+/- 1.66%)", "87.8 ± 1.66"):
            self.assertEqual(self.run_peel("reported", typed), self.run_peel("reported", "87.8 +/- 1.66"))
        row = self.results("reported", "87.8 +/- 1.66")["results"][0]
        self.assertAlmostEqual(row["worth"], worth, delta=1e-9)

    def test_two(self):
        z = (0.758 - 0.878) / math.hypot(0.0166 / 1.959963984540054, 0.0194 / 1.959963984540054)
        half = math.hypot(0.0166, 0.0194)
        line = self.first_line("reported", "87.8 +/- 1.66", "75.8 +/- 1.94")
        self.assertTrue(line.startswith("Fell from 87.8% (+/- 1.66) to 75.8% (+/- 1.94): -12.0 percentage points (95% "
                                        f"confidence interval {-12 - 100 * half:.1f} to {-12 + 100 * half:.1f}, "))
        self.assertIn(f"z = {z:.2f}, with rounding -9.31 to -9.11", line)
        row = self.results("reported", "87.8 +/- 1.66", "75.8 +/- 1.94")["results"][0]
        self.assertAlmostEqual(row["statistic"], z, delta=1e-12)
        self.assertEqual((row["verdict"], row["kind"]), ("falling", "compare"))
        self.assertEqual(self.rows("reported", "87.8 +/- 1.66", "75.8 +/- 1.94")[0]["verdict"], "falling")

    def test_set_aside(self):
        self.refused("100 +/- 1: A +/- is worth a sample only where it is above 0", "reported", "100 +/- 1", code=1)
        answer = self.results("reported", "100 +/- 1", code=1)
        self.assertEqual((answer["results"], answer["faults"][0]["status"]), ([], "plus-minus"))

    def test_refused(self):
        self.refused("a +/- has two sides", "reported", "87.8 +/- 1.66", "--side", "lower")
