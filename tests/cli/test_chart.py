"""peel chart, of typed series: the numbers by plain formulas, the options, and what is refused."""

import math
import statistics

from support import MONTHLY, Program

STEADY = [(45, 48), (44, 47), (43, 48), (46, 48), (44, 47), (31, 48), (45, 48), (44, 46)]
TYPED = [f"{met}/{assessed}" for met, assessed in STEADY]
RATES = [met / assessed for met, assessed in STEADY]
CENTRE = sum(met for met, _ in STEADY) / sum(assessed for _, assessed in STEADY)


def p_limits(centre, assessed, sigmas=3.0):
    half = sigmas * math.sqrt(centre * (1 - centre) / assessed)
    return max(0, centre - half), min(1, centre + half)


def tail_from(rate, assessed, least):
    return sum(math.comb(assessed, k) * rate**k * (1 - rate) ** (assessed - k) for k in range(least, assessed + 1))


class Chart(Program):
    def series(self, *arguments, **options):
        return self.results("chart", *arguments, **options)["results"][0]

    def points(self, *arguments, **options):
        return self.series(*arguments, **options)["points"]

    def near(self, first, second, delta=1e-12):
        self.assertEqual(len(first), len(second))
        for one, other in zip(first, second):
            self.assertAlmostEqual(one, other, delta=delta)


