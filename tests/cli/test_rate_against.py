"""peel rate --against: could the true rate be this one?"""

import math
import statistics
from fractions import Fraction

from support import SAMPLES, Program, binomial, wilson

NORMAL = statistics.NormalDist()


def chances(assessed, rate):
    return [math.comb(assessed, k) * rate**k * (1 - rate) ** (assessed - k) for k in range(assessed + 1)]


def exact(met, assessed, rate):
    """The smaller tail doubled, in whole numbers; and each tail."""
    chance = chances(assessed, Fraction(rate))
    above, below = sum(chance[met:]), sum(chance[:met + 1])
    return float(min(1, 2 * min(above, below))), float(above), float(below)


def mid_p(met, assessed, rate):
    chance = chances(assessed, Fraction(rate))
    return float(min(1, 2 * min(sum(chance[met:]), sum(chance[:met + 1])) - chance[met]))


def blaker(met, assessed, rate):
    """The smaller tail, and of the other side all that has no larger tail (Blaker 2000)."""
    chance = chances(assessed, Fraction(rate))
    above = [sum(chance[k:]) for k in range(assessed + 1)]
    below = [sum(chance[:k + 1]) for k in range(assessed + 1)]
    least = min(above[met], below[met])
    if above[met] < below[met]:
        return float(min(1, least + max([tail for tail in below if tail <= least], default=0)))
    return float(min(1, least + max([tail for tail in above if tail <= least], default=0)))


def score(met, assessed, rate):
    z = (met / assessed - rate) / math.sqrt(rate * (1 - rate) / assessed)
    return z, 2 * NORMAL.cdf(-abs(z))


def likelihood_ratio(met, assessed, rate):
    share = met / assessed
    gain = met * math.log(share / rate) + (assessed - met) * math.log((1 - share) / (1 - rate))
    return math.copysign(math.sqrt(2 * gain), share - rate)


