"""peel rate, of files of tallies."""

import os

from support import REAL, SAMPLES, TOP, Program, clopper_pearson, wilson

SMALL = "criterion,met,assessed\nfirst,41,79\nsecond,40,48\n"


class RealFile(Program):
    def test_every_row_is_shown(self):
        with open(REAL, encoding="utf-8") as file:
            rows = [line for line in file if line.strip()][1:]
        output = self.run_peel("rate", REAL)[0]
        sentences, table = output.split("\n\n")[:2]
        self.assertEqual(len(sentences.splitlines()), len(rows))
        self.assertEqual(len(table.splitlines()), len(rows) + 1)
        for row in rows:
            area, criterion = row.split(",")[:2]
            self.assertIn(f"{area}, {criterion}", sentences)

    def test_the_three_kinds_of_rows(self):
        lines = self.run_peel("rate", REAL)[0].splitlines()
        self.assertIn("AFI 1, equality data recorded: no figure", lines)
        self.assertIn("AFI 5, attended within the published time: 41 of 79 (51.9%; 95% confidence interval 41.1% to "
                      "62.6%, Wilson)", lines)
        self.assertTrue([line for line in lines if line.startswith("AFI 2, ") and ": 80.6 percent, as printed" in line])
        self.assertTrue([line for line in lines if line.startswith("AFI 9, ") and line.endswith("as 15 of 59 failed")])

    def test_the_numbers(self):
        kept = [row for row in self.results("rate", REAL)["results"] if row["kind"] == "sample"]
        self.assertEqual([(row["met"], row["assessed"]) for row in kept], SAMPLES)
        for row in kept:
            for limit, value in zip((row["lower"], row["upper"]), wilson(row["met"], row["assessed"])):
                self.assertAlmostEqual(limit, value, delta=1e-12)

    def test_sorted_by_rate(self):
        results = self.results("rate", REAL, "--sort", "rate")["results"]
        samples = [row["estimate"] for row in results if row["kind"] == "sample"]
        self.assertEqual(samples, sorted(samples))
        # The reported rates stand among them, 80.6% after 47 of 60 and 94% at the end; no figure comes last.
        self.assertEqual([row["reported"] for row in results if row["kind"] != "unmeasured"][-4:],
                         ["80.6 percent", None, None, "94 percent"])
        self.assertEqual({row["kind"] for row in results[10:]}, {"unmeasured"})
        in_file = self.results("rate", REAL, "--sort", "file")["results"]
        self.assertEqual(in_file, self.results("rate", REAL)["results"])
        self.assertEqual([row["line"] for row in in_file], sorted(row["line"] for row in in_file))

    def test_by_all_methods(self):
        output = self.run_peel("rate", REAL, "--method", "all", "--sort", "rate")[0]
        self.assertEqual(output.count("41 of 79 ("), 1)
        self.assertEqual(output.count("Mid-P"), len(SAMPLES))


class TheExamplePrograms(Program):
    """What tests/consumer expects of examples/*.c, computed again."""

    def expected(self, name):
        with open(os.path.join(TOP, "tests", "consumer", "expected", name), encoding="utf-8") as file:
            return file.read()

    def check(self, name, method, samples, decimals):
        text = self.expected(name)
        for met, assessed in samples:
            lower, upper = method(met, assessed)
            self.assertIn(f"{100 * lower:.{decimals}f}% to {100 * upper:.{decimals}f}%", text)

    def test_numbers(self):
        self.check("rate.txt", wilson, SAMPLES[:1], 1)
        self.check("rate.txt", clopper_pearson, SAMPLES[:1], 1)
        self.check("failures.txt", wilson, [(44, 59), (15, 59)], 1)
        self.check("table.txt", wilson, SAMPLES, 4)
        self.check("columns.txt", clopper_pearson, [(41, 79), (40, 48), (57, 81), (30, 33), (47, 60)], 4)