class Sentences(Chart):
    def test_a_signal(self):
        low = 100 * p_limits(CENTRE, 48)[0]
        lines = self.run_peel("chart", *TYPED, "--target", "90", "--no-picture")[0].splitlines()
        self.assertEqual(lines[0], f"period 6: 64.6% (31 of 48), below the lower limit of {low:.1f}%, a concern")
        low = 100 * p_limits(CENTRE, 46)[0]
        self.assertEqual(lines[1], f"  The latest, period 8: 95.7% (44 of 46), no signal; the limits are {low:.1f}% and 100.0%, "
                                   f"the centre {100 * CENTRE:.1f}%")
        reach = 100 * tail_from(CENTRE, 46, 42)  # 41.4 cases are 90%
        self.assertEqual(lines[2], "  The target of 90% lies within the limits: hit and miss, as chance has it. While the process "
                                   f"stays as it is, a period of 46 cases reaches it {reach:.1f}% of the time")
        alarm = 100 * self.series(*TYPED)["false_alarm"]
        self.assertEqual(lines[3], f"  By these rules chance alone raises a signal in {alarm:.1f}% of steady series of 8 such "
                                   "periods")
        self.assertIn("Note: Fewer than 12 points set the ", "\n".join(lines[4:]))

    def test_which_way_is_better(self):
        self.assertIn(", an improvement\n", self.run_peel("chart", *TYPED, "--better", "down")[0])
        self.assertIn(", a change\n", self.run_peel("chart", *TYPED, "--better", "neither")[0])
        for better, signal in (("up", "concern"), ("down", "improvement"), ("neither", "change")):
            row = self.series(*TYPED, "--better", better)
            self.assertEqual((row["better"], row["points"][5]["signal"], row["variation"]), (better, signal, "none"))

    def test_no_signal(self):
        output = self.run_peel("chart", "45/48", "44/47", "43/48", "46/48")[0]
        self.assertEqual(output.splitlines()[0],
                         "no signal: what goes up and down here is noise, as far as these rules can tell")
        self.assertNotIn("chance alone", output)

    def test_assurance(self):
        for target, better, words, name in (
                ("60", "up", "The target of 60% lies below all limits: as it is, the process passes it consistently", "passes"),
                ("99.9", "up", None, "hit-and-miss"), ("60", "down", "The target of 60% lies below all limits: as it is, the "
                 "process fails it consistently, and only a change of the process will help", "fails"),
                ("0.555", "up", "The target of 55.5% lies below all limits", "passes")):
            output = self.run_peel("chart", *TYPED, "--target", target, "--better", better)[0]
            if words:
                self.assertIn(f"  {words}", output)
            self.assertEqual(self.series(*TYPED, "--target", target, "--better", better)["assurance"], name)
        self.assertEqual(self.series(*TYPED)["assurance"], "none")
        moved = self.run_peel("chart", *["48/50"] * 8, *["40/50"] * 8, "--target", "90")[0]
        self.assertIn("  The latest period belongs to a signal, so that the limits may be those of a process that is gone (see --rebase and "
                      "--baseline). The target of 90% lies within the limits: hit and miss, had the process stayed so\n", moved)
        self.assertNotIn("of the time", moved)
        self.assertNotIn("target", self.run_peel("chart", *TYPED)[0])
        self.assertEqual(self.series(*TYPED, "--target", "100%")["target"], 1)
        self.assertEqual(self.series(*TYPED, "--target", "90")["target"], 0.9)
        self.assertEqual(self.series(*TYPED, "--target", "0.9")["target"], 0.9)

    def test_runs_newest_first(self):
        samples = ["48/50"] * 8 + ["40/50"] * 8
        lines = self.run_peel("chart", *samples, "--no-picture")[0].splitlines()
        self.assertEqual(lines[0], "period 9 to period 16: 8 points in a row below the centre of 88.0%, a concern")
        self.assertEqual(lines[1], "  period 1 to period 8: 8 points in a row above the centre of 88.0%, an improvement")
        self.assertIn("  The latest, period 16: 80.0% (40 of 50), a concern; ", lines[2])

    def test_points_beyond_a_limit_stand_alone(self):
        lines = self.run_peel("chart", *["47/50"] * 8, "30/50", "31/50", "--rules", "limits", "--no-picture")[0].splitlines()
        self.assertTrue(lines[0].startswith("period 10: 62.0% (31 of 50), below the lower limit of "), lines)
        self.assertTrue(lines[1].startswith("  period 9: 60.0% (30 of 50), below the lower limit of "), lines)

    def test_a_run_ends_at_a_rebase(self):
        samples = ["48/50", "48/50", "40/50", "40/50", "30/50", "30/50", "44/50", "44/50"]
        output = self.run_peel("chart", *samples, "--rebase", "5", "--rule", "2 beyond 0 below")[0]
        self.assertTrue(output.startswith("period 5 to period 6: 2 points in a row below the centre of 74.0%, a concern\n  period 3 to "
                                          "period 4: 2 points in a row below the centre of 88.0%, a concern\n"), output)

    def test_the_words_of_rules(self):
        rising = [f"{20 + 3 * i}/50" for i in range(9)]  # 40% to 88%, around 64%
        for rule, words in (("7 steps", "period 1 to period 9: 9 points in a row, each above the one before, an improvement"),
                            ("2 of 3 beyond 2/3", "2 of 2 points lie more than two thirds of the way from the centre to the "),
                            ("3 of 4 beyond 0.5", "more than 0.5 times the way from the centre to the upper limit"),
                            ("4 beyond 0 above", "4 points in a row above the centre of 64.0%"),
                            ("5 within 1", "7 points in a row within the limits: closer together than chance"),
                            ("3 within 1/3", "3 points in a row within a third of the way from the centre to the limits: "),
                            ("2 of 2 beyond 0.8", "2 of 2 points lie more than 0.8 times the way from the centre to the upper"),
                            ("longest-run", "no signal: ")):
            self.assertIn(words, self.run_peel("chart", *rising, "--rule", rule)[0], rule)
        self.assertIn("period 8 to period 9: 2 of 2 points lie above the upper limit, an improvement",
                      self.run_peel("chart", *rising, "--rule", "2 of 3 beyond 1", "--sigmas", "2")[0])
        zigzag = ["44/50", "46/50"] * 7
        self.assertIn("period 1 to period 14: 14 points in a row, up and down by turns, a change",
                      self.run_peel("chart", *zigzag, "--rule", "14 alternating")[0])
        both = ["30/50", "49/50"] * 4
        self.assertIn("8 of 8 points, on both sides, lie more than a third of the way from the centre to a limit, a change",
                      self.run_peel("chart", *both, "--rule", "8 beyond 1/3 both-sides")[0])

    def test_a_run_chart(self):
        samples = ["40/50"] * 3 + ["41/50"] * 9 + ["46/50"] * 3 + ["47/50"] * 9
        lines = self.run_peel("chart", *samples, "--kind", "run", "--no-picture")[0].splitlines()
        median = statistics.median([0.8] * 3 + [0.82] * 9 + [0.92] * 3 + [0.94] * 9)
        self.assertIn(f"12 points in a row above the median, a longer run than chance usually makes, an improvement", lines[0])
        self.assertIn("12 points in a row below the median", lines[1])
        # qbinom(0.05, 23, 0.5) is 8
        self.assertIn("  the median is crossed 1 time; 19 in 20 steady series cross it 8 times or more: something shifted, or "
                      "drifts", lines)
        self.assertTrue(any(line.endswith(f"; the median is {100 * median:.1f}%") for line in lines), lines)
        row = self.series(*samples, "--kind", "run")
        self.assertEqual([row[name] for name in ("useful", "longest_run", "longest_run_most", "crossings", "crossings_least",
                                                 "rule_set", "latest_lower")], [24, 12, 8, 1, 8, "anhoej", None])

    def test_rules_that_flag_no_point(self):
        samples = ["40/50"] * 12 + ["46/50"] * 12
        for rule, words in (("longest-run flag-none", "12 points in a row on one side of the centre, where a steady series has seldom "
                                                      "more than 8"),
                            ("7 beyond 0 flag-none", 'a signal by the rule "7 beyond 0 flag-none", which flags no point of its own'),
                            ("crossings", "the centre is crossed 1 time; 19 in 20 steady series cross it 8 times or more: something "
                                          "shifted, or drifts")):
            lines = self.run_peel("chart", *samples, "--rule", rule, "--no-picture")[0].splitlines()
            self.assertEqual(lines[0], words)
            self.assertTrue(lines[1].endswith("the centre 86.0%") and ", no signal; " in lines[1], lines)
            self.assertIn("chance alone raises a signal in ", lines[2])
            row = self.series(*samples, "--rule", rule)
            self.assertEqual((row["signals"], row["signal_rules"]), (0, [rule]))
            output = self.run_peel("chart", *samples, "--rule", rule, "--format", "table")[0]
            self.assertIn(" 0 + series ", output)
            self.assertIn("; + series: a rule speaks of the series as a whole. ", output)
        lines = self.run_peel("chart", *samples, "--rule", "crossings flag-run", "--no-picture")[0].splitlines()
        self.assertEqual(lines[0], "period 1 to period 24: fewer crossings of the centre than chance usually makes, a change")
        self.assertTrue(lines[1].startswith("  The latest, "))

    def test_degenerate(self):
        for samples, words in ((["5/5", "6/6"], "no signal: all cases met the criterion in every period"),
                               (["0/5", "0/6"], "no signal: no case met the criterion in any period"),
                               (["3/5"], "too few periods to tell signal from noise: one alone, period 1: 60.0% (3 of 5)"),
                               (["0/0", "3/5"], "too few periods to tell signal from noise: one alone, period 2: 60.0% (3 of 5)"),
                               (["0/0", "0/0"], "nothing to chart: no case was assessed in any period"),
                               (["3/6", "4/8", "2/4"], "no signal: every period is at 50.0%")):
            output = self.run_peel("chart", *samples)[0]
            self.assertEqual(output.splitlines()[0], words)
            self.assertNotIn("Nothing varies in what was looked at", output)
            self.assertNotIn("A limit stands at the end", output)
            self.assertEqual(len(self.points(*samples)), len(samples))
        self.assertEqual(len(self.run_peel("chart", "3/5")[0].splitlines()), 1)  # no picture, and no notes
        self.assertEqual(self.series("0/0", "0/0")["latest_period"], None)

    def test_design(self):
        output = self.run_peel("chart", *TYPED, "--design", "dip")[0]
        self.assertTrue(output.startswith("no verdict, as dip samples support none\n"), output)
        self.assertIn("no verdict\n", output.splitlines()[1] + "\n")
        self.assertNotIn("the limits are", output)
        self.assertNotIn("provisional", output)
        moved = ["47/50"] * 12 + ["30/50"] * 12 + ["--design", "dip", "--rebase-found"]
        self.assertNotIn("hange", self.run_peel("chart", *moved)[0])
        self.assertEqual(self.series(*moved)["segments"], 1)
        self.assertIn("begin anew", self.run_peel("chart", *["47/50"] * 12, *["30/50"] * 12, "--design", "census", "--rebase-found")[0])
        self.assertIn("A dip sample supports no inference", output)
        self.assertIn("chosen by quota", self.run_peel("chart", *TYPED, "--design", "quota")[0])
        self.assertIn("Every case was looked at", self.run_peel("chart", *TYPED, "--design", "census")[0])

    def test_many_signals(self):
        samples = ["20/100", "80/100"] * 10
        output = self.run_peel("chart", *samples, "--rules", "limits", "--no-picture")[0]
        self.assertEqual(output.count("limit of "), 8)
        self.assertIn("  Signals before these: 12; --format table lists every point\n", output)
        self.assertIn("either they differ for reasons of their own (then --kind laney), or single periods stand out (then --exclude what "
                      "has a known reason).", output)


