"""peel rate, of typed samples."""

from support import SAMPLES, Program, clopper_pearson, wilson


def percents(*rates):
    return [f"{100 * rate:.1f}%" for rate in rates]


class Sentence(Program):
    def test_every_real_sample_by_wilson(self):
        for met, assessed in SAMPLES:
            rate, lower, upper = percents(met / assessed, *wilson(met, assessed))
            self.assertEqual(self.first_line("rate", f"{met}/{assessed}"),
                             f"{met} of {assessed} ({rate}; 95% confidence interval {lower} to {upper}, Wilson)")

    def test_the_sentence_as_promised(self):
        self.assertEqual(self.run_peel("rate", "41/79")[0],
                         "41 of 79 (51.9%; 95% confidence interval 41.1% to 62.6%, Wilson)\n")

    def test_every_real_sample_by_clopper_pearson(self):
        for met, assessed in SAMPLES:
            rate, lower, upper = percents(met / assessed, *clopper_pearson(met, assessed))
            self.assertEqual(
                self.first_line("rate", f"{met}/{assessed}", "--method", "clopper-pearson"),
                f"{met} of {assessed} ({rate}; 95% confidence interval {lower} to {upper}, Clopper-Pearson (exact))")

    def test_ways_to_write_a_sample(self):
        for typed in ("41/79", "41 of 79", " 41 / 79 ", "41 of  79"):
            self.assertEqual(self.first_line("rate", typed), self.first_line("rate", "41/79"), typed)
        self.assertTrue(self.first_line("rate", "1,234/5,678").startswith("1234 of 5678 (21.7%; "))
        for typed in ("0,123/1,000", "123/01,000"):  # as a file refuses them
            self.refused("neither a sample", "rate", typed, code=3)

    def test_failures(self):
        lower, upper = percents(*wilson(44, 59))
        self.assertEqual(self.first_line("rate", "--failures", "15/59"),
                         f"44 of 59 (74.6%; 95% confidence interval {lower} to {upper}, Wilson), as 15 of 59 failed")

    def test_samples_and_failures_keep_their_order(self):
        lines = self.run_peel("rate", "41/79", "--failures", "15/59", "40/48", "--failures=1/2")[0].splitlines()
        self.assertEqual([line.split(" (")[0] for line in lines[:4]], ["41 of 79", "44 of 59", "40 of 48", "1 of 2"])

    def test_one_side_says_that_it_is_a_bound(self):
        for confidence in (0.95, 0.998):
            lower = percents(wilson(41, 79, confidence, 1)[0])[0]
            upper = percents(wilson(41, 79, confidence, 1)[1])[0]
            said = f"{100 * confidence:g}"
            self.assertEqual(self.first_line("rate", "41/79", "--side", "lower", "--confidence", said),
                             f"41 of 79 (51.9%; at least {lower}, one-sided {said}% lower bound, Wilson)")
            self.assertEqual(self.first_line("rate", "41/79", "--side", "UPPER", "--confidence", said),
                             f"41 of 79 (51.9%; at most {upper}, one-sided {said}% upper bound, Wilson)")

    def test_no_grade(self):
        for word in ("outstanding", "good", "adequate", "inadequate", "improvement"):
            self.assertNotIn(word, self.run_peel("rate", "41/79", "79/79", "0/79")[0].lower())