class Sentence(Program):
    def test_not_excluded(self):
        self.assertEqual(self.run_peel("rate", "41/79", "--against", "60%")[0],
                         "41 of 79 (51.9%; 95% confidence interval 40.4% to 63.3%, Clopper-Pearson (exact)). Could the true "
                         "rate be 60%? This sample does not exclude it (p = 0.18, exact binomial)\n")

    def test_excluded(self):
        line = self.first_line("rate", "41/79", "--against", "70", "--confidence", "99")
        self.assertTrue(line.endswith(". Could the true rate be 70%? It is excluded at 99% (p = 0.001, exact binomial)"))

    def test_the_score_says_its_z(self):
        z, p_value = score(41, 79, 0.6)
        self.assertTrue(self.first_line("rate", "41/79", "--against", "0.6", "--test", "score").endswith(
            f"does not exclude it (p = {p_value:.2f}, z = {z:.2f}, score)"))

    def test_one_side(self):
        _, above, below = exact(41, 79, 0.6)
        line = self.first_line("rate", "41/79", "--against", "60", "--side", "upper")
        self.assertTrue(line.endswith(". Could the true rate be 60% or higher? This sample does not exclude it "
                                      f"(p = {below:.3f}, exact binomial, one-sided)"), line)
        line = self.first_line("rate", "41/79", "--against", "60", "--side", "lower")
        self.assertTrue(line.endswith(". Could the true rate be 60% or lower? This sample does not exclude it "
                                      f"(p = {above:.2f}, exact binomial, one-sided)"), line)

    def test_ways_to_write_a_rate(self):
        for typed in ("60", "60%", "0.6", "60.0%", ".6", " 60 "):
            self.assertEqual(self.run_peel("rate", "41/79", "--against", typed),
                             self.run_peel("rate", "41/79", "--against", "60%"), typed)
        for typed, said in (("0", "0%"), ("100", "100%"), ("100%", "100%"), ("1%", "1%"), ("0.5%", "0.5%")):
            self.assertIn(f"Could the true rate be {said}? It is excluded", self.first_line("rate", "41/79", "--against",
                                                                                           typed))

    def test_a_census(self):
        for rate, words in (("60", "above 60%"), ("95", "below 95%"), ("90%", "exactly 90%")):
            self.assertEqual(self.first_line("rate", "27/30", "--design", "census", "--against", rate),
                             f"27 of 30 (90.0%; every case was looked at). That is {words}")

    def test_a_dip_has_no_verdict(self):
        output = self.run_peel("rate", "41/79", "--against", "90", "--design", "dip")[0]
        self.assertTrue(output.startswith("41 of 79 (51.9%; no interval, as a dip sample supports none). Whether the true "
                                          "rate could be 90% such a sample does not tell\n"), output)
        self.assertNotIn("exclude", output)
        row = self.rows("rate", "41/79", "--against", "90", "--design", "dip")[0]
        self.assertEqual((row["significant"], row["against"], row["test"]), ("", "0.9", "exact"))
        table = self.run_peel("rate", "41/79", "--against", "90", "--design", "dip", "--format", "table")[0]
        self.assertNotIn("excluded", table)

    def test_nothing_assessed(self):
        self.assertEqual(self.first_line("rate", "0/0", "--against", "60"), "0 of 0 (no rate: no case was assessed)")

    def test_what_was_seen_rules_it_out(self):
        # 20 of 22 is 90.9% already
        for sample, rate, side, words in (
                (["20/20"], "90", "two-sided", "Could the true rate be 90%? No: of the 22 cases 20 met the criterion already"),
                (["20/20"], "90", "lower", "be 90% or lower? No: of the 22 cases 20 met the criterion already"),
                (["20/20"], "90", "upper", "be 90% or higher? Yes: of the 22 cases 20 met the criterion already"),
                (["--failures", "20/20"], "10", "two-sided",
                 "Could the true rate be 10%? No: of the 22 cases 20 did not meet the criterion"),
                (["--failures", "20/20"], "10", "lower", "10% or lower? Yes: of the 22 cases 20 did not meet the criterion"),
                (["--failures", "20/20"], "10", "upper", "10% or higher? No: of the 22 cases 20 did not meet the criterion")):
            arguments = ("rate", *sample, "--population", "22", "--against", rate, "--side", side)
            line = self.first_line(*arguments)
            self.assertTrue(line.endswith(words), line)
            row, result = self.rows(*arguments)[0], self.results(*arguments)["results"][0]
            expected = ("0", "yes") if "No:" in words else ("1", "no")
            self.assertEqual((row["p_value"], row["significant"]), expected)
            self.assertEqual((result["p_value"], result["significant"]), (float(expected[0]), expected[1]))
            self.assertEqual((row["notes"], row["statistic"]), ("finite ruled-out", ""))
            self.assertEqual(result["notes"], ["finite", "ruled-out"])
        table = self.run_peel("rate", "20/20", "--population", "22", "--against", "90", "--format", "table")[0]
        self.assertIn("where p is at most 5%; 0 or 1 where the cases looked at decide.\n", table)
        self.assertIn("20 of 20 100.0%     90% 0 yes\n", table)
        self.assertNotIn("Could the true rate be 91%? No", self.first_line("rate", "20/20", "--population", "22",
                                                                          "--against", "91"))

    def test_what_is_ruled_out_is_so_of_a_dip(self):
        arguments = ("rate", "20/20", "--population", "22", "--against", "90", "--design", "dip")
        self.assertTrue(self.first_line(*arguments).endswith("No: of the 22 cases 20 met the criterion already"))
        self.assertEqual(self.rows(*arguments)[0]["significant"], "yes")

    def test_a_census_has_no_verdict_in_csv(self):
        for sample in (["27/30", "--design", "census"], ["27/30", "--population", "30"], ["0/0"]):
            self.assertEqual(self.rows("rate", *sample, "--against", "60")[0]["significant"], "")
            self.assertIsNone(self.results("rate", *sample, "--against", "60")["results"][0]["significant"])

    def test_a_limit_that_is_near(self):
        # the limit is 63.288%: the test excludes 63.3%, and not 63.28%
        line = self.first_line("rate", "41/79", "--against", "63.3")
        self.assertIn("interval 40.36% to 63.29%, Clopper-Pearson (exact)). Could the true rate be 63.3%? It is excluded", line)
        line = self.first_line("rate", "41/79", "--against", "63.28")
        self.assertIn("interval 40.36% to 63.29%, Clopper-Pearson (exact)). Could the true rate be 63.28%? This sample "
                      "does not", line)
        self.assertIn("79 51.9% 40.36% 63.29%\n", self.run_peel("rate", "41/79", "--against", "63.3", "--format", "table")[0])
        self.assertIn("40.4% to 63.3%", self.first_line("rate", "41/79", "--against", "63.2"))
        self.assertIn("0.0% to 4.6%", self.first_line("rate", "0/79", "--against", "0"))

    def test_a_p_as_near_to_alpha_as_rounding_is_equal_to_it(self):
        above, alpha = 0, 1 - 0.95
        for met, assessed in SAMPLES:
            limits = self.results("rate", f"{met}/{assessed}", "--method", "clopper-pearson")["results"][0]
            for rate in (limits["lower"], limits["upper"]):
                p_value = float(self.rows("rate", f"{met}/{assessed}", "--against", repr(rate))[0]["p_value"])
                line = self.first_line("rate", f"{met}/{assessed}", "--against", repr(rate))
                self.assertIn("It is excluded at 95% (p = 0.050, exact", line)
                above += alpha < p_value < alpha * (1 + 1e-12)
        self.assertGreater(above, 0)

    def test_z(self):
        self.assertIn("z = 0.00, score", self.first_line("rate", "4999/10000", "--against", "49.9901", "--test", "score"))
        self.assertIn("z = infinity, score", self.first_line("rate", "5/79", "--against", "0", "--test", "score"))
        self.assertIn("z = -infinity, score", self.first_line("rate", "5/79", "--against", "100", "--test", "score"))
        self.assertEqual(self.rows("rate", "5/79", "--against", "100", "--test", "score")[0]["statistic"], "-inf")


