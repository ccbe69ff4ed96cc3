"""peel chart says no more than it knows: limits without width, processes that are gone, chance that was never seen."""

import itertools
import math
import re
import statistics
import subprocess

from support import PEEL, Program
from test_chart_files import RARE, table

TYPED = ["45/48", "44/47", "43/48", "46/48", "44/47", "31/48", "45/48", "44/46"]


class Scan(Program):
    """Nothing that is no number is shown, and counts go with their words."""

    def inputs(self):
        rows = [(1, 40, 48), (2, 41, 50), (3, 0, 0), (4, 33, 40), (5, 48, 48), (8, 20, 44), (9, 31, 40)]
        yield [self.write(table(*(f"a,2024-{m:02},{k},{n}" for m, k, n in rows)), "months.csv")]
        yield [self.write(table(*(f"a,2024-{m:02}-03,{k},{n}" for m, k, n in rows)), "days.csv")]
        yield [self.write(table(*(f"a,{1900 + 20 * m},{k},{n}" for m, k, n in rows)), "years.csv")]
        yield [self.write(table("a,1,9,10", "a,2,8,9", "a,5,3,4"), "numbers.csv")]
        yield [self.write("criterion,period,reported\n" + "".join(f"a,{2010 + i},{v}\n" for i, v in enumerate((99, 90, 100, 92))),
                          "printed.csv")]
        yield [RARE]
        yield TYPED
        for typed in ("5/6 4/6 3/6 0/0 --rebase 4", "100/100 0/0 20/30 --rebase-found --baseline 2..2", "0/0 0/0 0/0", "1/1", "0/0 1/2",
                      "5/5 5/5 4/5 --baseline 1..2", "5/5 5/5 5/5", "0/4 0/4 0/4", "1/2 1/2 0/0 1/2 1/3", "3/6 4/8 0/0 2/4",
                      "100/100 0/0 20/30 10/30 --rebase-found --baseline 2..2", "0/0 3/4 2/4 1/4 --rebase 2", "3/4 2/4 0/0 0/0 --rebase 3"):
            yield typed.split()

    def test_all_outputs(self):
        kinds = ["", "--kind exact", "--kind laney", "--kind laney --floor", "--kind xmr", "--kind run", "--kind g", "--kind t",
                 "--kind ewma", "--kind cusum --accept 90 --reject 80", "--kind cusum --accept 80 --reject 90 --one-sided",
                 "--rule 1\xa0beyond\xa00", "--rule 1\xa0of\xa03\xa0beyond\xa01/3", "--rule 1\xa0within\xa01", "--rules anhoej",
                 "--rule 1\xa0beyond\xa00\xa0both-sides", "--kind run --rule 1\xa0beyond\xa00", "--target 90", "--design dip"]
        seen = 0
        for arguments, kind in itertools.product(self.inputs(), kinds):
            typed = ["chart", *arguments, *(word.replace("\xa0", " ") for word in kind.split(" ") if word), "--draws", "99"]
            for form in ([], ["--format", "table"], ["--format", "csv"], ["--format", "json"]):
                done = subprocess.run([PEEL, *typed, *form], capture_output=True, timeout=60, text=True)
                self.assertIn(done.returncode, (0, 1, 2), (typed, done))  # some inputs have no counts or failures for a kind
                output = done.stdout
                seen += output != ""
                for words in (r"\bnan", r"\binf\b", r"-nan", r"\b1 (points|cases|periods|months|days|years|stretches)\b", r"\b1 of 1 ",
                              r"\b0\.0 of them", r"fewer than 1 (times|points|of them|in)", r"-0(\.0+)?%", r"\(null\)", r"  +,"):
                    if "csv" in form and words == r"\binf\b":
                        continue  # the score beyond limits without width
                    self.assertIsNone(re.search(words, output, re.IGNORECASE), (typed, form, words, output))
        self.assertGreater(seen, 1000)