class Confidence(Program):
    def test_percentage_and_proportion_are_the_same(self):
        for said, typed in (("95", ["95", "95%", "0.95", ".95", "95 %", "95.0"]), ("99.8", ["99.8", "0.998", "99.8%"]),
                            ("99.9999999", ["99.9999999%", "0.999999999"]), ("0.5", ["0.5%", "0.005"]),
                            ("1", ["1%", "0.01"]), ("1.5", ["1.5"]), ("50", ["0.5", "50"])):
            for text in typed:
                line = self.first_line("rate", "41/79", "--confidence", text)
                self.assertIn(f"; {said}% confidence interval ", line, text)

    def test_the_nearest_double(self):
        for typed, expected in (("99.8", 0.998), ("95", 0.95), ("99.9999999%", 0.999999999), ("0.7", 0.7)):
            result = self.results("rate", "41/79", "--confidence", typed)["results"][0]
            self.assertEqual(result["confidence"], expected)

    def test_changes_the_interval(self):
        lower, upper = percents(*wilson(41, 79, 0.998))
        self.assertIn(f"99.8% confidence interval {lower} to {upper}", self.first_line("rate", "41/79",
                                                                                      "--confidence", "99.8"))

    def test_refused(self):
        for typed in ("1", "0", "100", "100%", "-5", "150", "0%", "ninety", "", "95x", "9 5", "0.9.5", "1e-1", "nan",
                      "inf", "0x1", ".", "0,95", "%", "1.0", "9" * 80):
            self.refused(f"{typed}: type a percentage above 1 and below 100, as in 95, or a proportion below 1, as in "
                         "0.95", "rate", "41/79", f"--confidence={typed}")

    def test_what_rounds_to_all_or_none(self):
        for typed in ("99.99999999999999999", "99.99999999999999999%", "0.99999999999999999999"):
            self.refused(f"{typed}: this rounds to 100%; type", "rate", "41/79", f"--confidence={typed}")
        for typed in ("0.00000000000000001", "0.000000000000001%", "0." + "0" * 50 + "1"):
            self.refused(f"{typed}: this rounds to 0%; type", "rate", "41/79", f"--confidence={typed}")

    def test_one_side_needs_more_than_half(self):
        for confidence in ("49", "0.49", "50"):
            self.refused("a confidence above 50%: ", "rate", "41/79", "--side", "lower", "--confidence", confidence)
        self.refused("above 50%", "rate", "41/79", "--side", "lower", "--confidence", "50")
        self.assertIn("50.1% lower bound", self.first_line("rate", "41/79", "--side", "lower", "--confidence", "50.1"))


class Rounding(Program):
    def test_never_all_or_none_for_what_is_not(self):
        for sample, rate in (("999999/1000000", "more than 99.9%"), ("1/1000000", "less than 0.1%"),
                             ("9007199254740991/9007199254740992", "more than 99.9%")):
            line = self.run_peel("rate", sample)[0]
            self.assertIn(f"({rate}; ", line)
            self.assertNotIn("100.0%", line)
            self.assertNotIn(" 0.0%", line)

    def test_in_a_table(self):
        line = self.run_peel("rate", "999999/1000000", "--format", "table")[0].splitlines()[1]
        self.assertEqual(line.split(), ["999999", "1000000", ">99.9%", ">99.9%", ">99.9%"])

    def test_all_and_none_are_said(self):
        self.assertIn("(100.0%; 95% confidence interval 95.4% to 100.0%", self.first_line("rate", "79/79"))
        self.assertIn("(0.0%; 95% confidence interval 0.0% to 4.6%", self.first_line("rate", "0/79"))

    def test_decimals(self):
        for decimals, rate in (("0", "52%"), ("1", "51.9%"), ("4", "51.8987%"), ("12", "51.898734177215%")):
            self.assertIn(f"({rate}; ", self.first_line("rate", "41/79", "--decimals", decimals))
        self.assertIn("(more than 99%; ", self.first_line("rate", "999/1000", "--decimals", "0"))
        self.assertIn("(less than 1%; ", self.first_line("rate", "1/1000", "--decimals", "0"))
        self.assertIn("(99.9%; ", self.first_line("rate", "999/1000"))
        self.assertIn("(more than 99.999%; ", self.first_line("rate", "9999999/10000000", "--decimals", "3"))
        self.assertIn("(0.5%; ", self.first_line("rate", "5/1000"))

    def test_decimals_refused(self):
        for typed in ("-1", "13", "x", "1.5", ""):
            self.refused("--decimals", "rate", "41/79", f"--decimals={typed}")


