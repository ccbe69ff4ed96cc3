"""Words of peel chart for what no rule can see: too few points, stretches without an end, two numbers that print alike."""

from support import Program
from test_chart_files import table

FALL = ["48/48", "47/48", "48/48", "46/48", "48/48", "20/48", "21/47", "19/48", "22/48"]
BLIND = "too few points on each side of the median to tell signal from noise\n"
DAYS = table("a,2024-01-03,29,30,90", "a,2024-01-20,30,30,90", "a,2024-02-10,29,30,95", "a,2024-02-12,0,0,", "a,2024-03-05,19,20,95",
             "a,2024-03-25,9,10,95", "a,2024-04-02,5,6,95", "a,2024-06-02,5,5,95", "a,2024-07-02,0,0,95",
             columns="criterion,period,met,assessed,target")


class RunsThatSeeNothing(Program):
    def test_few_points(self):
        output = self.run_peel("chart", *FALL, "--kind", "run", "--no-picture")[0]
        self.assertTrue(output.startswith(BLIND), output)
        self.assertIn("22 of 48), no verdict; the median is", output)
        self.assertIn("too few", self.run_peel("chart", *FALL, "--kind", "run", "--format", "table")[0])
        for further in (["--rule", "4 beyond 0"], ["--baseline", "1..4"], ["--exclude", "1"]):
            self.assertNotIn("each side", self.run_peel("chart", *FALL, "--kind", "run", *further)[0], further)

    def test_ten_points_see(self):
        steady = ["40/50", "44/50"] * 5
        self.assertTrue(self.first_line("chart", *steady, "--kind", "run").startswith("no signal: "))
        self.assertTrue(self.run_peel("chart", *steady[:9], "--kind", "run")[0].startswith(BLIND))
        self.assertNotIn("no signal", self.first_line("chart", *["44/50"] * 5, *["40/50"] * 5, "--kind", "run"))

    def test_points_on_one_side(self):
        self.assertTrue(self.run_peel("chart", *["50/50"] * 13, *["45/50", "44/50"] * 6, "--kind", "run")[0].startswith(BLIND))

    def test_only_the_last_segment_counts(self):
        old = ["40/50", "44/50"] * 6
        self.assertTrue(self.run_peel("chart", *old, *FALL, "--kind", "run", "--rebase", "13")[0].startswith(BLIND))
        self.assertTrue(self.first_line("chart", *FALL, *old, "--kind", "run", "--rebase", "10").startswith("no signal: "))


class Targets(Program):
    def test_too_few_since_the_limits_began(self):
        samples = ["45/48", "44/47", "43/48", "46/48", "44/47", "43/48", "45/48", "44/46"]
        for place in ("7", "8"):
            output = self.run_peel("chart", *samples, "--rebase", place, "--target", "90")[0]
            self.assertIn("  No verdict on the target of 90%: too few periods since the limits began anew\n", output)
            self.assertNotIn("hit and miss", output)
        output = self.run_peel("chart", *samples, "--rebase", "6", "--target", "90")[0]
        self.assertIn("hit and miss", output)
        self.assertNotIn("No verdict", output)
        listed = self.run_peel("chart", *samples, "--rebase", "7", "--target", "90", "--format", "table")[0]
        self.assertNotIn("hit-and-miss", listed)
        self.assertIn("too few", listed)

    def test_changed_targets(self):
        note = "Note: The target changed within the series: the last one is drawn and judged by.\n"
        path = self.write(DAYS)
        output = self.run_peel("chart", path)[0]
        self.assertIn(note, output)
        self.assertIn("The target of 95% lies", output)
        self.assertNotIn(note, self.run_peel("chart", path, "--target", "80")[0])
        self.assertNotIn(note, self.run_peel("chart", self.write(DAYS.replace(",90\n", ",95\n")))[0])
        self.assertIn("target of the last row of the series with one", self.run_peel("chart", "--help")[0])


class Gaps(Program):
    def test_the_first_stretch(self):
        rows = ("a,2024-01-01,29,30", "a,2024-02-01,12,13", "a,2024-03-01,12,13")
        output = self.run_peel("chart", self.write(table(*rows)), "--kind", "g", "--rule", "1 beyond 0 above")[0]
        self.assertIn("2024-01-01: 29 cases met before the first failure", output)
        self.assertIn("2024-03-01: 12 cases met since the failure before", output)
        after_two = self.write(table("a,2023-12-01,5,7", *rows))
        output = self.run_peel("chart", after_two, "--kind", "g", "--rule", "1 beyond 0 above", code=1)[0]
        self.assertIn("2024-01-01: 29 cases met since the failure before", output)

    def test_several_failures_in_a_row(self):
        rows = ("a,2024-01-01,29,30", "a,2024-02-01,27,30", "a,2024-02-02,27,30", "a,2024-03-01,12,13")
        errors = self.run_peel("chart", self.write(table(*rows)), "--kind", "g", code=1)[1]
        self.assertIn("This row and 1 more of the series have two or more failures, so that nothing says how many cases lie between them: "
                      "their cases are left out, and the next stretch begins after each. Choose --kind t, of", errors)
        errors = self.run_peel("chart", "29/30", "27/30", "12/13", "--kind", "g", code=1)[1]
        self.assertIn("its cases are left out, and the next stretch begins after it. Choose --kind p.", errors)

    def test_time_in_which_nothing_was_seen(self):
        output = self.run_peel("chart", self.write(DAYS), "--kind", "t")[0]
        self.assertIn("  No failure since 2024-04-02, 61 days until the last row with cases: no point yet\n", output)
        self.assertIn("Note: Rows between failures in which nothing was assessed, so that a failure there could not have been seen: 1.\n",
                      output)
        ended = "".join(line for line in DAYS.splitlines(True) if line.split(",")[1] < "2024-06" or line.startswith("criterion"))
        output = self.run_peel("chart", self.write(ended.replace("a,2024-02-12,0,0,\n", "")), "--kind", "t")[0]
        self.assertNotIn("No failure since", output)
        self.assertNotIn("nothing was assessed", output)


class TwoNumbersThatPrintAlike(Program):
    def test_more_decimals(self):
        # 164 of 182 is 0.901099; the lower limit 0.901388
        output = self.run_peel("chart", "52/53", "53/55", "58/58", "48/48", "24/25", "26/26", "49/52", "164/182", "--no-picture")[0]
        self.assertIn("period 8: 90.11% (164 of 182), below the lower limit of 90.14%, a concern", output)
        self.assertIn("The latest, period 8: 90.11% (164 of 182), a concern; the limits are 90.14% and ", output)

    def test_the_average_is_what_is_judged(self):
        rates = ["40/50", "44/50"] * 6
        average = 0.84
        for rate in rates:
            average = 0.2 * int(rate.split("/")[0]) / 50 + 0.8 * average
        output = self.run_peel("chart", *rates, "--kind", "ewma")[0]
        self.assertIn(f"  The latest, period 12: 88.0% (44 of 50); the average is {100 * average:.1f}%, within its limits of ", output)
        self.assertRegex(output, r"within its limits of \d+\.\d% and \d+\.\d%, no signal; the centre is 84\.0%\n")
