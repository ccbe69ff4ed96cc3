"""The picture of peel chart: every mark where its number says, in Unicode and ASCII, in a pipe and on terminals."""

import datetime
import os
import re
from unittest import mock

from support import MONTHLY, Program
from test_chart_files import AUDITS, RARE, table

UNICODE = {"LC_ALL": "C.UTF-8"}
SIGNALS = {"none": "○", "improvement": "◆", "concern": "■", "mixed": "◈", "change": "▲"}
LINES = "─┄═┊"


class Band:
    """The rows of one band as text, and what each of them stands for."""

    def __init__(self, lines, side, corner):
        end = next(i for i, line in enumerate(lines) if line.lstrip().startswith(corner))
        self.left = lines[end].index(corner) + 1
        self.rows = [line[self.left:] for line in lines[:end]]
        self.axis = lines[end][self.left:]
        self.below = [line[self.left:] for line in lines[end + 1:]]
        assert all(line[self.left - 1] in side for line in lines[:end]), lines
        labels = [(i, float(line[:self.left - 1].strip().rstrip("%"))) for i, line in enumerate(lines[:end])
                  if line[:self.left - 1].strip()]
        assert len(labels) >= 2, lines
        (first, high), (last, low) = labels[0], labels[-1]
        self.a_row = (high - low) / (last - first)
        self.top = high + first * self.a_row
        for row, value in labels:
            assert abs(self.top - row * self.a_row - value) < 1e-6, labels

    def row_of(self, value):
        return (self.top - value) / self.a_row

    def cell(self, row, column):
        return self.rows[row][column] if column < len(self.rows[row]) else " "


def pictures(output, corner="└"):
    """The bands of all pictures in an output."""
    lines, bands, begun = output.splitlines(), [], 0
    for i, line in enumerate(lines):
        if re.match(r"^ *-?[\d.e+]*%?[│┤|+]", line):
            if not re.match(rf"^ *{re.escape(corner)}[─┬en+/-]+$", line):
                continue
        elif not re.match(rf"^ *{re.escape(corner)}[─┬en+/-]+$", line):
            begun = i + 1
            continue
        after = i + 1
        while after < len(lines) and lines[after].startswith(" "):
            after += 1
        bands.append(Band(lines[begun:after], "|+" if corner == "+" else "│┤", corner))
        begun = after
    return bands