class Tests(Program):
    RATES = (0.3, 0.5, 0.62, 0.9)

    def check(self, test, expected, delta):
        for met, assessed in SAMPLES[:4]:
            for rate in self.RATES:
                result = self.results("rate", f"{met}/{assessed}", "--against", str(rate), "--test", test)["results"][0]
                self.assertAlmostEqual(result["p_value"], expected(met, assessed, rate), delta=delta)
                self.assertEqual((result["against"], result["test"]), (rate, test))
                self.assertEqual(result["significant"], "yes" if result["p_value"] <= 0.05 else "no")

    def test_exact(self):
        self.check("exact", lambda *case: exact(*case)[0], 1e-13)

    def test_as_published(self):
        """From tests/reference/cases.txt: T069 and T070 of Fagerland's book, T141 to T149 of scipy."""
        for sample, rate, test, p_value, delta in (("13/16", "50", "exact", 0.02127, 5e-6), ("13/16", "50", "mid-p", 0.01273, 5e-6),
                                                   ("9/21", "48", "sterne", 0.6689672431939, 1e-10),
                                                   ("2/4", "30", "sterne", 0.5884, 1e-10),
                                                   ("10079990/21000000", "48", "sterne", 0.9966892187965, 1e-10)):
            row = self.rows("rate", sample, "--against", rate, "--test", test)[0]
            self.assertAlmostEqual(float(row["p_value"]), p_value, delta=delta)

    def test_mid_p(self):
        self.check("mid-p", mid_p, 1e-13)

    def test_blaker(self):
        self.check("blaker", blaker, 1e-13)

    def test_sterne(self):
        self.check("sterne", binomial, 1e-12)

    def test_score(self):
        self.check("score", lambda *case: score(*case)[1], 1e-13)
        result = self.results("rate", "41/79", "--against", "60", "--test", "score")["results"][0]
        self.assertAlmostEqual(result["statistic"], score(41, 79, 0.6)[0], delta=1e-12)

    def test_likelihood_ratio(self):
        self.check("likelihood-ratio", lambda *case: 2 * NORMAL.cdf(-abs(likelihood_ratio(*case))), 1e-12)
        row = self.rows("rate", "41/79", "--against", "60", "--test", "likelihood_ratio")[0]
        self.assertAlmostEqual(float(row["statistic"]), likelihood_ratio(41, 79, 0.6), delta=1e-12)

    def test_the_interval_that_goes_with_it(self):
        for test, method in (("exact", "clopper-pearson"), ("mid-p", "mid-p"), ("blaker", "blaker"), ("sterne", "sterne"),
                             ("score", "wilson"), ("likelihood-ratio", "likelihood-ratio")):
            result = self.results("rate", "41/79", "--against", "60", "--test", test)["results"][0]
            self.assertEqual(result["method"], method)
            result = self.results("rate", "41/79", "--against", "60", "--method", method)["results"][0]
            self.assertEqual(result["test"], test)
        self.assertEqual(self.rows("rate", "41/79", "--against", "60", "--method", "wald")[0]["test"], "exact")
        row = self.rows("rate", "41/79", "--against", "60", "--method", "wald", "--test", "score")[0]
        self.assertEqual((row["method"], row["test"]), ("wald", "score"))

    def test_with_all_methods_each_its_own(self):
        rows = self.rows("rate", "41/79", "--against", "60", "--method", "all")
        self.assertEqual({row["method"]: row["test"] for row in rows if row["test"]},
                         {"wilson": "score", "clopper-pearson": "exact", "mid-p": "mid-p", "blaker": "blaker",
                          "sterne": "sterne", "likelihood-ratio": "likelihood-ratio"})
        output = self.run_peel("rate", "41/79", "--against", "60", "--method", "all")[0]
        self.assertIn("p: could the true rate be 60%? By the test that goes with the interval; significant, and the rate "
                      "excluded, where p is at most 5%.\n", output)