class LimitsThatMeanNothing(Program):
    def test_a_baseline_all_met(self):
        samples = ["48/48", "47/47", "48/48", "47/48", "45/48", "47/48"]
        for typed in (["--baseline", "1..3"], ["--baseline", "1..3", "--kind", "exact"]):
            lines = self.run_peel("chart", *samples, *typed, "--no-picture")[0].splitlines()
            self.assertEqual(lines[0], "no verdict: all cases of the baseline were met, so that its limits have no width and mean nothing yet")
            self.assertEqual(lines[1], "  The latest, period 6: 97.9% (47 of 48), no verdict")
            self.assertNotIn("limit of", "\n".join(lines))
        output = self.run_peel("chart", *samples, "--baseline", "1..3", "--format", "table")[0]
        self.assertNotIn("concern", output)
        self.assertIn("Note: Nothing varies in the baseline: its limits have no width, and mean nothing yet.\n", output)
        self.assertNotIn("end of the scale", output)
        output = self.run_peel("chart", "40/48", "31/48", "41/48", *samples, "--rebase", "4", "--baseline", "4..6", "--no-picture")[0]
        self.assertTrue(output.startswith("no verdict: all cases of the baseline were met from period 4 on, so that its limits"), output)
        flipped = [f"{int(n) - int(k)}/{n}" for k, n in (sample.split("/") for sample in samples)]
        self.assertIn("no case of the baseline was met, so", self.run_peel("chart", *flipped, "--baseline", "1..3")[0])
        printed = self.write("criterion,period,reported\n" + "".join(f"a,{2010 + i},{v}\n" for i, v in enumerate((90, 90, 90, 95, 85))))
        self.assertIn("no verdict: neighbours in the baseline do not differ, so that",
                      self.run_peel("chart", printed, "--baseline", "2010..2012")[0])

    def test_too_few(self):
        output = self.run_peel("chart", "30/40", "10/40")[0]
        self.assertEqual(output, "too few periods to tell signal from noise: two, the latest period 2: 25.0% (10 of 40); peel compare "
                                 "tells whether two samples differ\n")
        for samples in (["3/5"], ["30/40", "10/40"]):
            output = self.run_peel("chart", *samples, "--format", "table", "--target", "90")[0]
            self.assertIn(" too few", output)
            for words in ("concern", "improvement", "hit-and-miss", "fails", "none"):
                self.assertNotIn(words, output)
        self.assertIn(" is ", self.first_line("chart", "45/48", "20/48", "--kind", "cusum", "--accept", "94", "--reject", "80"))

    def test_xmr_limits_are_cut(self):
        values = [0.99, 0.9, 0.99, 0.92, 1, 0.91]
        path = self.write("criterion,period,reported\n" + "".join(f"a,{2010 + i},{100 * v:.0f}\n" for i, v in enumerate(values)))
        mean = statistics.fmean(abs(b - a) for a, b in zip(values, values[1:]))
        upper = statistics.fmean(values) + 2.66 * mean
        self.assertGreater(upper, 1)
        self.assertAlmostEqual(self.results("chart", path)["results"][0]["latest_upper"], upper, delta=1e-12)
        for form in ([], ["--format", "table"]):
            output = self.run_peel("chart", path, *form)[0]
            self.assertNotIn(f"{100 * upper:.1f}%", output)
            self.assertIn("A limit lay beyond 0% or 100%, and is shown there.", output)


class Processes(Program):
    def test_a_signal_at_the_end_comes_first(self):
        moved = ["48/50"] * 8 + ["40/50"] * 8
        for target, better, words in (("90", "up", "lies within the limits: hit and miss, had the process stayed so\n"),
                                      ("60", "up", "lies below all limits: had the process stayed so, it would pass it consistently\n"),
                                      ("60", "down", "lies below all limits: had the process stayed so, it would fail it consistently\n")):
            output = self.run_peel("chart", *moved, "--target", target, "--better", better)[0]
            self.assertIn("  The latest period belongs to a signal, so that the limits may be those of a process that is gone (see --rebase "
                          f"and --baseline). The target of {target}% {words}", output)
            self.assertNotIn("of the time", output)
        crossed = self.run_peel("chart", *["48/50"] * 12, *["40/50"] * 12, "--rule", "crossings", "--target", "90")[0]
        self.assertIn("  The series of periods is not steady, so that the limits may be those of a process that is gone", crossed)

    def test_one_bad_month_is_no_overdispersion(self):
        calm = [f"{440 + 10 * ((i * 7) % 4 // 2)}/480" for i in range(12)]
        one = calm[:5] + ["200/480"] + calm[6:]
        self.assertNotIn("--kind laney", self.run_peel("chart", *one)[0])
        both = "(then --kind laney), or single periods stand out (then --exclude"
        self.assertIn(both, self.run_peel("chart", *TYPED)[0])  # 8 periods do not tell which
        wild = ["47/48", "40/48"] * 6
        self.assertIn(both, self.run_peel("chart", *wild)[0])

    def test_a_cusum_names_its_rates(self):
        samples = ["45/48", "44/47", "43/48", "39/46", "37/47", "36/48", "30/48", "48/48", "47/48", "48/48"]
        def log_ratio(accept, other, met, assessed):
            return met * math.log(other / accept) + (assessed - met) * math.log((1 - other) / (1 - accept))
        fall, sums = 0.0, []
        for met, assessed in (map(int, sample.split("/")) for sample in samples):
            fall = max(0.0, fall + log_ratio(0.94, 0.806, met, assessed))
            sums.append(fall)
        output = self.run_peel("chart", *samples, "--kind", "cusum", "--accept", "94", "--reject", "80.6")[0]
        first = next(i for i, one in enumerate(sums) if one > math.log(740))
        self.assertTrue(output.startswith(f"period {first + 1} to period 10: the evidence for a fall from 94.0% to 80.6% is in the end "
                                          f"{sums[-1]:.2f}, above its threshold of {math.log(740):.2f}, a concern\n"), output)
        self.assertTrue(sums[-1] < sums[-2] < sums[-3] < sums[-4] > sums[-5])
        self.assertIn("  That evidence has been shrinking for 3 periods, though it is above its threshold still", output)
        self.assertIn("--rebase at the period in which it did begins anew", output)
        self.assertNotIn("shrinking", self.run_peel("chart", *samples[:7], "--kind", "cusum", "--accept", "94", "--reject", "80.6")[0])
        # the sum that looks the other way does so at the mirrored odds
        odds = (0.8 / 0.2) ** 2 / (0.7 / 0.3)
        output = self.run_peel("chart", *["48/48"] * 5, "--kind", "cusum", "--accept", "80", "--reject", "70")[0]
        self.assertIn(f"the evidence for a rise from 80.0% to {100 * odds / (1 + odds):.1f}% is ", output)

    def test_a_cusum_in_tables(self):
        samples = ["45/48", "44/47", "43/48", "39/46", "37/47", "30/48"]
        for order, shown, hidden in ((("94", "80"), "other", "value"), (("80", "94"), "value", "other")):
            output = self.run_peel("chart", *samples, "--kind", "cusum", "--accept", order[0], "--reject", order[1], "--one-sided",
                                   "--format", "table")[0]
            head = output.splitlines()[0].split()
            self.assertIn(shown, head)
            self.assertNotIn(hidden, head)
            self.assertEqual(("lower" in head, "upper" in head), (shown == "other", shown == "value"))
            lines = output.splitlines()
            at = next(i for i, line in enumerate(lines) if line.startswith("points "))
            self.assertNotIn("centre", lines[at])
            self.assertEqual(lines[at + 1].split()[:2], ["6", "62.5%"])

    def test_thresholds_of_one_side_and_two(self):
        typed = ["chart", *TYPED, "--kind", "cusum", "--accept", "94", "--reject", "80"]
        for more, threshold in (([], math.log(740)), (["--one-sided"], math.log(370)), (["--threshold", "4.25"], 4.25)):
            self.assertAlmostEqual(self.results(*typed, *more)["results"][0]["threshold"], threshold, delta=1e-12)
            self.assertAlmostEqual(float(self.rows(*typed, *more)[0]["threshold"]), threshold, delta=1e-12)
        words = self.run_peel("chart", "--help")[0]
        self.assertIn(f"where none is named {math.log(740):.1f}, and {math.log(370):.1f} with --one-sided", words)


