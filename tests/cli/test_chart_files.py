"""peel chart, of files: monthly audits, rare failures, percentages without counts, and what is set aside."""

import csv
import datetime
import math
import os
import statistics

from support import MONTHLY, REAL, STEADY, TOP, Program

AUDITS = os.path.join(TOP, "examples", "data", "chart-audits.csv")
RARE = os.path.join(TOP, "examples", "data", "rare-failures.csv")


def table(*rows, columns="criterion,period,met,assessed"):
    return columns + "\n" + "".join(f"{row}\n" for row in rows)


def read(path, criterion):
    with open(path, encoding="utf-8") as file:
        return [(int(row["met"]), int(row["assessed"])) for row in csv.DictReader(file) if row["criterion"] == criterion]


class RealRuns(Program):
    def test_a_fall_and_a_recovery(self):
        lines = self.run_peel("chart", MONTHLY, "--no-picture")[0].splitlines()
        samples = read(MONTHLY, "recorded grounds reasonable")
        centre = sum(k for k, _ in samples) / sum(n for _, n in samples)
        low = 100 * (centre - 3 * math.sqrt(centre * (1 - centre) / 53))
        self.assertEqual(lines[0], "recorded grounds reasonable: June to December 2024: 7 points in a row above the centre of "
                                   f"{100 * centre:.1f}%, an improvement")
        self.assertIn(f"  October 2023 to May 2024: 8 points in a row below the centre of {100 * centre:.1f}%, a concern", lines)
        self.assertIn(f"  January 2024: 75.5% (40 of 53), below the lower limit of {low:.1f}%, a concern", lines)
        alarm = self.results("chart", MONTHLY)["results"][0]["false_alarm"]
        self.assertIn(f"  By these rules chance alone raises a signal in {100 * alarm:.1f}% of steady series of 24 such months", lines)
        self.assertTrue(0.1 < alarm < 0.25, alarm)

    def test_within_a_year_the_year_stands_once(self):
        output = self.run_peel("chart", AUDITS, "--no-picture")[0]
        self.assertIn("victim told of the outcome: December 2023 to December 2024: 13 points in a row above ", output)
        self.assertIn("  February to August 2023: 7 points in a row below ", output)
        self.assertIn("  October 2023 to May 2024: 7 of 8 points lie more than a third of the way from the centre to the lower limit",
                      self.run_peel("chart", MONTHLY, "--rules", "nelson")[0])

    def test_a_table_sums_up(self):
        output = self.run_peel("chart", AUDITS, "--no-picture", "--target", "90")[0]
        lines = output.splitlines()
        start = next(i for i, line in enumerate(lines) if line.startswith("series "))
        self.assertEqual(lines[start].split(), ["series", "points", "centre", "latest", "variation", "assurance", "signals",
                                                "chance"])
        samples = read(AUDITS, "statement taken within a week")
        centre = 100 * sum(k for k, _ in samples) / sum(n for _, n in samples)
        self.assertRegex(lines[start + 3], rf"^statement taken within a week +36 +{centre:.1f}% +81.8% none +hit-and-miss +0 ")
        self.assertIn("Note: In 1 of 3 series: A period is missing, or nothing was assessed in it", output)
        expected = sum(row["false_alarm"] for row in self.results("chart", AUDITS)["results"])
        self.assertEqual(lines[-1], "Note: Were all 3 series steady, chance alone would still raise a signal in about "
                                    f"{expected:.1f} of them.")
        self.assertIn("\nseries                      points centre ", self.run_peel("chart", MONTHLY)[0])
        # one series alone has no such table
        path = self.write(table("a,2024-01,3,4", "a,2024-02,2,4"))
        self.assertNotIn("series ", self.run_peel("chart", path)[0].splitlines()[-1])

    def test_a_single_month(self):
        results = self.results("chart", AUDITS)["results"]
        self.assertEqual([row["criterion"] for row in results],
                         ["risk assessed at first contact", "victim told of the outcome", "statement taken within a week"])
        flagged = [point["period"] for point in results[0]["points"] if point["signal"] == "concern"]
        self.assertEqual(flagged, ["2024-03"])
        self.assertEqual((results[0]["periods"], len(results[0]["points"])), (35, 36))
        empty = next(point for point in results[0]["points"] if point["period"] == "2022-08")
        self.assertEqual((empty["rate"], empty["lower"], empty["signal"]), (None, None, "none"))
        self.assertTrue(self.run_peel("chart", AUDITS)[0].startswith("risk assessed at first contact: March 2024: 70.7% (29 of 41), "
                                                                     "below the lower limit of "))

    def test_a_change(self):
        row = self.results("chart", AUDITS, "--rebase-found")["results"][1]
        self.assertEqual((row["segments"], row["segment_first"], row["signals"]), (2, "2023-09", 0))
        output = self.run_peel("chart", AUDITS, "--rebase-found", "--no-picture")[0]
        samples = read(AUDITS, "victim told of the outcome")
        before, after = (100 * sum(k for k, _ in part) / sum(n for _, n in part) for part in (samples[:20], samples[20:]))
        self.assertIn(f"victim told of the outcome: the rate changed at September 2023, from {before:.1f}% to {after:.1f}%: limits begin "
                      "anew there\n  No other signal: ", output)

    def test_nothing_changed(self):
        output = self.run_peel("chart", STEADY)[0]
        self.assertTrue(output.startswith("victim needs assessment made: no signal: what goes up and down here is noise"), output)

    def test_periods_in_options(self):
        path = self.write(table(*(f"a,2024-{m:02},{40 + m % 3},50" for m in range(1, 13))))
        row = self.results("chart", path, "--rebase", "July 2024", "--exclude", "03/2024", "--baseline", "2024-01..Jun 2024")["results"][0]
        self.assertEqual((row["segment_first"], row["baseline_first"], row["baseline_last"]), ("2024-07", "2024-01", "2024-06"))
        self.assertEqual([p["period"] for p in row["points"] if p["marks"]], ["2024-03", "2024-07"])
        self.refused("--rebase 2030-01: the series has no such period; it goes from January 2024 to December 2024", "chart", path,
                     "--rebase", "2030-01")
        self.refused("--exclude 2024: the series has no such period", "chart", path, "--exclude", "2024")
        month = datetime.date(1970, 1, 1) + datetime.timedelta(12 * 2024)  # the number of that day is that of January 2024
        self.refused("the series has no such period", "chart", path, "--exclude", month.isoformat())
        self.refused('--exclude: "spring" is not a period', "chart", path, "--exclude", "spring")
        self.refused('--baseline: "spring" is not a period', "chart", path, "--baseline", "spring..2024-03")
        self.refused("as in 2023-01..2023-12", "chart", path, "--baseline", "2024-03")
        self.refused("before the first", "chart", path, "--baseline", "2024-03..2024-01")

    def test_a_period_that_some_series_lack(self):
        path = self.write(table("a,2024-01,3,4", "a,2024-02,2,4", "b,2024-02,3,4", "b,2024-03,2,4"))
        output, errors = self.run_peel("chart", path, "--rebase", "2024-03", code=1)
        self.assertTrue(output.startswith("b: "))
        self.assertNotIn("a: ", output)
        self.assertIn(f"{path}:2: --rebase 2024-03: the series has no such period. The series is left out.", errors)
        self.refused("--rebase 2025-03: no series has such a period", "chart", path, "--rebase", "2025-03")

    def test_the_target_of_the_file(self):
        rows = [f"a,2024-{m:02},45,50,{target}" for m, target in ((1, "80%"), (2, "70%"), (3, ""))]
        path = self.write(table(*rows, columns="criterion,period,met,assessed,target"))
        self.assertEqual(self.results("chart", path)["results"][0]["target"], 0.7)
        self.assertEqual(self.results("chart", path, "--target", "95")["results"][0]["target"], 0.95)
        self.assertIn("The target of 70% lies below all limits", self.run_peel("chart", path)[0])
        row = self.results("chart", path, "--kind", "cusum", "--accept", "90", "--reject", "80")["results"][0]
        self.assertEqual((row["target"], row["assurance"]), (None, "none"))


    def test_tables(self):
        lines = self.run_peel("chart", AUDITS, "--format", "table")[0].splitlines()
        heads = [i for i, line in enumerate(lines) if line.split() == ["period", "met", "assessed", "rate", "centre", "lower", "upper",
                                                                       "rules", "signal"] or line.startswith("period ")]
        self.assertEqual([lines[i - 2] for i in heads], ["risk assessed at first contact:", "victim told of the outcome:",
                                                         "statement taken within a week:"])
        self.assertEqual([i - heads[0] for i in heads], [0, 40, 80])
        self.assertEqual(lines[heads[0] + 8].split(), ["August", "2022", "0", "0"])
        self.assertEqual(lines[heads[0] + 27].split()[-4:], ["1", "beyond", "1", "concern"])
        self.assertTrue(any(line.startswith("series ") for line in lines[-14:]))