class Notes(Program):
    def test_a_hole(self):
        # 1 of 30 by Sterne goes to 17.7%, although 17% has p = 0.0491
        output = self.run_peel("rate", "1/30", "--against", "17", "--test", "sterne")[0]
        self.assertIn("0.2% to 17.7%, Sterne", output)
        self.assertIn("It is excluded at 95% (p = 0.049, Sterne)", output)
        self.assertIn("Note: The rate lies inside the interval although the test rejects it: the rates not rejected have a "
                      "hole there. The interval reaches from the lowest to the highest rate that is not rejected.\n",
                      output)
        self.assertEqual(self.rows("rate", "1/30", "--against", "17", "--test", "sterne")[0]["notes"], "hole")
        self.assertNotIn("hole", self.run_peel("rate", "1/30", "--against", "19", "--test", "sterne")[0])

    def test_an_interval_of_another_method(self):
        # Wald ends at 62.9%, mid-p's test rejects from 62.7% on
        said = "Note: Test and interval come from different methods and do not agree here: the test decides."
        self.assertIn(said, self.run_peel("rate", "41/79", "--against", "62.8", "--method", "wald", "--test", "mid-p")[0])
        self.assertNotIn(said, self.run_peel("rate", "41/79", "--against", "62", "--method", "wald", "--test", "mid-p")[0])

    def test_a_population(self):
        said = "Note: The test takes the population as endless"
        output = self.run_peel("rate", "45/100", "--population", "300", "--against", "55")[0]
        self.assertIn(f"{said}, the interval does not: it may leave out a rate that the test does not exclude.\n", output)
        self.assertIn(f"{said}.\n", self.run_peel("rate", "45/100", "--population", "300", "--against", "55", "--test",
                                                  "sterne")[0])
        self.assertNotIn(said, self.run_peel("rate", "45/100", "--against", "55")[0])

    def test_many(self):
        said = "Note: Each of the 2 rates is tested at 5%: if every true rate were the given one, chance alone would still "
        for test in ("exact", "blaker", "sterne"):  # which exclude a true rate no more often than they say
            output = self.run_peel("rate", "41/79", "40/48", "--against", "60", "--test", test)[0]
            self.assertIn(f"{said}exclude up to about 0.1 of them.\n", output)
        for test in ("mid-p", "score", "likelihood-ratio"):
            output = self.run_peel("rate", "41/79", "40/48", "--against", "60", "--test", test)[0]
            self.assertIn(f"{said}exclude about 0.1 of them, in small samples perhaps more.\n", output)
        self.assertIn("in small samples perhaps more", self.run_peel("rate", "41/79", "40/48", "--against", "60", "--method",
                                                                     "all")[0])
        self.assertNotIn("Each of the", self.run_peel("rate", "41/79", "--against", "60")[0])

    def test_very_many(self):
        rows = "".join(f"row {i},41,79\n" for i in range(240))
        path = self.write("criterion,met,assessed\n" + rows)
        for confidence, level, said in (("95", "5%", "up to about 12"), ("50", "50%", "up to about 120"),
                                        ("98", "2%", "up to about 4.8"),
                                        ("99.99999999999999", "0.00000000000001%", "fewer than 0.001")):
            output = self.run_peel("rate", path, "--against", "60", "--confidence", confidence)[0]
            self.assertIn(f"is tested at {level}: if every", output)
            self.assertIn(f"chance alone would still exclude {said} of them.\n", output)
            self.assertIn(f"where p is at most {level}.\n", output)

    def test_a_small_sample(self):
        said = ("fewer than 5 cases would be expected to meet the criterion, or not to meet it: score and likelihood-ratio are "
                "approximations for larger samples; prefer exact.\n")
        for test in ("score", "likelihood-ratio"):
            for sample, rate, small in (("4/79", "6", 1), ("4/79", "6.4", 0), ("70/79", "94", 1), ("70/79", "93.6", 0),
                                        ("0/79", "0", 0), ("4/9", "50", 1)):
                output = self.run_peel("rate", sample, "--against", rate, "--test", test)[0]
                self.assertEqual(said in output, bool(small), (sample, rate, output))
        for test in ("exact", "mid-p", "blaker", "sterne"):
            self.assertNotIn(said, self.run_peel("rate", "4/79", "--against", "6", "--test", test)[0])
        self.assertIn("Note: In 1 of 2 samples: If that were the true rate, fewer", self.run_peel(
            "rate", "4/79", "40/79", "200/400", "--against", "6", "--test", "score")[0].replace("2 of 3", "1 of 2"))

    def test_none_of_a_test_that_is_not_shown(self):
        # of a rate that is ruled out, of a dip, of a census
        output = self.run_peel("rate", "20/20", "--population", "22", "--against", "90", "--method", "wald", "--test", "sterne")[0]
        self.assertNotIn("test", output)
        arguments = ("rate", "1/30", "--against", "17", "--test", "sterne", "--design", "dip")
        self.assertNotIn("hole", self.run_peel(*arguments)[0])
        self.assertEqual(self.rows(*arguments)[0]["notes"], "dip")


