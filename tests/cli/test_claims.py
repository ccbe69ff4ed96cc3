"""What may be claimed, and of what: no more than the counts, the design and the test bear."""

from support import MONTHLY, Program

FALLING = ["45/48", "44/47", "43/48", "39/46", "37/47", "36/48"]


class AsTold(Program):
    def test_a_test_asked_beside_says_nothing_of_the_series(self):
        for method in ("seasonal", "hamed-rao", "mann-kendall"):
            output = self.run_peel("trend", *FALLING, "--unit", "month", "--method", method)[0]
            self.assertTrue(output.startswith("falling ("), output)
            self.assertIn("  As asked: ", output)
            self.assertNotIn("Only percentages", output)
            self.assertNotIn("no-variation", self.results("trend", *FALLING, "--unit", "month", "--method",
                                                          method)["results"][0]["notes"])
        line = next(line for line in self.run_peel("trend", *FALLING, "--unit", "month", "--method",
                                                   "seasonal")[0].splitlines() if "As asked" in line)
        self.assertTrue(line.endswith("nothing varies in what it compares"), line)
        row = self.results("trend", *FALLING, "--unit", "month", "--method", "seasonal")["results"][0]
        self.assertEqual(row["asked_notes"], ["no-variation"])

    def test_any_method_of_a_difference_compares_several(self):
        for method in ("newcombe", "newcombe-cc", "miettinen-nurminen", "mee", "agresti-caffo", "wald"):
            results = self.results("compare", "41/79", "40/48", "57/81", "--method", method)["results"]
            self.assertEqual([row["method"] for row in results], 3 * [method] + ["wilson"])


class Stretches(Program):
    def test_none_where_chance_explains_the_change(self):
        samples = ["0/0", "5/10", "0/0", "9/10", "0/0"]
        self.assertIn("Stretches of one rate each: one, the whole series", self.run_peel("trend", *samples)[0])
        segments = self.results("trend", *samples)["results"][0]["segments"]
        self.assertEqual([(s["met"], s["assessed"]) for s in segments], [(14, 20)])

    def test_from_and_to_periods_with_cases(self):
        samples = ["0/0", "50/100", "0/0", "90/100", "0/0"]
        segments = self.results("trend", *samples)["results"][0]["segments"]
        self.assertEqual([(s["first_period"], s["last_period"]) for s in segments], [("2", "2"), ("4", "4")])
        one = self.results("trend", "0/0", "5/10", "6/10", "0/0")["results"][0]["segments"]
        self.assertEqual([(s["first_period"], s["last_period"]) for s in one], [("2", "3")])

    def test_scatter(self):
        output = self.run_peel("trend", MONTHLY)[0]
        claim = "  It changed all the same, if the cases of a period do not resemble one another: January 2023"
        self.assertIn(claim, output)
        self.assertIn("Note: In 1 of 2 series: Where cases of a period resemble one another, scatter alone can look like "
                      "stretches.\n", output)
        self.assertNotIn("look like stretches", self.run_peel("trend", *FALLING)[0])

    def test_scatter_about_the_stretches(self):
        # rates that jump from period to period about two levels: no permutation of cases makes such scatter
        jumping = [f"{met}/200" for met in (60, 140, 70, 150, 60, 140, 120, 195, 110, 199, 125, 190)]
        row = self.results("trend", *jumping)["results"][0]
        self.assertLessEqual(row["change_p"], 0.05)
        self.assertIn("overdispersed", row["notes"])
        output = self.run_peel("trend", *jumping)[0]
        self.assertNotIn("It changed all the same", output)
        self.assertNotIn("; more than chance (permuted", output)
        self.assertIn("; not claimed, for the rates scatter beyond chance even so (permuted cases, p < 0.001)", output)

    def test_a_fall_and_a_recovery_within_chance(self):
        # three stretches of a rate each, no scatter within them, and no line; about one change the rates scatter little
        samples = 8 * ["36/40"] + 8 * ["30/40"] + 8 * ["36/40"]
        row = self.results("trend", *samples)["results"][0]
        self.assertEqual((row["verdict"], len(row["segments"])), ("no-evidence", 3))
        self.assertLessEqual(row["change_p"], 0.05)
        self.assertEqual("overdispersed" in row["change_notes"], False)
        self.assertIn("\n  It changed all the same: ", self.run_peel("trend", *samples)[0])


class Printed(Program):
    def test_the_figures_own_error_is_not_counted(self):
        note = "Note: The printed figure's own sampling error is not known, and not counted."
        for arguments in (("80.6%", "68/80"), ("68/80", "94"), ("94", "68/80", "--format", "table"),
                          ("94", "68/80", "--design", "dip")):
            self.assertIn(note, self.run_peel("compare", *arguments)[0])
        self.assertNotIn(note, self.run_peel("compare", "87.8 +/- 1.66", "68/80")[0])
        self.assertNotIn(note, self.run_peel("compare", "80.6", "0/0")[0])

    def test_a_design_without_inference(self):
        output = self.run_peel("compare", "94%", "68/80", "--design", "dip")[0]
        self.assertIn("nothing follows for other cases", output)
        self.assertNotIn("chance", output)
        self.refused("--design census", "compare", "94%", "68/80", "--design", "census")
        for command in ("compare", "reported"):
            self.refused("--design goes with", command, "87.8 +/- 1.66", "75.8 +/- 1.94", "--design", "dip")

    def test_one_side_is_a_rise_or_a_fall(self):
        self.assertIn("no rise beyond what chance can explain", self.first_line("compare", "94%", "68/80", "--side", "lower"))
        self.assertIn("no fall beyond what chance can explain",
                      self.first_line("compare", "70 +/- 2", "80 +/- 2", "--side", "upper"))

    def test_one_count_that_fits_is_the_rate(self):
        self.assertIn("is 29 of 31 (93.5%; ", self.first_line("reported", "94", "--assessed", "31"))
        self.assertEqual(self.results("reported", "94", "--assessed", "31")["results"][0]["estimate"], 29 / 31)
        self.assertIn("(94.0%; ", self.first_line("reported", "94", "--assessed", "3100"))  # 2899 to 2929 fit

    def test_a_plus_minus_is_not_dropped_without_a_word(self):
        for assessed in ("1000", "1..100"):
            self.assertIn("Note: The printed +/- is not used",
                          self.run_peel("reported", "87.8 +/- 1.66", "--assessed", assessed)[0])

    def test_a_table_is_one(self):
        self.assertEqual(self.first_line("reported", "87.8 +/- 1.66", "--format", "table").split(),
                         ["reported", "worth", "lower", "upper"])
        self.assertEqual(self.first_line("reported", "87.8 +/- 1.66", "75.8 +/- 1.94", "--format", "table").split()[0],
                         "change")