class Kinds(Chart):
    def test_p(self):
        row = self.series(*TYPED)
        self.assertEqual([row[name] for name in ("kind", "rule_set", "sigmas", "confidence", "periods", "signals", "segments")],
                         ["p", "nhs", 3.0, None, 8, 1, 1])
        for point, (met, assessed), rate in zip(row["points"], STEADY, RATES):
            self.assertEqual((point["met"], point["assessed"]), (met, assessed))
            low, high = p_limits(CENTRE, assessed)
            self.near([point[name] for name in ("rate", "value", "centre", "lower", "upper")], [rate, rate, CENTRE, low, high])
            self.assertAlmostEqual(point["score"], (rate - CENTRE) / (3 * math.sqrt(CENTRE * (1 - CENTRE) / assessed)), delta=1e-12)
        self.assertEqual([point["flagged_by"] for point in row["points"]], [["1 beyond 1"] if i == 5 else [] for i in range(8)])
        self.assertEqual(row["signal_rules"], ["1 beyond 1"])

    def test_sigmas_and_confidence(self):
        for typed, sigmas in ((("--sigmas", "2"), 2), (("--confidence", "95"), 1.959963984540054),
                              (("--confidence", "0.998"), 3.0902323061678132)):
            row = self.series(*TYPED, *typed)
            self.near([row["points"][0]["lower"]], [p_limits(CENTRE, 48, sigmas)[0]])
        self.assertEqual((row["sigmas"], row["confidence"]), (None, 0.998))

    def test_exact(self):
        tail = math.erfc(3 / math.sqrt(2)) / 2
        for point, (_, assessed) in zip(self.points(*TYPED, "--kind", "exact"), STEADY):
            lower = next(k for k in range(assessed + 1) if 1 - tail_from(CENTRE, assessed, k + 1) > tail)
            upper = next(k for k in range(assessed, -1, -1) if tail_from(CENTRE, assessed, k) > tail)
            self.near([point["lower"], point["upper"]], [lower / assessed, upper / assessed])

    def test_laney(self):
        z = [(rate - CENTRE) / math.sqrt(CENTRE * (1 - CENTRE) / n) for rate, (_, n) in zip(RATES, STEADY)]
        ranges = [abs(b - a) for a, b in zip(z, z[1:])]
        sigma = statistics.fmean(ranges) / 1.128
        row = self.series(*TYPED, "--kind", "laney")
        self.assertAlmostEqual(row["scatter"], sigma, delta=1e-12)
        self.assertAlmostEqual(row["points"][0]["lower"], p_limits(CENTRE, 48, 3 * sigma)[0], delta=1e-12)
        kept = [one for one in ranges if one < 3.267 * statistics.fmean(ranges)]
        self.assertAlmostEqual(self.series(*TYPED, "--kind", "laney", "--screening")["scatter"],
                               statistics.fmean(kept) / 1.128, delta=1e-12)
        calm = ["45/50", "46/50", "45/50", "46/50"]
        narrow, floored = self.series(*calm, "--kind", "laney"), self.series(*calm, "--kind", "laney", "--floor")
        self.assertLess(narrow["scatter"], 1)
        self.assertEqual(floored["points"][0]["lower"], self.points(*calm)[0]["lower"])
        self.assertEqual((narrow["floor"], floored["floor"]), (None, "yes"))

    def test_xmr(self):
        centre = statistics.fmean(RATES)
        mean = statistics.fmean(abs(b - a) for a, b in zip(RATES, RATES[1:]))
        row = self.series(*TYPED, "--kind", "xmr")
        self.near([row["scatter"], row["latest_centre"], row["latest_lower"]], [mean, centre, centre - 2.66 * mean])
        self.assertIn("takes the rates as equally sure", self.run_peel("chart", *TYPED, "--kind", "xmr")[0])
        self.assertEqual(self.series(*TYPED, "--kind", "xmr", "--screening")["screening"], "yes")

    def test_ewma(self):
        for typed, weight in (((), 0.2), (("--weight", "0.5"), 0.5)):
            value, spread = CENTRE, 0.0
            row = self.series(*TYPED, "--kind", "ewma", *typed)
            for point, rate, (_, assessed) in zip(row["points"], RATES, STEADY):
                value = weight * rate + (1 - weight) * value
                spread = (1 - weight) ** 2 * spread + weight**2 / assessed
                half = 3 * math.sqrt(CENTRE * (1 - CENTRE) * spread)
                self.near([point["value"], point["lower"]], [value, CENTRE - half])
            self.assertEqual((row["weight"], row["rule_set"]), (weight, "limits"))
        output = self.run_peel("chart", "45/48", "30/48", "29/48", "46/48", "47/48", "46/48", "--kind", "ewma", "--sigmas", "1")[0]
        self.assertRegex(output.splitlines()[1], r"period \d: .*, the average, \d+\.\d%, is (above|below) the (upper|lower) limit of|"
                                                 r"period \d to period \d: the average, in the end ")
        self.assertRegex(output, r"; the average is \d+\.\d%, (below|within|above) its limits of \d+\.\d% and ")

    def test_cusum(self):
        accept, reject = 0.94, 0.8
        row = self.series(*TYPED, "--kind", "cusum", "--accept", "94", "--reject", "0.8")
        self.assertEqual((row["accept"], row["reject"], row["threshold"], row["latest_centre"]), (0.94, 0.8, math.log(740), 0))
        below = 0.0
        for point, (met, assessed) in zip(row["points"], STEADY):
            below = min(0, below - met * math.log(reject / accept) - (assessed - met) * math.log((1 - reject) / (1 - accept)))
            self.assertAlmostEqual(point["other"], below, delta=1e-10)
        self.assertEqual([point["signal"] for point in row["points"]].count("concern"),
                         sum(point["other"] < -math.log(740) for point in row["points"]))
        output = self.run_peel("chart", *TYPED, "--kind", "cusum", "--accept", "94", "--reject", "80")[0]
        self.assertRegex(output.splitlines()[0], f"^period 6 to period 8: the evidence for a fall from 94.0% to 80.0% is in the end {-below:.2f}, above its "
                                                 f"threshold of {math.log(740):.2f}, a concern$")
        self.assertEqual(self.series(*TYPED, "--kind", "cusum", "--accept", "94", "--reject", "80", "--threshold", "4.5",
                                     "--one-sided")["threshold"], 4.5)

    def test_g_of_typed_stretches(self):
        stretches = [10, 25, 3, 40, 18]
        typed = [f"{met}/{met + 1}" for met in stretches]
        row = self.series(*typed, "--kind", "g")
        mean = statistics.fmean(stretches)
        self.assertEqual([point["value"] for point in row["points"]], stretches)
        self.assertEqual(row["latest_centre"], 18)
        self.assertAlmostEqual(row["latest_upper"], mean + 3 * math.sqrt(mean * (mean + 1)), delta=1e-12)
        self.assertEqual((row["latest_rate"], row["unit"], row["rule_set"]), (None, "none", "nhs"))
        joined = self.series("10/11", "20/20", "5/6", "3/4", "7/7", "--kind", "g")
        self.assertEqual([(point["period"], point["value"]) for point in joined["points"]], [("1", 10), ("3", 25), ("4", 3)])
        output = self.run_peel("chart", "10/11", "20/20", "5/6", "3/4", "7/7", "--kind", "g")[0]
        self.assertIn("The cases after the last failure are no point yet", output)
        self.assertIn("The latest, period 4: 3 cases met since the failure before, ", output)
        output, errors = self.run_peel("chart", "10/11", "5/9", "5/6", "5/8", "3/4", "4/9", "--kind", "g", code=1)
        self.assertIn("and 2 more of the series have two or more failures", errors)
        self.assertEqual([point["value"] for point in self.points("10/11", "5/9", "5/6", "5/8", "3/4", "4/9", "--kind", "g", code=1)],
                         [10, 5, 3])
        self.assertIn("peel: the series: The row has two or more failures", self.run_peel("chart", "1/3", "--kind", "g", code=1)[1])
        self.assertIn("No row ends in a failure", self.run_peel("chart", "3/3", "--kind", "g", code=1)[1])