class Target(Program):
    TEXT = ("criterion,met,assessed,reported,target\nfirst,41,79,,60%\nsecond,40,48,,60%\nthird,30,33,,\n"
            "fourth,,,80.6%,90%\nfifth,30,33,,100%\n")

    def test_of_each_row(self):
        path = self.write(self.TEXT)
        output = self.run_peel("rate", path, "--against", "target")[0]
        lines = output.splitlines()
        self.assertIn("Could the true rate be 60%? This sample does not exclude it", lines[0])
        self.assertIn("Could the true rate be 60%? It is excluded at 95%", lines[1])
        self.assertTrue(lines[2].endswith("Clopper-Pearson (exact))"))
        self.assertNotIn("Could", lines[3])
        self.assertIn("Could the true rate be 100%? It is excluded at 95%", lines[4])
        self.assertIn("Note: Rows without a target, which were not tested: 1.\n", output)
        self.assertIn("p: could the true rate be its target? Exact binomial (smaller tail doubled); significant, and the rate "
                      "excluded, where p is at most 5%.\n", output)
        table = [line.split() for line in lines[lines.index("Lower to upper: 95% confidence interval, Clopper-Pearson "
                                                            "(exact)."):] if line.startswith(("first ", "second ", "fi"))]
        self.assertEqual(table[0][:6], ["first", "41", "of", "79", "51.9%", "60%"])
        self.assertEqual([(row[0], row[-1]) for row in table], [("first", "no"), ("second", "yes"), ("fifth", "yes")])

    def test_csv_and_json(self):
        path = self.write(self.TEXT)
        rows = self.rows("rate", path, "--against", "target")
        self.assertEqual([row["against"] for row in rows], ["0.6", "0.6", "", "", "1"])
        self.assertEqual([row["significant"] for row in rows], ["no", "yes", "", "", "yes"])
        for row, result in zip(rows, self.results("rate", path, "--against", "target")["results"]):
            for name in ("against", "statistic", "p_value"):
                self.assertEqual(float(row[name]) if row[name] else None, result[name])
            self.assertEqual(row["test"] or None, result["test"])

    def test_one_rate_for_all_rows(self):
        rows = self.rows("rate", self.write(self.TEXT), "--against", "60%")
        self.assertEqual([row["against"] for row in rows], ["0.6", "0.6", "0.6", "", "0.6"])
        table = self.run_peel("rate", self.write(self.TEXT), "--against", "60%", "--format", "table")[0]
        self.assertEqual([line.split()[4:6] for line in table.splitlines() if " of " in line and "%" in line][:2],
                         [["51.9%", "60%"], ["83.3%", "60%"]])
        self.assertIn("p: could the true rate be 60%? Exact binomial", table)

    def test_without_one(self):
        path = self.write("criterion,met,assessed\nfirst,41,79\n")
        self.refused("--against target: no row has a target, which is a column of that name", "rate", path, "--against",
                     "target")
        for arguments in ([], ["--format", "csv"]):  # with the column, and no row that holds one
            self.refused("--against target: no row has a target", "rate",
                         self.write("criterion,met,assessed,target\nfirst,41,79,\n"), "--against", "target", *arguments)
        self.refused("--against target: 41/79 has no target, which is a column of a file; type a rate, as in --against "
                     "60%", "rate", "41/79", "--against", "target")


    def test_faults_are_not_hidden(self):
        for text in ("criterion,met,assessed,target\nfirst,41,79,9x\n", "criterion,met,assessed,target\nfirst,80,79,90%\n",
                     "criterion,met,assessed,target\nfirst,80,79,90%\nsecond,41,79,\n"):
            path = self.write(text)
            output, errors = self.run_peel("rate", path, "--against", "target", code=1)
            self.assertEqual(errors.replace("peel: --against target: no row that is shown has a target, which is a column of "
                                            "that name\n", ""),
                             self.run_peel("rate", path, "--against", "60", code=1)[1])
            self.assertEqual("no row that is shown has a target" in errors, "second" in text)
            self.assertIn("tallies.csv:2:", errors)
        header = self.write("criterion,met,assessed,target\n")
        self.assertEqual(self.run_peel("rate", header, "--against", "target", said=f"peel: {header}: no rows\n"),
                         self.run_peel("rate", header, "--against", "60", said=f"peel: {header}: no rows\n"))