class Design(Program):
    def test_quota_is_noted(self):
        output = self.run_peel("rate", "41/79", "40/48", "--design", "quota")[0]
        self.assertEqual(output.count("Note: The cases were chosen by quota"), 1)
        self.assertIn("41.1% to 62.6%", output)

    def test_dip_withholds_the_interval(self):
        output = self.run_peel("rate", "41/79", "--design", "dip")[0]
        self.assertTrue(output.startswith("41 of 79 (51.9%; no interval"), output)
        self.assertNotIn("41.1%", output)
        result = self.results("rate", "41/79", "--design", "dip")["results"][0]
        self.assertIsNone(result["lower"])
        self.assertEqual(result["notes"], ["dip"])
        self.assertEqual(self.rows("rate", "41/79", "--design", "dip")[0]["upper"], "")

    def test_census(self):
        self.assertEqual(self.first_line("rate", "30/33", "--design", "census"),
                         "30 of 33 (90.9%; every case was looked at)")
        self.assertEqual(self.first_line("rate", "30/33", "--population", "33"),
                         "30 of 33 (90.9%; every case was looked at)")
        self.assertIn("Every case was looked at", self.run_peel("rate", "30/33", "--population", "33")[0])
        self.refused("fewer were assessed", "rate", "30/33", "--population", "300", "--design", "census", code=1)

    def test_nothing_assessed(self):
        self.assertEqual(self.first_line("rate", "0/0"), "0 of 0 (no rate: no case was assessed)")
        self.assertIsNone(self.results("rate", "0/0")["results"][0]["estimate"])


class PlusMinus(Program):
    def test_the_form_of_hmicfrs(self):
        output = self.run_peel("rate", "41/79", "--plus-minus")[0]
        self.assertTrue(output.startswith("41 of 79: 51.9 percent (with a confidence interval of +/- 11.0 percent)\n"))
        self.assertIn("half the width of Wald's interval at 95%", output)

    def test_another_confidence(self):
        # 2.575829 * sqrt(41 / 79 * 38 / 79 / 79) = 0.144797
        self.assertIn("(with a 99% confidence interval of +/- 14.5 percent)",
                      self.first_line("rate", "41/79", "--plus-minus", "--confidence", "99"))

    def test_a_limit_that_was_cut(self):
        # 1.959964 * sqrt(30 / 33 * 3 / 33 / 33) = 0.098085: the upper limit would be 1.007
        for sample, rate in (("30/33", "90.9"), ("3/33", "9.1")):
            self.assertEqual(self.first_line("rate", sample, "--plus-minus"),
                             f"{sample.replace('/', ' of ')}: {rate} percent (with a confidence interval of "
                             "+/- 9.8 percent)")

    def test_both_limits_cut(self):
        # 1.959964 * sqrt(1 / 2 * 1 / 2 / 2) = 0.69
        output = self.run_peel("rate", "1/2", "--plus-minus")[0]
        self.assertTrue(output.startswith("1 of 2 (50.0%; 95% confidence interval 0.0% to 100.0%, Wald)\n"), output)
        result = self.results("rate", "1/2", "--plus-minus")["results"][0]
        self.assertEqual((result["status"], result["notes"], result["half_width"]), ("ok", ["clipped"], None))
        self.assertEqual(self.rows("rate", "1/2", "--plus-minus")[0]["half_width"], "")

    def test_the_half_width_in_csv_and_json(self):
        # 1.959964 * sqrt(41 / 79 * 38 / 79 / 79) = 0.110177
        for sample, width in (("41/79", 0.110177), ("30/33", 0.098085), ("3/33", 0.098085)):
            result = self.results("rate", sample, "--plus-minus")["results"][0]
            self.assertAlmostEqual(result["half_width"], width, delta=1e-6)
            self.assertEqual(float(self.rows("rate", sample, "--plus-minus")[0]["half_width"]), result["half_width"])
        self.assertIsNone(self.results("rate", "41/79", "--method", "wald")["results"][0]["half_width"])
        self.assertEqual(self.rows("rate", "41/79", "--method", "wald")[0]["half_width"], "")

    def test_the_note_stands_where_a_half_width_does(self):
        said = "Note: +/- is half the width"
        self.assertIn(said, self.run_peel("rate", "1/2", "41/79", "--plus-minus")[0])
        for typed in (["1/2"], ["0/0"], ["41/79", "--design", "dip"], ["41/79", "--design", "census"]):
            self.assertNotIn(said, self.run_peel("rate", *typed, "--plus-minus")[0])

    def test_a_table(self):
        lines = self.run_peel("rate", "41/79", "40/48", "--plus-minus", "--format", "table")[0].splitlines()
        self.assertEqual(lines[0].split(), ["met", "assessed", "rate", "+/-"])
        self.assertEqual(lines[1].split(), ["41", "79", "51.9%", "11.0%"])

    def test_without_an_interval(self):
        self.assertEqual(self.first_line("rate", "41/79", "--plus-minus", "--design", "dip"),
                         "41 of 79 (51.9%; no interval, as a dip sample supports none)")

    def test_what_does_not_go_with_it(self):
        self.refused("Wald's method alone", "rate", "41/79", "--plus-minus", "--method", "wilson")
        self.refused("Wald's method alone", "rate", "41/79", "--plus-minus", "--method", "all")
        self.refused("two sides", "rate", "41/79", "--plus-minus", "--side", "lower")
        self.run_peel("rate", "41/79", "--plus-minus", "--method", "wald")