class Options(Chart):
    def test_rules(self):
        counts = {"limits": 1, "nhs": 4, "nhs-2023": 4, "western-electric": 4, "nelson": 8, "anhoej": 2}
        for name, count in counts.items():
            row = self.series(*TYPED, "--rules", name.upper())
            self.assertEqual((row["rule_set"], len(row["rules"]), len(row["false_alarm_by_rule"])), (name, count, count))
        row = self.series(*TYPED, "--rule", "7 beyond 0", "--rule", "2 of 3  BEYOND 2/3 same-side")
        self.assertEqual((row["rule_set"], row["rules"]), (None, ["7 beyond 0", "2 of 3 beyond 2/3 same-side"]))

    def test_baseline_rebase_exclude(self):
        baseline = self.series(*TYPED, "--baseline", "1..4")
        self.assertAlmostEqual(baseline["latest_centre"], (45 + 44 + 43 + 46) / (48 + 47 + 48 + 48), delta=1e-14)
        self.assertEqual((baseline["baseline_first"], baseline["baseline_last"]), ("1", "4"))
        rebased = self.series(*TYPED, "--rebase", "4", "--rebase", "7")
        self.assertEqual([point["segment"] for point in rebased["points"]], [0, 0, 0, 1, 1, 1, 2, 2])
        self.assertEqual((rebased["segments"], rebased["segment_first"]), (3, "7"))
        self.assertEqual([i for i, point in enumerate(rebased["points"], 1) if "rebase" in point["marks"]], [4, 7])
        self.assertIn("  Limits begin anew at period 4, period 7\n", self.run_peel("chart", *TYPED, "--rebase", "4", "--rebase", "7")[0])
        excluded = self.series(*TYPED, "--exclude", "6")
        self.assertAlmostEqual(excluded["latest_centre"], (45 + 44 + 43 + 46 + 44 + 45 + 44) / (48 + 47 + 48 + 48 + 47 + 48 + 46),
                               delta=1e-14)
        self.assertEqual((excluded["points"][5]["marks"], excluded["points"][5]["signal"]), (["excluded"], "concern"))
        both = self.series(*TYPED, "--exclude", "6", "--rebase", "6")
        self.assertEqual(both["points"][5]["marks"], ["excluded", "rebase"])
        self.assertEqual(self.points(*TYPED, "--rebase", "1")[3]["lower"], self.points(*TYPED)[3]["lower"])

    def test_rebase_found(self):
        samples = ["47/50", "46/50", "48/50"] * 4 + ["35/50", "36/50", "34/50"] * 4
        row = self.series(*samples, "--rebase-found")
        self.assertEqual((row["segments"], row["segment_first"]), (2, "13"))
        output = self.run_peel("chart", *samples, "--rebase-found", "--no-picture")[0]
        self.assertTrue(output.startswith("the rate changed at period 13, from 94.0% to 70.0%: limits begin anew there\n  No other "
                                          "signal: "), output)
        self.assertIn("  No change was found at which limits would begin anew\n", self.run_peel("chart", "45/48", "44/47", "43/48",
                                                                                             "46/48", "--rebase-found")[0])

    def test_draws(self):
        one, other, third = (self.series(*TYPED, "--seed", seed) for seed in ("7", "7", "8"))
        self.assertEqual(one, other)
        self.assertNotEqual(one["false_alarm"], third["false_alarm"])
        self.assertEqual((one["draws"], one["seed"]), (9999, 7))
        few = self.series(*TYPED, "--draws", "99")
        self.assertAlmostEqual(few["false_alarm"] * 99, round(few["false_alarm"] * 99), delta=1e-9)
        rate = one["false_alarm"]
        self.assertAlmostEqual(one["false_alarm_error"], math.sqrt(rate * (1 - rate) / 9999), delta=1e-12)
        self.assertLess(abs(rate - third["false_alarm"]), 6 * one["false_alarm_error"])

    def test_false_alarm_against_all_arrangements(self):
        # 2 of 4 cases, one case each: an own rule, 2 in a row above the centre of 0.5; of the 6 orders 1100, 0110, 0011 have it
        row = self.series("1/1", "0/1", "1/1", "0/1", "--rule", "2 beyond 0 above", "--draws", "100000")
        self.assertLess(abs(row["false_alarm"] - 0.5), 5 * row["false_alarm_error"])
        self.assertEqual(row["false_alarm_by_rule"], [row["false_alarm"]])

    def test_more_cases_than_can_be_dealt_out(self):
        large = ["500000000/1000000000", "500100000/1000000000", "400200000/1000000000"]
        row = self.series(*large)
        self.assertEqual((row["false_alarm"], row["draws"], row["points"][2]["signal"]), (None, None, "concern"))
        self.assertNotIn("chance alone raises", self.run_peel("chart", *large)[0])

    def test_failures_and_unit(self):
        failures = [part for met, n in STEADY for part in ("--failures", f"{n - met}/{n}")]
        self.assertEqual(self.points(*failures), self.points(*TYPED))
        row = self.series(*TYPED, "--unit", "month")
        self.assertEqual((row["unit"], row["points"][0]["period"]), ("month", "1"))
        self.assertIn("of steady series of 8 such months", self.run_peel("chart", *TYPED, "--unit", "month")[0])
        self.assertIn("64.583% (31 of 48)", self.run_peel("chart", *TYPED, "--decimals", "3")[0])

    def test_csv_and_json_say_the_same(self):
        rows, result = self.rows("chart", *TYPED, "--target", "90", "--exclude", "6"), self.series(*TYPED, "--target", "90",
                                                                                             "--exclude", "6")
        names = [name for name in result if name not in ("points", "false_alarm_by_rule", "status")]
        self.assertEqual(list(rows[0]), names + list(result["points"][0]) + ["status"])
        for row, point in zip(rows, result["points"], strict=True):
            for name, text in row.items():
                value = point[name] if name in point else result[name]
                if isinstance(value, list):
                    self.assertEqual(text, ("; " if name in ("rules", "signal_rules", "flagged_by", "completes") else " ").join(value))
                elif isinstance(value, float):
                    self.assertEqual(float(text), value)
                else:
                    self.assertEqual(text, "" if value is None else str(value))
        self.assertTrue(self.run_peel("chart", *TYPED, "--format", "csv", "--bom")[0].startswith("\ufefffile,line,"))

    def test_table(self):
        lines = self.run_peel("chart", *TYPED, "--format", "table")[0].splitlines()
        self.assertEqual(lines[0].split(), ["period", "met", "assessed", "rate", "centre", "lower", "upper", "rules", "signal"])
        self.assertEqual(lines[6].split()[:5], ["period", "6", "31", "48", "64.6%"])
        self.assertTrue(lines[6].rstrip().endswith("1 beyond 1 concern"))
        self.assertEqual(lines[10].split(), ["points", "centre", "latest", "variation", "signals", "chance"])
        header = self.run_peel("chart", *TYPED, "--format", "table", "--kind", "cusum", "--accept", "94", "--reject", "80")[0]
        self.assertEqual(header.splitlines()[0].split()[4:7], ["value", "other", "centre"])
        self.assertIn("excluded, rebase", self.run_peel("chart", *TYPED, "--format", "table", "--exclude", "3", "--rebase", "3")[0])


