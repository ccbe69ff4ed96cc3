"""peel chart: each run that completes a rule has a sentence of its own, and every sentence is true of its points."""

import random
import re

from support import Program

NUMBER = r"-?[\d.]+%"


class Runs(Program):
    def told(self, *arguments):
        """The sentences about signals: (first, last, words), positions from 0; and the points."""
        output = self.run_peel("chart", *arguments, "--no-picture", "--decimals", "9")[0]
        told = []
        for line in output.split("  The latest, ")[0].splitlines():
            one = re.match(r"^ *period (\d+)(?: to period (\d+))?: (.*)$", line)
            if one:
                first, last, words = one.groups()
                told.append((int(first) - 1, int(last or first) - 1, words))
        row = self.results("chart", *arguments, "--draws", "99")["results"][0]
        return told, row["points"], "Signals before these" in output

    def side(self, point, zone):
        if zone == 0:
            return (point["value"] > point["centre"]) - (point["value"] < point["centre"])
        return (point["score"] > zone) - (point["score"] < -zone)

    def covered(self, told, points, more, beyond=0):
        """No run is left out; so many points beyond its last that is counted a window may still be complete."""
        for i, point in enumerate(points):
            if point["completes"] and not more:
                self.assertTrue(any(first <= i <= last + beyond for first, last, _ in told), (i, told))

    def random_samples(self, draws, count=18, assessed=20):
        return [f"{min(assessed, max(0, round(draws.gauss(12, 3))))}/{assessed}" for _ in range(count)]

    def test_a_turning_point_belongs_to_both(self):
        fall = [90, 88, 86, 84, 82, 80, 78]
        told, _, _ = self.told(*(f"{met}/100" for met in fall + fall[-2::-1]), "--rule", "7 steps")
        self.assertEqual(told, [(6, 12, "7 points in a row, each above the one before, an improvement"),
                                (0, 6, "7 points in a row, each below the one before, a concern")])

    def test_steps(self):
        draws = random.Random(1)
        for _ in range(12):
            samples = self.random_samples(draws)
            for flags in ("flag-last", "flag-run"):
                told, points, more = self.told(*samples, "--rule", f"3 steps {flags}")
                for first, last, words in told:
                    count, way = re.match(r"(\d+) points in a row, each (above|below) the one before, ", words).groups()
                    values = [point["value"] for point in points]
                    sign = 1 if way == "above" else -1
                    rises = [sign * (b - a) > 0 for a, b in zip(values, values[1:])]
                    self.assertEqual(int(count), last - first + 1)
                    self.assertGreaterEqual(int(count), 3)
                    self.assertTrue(all(rises[first:last]), (samples, words))
                    self.assertFalse(first > 0 and rises[first - 1])
                    self.assertFalse(last < len(rises) and rises[last])
                self.covered(told, points, more)

    def test_in_a_row(self):
        draws = random.Random(2)
        for _ in range(12):
            samples = self.random_samples(draws)
            told, points, more = self.told(*samples, "--rule", "3 beyond 0")
            for first, last, words in told:
                count, way = re.match(rf"(\d+) points in a row (above|below) the centre of {NUMBER}, ", words).groups()
                sides = [self.side(point, 0) for point in points]
                sign = 1 if way == "above" else -1
                self.assertEqual(sides[first:last + 1], [sign] * int(count))
                self.assertFalse(first > 0 and sides[first - 1] == sign)
                self.assertFalse(last + 1 < len(sides) and sides[last + 1] == sign)
            self.covered(told, points, more)

    def test_so_many_of_so_many(self):
        draws = random.Random(3)
        for _ in range(12):
            samples = self.random_samples(draws)
            for needed, of, zone in ((5, 7, 0), (2, 3, 0.5), (2, 4, 0), (3, 8, 0.25)):
                told, points, more = self.told(*samples, "--rule", f"{needed} of {of} beyond {zone}")
                for first, last, words in told:
                    one = re.match(r"(\d+) of (\d+) points lie (above|below|more than)(.*?)(, at least (\d+) of any (\d+) in a row)?, an? ",
                                   words)
                    sign = 1 if one[3] == "above" or "upper limit" in one[4] else -1
                    counted = [self.side(point, zone) == sign for point in points]
                    self.assertEqual((int(one[1]), int(one[2])), (sum(counted[first:last + 1]), last - first + 1), words)
                    self.assertTrue(counted[first] and counted[last])
                    if last - first + 1 <= of:
                        self.assertGreaterEqual(int(one[1]), needed)
                    else:
                        self.assertEqual((int(one[6]), int(one[7])), (needed, of))
                        for begin in range(first, last + 2 - of):
                            self.assertGreaterEqual(sum(counted[begin:begin + of]), needed, (samples, words))
                self.covered(told, points, more, of - needed)

    def test_a_wide_window(self):
        samples = ["14/20", "14/20", "9/20", "14/20", "14/20", "14/20", "9/20", "14/20", "14/20", "14/20", "1/20", "1/20"]
        told, _, _ = self.told(*samples, "--rule", "5 of 7 beyond 0 above")
        centre = 100 * sum(int(sample.split("/")[0]) for sample in samples) / (20 * len(samples))
        self.assertEqual(told, [(0, 9, f"8 of 10 points lie above the centre of {centre:.9f}%, at least 5 of any 7 in a row, an "
                                       "improvement")])

    def test_the_point_that_is_flagged_is_told(self):
        told, points, _ = self.told("5/10", "5/10", "6/10", "--rule", "2 of 4 beyond 0 below flag-last")
        self.assertEqual([i for i, point in enumerate(points) if point["flagged_by"]], [1, 2])
        self.assertEqual(told, [(0, 2, "2 of 3 points lie below the centre of 53.333333333%, a concern")])

    def test_by_turns(self):
        samples = ["10/20", "12/20", "10/20", "12/20", "14/20", "12/20", "14/20", "12/20"]
        told, _, _ = self.told(*samples, "--rule", "4 alternating")
        self.assertEqual([(first, last) for first, last, _ in told], [(3, 7), (0, 3)])
        values = [int(sample.split("/")[0]) for sample in samples]
        for first, last, words in told:
            steps = [b - a for a, b in zip(values[first:last], values[first + 1:last + 1])]
            self.assertTrue(all(a * b < 0 for a, b in zip(steps, steps[1:])))
            self.assertIn(f"{last - first + 1} points in a row, up and down by turns", words)

    def test_a_single_point_is_no_run(self):
        told, _, _ = self.told("10/20", "12/20", "10/20", "11/20", "--rule", "1 beyond 0 above")
        self.assertEqual([(first, last) for first, last, _ in told], [(3, 3), (1, 1)])
        for _, _, words in told:
            self.assertRegex(words, r"^\d+\.\d+% \(1[12] of 20\), above the centre of 53\.750000000%, an improvement$")
        told, _, _ = self.told(*["10/20"] * 6, "18/20", *["10/20"] * 6, "--rule", "1 of 3 beyond 1")
        self.assertRegex(told[0][2], r"^90\.0+% \(18 of 20\), above the upper limit, an improvement$")

    def test_ties(self):
        samples = ["10/20", "11/20", "11/20", "12/20", "13/20", "9/20"]
        self.assertIn("period 1 to period 5: 4 points in a row, each above the one before, those level with it passed over",
                      self.run_peel("chart", *samples, "--rule", "4 steps ties-pass")[0])
        self.assertIn("period 1 to period 5: 5 points in a row, each above the one before or level with it",
                      self.run_peel("chart", *samples, "--rule", "4 steps ties-count")[0])
        self.assertTrue(self.run_peel("chart", *samples, "--rule", "4 steps")[0].startswith("no signal: "))