class Tallies(Program):
    def test_standard_input(self):
        self.assertEqual(self.first_line("rate", "-", feed=SMALL),
                         "first: 41 of 79 (51.9%; 95% confidence interval 41.1% to 62.6%, Wilson)")

    def test_samples_and_files_together(self):
        path = self.write(SMALL)
        results = self.results("rate", "57/81", path)["results"]
        self.assertEqual([row["criterion"] for row in results], [None, "first", "second"])
        self.assertEqual([row["line"] for row in results], [None, 2, 3])
        self.assertEqual([row["file"] for row in results], [None, path, path])

    def test_two_files_are_told_apart(self):
        a, b = self.write(SMALL, "a.csv"), self.write(SMALL, "b.csv")
        header, *lines = self.run_peel("rate", a, b, "--format", "table")[0].splitlines()
        self.assertTrue(header.startswith("file"))
        self.assertTrue(lines[0].startswith(a) and lines[2].startswith(b))

    def test_a_file_whose_name_reads_as_a_sample(self):
        os.mkdir(os.path.join(self.folder, "1"))
        self.write(SMALL, "1/2")
        self.assertTrue(self.first_line("rate", "1/2").startswith("1 of 2 ("))
        self.assertTrue(self.first_line("rate", "./1/2").startswith("first: "))

    def test_after_two_dashes(self):
        self.write(SMALL, "--bom")
        self.assertTrue(self.first_line("rate", "--", "--bom").startswith("first: "))

    def test_columns_that_tell_rows_apart(self):
        path = self.write("period,force,criterion,area,met,assessed,population,target,note\n"
                          "2024,North,asked,Custody,41,79,300,90%,seen twice\n")
        self.assertTrue(self.first_line("rate", path).startswith("North, Custody, asked, 2024: 41 of 79 ("))
        row = self.results("rate", path)["results"][0]
        self.assertEqual([row[name] for name in ("force", "area", "period", "population", "target", "note")],
                         ["North", "Custody", "2024", 300, 0.9, "seen twice"])
        header = self.run_peel("rate", path, "--format", "table")[0].splitlines()[0].split()
        self.assertEqual(header, ["force", "area", "criterion", "period", "met", "assessed", "population", "rate",
                                  "lower", "upper", "fewest", "most"])

    def test_byte_order_mark_and_carriage_returns(self):
        path = self.write(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
        self.assertTrue(self.first_line("rate", path).startswith("first: 41 of 79"))

    def test_encoding(self):
        path = self.write("criterion,met,assessed\ncafé,41,79\n".encode("cp1252"))
        self.assertTrue(self.first_line("rate", path, "--encoding", "windows-1252").startswith("café: 41 of 79"))
        errors = self.run_peel("rate", path, code=1)[1]
        self.assertTrue(errors.startswith(f"{path}:2:1: criterion: "), errors)
        self.assertIn("windows-1252", errors)

    def test_a_wide_text_in_any_locale(self):
        path = self.write("criterion,met,assessed\ncafé,41,79\nplain,40,48\n")
        for locale in ("C", "C.UTF-8", "de_DE.UTF-8"):
            lines = self.run_peel("rate", path, "--format", "table", environment={"LC_ALL": locale})[0].splitlines()
            self.assertIn("café", lines[1])
            self.assertIn("51.9%", lines[1])
            self.assertEqual(lines[1].index("41"), lines[2].index("40"))


class Reported(Program):
    def said(self, rows, *options):
        path = self.write("criterion,met,assessed,counts,reported\n" + rows)
        return [line for line in self.run_peel("rate", path, *options)[0].splitlines() if ": printed " in line]

    def test_counts_that_contradict_it(self):
        rows = "first,41,79,,80.6%\nsecond,40,48,,83.3%\nthird,15,59,failures,30 percent\n"
        expected = ["first: printed 80.6%, but 41 of 79 is 51.9%", "third: printed 30 percent, but 44 of 59 is 75%"]
        for options in ([], ["--format", "table"], ["--method", "all"], ["--plus-minus"]):
            self.assertEqual(self.said(rows, *options), expected)

    def test_a_tie_may_go_either_way(self):
        # 1/8 is 12.5%, 1/16 is 6.25%, 3/16 is 18.75%
        self.assertEqual(self.said("a,1,8,,12%\nb,1,8,,13%\nc,1,16,,6.2%\nd,1,16,,6.3%\ne,3,16,,18.7\nf,3,16,,18.8\n"),
                         [])
        self.assertEqual(self.said("a,1,8,,12.6%\nb,1,16,,6.4%\n"),
                         ["a: printed 12.6%, but 1 of 8 is 12.5%", "b: printed 6.4%, but 1 of 16 is 6.2%"])

    def test_of_failures_either_share(self):
        self.assertEqual(self.said("a,15,59,failures,25.4%\nb,15,59,failures,74.6%\nc,0,0,,50%\nd,,,,50%\n"), [])

    def test_stands_in_the_table(self):
        path = self.write("criterion,met,assessed,reported\nfirst,41,79,51.9 percent\n")
        self.assertIn("51.9 percent", self.run_peel("rate", path, "--format", "table")[0].splitlines()[1])

    def test_a_file_without_counts(self):
        path = self.write("criterion,reported\nfirst,80.6%\n")
        self.assertEqual(self.first_line("rate", path),
                         "first: 80.6%, as printed (without counts there is no interval)")
        self.assertIn("or criterion and reported", self.run_peel("rate", "--help")[0])


class SetAside(Program):
    BROKEN = ("area,criterion,met,assessed\nA,first,41,79\nB,second,many,48\nC,third,49,48\nD,fourth,40,\n"
              "E,fifth,-1,5\nF,sixth,4.5,5\nG,,1,2\nH,eighth,40,48\n")

    def test_the_rest_is_shown(self):
        path = self.write(self.BROKEN)
        output, errors = self.run_peel("rate", path, code=1)
        self.assertEqual([line.split(":")[0] for line in output.split("\n\n")[0].splitlines()],
                         ["A, first", "H, eighth"])
        lines = errors.splitlines()
        self.assertEqual([line.split(":")[1] for line in lines[:-1]], ["3", "4", "5", "6", "7", "8"])
        self.assertTrue(lines[0].startswith(f"{path}:3:10: met: "), lines[0])
        self.assertIn('"many"', lines[0])
        self.assertIn("swapped", lines[1])
        self.assertEqual(lines[-1], "peel: lines with a fault: 6; the rest is shown")

    def test_nothing_is_lost_in_csv_and_json(self):
        path = self.write(self.BROKEN)
        answer = self.results("rate", path, code=1)
        self.assertEqual((len(answer["results"]), len(answer["faults"])), (2, 6))
        self.assertEqual(answer["faults"][1]["status"], "met-above-assessed")
        self.assertEqual([answer["faults"][0][name] for name in ("file", "sample", "line", "column", "field")],
                         [path, None, 3, 10, "met"])
        rows = self.rows("rate", path, code=1)
        self.assertEqual([row["line"] for row in rows], ["2", "9", "3", "4", "5", "6", "7", "8"])
        self.assertEqual([row["status"] for row in rows[:3]], ["ok", "ok", "not-a-count"])

    def test_a_row_without_an_answer(self):
        path = self.write("criterion,met,assessed,population\nfirst,30,33,33\nsecond,30,33,300\n")
        output, errors = self.run_peel("rate", path, "--design", "census", code=1)
        self.assertEqual(output.splitlines()[0], "first: 30 of 33 (90.9%; every case was looked at)")
        self.assertTrue(errors.startswith(f"{path}:3: A census looks at every case"), errors)

    def test_all_rows(self):
        path = self.write("criterion,met,assessed\nfirst,49,48\n")
        output, errors = self.run_peel("rate", path, code=1)
        self.assertEqual(output, "")
        self.assertIn(f"{path}:2:", errors)
        self.assertTrue(errors.endswith("\npeel: lines with a fault: 1\n"), errors)

    def test_no_rows(self):
        path = self.write("criterion,met,assessed\n")
        self.assertEqual(self.run_peel("rate", path, said=f"peel: {path}: no rows\n")[0], "")

    def test_in_the_order_of_lines(self):
        # Line 2 is refused only when it is to be answered, line 3 when it is read.
        path = self.write("criterion,met,assessed,population\nfirst,30,33,300\nsecond,many,33,33\nthird,3,33,300\n")
        errors = self.run_peel("rate", "9/8", path, "7/6", "--design", "census", code=1)[1].splitlines()
        self.assertEqual([line.split(": ")[:2][line.startswith("peel")] for line in errors[:-1]],
                         ["9/8", f"{path}:2", f"{path}:3:8", f"{path}:4", "7/6"])
        faults = self.results("rate", path, "--design", "census", code=1)["faults"]
        self.assertEqual([fault["line"] for fault in faults], [2, 3, 4])


class Unreadable(Program):
    def test_missing(self):
        self.refused('nowhere.csv: neither a sample, as in 41/79, nor a file: No such file', "rate", "nowhere.csv",
                     code=3)

    def test_directory(self):
        self.refused(f"{self.folder}: Is a directory: name a file", "rate", self.folder, code=3)

    def test_empty(self):
        self.refused("The text is empty: its first row must name the columns", "rate", self.write(""), code=3)
        self.refused("standard input: The text is empty", "rate", "-", code=3)

    def test_text_in_a_count(self):
        for typed in ("many/79", "41/many", "41.5/79", "41/79/3", "1,23/500", "12345,678/1", ",1/2", "41/", "/79"):
            self.refused(f"{typed}: ", "rate", typed, code=3)

    def test_missing_column(self):
        path = self.write("criterion,met\nfirst,41\n")
        errors = self.run_peel("rate", path, code=3)[1]
        self.assertTrue(errors.startswith(f"{path}:1:"), errors)
        self.assertIn("assessed", errors)
        self.assertIn("peel tally --look shows how", errors)

    def test_nothing_of_it_is_shown(self):
        for text in (b"criterion,met\nfirst,41\n", b'criterion,met,assessed\n"first,41,79\n',
                     "criterion,met,assessed\n".encode("utf-16")):
            path = self.write(text)
            output, errors = self.run_peel("rate", "41/79", path, code=3)
            self.assertTrue(output.startswith("41 of 79"))
            self.assertEqual(errors.splitlines()[1:], [f"peel: nothing of {path} is shown"])

    def test_beside_rows_that_were_set_aside(self):
        path, bad = self.write("criterion,met\n", "a.csv"), self.write("criterion,met,assessed\na,2,1\n", "b.csv")
        errors = self.run_peel("rate", path, bad, code=3)[1].splitlines()
        self.assertEqual((errors[1], errors[3:]),
                         (f"peel: nothing of {path} is shown", ["peel: lines with a fault: 1"]))

    def test_a_limit_of_which_the_shell_knows_nothing(self):
        for row in ("x" * 70000 + ",1,2", "a,1,2" + "," * 2000):
            errors = self.run_peel("rate", self.write(f"criterion,met,assessed\n{row}\n"), code=3)[1]
            self.assertIn("than this program reads: is a quotation mark missing", errors)
            self.assertNotIn("raise", errors)

    def test_standard_input_twice(self):
        output, errors = self.run_peel("rate", "-", "-", feed=SMALL, code=3)
        self.assertEqual(output.count("first: "), 1)
        self.assertEqual(errors, "peel: standard input: it was read already: name - once\n")

    def test_a_name_forges_no_line(self):
        name = "a\npeel: b\x1b[31m.csv"
        for text, code in (("criterion,met\n", 3), ("criterion,met,assessed\nx,2,1\n", 1)):
            self.write(text, name)
            self.assertTrue(self.run_peel("rate", name, code=code)[1].startswith("a peel: b?[31m.csv:"))
        self.assertTrue(self.run_peel("rate", "no\n" + name, code=3)[1].startswith("peel: no a peel: b?[31m.csv: "))

    def test_a_quote_that_never_ends(self):
        path = self.write('criterion,met,assessed\n"first,41,79\n')
        self.assertTrue(self.run_peel("rate", path, code=3)[1].startswith(f"{path}:2:"))

    def test_not_a_text(self):
        self.run_peel("rate", self.write(bytes(range(256))), code=3)

    def test_the_others_are_shown(self):
        output, errors = self.run_peel("rate", "nowhere.csv", "41/79", self.write(SMALL), code=3)
        self.assertEqual(len(output.split("\n\n")[0].splitlines()), 3)
        self.assertIn("nowhere.csv", errors)