class Refusals(Chart):
    def test_options(self):
        for option, typed, words in (
                ("target", "900", "--target 900: type a percentage up to 100, as in 90 or 90%, or a proportion"),
                ("target", "1", "--target 1: type 100%, or 1%"), ("target", "1.0", "type 100%, or 1%"), ("target", "many", "as in 90"), ("target", "-5", "as in 90"),
                ("kind", "pie", '"pie"'), ("rules", "nhss", "Nearest: nhs"), ("rule", "7 beyound 0", '"beyound" is out of place'),
                ("rule", "", "as in 7 beyond 0"), ("better", "sideways", "sideways"), ("by", "period", "type criterion"),
                ("sigmas", "30", "0.1 to 10"), ("sigmas", "x", "as in 3"), ("sigmas", "-1", "as in 3"), ("sigmas", "0", "as in 3"),
                ("confidence", "100", "as in 95"), ("seed", "-1", "from 0"), ("draws", "98", "from 99 to 10000000"),
                ("height", "7", "from 8 to 60"), ("height", "61", "from 8 to 60"), ("colour", "red", "auto, always or never"),
                ("unit", "week", "There is no unit"), ("baseline", "1", "as in 1..12"), ("baseline", "4..2", "before the first"),
                ("baseline", "1..9", "--baseline 9: the series has no such period; it goes from period 1 to period 8"),
                ("baseline", "..3", "as in 1..12"), ("rebase", "9", "--rebase 9: the series has no such period"),
                ("rebase", "0", "the position of a sample, as in 3"), ("exclude", "March", "the position of a sample, as in 3"),
                ("exclude", "9", "--exclude 9: the series has no such period"), ("design", "dips", "Nearest: dip")):
            self.refused(words, "chart", *TYPED, f"--{option}={typed}")

    def test_what_does_not_go_together(self):
        for arguments, words in (
                (["--kind", "cusum"], "--accept 94 --reject 80"), (["--kind", "cusum", "--accept", "94"], "--accept 94 --reject 80"),
                (["--kind", "cusum", "--accept", "94", "--reject", "94"], "another rate than that of --accept"),
                (["--kind", "cusum", "--accept", "100", "--reject", "94"], "--accept 100: type a percentage above 0 and below 100"),
                (["--kind", "cusum", "--accept", "94", "--reject", "80", "--target", "90"], "a cusum adds up evidence"),
                (["--kind", "cusum", "--accept", "94", "--reject", "80", "--sigmas", "2"], "--sigmas goes with a chart with limits"),
                (["--kind", "cusum", "--accept", "94", "--reject", "80", "--rules", "nhs"], "limits alone count"),
                (["--kind", "cusum", "--accept", "94", "--reject", "80", "--threshold", "2000000"], "--threshold goes up to 1000000"),
                (["--accept", "94"], "--accept goes with --kind cusum"), (["--reject", "94"], "--reject goes with --kind cusum"),
                (["--one-sided"], "--one-sided goes with --kind cusum"), (["--threshold", "4"], "--threshold goes with --kind cusum"),
                (["--weight", "0.1"], "--weight goes with --kind ewma"), (["--kind", "ewma", "--weight", "1.5"], "--weight up to 1"),
                (["--kind", "ewma", "--rules", "nhs"], "limits alone count"), (["--floor"], "--floor goes with --kind laney"),
                (["--kind", "exact", "--screening"], "--screening goes with --kind xmr or laney"),
                (["--kind", "run", "--rules", "nhs"], "--kind run: it has no limits, which these rules need"),
                (["--kind", "run", "--rule", "1 beyond 1"], "--kind run: it has no limits"),
                (["--kind", "run", "--confidence", "95"], "--confidence goes with a chart with limits"),
                (["--kind", "g", "--rebase-found"], "--rebase-found goes with samples"),
                (["--kind", "g", "--target", "x"], "--target x: type a number above 0, as in 30"),
                (["--kind", "t"], "--kind t: the time between failures is told from a file"),
                (["--rebase-found", "--rebase", "3"], "--rebase-found finds by itself where limits begin anew"),
                (["--sigmas", "2", "--confidence", "95"], "type --sigmas or --confidence"),
                (["--rules", "nhs", "--rule", "7 steps"], "type either"), (["--bom"], "--bom goes with --format csv"),
                (["--by", "force"], "--by goes with a file"), ([MONTHLY], "samples and files do not go together"),
                ([word for _ in range(33) for word in ("--rule", "7 steps")], "a chart has up to 32 rules")):
            self.refused(words, "chart", *TYPED, *arguments)

    def test_nothing_to_chart(self):
        self.refused("type a file of tallies with a column period, or samples", "chart")
        self.refused("94: printed percentages are charted from a file", "chart", "94", "80.6")
        self.refused("nor a file", "chart", "nowhere.csv", code=3)
        self.refused("peel: 9/8: ", "chart", "9/8", code=1)
        output, errors = self.run_peel("chart", "9/8", *TYPED, code=1)
        self.assertIn("swapped", errors)
        self.assertIn("period 7: 64.6% (31 of 48)", output)  # as typed
        self.assertIn("Note: Samples that were refused, as said at the end, and are missing here: 1.", output)

    def test_a_baseline_across_a_rebase(self):
        self.refused("it reaches across a rebase", "chart", *TYPED, "--baseline", "2..5", "--rebase", "4", code=1)