class RareFailures(Program):
    def stretches(self):
        with open(RARE, encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def test_g(self):
        rows = self.stretches()
        values = [int(row["met"]) for row in rows]
        result = self.results("chart", RARE, "--kind", "g")["results"][0]
        self.assertEqual([point["value"] for point in result["points"]], values)
        self.assertEqual(result["latest_centre"], statistics.median(values))
        mean = statistics.fmean(values)
        self.assertAlmostEqual(result["latest_upper"], mean + 3 * math.sqrt(mean * (mean + 1)), delta=1e-10)
        output = self.run_peel("chart", RARE, "--kind", "g", "--target", "150")[0]
        self.assertIn("2023-10-11: 281 cases met since the failure before, above the upper limit of 241.5, an improvement", output)
        self.assertIn("The target of 150 lies within the limits: hit and miss", output)
        self.assertIn("of 27 such stretches", output)

    def test_t(self):
        days = [datetime.date.fromisoformat(row["period"]) for row in self.stretches()]
        gaps = [(b - a).days for a, b in zip(days, days[1:])]
        result = self.results("chart", RARE, "--kind", "t")["results"][0]
        self.assertEqual([point["value"] for point in result["points"]], gaps)
        roots = [gap ** (1 / 3.6) for gap in gaps]
        centre = statistics.fmean(roots)
        mean = statistics.fmean(abs(b - a) for a, b in zip(roots, roots[1:]))
        self.assertAlmostEqual(result["latest_centre"], centre**3.6, delta=1e-8)
        self.assertAlmostEqual(result["latest_upper"], (centre + 2.66 * mean) ** 3.6, delta=1e-6)
        self.assertIn(f"The latest, 2024-10-21: {gaps[-1]} days since the failure before, ", self.run_peel("chart", RARE, "--kind", "t")[0])

    def test_t_passes_over_what_did_not_fail(self):
        path = self.write(table("a,2024-01,29,30", "a,2024-02,30,30", "a,2024-03,28,30", "a,2024-04,9,10"))
        result = self.results("chart", path, "--kind", "t")["results"][0]
        self.assertEqual([(point["period"], point["value"]) for point in result["points"]], [("2024-03", 2), ("2024-04", 1)])
        output = self.run_peel("chart", path, "--kind", "t")[0]
        self.assertIn("1 month since the failure before", output)
        self.assertIn("Rows with more than one failure, which are one point in time: 1.", output)
        path = self.write(table("a,2024-01,29,30", "a,2024-02,30,30"))
        self.assertIn("Fewer than two rows have a failure", self.run_peel("chart", path, "--kind", "t", code=1)[1])

    def test_g_wants_a_row_a_failure(self):
        path = self.write(table("a,2024-01-01,29,30", "a,2024-02-01,27,30", "a,2024-03-01,12,13"))
        output, errors = self.run_peel("chart", path, "--kind", "g", code=1)
        self.assertIn(f"{path}:3: met: The row has two or more failures", errors)
        self.assertIn("its cases are left out, and the next stretch begins after it. Choose --kind t, of the time between failures, or --kind p.", errors)
        self.assertIn("12 cases met since the failure before", output)
        result = self.results("chart", path, "--kind", "g", code=1)
        self.assertEqual([point["value"] for point in result["results"][0]["points"]], [29, 12])
        self.assertEqual([fault["status"] for fault in result["faults"]], ["not-whole"])


class WithoutCounts(Program):
    def reported(self, *figures):
        return self.write(table(*(f"asked,{2010 + i},{figure}" for i, figure in enumerate(figures)),
                                columns="criterion,period,reported"))

    def test_xmr_is_the_default(self):
        values = [0.96, 0.95, 0.945, 0.94, 0.88, 0.806]
        path = self.reported("96", "95", "94.5", "94%", "88 percent", "80.6%")
        result = self.results("chart", path)["results"][0]
        mean = statistics.fmean(abs(b - a) for a, b in zip(values, values[1:]))
        centre = statistics.fmean(values)
        self.assertEqual(result["kind"], "xmr")
        self.assertAlmostEqual(result["latest_upper"], centre + 2.66 * mean, delta=1e-12)
        self.assertEqual((result["points"][0]["met"], result["reach"]), (None, None))
        output = self.run_peel("chart", path, "--target", "90")[0]
        upper = 100 * (centre + 2.66 * mean)
        self.assertIn(f"and {upper:.1f}%, the centre {100 * centre:.1f}%", output)
        wide = self.results("chart", self.reported("99", "90", "99", "92", "100", "91"))["results"][0]
        self.assertGreater(wide["latest_upper"], 1)  # uncut
        shown = self.run_peel("chart", self.reported("99", "90", "99", "92", "100", "91"))[0]
        self.assertIn(" and 100.0%, the centre ", shown)
        self.assertIn("Note: A limit lay beyond 0% or 100%, and is shown there.", shown)
        self.assertNotIn("120%", shown)
        self.assertIn("Only percentages are known: limits go by how far neighbours differ.", output)
        self.assertIn("The target of 90% lies within the limits: hit and miss, had the process stayed so\n", output)
        self.assertEqual(self.results("chart", path, "--kind", "run")["results"][0]["kind"], "run")

    def test_kinds_that_need_counts(self):
        path = self.reported("96", "95", "94.5")
        for typed in (["--kind", "p"], ["--kind", "ewma"], ["--kind", "g"], ["--kind", "t"], ["--rebase-found"],
                      ["--kind", "cusum", "--accept", "94", "--reject", "80"]):
            self.assertIn("The series has no counts, which ", self.run_peel("chart", path, *typed, code=1)[1], typed)

    def test_among_samples_it_is_passed_over(self):
        path = self.write("criterion,period,met,assessed,reported\na,2021,30,40,\na,2022,,,70%\na,2023,10,40,\na,2024,,,\n")
        self.assertIn("Note: Rows passed over, for they have no figure, or no counts where others have them: 2.",
                      self.run_peel("chart", path)[0])
        self.assertEqual(self.results("chart", path)["results"][0]["passed_over"], 2)


class WhatIsSetAside(Program):
    def test_rows_and_series(self):
        path = self.write(table("a,2021,3,4", "a,2021,4,4", "b,2020-01,3,4", "b,2021,3,4", "c,,3,4", "d,eighty,3,4",
                                "e,2021,1,2", "e,2022,5,2", "e,2023,2,2"))
        output, errors = self.run_peel("chart", path, code=1)
        self.assertTrue(output.startswith("e: "), output)
        lines = errors.splitlines()
        self.assertEqual([line.split(":")[1] for line in lines[:-1]], ["3", "4", "6", "7", "9"])
        for line, words in zip(lines, ("stands twice, here and in line 2", "is a month, that of line 5 a year", "names no period",
                                       '"eighty" is not a period', "swapped")):
            self.assertIn(f"{path}:", line)
            self.assertIn(words, line)
        faults = self.results("chart", path, code=1)["faults"]
        self.assertEqual([fault["status"] for fault in faults],
                         ["period-repeated", "unit", "not-a-period", "not-a-period", "met-above-assessed"])
        rows = self.rows("chart", path, code=1)
        self.assertEqual([row["status"] for row in rows], ["ok"] * 2 + [fault["status"] for fault in faults])

    def test_rows_in_any_order(self):
        rows = [f"asked,2024-{m:02},{30 + m},50" for m in range(1, 13)]
        one = self.results("chart", self.write(table(*rows)))["results"][0]
        other = self.results("chart", self.write(table(*rows[5:], *rows[:5]), "other.csv"))["results"][0]
        self.assertEqual({**one, "file": None, "line": None}, {**other, "file": None, "line": None})

    def test_no_periods(self):
        self.assertIn("a column `period` is needed", self.run_peel("chart", self.write("criterion,met,assessed\na,1,2\nb,2,3\n"),
                                                                   code=1)[1])
        self.assertIn('"2019 and 2020" is not a period', self.run_peel("chart", REAL, code=1)[1])

    def test_an_empty_file(self):
        path = self.write("criterion,period,met,assessed\n")
        output, _ = self.run_peel("chart", path, said=f"peel: {path}: no rows\n")
        self.assertEqual(output, "")
        self.assertEqual(self.results("chart", path, said=f"peel: {path}: no rows\n")["results"], [])

    def test_a_series_without_any_figure(self):
        path = self.write("criterion,period,met,assessed\na,2021,,\na,2022,,\n")
        self.assertIn("The series has no figure at all", self.run_peel("chart", path, code=1)[1])

    def test_what_it_writes_it_reads(self):
        for path in (AUDITS, RARE):
            written = self.write(self.run_peel("chart", path, "--format", "csv")[0], "written.csv")
            for one, other in zip(self.results("chart", path)["results"], self.results("chart", written)["results"], strict=True):
                self.assertEqual((one["points"], one["criterion"]), (other["points"], other["criterion"]))

    def test_encoding(self):
        path = self.write(table("caf\xe9,2021,30,40", "caf\xe9,2022,31,40").encode("windows-1252"))
        self.assertEqual(self.results("chart", path, "--encoding", "windows-1252")["results"][0]["criterion"], "caf\xe9")
        self.assertIn("read the text as windows-1252", self.run_peel("chart", path, code=1)[1])

    def test_by_columns(self):
        text = "force,area,criterion,period,met,assessed\n" + "".join(
            f"{force},{area},asked,{year},{met},40\n" for force in ("North", "South") for area in ("A", "B")
            for year, met in ((2022, 30), (2023, 20), (2024, 10)))
        path = self.write(text)
        results = self.results("chart", path, "--by", "force,area")["results"]
        self.assertEqual([(row["force"], row["area"], row["criterion"]) for row in results],
                         [("North", "A", None), ("North", "B", None), ("South", "A", None), ("South", "B", None)])
        self.assertIn("South, B: ", self.run_peel("chart", path, "--by", "area,force")[0])

    def test_standard_input_and_units(self):
        feed = table("a,2021,30,40", "a,2022,31,40", "a,2023,10,40")
        self.assertTrue(self.run_peel("chart", "-", feed=feed)[0].startswith("a: 2023: 25.0% (10 of 40), below the lower limit"))
        self.assertIn("and --unit asks for a month", self.run_peel("chart", "-", "--unit", "month", feed=feed, code=1)[1])
        self.refused("--unit none goes with samples", "chart", MONTHLY, "--unit", "none")

    def test_a_name_commands_no_terminal(self):
        path = self.write(table("\x1b[31mred,2021,30,40", "\x1b[31mred,2022,10,40", "x,\x1b[31m,1,2"))
        output, errors = self.run_peel("chart", path, code=1)
        self.assertNotIn("\x1b", output + errors)

    def test_many_series_draw_fewer(self):
        path = self.write(table(*(f"c{i},{year},{20 + i % 5},30" for i in range(101) for year in (2021, 2022))))
        results = self.results("chart", path)["results"]
        self.assertEqual({row["draws"] for row in results}, {999})
        self.assertEqual({row["draws"] for row in self.results("chart", path, "--draws", "200")["results"]}, {200})
        path = self.write(table(*(f"c,{day},20,30" for day in (datetime.date(2000, 1, 1) + datetime.timedelta(i) for i in range(501)))))
        self.assertEqual(self.results("chart", path)["results"][0]["draws"], 999)
