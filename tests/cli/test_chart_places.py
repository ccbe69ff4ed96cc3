"""peel chart: periods as they were typed or written, what stands where one is missing, and targets of every kind."""

from support import Program
from test_chart_files import RARE, table
from test_chart_picture import UNICODE, pictures

SAMPLES = ["45/48", "44/47", "43/48", "46/48", "44/47", "45/48", "45/48", "44/46"]


class Positions(Program):
    def test_a_refused_sample_keeps_its_place(self):
        typed = [*SAMPLES[:2], "49/48", *SAMPLES[2:], "30/40"]
        row = self.results("chart", *typed, "--rebase", "5", "--exclude", "4", "--baseline", "5..9", code=1)["results"][0]
        self.assertEqual([point["period"] for point in row["points"]], ["1", "2", "4", "5", "6", "7", "8", "9", "10"])
        self.assertEqual([(point["period"], point["met"]) for point in row["points"] if point["marks"]], [("4", 43), ("5", 46)])
        self.assertAlmostEqual(row["latest_centre"], (46 + 44 + 45 + 45 + 44) / (48 + 47 + 48 + 48 + 46), delta=1e-14)
        self.assertIn("gap", row["notes"])
        output, errors = self.run_peel("chart", *typed, code=1, environment=UNICODE)
        self.assertTrue(output.startswith("period 10: 75.0% (30 of 40), "), output)
        self.assertEqual([i // 4 + 1 for i, cell in enumerate(pictures(output)[0].axis) if cell == "n"], [3])
        self.assertIn("n no figure", output)
        self.assertIn("Note: Samples that were refused, as said at the end, and are missing here: 1.", output)
        self.assertIn("49/48", errors)
        for option in ("--rebase", "--exclude"):
            _, errors = self.run_peel("chart", *typed, option, "3", code=2)
            self.assertIn(f"{option} 3: that sample was refused", errors)

    def test_ends_of_a_baseline_may_be_missing(self):
        typed = ["49/48", *SAMPLES, "49/48"]
        row = self.results("chart", *typed, "--baseline", "1..5", code=1)["results"][0]
        self.assertEqual((row["baseline_first"], row["baseline_last"]), ("2", "5"))
        self.assertEqual(self.results("chart", *typed, "--baseline", "6..10", code=1)["results"][0]["baseline_last"], "9")
        self.assertIn("--baseline 11: the series has no such period", self.run_peel("chart", *typed, "--baseline", "6..11", code=2)[1])
        self.assertIn("--baseline 1..1: no point of the chart lies in it", self.run_peel("chart", *typed, "--baseline", "1..1", code=2)[1])
        path = self.write(table(*(f"a,2024-{m:02},{40 + m},60" for m in (1, 2, 3, 5, 8, 9))))
        row = self.results("chart", path, "--baseline", "2024-02..2024-06")["results"][0]
        self.assertEqual((row["baseline_first"], row["baseline_last"]), ("2024-02", "2024-05"))
        self.refused("--baseline 2024-10: the series has no such period", "chart", path, "--baseline", "2024-02..2024-10")

    def test_refused_rows_are_counted(self):
        path = self.write(table("a,2024-01,40,48", "a,2024-02,49,48", "a,2024-03,41,48", "a,2024-04,x,48", "a,2024-05,40,48"))
        output, _ = self.run_peel("chart", path, code=1, environment=UNICODE)
        self.assertIn("Note: Rows that were refused, as said at the end, and are missing here: 2.", output)
        self.assertEqual(pictures(output)[0].axis.count("n"), 2)
        self.assertIn("n no figure", output)
        self.assertNotIn("no cases", output)
        path = self.write("criterion,period,met,assessed\na,2024-01,40,48\na,2024-02,,\na,2024-03,41,48\na,2024-04,0,0\na,2024-05,1,2\n")
        output = self.run_peel("chart", path, environment=UNICODE)[0]
        self.assertEqual(pictures(output)[0].axis.count("n"), 2)
        self.assertNotIn("refused", output)
        path = self.write(table("a,2024-01,40,48", "a,,40,48", "a,foo,41,48", "a,2024-04,x,48", "a,2024-05,40,48"))
        output, errors = self.run_peel("chart", path, code=1)
        self.assertIn("Note: Rows that were refused, as said at the end, and are missing here: 3.", output)
        self.assertIn("lines with a fault: 3", errors)

    def test_plain_numbers_are_periods(self):
        path = self.write(table("a,3,40,48", "a,4,41,48", "a,5,10,48", "a,6,42,48"))
        self.assertTrue(self.run_peel("chart", path)[0].startswith("a: period 5: 20.8% (10 of 48), below the lower limit"))


class BetweenFailures(Program):
    def rows(self):
        return [f"a,2024-01-{d:02},{k},{n}" for d, k, n in ((2, 29, 30), (5, 30, 30), (9, 29, 30), (12, 28, 30), (20, 14, 15), (25, 40, 41))]

    def test_periods_without_a_point(self):
        path = self.write(table(*self.rows()))
        for kind, period, words, code in (
                ("t", "2024-01-05", "it has no failure, and its cases are part of the next point", 2),
                ("t", "2024-01-02", "it has the first failure, from which the first point tells the time", 2),
                ("g", "2024-01-05", "it has no failure, and its cases are part of the next point", 2),
                ("g", "2024-01-12", "it has two or more failures, and is no point", 2)):
            for option in ("--rebase", "--exclude"):
                self.assertIn(f"{option} {period}: {words}", self.run_peel("chart", path, "--kind", kind, option, period, code=code)[1])
        row = self.results("chart", path, "--kind", "t", "--baseline", "2024-01-02..2024-01-20")["results"][0]
        self.assertEqual((row["baseline_first"], row["baseline_last"]), ("2024-01-09", "2024-01-20"))
        self.assertIn("the series has no such period", self.run_peel("chart", path, "--kind", "t", "--rebase", "2024-02-02", code=2)[1])
        two = self.write(table(*self.rows(), *(row.replace("a,", "b,", 1) for row in self.rows() if "-05," not in row)))
        _, errors = self.run_peel("chart", two, "--kind", "t", "--rebase", "2024-01-09", "--exclude", "2024-01-05", code=2)
        self.assertIn("--exclude 2024-01-05: ", errors)

    def test_not_for_frequent_failures(self):
        advice = "g and t are for what rarely fails, and --kind p tells more here."
        months = [f"a,2024-{m:02},{48 - f},48" for m, f in enumerate((3, 2, 4, 1, 3, 5, 2, 2), 1)]
        path = self.write(table(*months))
        self.assertIn(advice, self.run_peel("chart", path, "--kind", "t")[0])
        single = self.write(table(*(f"a,2024-{m:02},47,48" for m in range(1, 9))))
        self.assertIn(advice, self.run_peel("chart", single, "--kind", "t")[0])
        several = self.write(table("a,2024-01-01,9,10", "a,2024-02-01,7,10", "a,2024-02-05,8,10", "a,2024-03-01,9,10", "a,2024-04-01,6,10"))
        self.assertIn(advice, self.run_peel("chart", several, "--kind", "g", code=1)[0])
        for kind in ("g", "t"):
            self.assertNotIn(advice, self.run_peel("chart", RARE, "--kind", kind)[0])
            self.assertEqual(self.results("chart", RARE, "--kind", kind)["results"][0]["rule_set"], "nhs")
        self.assertNotIn(advice, self.run_peel("chart", *SAMPLES)[0])


class Targets(Program):
    def test_every_way_to_type_one(self):
        for typed, target in (("100", 1), ("100.0", 1), ("100%", 1), ("100.00 %", 1), ("0", 0), ("0.0", 0), ("0%", 0), ("0.00%", 0),
                              ("1%", 0.01), ("90", 0.9), ("90.0%", 0.9), ("0.9", 0.9), ("1.5", 0.015)):
            self.assertEqual(self.results("chart", *SAMPLES, f"--target={typed}")["results"][0]["target"], target, typed)
        for typed in ("1", "1.0", "1.00"):
            self.refused(f"--target {typed}: type 100%, or 1%", "chart", *SAMPLES, f"--target={typed}")
        for typed in ("", ".", "101", "100.1", "0.0.0", "1e2", "100%%", "-0", "%", "1000"):
            self.refused("type a percentage up to 100", "chart", *SAMPLES, f"--target={typed}")

    def test_targets_of_gaps_are_in_the_help(self):
        self.assertIn("of g a number of cases, of t of periods", self.run_peel("chart", "--help")[0])
        self.assertEqual(self.results("chart", RARE, "--kind", "g", "--target", "1")["results"][0]["target"], 1)