class Refused(Program):
    def test_rates(self):
        for typed in ("160%", "160", "abc", "", "-5", "1.5%x", "nan", "60%%", "0x1"):
            self.refused(f"--against {typed}: type a percentage up to 100, as in 60 or 60%, or a proportion, as in 0.6; or "
                         "target", "rate", "41/79", f"--against={typed}")
        for typed in ("1", "1.0"):
            self.refused(f"--against {typed}: type 100%, or 1%", "rate", "41/79", "--against", typed)

    def test_a_test_alone(self):
        self.refused("--test goes with --against: type the rate to test, as in --against 60%", "rate", "41/79", "--test",
                     "exact")

    def test_tests(self):
        self.refused("--test wilson: that is an interval; the test that goes with it is score", "rate", "41/79",
                     "--against", "60", "--test", "wilson")
        self.refused("the test that goes with it is exact", "rate", "41/79", "--against", "60", "--test",
                     "Clopper_Pearson")
        self.refused("--test wald: that is an interval, with which no test goes: the tests are exact, mid-p, blaker, sterne, "
                     "score and likelihood-ratio", "rate", "41/79", "--against", "60", "--test", "wald")
        self.refused('"scor". Nearest: score', "rate", "41/79", "--against", "60", "--test", "scor")
        self.refused("with --method all each interval is tested by the test that goes with it: leave out --test", "rate",
                     "41/79", "--against", "60", "--test", "exact", "--method", "all")

    def test_sides(self):
        for test in ("blaker", "sterne"):
            self.refused(f"{test}: This method has no one-sided form", "rate", "41/79", "--against", "60", "--test", test,
                         "--side", "lower")
        self.refused("One-sided: exact, mid-p, score and likelihood-ratio.", "rate", "41/79", "--against", "60", "--test",
                     "sterne", "--method", "wilson", "--side", "lower")

    def test_a_terminal(self):
        for line in self.in_terminal(80, "rate", "41/79", "40/48", "--against", "60%").splitlines():
            self.assertLessEqual(len(line), 80)