class Designs(Program):
    FIGURES = "criterion,period,reported\n" + "".join(f"a,{2021 + i},{figure}\n"
                                                      for i, figure in enumerate((94, 92, 90, 85, "80.6")))

    def test_of_a_dip_and_a_census_nothing_is_inferred(self):
        figures = self.write(self.FIGURES)
        for design, words in (("dip", "nothing follows for other cases"), ("census", "nothing is left to chance")):
            for arguments in (("compare", "57/81", "68/80"), ("compare", "41/79", "40/48", "57/81"),
                              ("compare", "--paired", "5,3,4,1"), ("compare", MONTHLY, "--strata"),
                              ("trend", MONTHLY), ("trend", figures), ("trend", *FALLING)):
                output = self.run_peel(*arguments, "--design", design)[0]
                for word in ("more than", "p = ", "p < ", "no evidence", "no-evidence", "too few", "Stretches", "expected count",
                             "widened"):
                    self.assertNotIn(word, output, arguments)
                self.assertIn(words if arguments[0] == "compare" or design == "census" else "no verdict", output)
                table = self.run_peel(*arguments, "--design", design, "--format", "table")[0]
                for word in ("verdict", "Holm", " p ", "Stretches"):
                    self.assertNotIn(word, table.replace("there is no verdict", ""), arguments)

    def test_a_dip_has_no_verdict(self):
        row = self.results("trend", self.write(self.FIGURES), "--design", "dip")["results"][0]
        self.assertEqual(row["verdict"], "no-evidence")
        self.assertEqual(self.results("trend", self.write(self.FIGURES))["results"][0]["verdict"], "falling")

    def test_a_change_of_a_census_is_one(self):
        self.assertTrue(self.first_line("compare", "--paired", "5,3,4,1", "--design", "census").startswith("Rose from "))
        self.assertTrue(self.first_line("compare", "--paired", "5,3,4,1").startswith("From "))


class Few(Program):
    def test_paired(self):
        line = self.first_line("compare", "--paired", "500,1,2,100")
        self.assertIn("too few cases to tell: so few cases changed that not even all of them one way could be told from "
                      "chance (McNemar mid-P p = 0.62, at best 0.12)", line)

    def test_samples_without_cases(self):
        output = self.run_peel("compare", "41/79", "0/0", "40/48", "57/81")[0]
        self.assertIn("Note: Samples without cases, which are left out: 1.", output)
        one, other = (self.results("compare", *samples)["results"]
                      for samples in (("41/79", "0/0", "40/48", "57/81"), ("41/79", "40/48", "57/81")))
        self.assertEqual(one, other)
        self.assertEqual(self.run_peel("compare", "0/0", "1/2", "0/0")[0],
                         "Fewer than two of the samples have cases: nothing to compare\n")


class Numbers(Program):
    def test_p_near_one(self):
        output = self.run_peel("trend", "5/10", "6/10")[0]
        self.assertIn("Cochran-Armitage exact p > 0.999)", output)
        self.assertNotIn("0.99999", output)

    def test_huge_and_tiny_changes(self):
        huge = 10**15
        for after in (1, huge - 1):
            output = self.run_peel("compare", f"0/{huge}", f"{after}/{huge}", "--test", "pearson")[0]
            for wrong in ("->", "+<", "+>", "-<", "e-"):
                self.assertNotIn(wrong, output)
        self.assertIn("+1 percentage point (", self.first_line("compare", "500/1000", "510/1000", "--decimals", "0"))


class Many(Program):
    def test_a_note_of_some_series(self):
        path = self.write("criterion,period,met,assessed\na,2021,30,40\na,2023,20,40\nb,2021,30,40\nb,2022,20,40\n")
        self.assertIn("Note: In 1 of 2 series: A period is missing", self.run_peel("trend", path)[0])

    def test_of_no_design_without_inference_is_spoken_of_chance(self):
        for design in ("dip", "census"):
            for command in ("compare", "trend"):
                output = self.run_peel(command, MONTHLY, "--design", design)[0]
                self.assertNotIn("chance alone", output)
        self.assertIn("series is tested at 5%: if nothing changed", self.run_peel("trend", MONTHLY)[0])

    def test_a_census_of_known_populations(self):
        output = self.run_peel("compare", "50/100", "40/100", "--population", "100,100")[0]
        self.assertIn("Every case was looked at", output)
        self.assertNotIn("population was not used", output)