class Picture(Program):
    def draw(self, *arguments, environment=UNICODE, **options):
        return self.run_peel("chart", *arguments, environment=environment, **options)[0]

    def series(self, *arguments):
        return self.results("chart", *arguments)["results"]

    def check(self, bands, points, factor=100, symbols=None, a_slot=None):
        """Every point at its column, in the row that its value rounds to, by the symbol of its signal."""
        seen = begun = 0
        a_slot = a_slot or len(bands[0].axis) // len(points)
        for band in bands:
            self.assertEqual(len(band.axis) % a_slot, 0, band.axis)
            for slot, point in enumerate(points[begun:begun + len(band.axis) // a_slot]):
                if point["value"] is None:
                    continue
                row, column = band.row_of(factor * point["value"]), slot * a_slot + a_slot // 2
                symbol = (symbols or SIGNALS)[point["signal"]]
                rows = [i for i in range(len(band.rows)) if band.cell(i, column) == symbol]
                self.assertTrue(any(abs(i - row) <= 0.5 + 1e-6 for i in rows), (point, row, rows, band.rows))
                seen += 1
            begun += len(band.axis) // a_slot
        self.assertEqual(seen, sum(point["value"] is not None for point in points))


class Cells(Picture):
    def test_points_and_signals(self):
        bands = pictures(self.draw(MONTHLY, "--target", "90"))
        self.assertEqual(len(bands), 2)
        for band, row in zip(bands, self.series(MONTHLY, "--target", "90")):
            self.assertEqual(len(band.axis), 3 * 24)
            self.check([band], row["points"])

    def test_lines_step_with_the_cases(self):
        band, row = pictures(self.draw(MONTHLY, "--target", "85"))[0], self.series(MONTHLY)[0]
        for slot, point in enumerate(row["points"]):
            for name, line in (("lower", "┄"), ("upper", "┄"), ("centre", "─")):
                at = round(band.row_of(100 * point[name]) - 1e-9), round(band.row_of(100 * point[name]) + 1e-9)
                cells = {band.cell(i, 3 * slot + k) for i in at for k in range(3)}
                self.assertTrue(line in cells, (point, name, at, band.rows))
        target = band.rows[round(band.row_of(85))]
        self.assertGreater(target.count("═"), 30)

    def test_every_kind(self):
        for kind, typed in (("exact", ()), ("laney", ()), ("xmr", ()), ("run", ()), ("ewma", ())):
            for band, row in zip(pictures(self.draw(MONTHLY, "--kind", kind, *typed)), self.series(MONTHLY, "--kind", kind, *typed)):
                self.check([band], row["points"])
        self.assertNotIn("┄", self.draw(MONTHLY, "--kind", "run"))
        for kind in ("g", "t"):
            output, points = self.draw(RARE, "--kind", kind), self.series(RARE, "--kind", kind)[0]["points"]
            self.check(pictures(output), points, factor=1)
            self.assertIn("2022-", pictures(output)[0].below[0])

    def test_two_sums(self):
        arguments = (MONTHLY, "--kind", "cusum", "--accept", "94", "--reject", "80")
        band, row = pictures(self.draw(*arguments))[0], self.series(*arguments)[0]
        for slot, point in enumerate(row["points"]):
            for name, plain in (("value", "○"), ("other", "□")):
                at = round(band.row_of(point[name]))
                flagged = point["signal"] != "none" and (point["other"] < point["lower"]) == (name == "other")
                expected = SIGNALS[point["signal"]] if flagged else plain
                shared = round(band.row_of(point["value"])) == round(band.row_of(point["other"]))
                self.assertIn(band.cell(at, 3 * slot + 1), expected + "○" if shared else expected)
        legend = self.draw(*arguments).splitlines()
        self.assertTrue(any("○ evidence of a rise" in line and "□ evidence of a fall" in line and "┄ threshold" in line
                            for line in legend))
        one = self.draw(*arguments, "--one-sided")
        self.assertNotIn("evidence of a rise", one)
        self.assertIn("□ evidence of a fall", one)
        other = self.draw(MONTHLY, "--kind", "cusum", "--accept", "80", "--reject", "94", "--one-sided")
        self.assertNotIn("□", other)

    def test_what_is_marked(self):
        rows = [f"a,2024-{m:02},{40 + m},60" for m in range(1, 13) if m != 5] + ["a,2024-05,0,0"]
        path = self.write(table(*[row for row in rows if not row.startswith("a,2024-09")]))
        output = self.draw(path, "--exclude", "2024-03", "--rebase", "2024-07")
        band = pictures(output)[0]
        self.assertEqual(len(band.axis), 48)
        self.assertEqual([i // 4 for i, cell in enumerate(band.axis) if cell == "e"], [2])
        self.assertEqual([i // 4 for i, cell in enumerate(band.axis) if cell == "n"], [4, 8])
        self.assertTrue(all(row[24] == "┊" for row in band.rows))
        for words in ("┊ limits begin anew", "e sets no limits", "n no figure"):
            self.assertIn(words, output)
        self.assertNotIn("limits begin anew", self.draw(path, "--rebase", "2024-01"))
        self.assertNotIn("e sets", self.draw(path))

    def test_months_and_years(self):
        band = pictures(self.draw(AUDITS))[0]
        self.assertEqual(band.below[0].split(), list("JFMAMJJASOND" * 3))
        self.assertEqual([(m.start(), m[0]) for m in re.finditer(r"\d+", band.below[1])], [(1, "2022"), (25, "2023"), (49, "2024")])
        self.assertEqual([i for i, cell in enumerate(band.axis) if cell == "┬"], [1, 25, 49])
        path = self.write(table(*(f"a,2023-{m:02},{20 + m},40" for m in range(10, 13)), *(f"a,2024-{m:02},{20 + m},40" for m in range(1, 4))))
        band = pictures(self.draw(path))[0]
        self.assertEqual((band.below[0].split(), band.below[1].split()), (list("ONDJFM"), ["2023", "2024"]))

    def test_a_year_that_has_no_room(self):
        path = self.write(table(*(f"a,{2023 + (m + 11) // 12}-{(m + 11) % 12 + 1:02},{20 + m % 5},40" for m in range(30))))
        self.assertEqual(pictures(self.draw(path))[0].below[1].split(), ["2024", "2025", "2026"])  # from December 2023

    def test_other_units(self):
        quarters = self.write(table(*(f"a,{2020 + q // 4} Q{q % 4 + 1},{20 + q},40" for q in range(10))))
        band = pictures(self.draw(quarters))[0]
        self.assertEqual((band.below[0].split(), band.below[1].split()), (list("1234123412"), ["2020", "2021", "2022"]))
        years = self.write(table(*(f"a,{2010 + y}/{11 + y},{20 + y},40" for y in range(6))))
        self.assertEqual(pictures(self.draw(years))[0].below[0].split(), ["2010/11", "2013/14"])
        dates = [1, 2, 3, 8, 9, 10, 20, 30]
        days = self.write(table(*(f"a,2024-01-{d:02},{20 + d},60" for d in dates)))
        output = self.draw(days)
        band = pictures(output)[0]
        self.assertEqual(len(band.axis), 60)  # 30 days, each at its place
        for day, point in zip(dates, self.series(days)[0]["points"]):
            rows = [i for i in range(len(band.rows)) if band.cell(i, 2 * (day - 1) + 1) in "○◆■◈"]
            self.assertTrue(any(abs(i - band.row_of(100 * point["value"])) <= 0.5 + 1e-6 for i in rows), day)
        self.assertEqual(sum(row.count(symbol) for row in band.rows for symbol in "○◆■◈"), 8)
        self.assertNotIn("no figure", output)
        self.assertEqual(pictures(self.draw("1/2", "2/3", "3/4"))[0].below[0].split(), ["1", "2", "3"])
        weeks = [i for i in range(20) if i not in (7, 8)]
        weekly = self.write(table(*(f"a,{datetime.date(2024, 1, 1) + datetime.timedelta(7 * i)},{40 + i % 4},50" for i in weeks)))
        output = self.draw(weekly)
        band = pictures(output)[0]
        seen = [k for k in range(20) if any(band.cell(row, 3 * k + 1) in "○◆■" for row in range(len(band.rows)))]
        self.assertEqual((seen, len(band.axis)), (weeks, 60))
        self.assertNotIn("left out", output)
        far = self.write(table("a,1900,20,40", "a,1950,22,40", "a,2000,25,40"))
        output = self.draw(far)
        band = pictures(output)[0]
        self.assertEqual((len(band.axis), [i for i, cell in enumerate(band.axis) if cell == "/"]), (12, [4, 8]))
        self.assertIn("/ periods left out", output)
        self.assertNotIn("left out", self.draw(MONTHLY))
        near = self.write(table("a,2020-01,40,48", "a,2020-02,41,48", "a,2021-01,39,48"))
        self.assertEqual((len(pictures(self.draw(near))[0].axis), self.draw(near).count("n no figure")), (52, 1))

    def test_scales(self):
        for samples, factor in ((["5/5", "6/6", "7/7"], 100), (["0/5", "0/6", "0/7"], 100), (["999990/1000000", "999992/1000000", "999991/1000000"], 100),
                                (["1/1000000", "2/1000000", "1/1000000"], 100), (["1/2", "2/2", "0/2", "2/2"], 100)):
            for height in ("8", "15", "60"):
                bands = pictures(self.draw(*samples, "--height", height))
                self.check(bands, self.series(*samples)[0]["points"], factor=factor)
                self.assertLessEqual(len(bands[0].rows) + 2, int(height))
        self.assertGreater(len(bands[0].rows), 30)
        large = [f"{met}/{met + 1}" for met in (10**9, 3 * 10**9, 2 * 10**9, 10**8)]
        self.check(pictures(self.draw(*large, "--kind", "g")), self.series(*large, "--kind", "g")[0]["points"], factor=1)

    def test_height(self):
        for height in (8, 15, 30):
            band = pictures(self.draw(MONTHLY, "--height", str(height)))[0]
            self.assertLessEqual(len(band.rows) + 3, height)
            self.assertGreater(len(band.rows) + 3, height * 0.6)

    def test_a_target_outside_all_else_is_drawn(self):
        band = pictures(self.draw("45/48", "44/47", "46/48", "--target", "20"))[0]
        self.assertIn("═", band.rows[round(band.row_of(20))])

    def test_signals_stand_out(self):
        rising = [f"{20 + i}/50" for i in range(20)]
        drawn = {"up": "◆", "down": "■", "neither": "▲"}
        for better, symbol in drawn.items():
            output = self.draw(*rising, "--better", better, "--rule", "7 steps")
            self.assertEqual(sum(row.count(symbol) for row in pictures(output)[0].rows), 20)
        output = self.draw(*rising, "--rule", "7 steps", "--rule", "5 beyond 0 below")
        self.check(pictures(output), self.series(*rising, "--rule", "7 steps", "--rule", "5 beyond 0 below")[0]["points"])
        self.assertIn("◈ both", output)


class Bands(Picture):
    def months(self, count):
        return self.write(table(*(f"a,{'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()[i % 12]} {1990 + i // 12},"
                                  f"{30 + (i * 7) % 10},50" for i in range(count))))

    def test_long_series(self):
        for count, bands, a_slot in ((24, 1, 3), (36, 1, 2), (40, 2, 3), (72, 2, 2), (100, 3, 2), (120, 2, 1), (288, 4, 1)):
            path = self.months(count)
            drawn = pictures(self.draw(path))
            self.assertEqual(len(drawn), bands, count)
            self.assertEqual(sum(len(band.axis) for band in drawn), count * a_slot, count)
            self.check(drawn, self.series(path, "--draws", "99")[0]["points"], a_slot=a_slot)
            self.assertEqual({(band.top, band.a_row) for band in drawn}, {(drawn[0].top, drawn[0].a_row)})

    def test_the_last_four(self):
        output = self.draw(self.months(400))
        self.assertIn("The picture shows the last 256 of 400 months:", output)
        drawn = pictures(output)
        self.assertEqual([len(band.axis) for band in drawn], [72, 72, 72, 40])
        self.assertEqual(drawn[-1].below[1].split()[-1], "2023")


class Surroundings(Picture):
    def test_unicode_or_ascii(self):
        plain = self.draw(MONTHLY, "--ascii")
        self.assertTrue(plain.isascii())
        bands = pictures(plain, corner="+")
        self.assertEqual(len(bands), 2)
        symbols = {"none": "o", "improvement": "+", "concern": "x"}
        for band, row in zip(bands, self.series(MONTHLY)):
            self.check([band], row["points"], symbols=symbols)
        self.assertIn("o no signal  + improvement  x concern  - centre  . limits\n", plain)
        clear = {"LC_ALL": "", "LC_CTYPE": "", "LANG": ""}
        for environment, ascii_alone in (({"LC_ALL": "C"}, True), ({"LC_ALL": "en_GB.UTF-8"}, False), ({"LANG": "en_GB.utf8"}, False),
                                         ({}, True), ({"LC_ALL": "POSIX", "LANG": "en_GB.UTF-8"}, True),
                                         ({"LC_CTYPE": "C.UTF-8", "LANG": "C"}, False), ({"LANG": "de_DE.ISO-8859-1"}, True),
                                         ({"LC_CTYPE": "en_GB.UTF-8@euro"}, False)):
            output = self.draw(MONTHLY, environment={**clear, **environment})
            self.assertEqual(output.isascii(), ascii_alone, environment)
            self.assertEqual(output == plain, ascii_alone)

    def test_colour(self):
        plain = self.draw(MONTHLY, "--target", "90")
        self.assertNotIn("\x1b", plain)
        self.assertEqual(self.draw(MONTHLY, "--target", "90", "--colour", "never"), plain)
        coloured = self.draw(MONTHLY, "--target", "90", "--colour", "always", environment={**UNICODE, "NO_COLOR": "1"})
        self.assertEqual(re.sub(r"\x1b\[\d*m", "", coloured), plain)
        concern, improvement = re.findall(r"\x1b\[33m([^\x1b]*)", coloured), re.findall(r"\x1b\[94m([^\x1b]*)", coloured)
        self.assertEqual((set("".join(concern)), set("".join(improvement))), ({"■"}, {"◆"}))
        self.assertTrue(all(line.endswith("\x1b[0m") or "\x1b" not in line.rsplit("\x1b[0m")[-1] for line in coloured.splitlines()))

    def terminal(self, width, *arguments, **environment):
        with mock.patch.dict(os.environ, {"TERM": "xterm", "NO_COLOR": "", **UNICODE, **environment}):
            return self.in_terminal(width, "chart", *arguments).replace("\r\n", "\n")

    def test_colour_on_a_terminal(self):
        self.assertIn("\x1b[33m■", self.terminal(80, MONTHLY))
        for typed, environment in (((), {"NO_COLOR": "1"}), ((), {"TERM": "dumb"}), (("--colour", "never"), {})):
            self.assertNotIn("\x1b", self.terminal(80, MONTHLY, *typed, **environment))
        self.assertIn("\x1b[33m■", self.terminal(80, MONTHLY, "--colour", "ALWAYS", NO_COLOR="1"))

    def test_widths(self):
        for width, bands, a_slot in ((40, 2, 2), (80, 1, 3), (120, 1, 4), (200, 1, 4)):
            output = self.terminal(width, MONTHLY, "--colour", "never", "--target", "90")
            sentences = output.split("\nseries ")[0]  # a table has words that no width breaks
            self.assertLessEqual(max(map(len, sentences.splitlines())), width)
            drawn = pictures(output)
            self.assertEqual(len(drawn), 2 * bands)
            self.assertEqual(sum(len(band.axis) for band in drawn[:bands]), 24 * a_slot)
            self.check(drawn[:bands], self.series(MONTHLY)[0]["points"], a_slot=a_slot)
        self.assertLessEqual(max(map(len, self.draw(MONTHLY).split("\n\n")[1].splitlines())), 80)
        self.assertTrue(pictures(self.terminal(20, MONTHLY, "--colour", "never")))

    def test_without_a_picture(self):
        self.assertEqual(pictures(self.draw(MONTHLY, "--no-picture")), [])
        self.assertEqual(pictures(self.draw(MONTHLY, "--format", "table")), [])
        self.assertEqual(pictures(self.draw("3/4")), [])

    def test_the_legend_names_what_is_drawn(self):
        output = self.draw("45/48", "44/47", "43/48", "46/48")
        self.assertEqual(output.splitlines()[-4], "○ no signal  ─ centre  ┄ limits")
        self.assertIn("○ average, no signal", self.draw(MONTHLY, "--kind", "ewma"))
        self.assertIn("─ median", self.draw(MONTHLY, "--kind", "run"))
        self.assertIn("○ rate  ─ centre\n", self.draw(MONTHLY, "--design", "dip"))
        self.assertIn("▲ change", self.draw(MONTHLY, "--better", "neither"))