class Chance(Program):
    def test_never_seen(self):
        large = ["450/480", "440/480", "450/480", "100/480", "--rules", "limits", "--sigmas", "9"]
        self.assertEqual(self.results("chart", *large)["results"][0]["false_alarm"], 0)
        for draws, bound, percent in (("9999", "3,333", "0.03"), ("999", "333", "0.3"), ("99", "33", "3")):
            output = self.run_peel("chart", *large, "--draws", draws)[0]
            self.assertIn(f"  By these rules chance alone raises a signal in fewer than 1 of {bound} steady series of 4 such periods\n", output)
            output = self.run_peel("chart", *large, "--draws", draws, "--format", "table")[0]
            self.assertIn(f" <{percent}%\n", output)

    def test_printed_percentages(self):
        values = [94, 92, 95, 93, 94, 93, 94, 92, 93, 94, 70, 94, 93, 94]
        path = self.write("criterion,period,reported\n" + "".join(f"a,{2010 + i},{v}\n" for i, v in enumerate(values)))
        alarm = self.results("chart", path, "--rules", "limits")["results"][0]["false_alarm"]
        self.assertTrue(0 < alarm < 0.5)
        self.assertIn(f"  By these rules chance alone raises a signal in at least {100 * alarm:.1f}% of steady series of 14 such years, and in "
                      "more if each figure is of few cases\n", self.run_peel("chart", path, "--rules", "limits")[0])
        self.assertNotIn("limits go by", self.run_peel("chart", path, "--kind", "run")[0])
        self.assertIn("Only percentages are known: ", self.run_peel("chart", path, "--kind", "run")[0])
        self.assertIn(f" >={100 * alarm:.1f}%\n", self.run_peel("chart", path, "--rules", "limits", "--format", "table")[0])

    def test_segments_without_limits_leave_the_rest_known(self):
        row = self.results("chart", *TYPED, "45/48", "--rebase", "9", "--kind", "laney")["results"][0]
        self.assertIn("no-limits", row["notes"])
        self.assertIsNotNone(row["false_alarm"])

    def test_sums_over_series(self):
        rows = [f"{name},{2010 + i},{k},50" for name, met in (("a", (45, 44, 46, 45)), ("b", (41, 44, 42, 45)), ("c", (50, 50, 50, 50)))
                for i, k in enumerate(met)]
        path = self.write(table(*rows))
        output = self.run_peel("chart", path, "--sigmas", "9", "--rules", "limits")[0]
        self.assertIn("Were the 2 series steady of which that is known, chance alone would raise a signal in fewer than 0.1 of them.", output)
        self.assertIn("Were all 2 series steady, ", self.run_peel("chart", self.write(table(*rows[:8])), "--no-picture")[0])