class Methods(Program):
    NAMES = ["wilson", "wilson-cc", "clopper-pearson", "mid-p", "jeffreys", "agresti-coull", "wald", "wald-cc",
             "beta", "beta-hpd", "blaker", "sterne", "likelihood-ratio", "logit", "probit", "cloglog", "arcsine",
             "modified-wilson", "modified-jeffreys", "scas"]

    def test_all(self):
        results = self.results("rate", "41/79", "--method", "all")["results"]
        self.assertEqual([result["method"] for result in results], self.NAMES)
        lines = self.run_peel("rate", "41/79", "--method", "all")[0].splitlines()
        self.assertIn("Wilson)", lines[0])
        self.assertEqual(lines[1], "")
        self.assertEqual(len([line for line in lines if line.startswith(" 41 ")]), len(self.NAMES))

    def test_each_by_its_name(self):
        for name in self.NAMES:
            result = self.results("rate", "41/79", "--method", name.upper().replace("-", "_"))["results"][0]
            self.assertEqual(result["method"], name)

    def test_the_nearest_names_are_offered(self):
        self.refused("Nearest: wilson", "rate", "41/79", "--method", "wison")
        self.refused("clopper-pearson", "rate", "41/79", "--method", "clopper")
        self.refused("With all, every method answers", "rate", "41/79", "--method", "al")

    def test_limits(self):
        for met, assessed in SAMPLES:
            for name, expected in (("wilson", wilson), ("clopper-pearson", clopper_pearson)):
                result = self.results("rate", f"{met}/{assessed}", "--method", name)["results"][0]
                for limit, value in zip((result["lower"], result["upper"]), expected(met, assessed)):
                    self.assertAlmostEqual(limit, value, delta=1e-12)
                self.assertEqual(result["estimate"], met / assessed)

    def test_as_published(self):
        """From tests/reference/cases.txt."""
        for sample, method, lower, upper, delta in (
                ("18/20", "cloglog", 0.656030707261567, 0.974010174395775, 1e-6),  # T078, R's binom.confint
                ("18/20", "logit", 0.676197991611287, 0.974866415649319, 1e-6),  # T080
                ("81/263", "arcsine", 0.2542411611, 0.3656137057, 1e-9),  # T049, R's DescTools
                ("1/29", "blaker", 0.001767171, 0.166035454, 1e-6)):  # T053
            result = self.results("rate", sample, "--method", method)["results"][0]
            self.assertAlmostEqual(result["lower"], lower, delta=delta)
            self.assertAlmostEqual(result["upper"], upper, delta=delta)

    def test_where_all_met_the_criterion(self):
        output = self.run_peel("rate", "20/20", "--method", "logit")[0]
        lower, upper = percents(*clopper_pearson(20, 20))
        self.assertTrue(output.startswith(f"20 of 20 (100.0%; 95% confidence interval {lower} to {upper}, Logit)\n"))
        self.assertIn("they are those of Clopper-Pearson", output)
