"""peel tally, of what is broken: files, rows and words."""

import os
import subprocess

from support import CASES, PEEL
from tallied import OK, Broken


class Files(Broken):
    def test_empty(self):
        self.stopped("", "peel: cases.csv: The text is empty: its first row must name the columns.\n")
        self.assertEqual(self.tallied("unit,ok\n"), ("", "peel: cases.csv: no rows\n"))

    def test_no_header(self):
        self.stopped("a,yes\nb,no\n", 'cases.csv:1:', 'has no column "unit"', '"a", "yes"')

    def test_another_delimiter(self):
        for delimiter, typed in ((";", "';'"), ("\t", "tab"), ("|", "'|'")):
            text = OK.replace(",", delimiter)
            self.stopped(text, f"Add --delimiter {typed}.\n")
            self.assertEqual(self.tallied(text, "--delimiter", typed.strip("'")), self.tallied(OK))
        self.stopped(OK, "Add --delimiter ','.\n", arguments=("--delimiter", "semicolon"))
        self.stopped('"unit";"met"\n"x";"yes"\n', "Add --delimiter ';'.\n")

    def test_no_text(self):
        self.stopped(bytes(range(256)), "cases.csv:1:")
        self.stopped(OK.encode("utf-16"), "UTF-16")
        self.stopped(OK.encode("utf-16-le"), "byte of value 0", "UTF-16")
        self.stopped(b"\x7fELF\x02\x01\x01\0\0\0", "byte of value 0")

    def test_a_quote_that_never_ends(self):
        self.stopped('unit,ok\na,yes\nb,"no\nc,yes\n', "cases.csv:3:3: ok: ", "never ends")

    def test_too_long(self):
        self.stopped("unit,ok\n" + "x" * 70000 + ",yes\n", "than this program reads")
        self.stopped("unit,ok\na,yes" + "," * 2000 + "\n", "than this program reads")

    def test_too_many_groups(self):
        rows = "".join(f"{n},yes\n" for n in range(30))
        self.stopped("unit,ok\n" + rows, "cases.csv:22: There are more than 20 groups:", "--max-groups",
                     arguments=("--max-groups", "20"))
        self.assertEqual(len(self.tallied("unit,ok\n" + rows, "--max-groups", "30")[0].splitlines()), 33)

    def test_repeated_column(self):
        self.stopped("unit,ok,OK\na,yes,yes\n", "cases.csv:1:", "twice")

    def test_directory_missing_and_not_allowed(self):
        self.refused(f"{self.folder}: Is a directory: name a file in it", "tally", self.folder, "--outcome", "ok", code=3)
        self.refused("nowhere.csv: No such file or directory", "tally", "nowhere.csv", "--outcome", "ok", code=3)
        path = self.write(OK)
        os.chmod(path, 0)
        other = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}  # root may read everything
        try:
            done = subprocess.run([PEEL, "tally", path, "--outcome", "ok"], capture_output=True, **other)
        except PermissionError:
            self.skipTest("the program itself may not be run by others")
        self.assertEqual((done.returncode, done.stdout, done.stderr.decode()),
                         (3, b"", f"peel: {path}: Permission denied\npeel: no numbers are shown\n"))

    def test_no_numbers_of_some_files_alone(self):
        path = self.write(OK)
        for form in ("table", "csv"):
            output, errors = self.run_peel("tally", path, "nowhere.csv", "--outcome", "ok", "--format", form, code=3)
            self.assertEqual(output, "")
        self.assertEqual(errors, "peel: nowhere.csv: No such file or directory\npeel: no numbers are shown\n")
        self.assertEqual(self.results("tally", path, "nowhere.csv", "--outcome", "ok", code=3)["results"], [])

    def test_every_file_is_named(self):
        first, second = self.write("ok\nyes,1\n", "1.csv"), self.write("ok\nno\n\"no\n", "2.csv")
        errors = self.run_peel("tally", first, second, "--outcome", "ok", code=3)[1].splitlines()
        self.assertEqual(errors[0], f"peel: {first}: 1 row: 0 used, 0 filtered out, 1 set aside")
        self.assertTrue(errors[1].startswith(f"{first}:2: 2 fields stand here"), errors[1])
        self.assertTrue(errors[2].startswith(f"{second}:3:1: ok: "), errors[2])

    def test_a_file_that_is_named_twice(self):
        path = self.write(OK, "cases.csv")
        os.link(path, os.path.join(self.folder, "linked.csv"))
        os.symlink(path, os.path.join(self.folder, "symbolic.csv"))
        self.write(OK, "other.csv")
        for again in ("cases.csv", "./cases.csv", "linked.csv", "symbolic.csv"):
            self.refused(f"{again}: this file is named twice, and its cases would count twice", "tally", path, "other.csv", again,
                         "--outcome", "ok")
        self.assertEqual(self.rows("tally", path, "other.csv", "--outcome", "ok")[0]["assessed"], "4")
        for named, again in ((path, "-"), ("-", "/dev/stdin"), ("/dev/stdin", "-"), ("-", "linked.csv")):
            with open(path, "rb") as file:
                done = subprocess.run([PEEL, "tally", named, again, "--outcome", "ok"], stdin=file, capture_output=True, cwd=self.folder)
            said = "standard input" if again == "-" else again
            self.assertEqual((done.returncode, done.stdout, done.stderr.decode()),
                             (2, b"", f"peel: {said}: this file is named twice, and its cases would count twice: name it once\n"))
        with open(path, "rb") as file:
            done = subprocess.run([PEEL, "tally", "other.csv", "-", "--outcome", "ok"], stdin=file, capture_output=True, cwd=self.folder)
        self.assertIn(b"ok: 2 of 4 (", done.stdout)

    def test_advice_names_the_options(self):
        for text, said, asked in (
                ("a\n\xe9\n".encode("cp1252"), "read the text as windows-1252 (--encoding windows-1252), the", ("--filled", "a")),
                ("a\n45352\n", "such numbers (--serials).", ("--filled", "a", "--date", "a")),
                ("a\n2024 Q1\n", "group by it as it stands (--by).", ("--filled", "a", "--date", "a")),
                ("a,b\n2024-03-01 10:00Z,2024-03-01 10:00\n", "those of Europe/London (--zone europe/london).",
                 ("--since", "a", "--until", "b", "--limit", "4h")),
                ("a\n\x81\n".encode("latin-1"), "such as utf-8 (--encoding utf-8)?",
                 ("--filled", "a", "--encoding", "windows-1252"))):
            path = self.write(text)
            self.assertIn(said, self.run_peel("tally", path, *asked, code=1)[1])
            fault = self.results("tally", path, *asked, code=1)
            self.assertIn(said, fault["faults"][0]["message"])
            self.assertIn(said, fault["files"][0]["reasons"][0]["message"])
        path = self.write(b"criterion,met,assessed\n\xe9,1,2\n")
        self.assertIn("(--encoding windows-1252)", self.run_peel("rate", path, code=1)[1])
        fault = self.results("tally", self.write("a\nmaybe\n"), "--outcome", "a", code=3)["faults"][0]
        self.assertIn("counted apart (--count-unknown).", fault["message"])

    def test_standard_input(self):
        plain = self.run_peel("tally", self.write(OK), "--outcome", "ok")
        self.assertEqual(self.run_peel("tally", "--outcome", "ok", feed=OK), plain)
        self.assertEqual(self.run_peel("tally", "-", "--outcome", "ok", feed=OK), plain)
        self.assertEqual(self.run_peel("tally", "-", "-", "--outcome", "ok", feed=OK, code=3)[1],
                         "peel: standard input: it was read already: name - once\npeel: no numbers are shown\n")
        self.assertIn("standard input:2:", self.run_peel("tally", "--outcome", "ok", feed="ok\nyes,no\n", code=1)[1])

    def test_a_name_forges_no_line(self):
        name = "a\npeel: b\x1b[31m.csv"
        self.write("ok\nx,y\n", name)
        errors = self.run_peel("tally", name, "--outcome", "ok", code=1)[1].splitlines()
        self.assertEqual(len(errors), 2)
        self.assertTrue(errors[1].startswith("a peel: b?[31m.csv:2: "), errors)

    def test_windows_1252(self):
        text = "unit,ok\ncafé,yes\n".encode("cp1252")
        output, errors = self.tallied(text, code=1)
        self.assertIn("cases.csv:2:1: unit: ", errors)
        self.assertIn("windows-1252", errors)
        self.assertIn("café", self.tallied(text, "--encoding", "windows-1252")[0])

    def test_output_that_does_not_arrive(self):
        path = self.write("unit,ok\n" + "".join(f"{n},yes\n" for n in range(20000)))
        arguments = [PEEL, "tally", path, "--by", "unit", "--outcome", "ok", "--format", "csv"]
        with open("/dev/full", "wb") as full:
            done = subprocess.run(arguments, stdout=full, stderr=subprocess.PIPE)
        self.assertEqual((done.returncode, done.stderr), (3, b"peel: standard output: No space left on device\n"))
        child = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        child.stdout.readline()
        child.stdout.close()
        self.assertEqual((child.stderr.read(), child.wait()), (b"", 3))
        child.stderr.close()


class SetAside(Broken):
    TEXT = ("unit,ok\na,yes\nb\nc,yes,3\n\nTotal,yes\n,\nd,y\"es\nUnit,OK\ne,no\nf\n")

    def test_each_reason(self):
        output, errors = self.tallied(self.TEXT, code=1)
        self.assertEqual([line.split()[0] for line in output.splitlines()[1:3]], ["a", "e"])
        lines = errors.splitlines()
        self.assertEqual(lines[:2], ["peel: cases.csv: 7 rows: 2 used, 0 filtered out, 5 set aside",
                                     "peel: cases.csv: rows that say the first one again, which are no cases: 1"])
        self.assertEqual(lines.pop(2), "peel: cases.csv: 2 lines without any text, no cases")
        self.assertTrue(lines[2].startswith("cases.csv:3: 1 field stands here, 2 in the first row"), lines[2])
        self.assertTrue(lines[2].endswith(" 3 such rows: lines 3, 4, 11."), lines[2])
        self.assertTrue(lines[3].startswith("cases.csv:6:1: unit: The row holds totals"), lines[3])
        self.assertTrue(lines[4].startswith("cases.csv:8:3: ok: A quotation mark"), lines[4])
        self.assertEqual(len(lines), 5)

    def test_the_rest_is_counted(self):
        errors = self.tallied("unit,ok\na,yes\n" + "b\n" * 30, code=1)[1]
        self.assertIn(" 30 such rows: lines 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 20 more.\n", errors)

    def test_dates_that_are_none_for_other_reasons(self):
        """The advice of the first is not for all of them."""
        errors = self.tallied("seen\n45352\n2024 Q1\n31/02/2024\n", asked=("--filled", "seen", "--date", "seen"), code=1)[1]
        self.assertIn("(--serials). 3 rows have no date here, each perhaps for another reason: lines 2, 3, 4.\n", errors)
        errors = self.tallied("took\n90\nsoon\n", asked=("--duration", "took", "--limit", "4h"), code=1)[1]
        self.assertIn(" 2 rows have no duration here, each perhaps for another reason: lines 2, 3.\n", errors)
        errors = self.tallied("took\n90\n4h\n", asked=("--duration", "took", "--limit", "4h"), code=1)[1]
        self.assertNotIn("perhaps", errors)
        errors = self.tallied("took\n-1h\n-2h\n", asked=("--duration", "took", "--limit", "4h"), code=1)[1]
        self.assertIn(" 2 such rows: lines 2, 3.\n", errors)

    def test_lines_of_the_same_reason_alone(self):
        """Columns without a name are told by place; so are those alike in the 63 bytes that a fault has of a name."""
        alike = "n" * 63
        for first, second in (("", ""), (alike + "1", alike + "2")):
            text = f"u,{first},ok,{second}\n" + 'a,x"y,yes,\n' * 2 + 'a,,yes,x"y\n' * 3
            errors = self.tallied(text, asked=("--outcome", "ok"), code=1)[1]
            self.assertIn(" 2 such rows: lines 2, 3.\n", errors)
            self.assertIn(" 3 such rows: lines 4, 5, 6.\n", errors)
        errors = self.tallied('u,n,ok,N ,n\n' + 'a,x"y,yes,,\n' * 2 + 'a,,yes,,x"y\n' * 3, asked=("--outcome", "ok"), code=1)[1]
        self.assertIn(" 5 such rows: lines 2, 3, 4, 5, 6.\n", errors)

    def test_each_file_has_its_own_lines(self):
        """Before each file remembered its first fault, 3,000 files of 2,000 such rows took 84 s."""
        rows = [["x", "Total,yes", "x"], ["a,yes"], ["Total,yes"] * 3, ["x"] * 1001 + ["Total,yes"] * 2, ["a,yes", "x", "x", "Total,yes"]]
        paths = [self.write("unit,ok\n" + "\n".join(lines) + "\n", f"{n}.csv") for n, lines in enumerate(rows)]
        errors = self.run_peel("tally", *paths, "--by", "unit", "--outcome", "ok", code=1)[1].splitlines()
        said = [(line.split("/")[-1][0], line.split(" such rows")[1]) for line in errors if " such rows" in line]
        self.assertEqual(said, [("0", ": lines 2, 4."), ("2", ": lines 2, 3, 4."),
                                ("3", ": lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 991 more."), ("3", "."), ("4", ": lines 3, 4.")])

    def test_reasons_after_the_rows_that_are_kept(self):
        errors = self.tallied("unit,ok\na,yes\n" + "x\n" * 1000 + "Total,yes\n" * 2 + "x\n", code=1)[1]
        self.assertIn(" 1001 such rows: lines 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 991 more.\n", errors)
        self.assertIn(" 2 such rows.\n", errors)
        self.assertNotIn("lines and", errors)

    def test_in_json(self):
        answer = self.results("tally", self.write(self.TEXT), "--by", "unit", "--outcome", "ok", code=1)
        self.assertEqual([(reason["status"], reason["field"], reason["rows"], reason["line"])
                          for reason in answer["files"][0]["reasons"]],
                         [("field-count", None, 3, 3), ("totals-row", "unit", 1, 6), ("quote", "ok", 1, 8)])
        self.assertEqual([(fault["status"], fault["line"]) for fault in answer["faults"]],
                         [("field-count", 3), ("field-count", 4), ("totals-row", 6), ("quote", 8), ("field-count", 11)])
        self.assertEqual([answer["files"][0][name] for name in ("rows", "used", "blank_lines", "repeated_headers")],
                         [7, 2, 2, 1])

    def test_lines_without_any_text(self):
        """In a file of one column a blank answer is such a line."""
        one = " (in a file of one column a blank cell is such a line)"
        for text, said in (("ok\nyes\n\n \nno\n", f"2 lines without any text, no cases{one}"), ("ok\nyes\n\n", f"1 line without any text, no case{one}"),
                           ('\n"a,\nb",ok\nyes,yes\n,\n', "2 lines without any text, no cases"), ('"ok"\r\n\r\nyes\r\n', f"1 line without any text, no case{one}"),
                           ('"ok"\n"yes"\n', "")):
            said = said and f"peel: cases.csv: {said}\n"
            self.assertEqual(self.tallied(text, asked=("--outcome", "ok"))[1], said, text)
        self.assertEqual(self.tallied("unit;ok\n;\na;yes\n", "--delimiter", ";")[1], "peel: cases.csv: 1 line without any text, no case\n")
        head = self.tallied("ok\nyes\n\n", asked=("--look",))[0].splitlines()[0]
        self.assertTrue(head.endswith(f": 1 row, 1 column; 1 line without any text, no case{one}"), head)
        head = self.tallied("ok,a\nyes,\n,\n\n", asked=("--look",))[0].splitlines()[0]
        self.assertTrue(head.endswith(", parted by commas; 2 lines without any text, no cases"), head)

    def test_nothing_is_left(self):
        said = ("peel: cases.csv: 2 rows: 0 used, 2 filtered out, 0 set aside\n"
                "peel: no case passed the filters: a word of --where is the whole text of a cell, and words are parted by |, as in "
                "'unit=City|North'; peel tally --look cases.csv shows what the columns hold\n")
        for words in ("c", "a,b", '"=a"'):
            self.assertEqual(self.tallied(OK, "--where", "unit=" + words), ("", said))
        self.assertNotIn("no case passed", self.tallied(OK + "c\n", "--where", "unit=c", code=1)[1])
        self.assertNotIn("no case passed", self.tallied(OK, "--where", "unit=a")[1])


class Words(Broken):
    TEXT = "unit,ok\na,yes\nb,maybe\nc,maybe\nd,it's so\n"

    def test_without_a_meaning(self):
        self.stopped(self.TEXT, 'cases.csv:3:3: ok: "maybe" has no meaning here (2 cells)\n',
                     'cases.csv:5:3: ok: "it\'s so" has no meaning here (1 cell)\n',
                     "as in --not-met 'maybe,it'\\''s so'; or have them counted apart: --count-unknown\n")
        self.assertEqual(self.tallied(self.TEXT, "--not-met", "maybe,it's so", "--format", "csv")[1], "")

    def test_counted_apart(self):
        output, errors = self.tallied(self.TEXT, "--count-unknown", asked=("--outcome", "ok"))
        self.assertEqual(errors, 'peel: ok: in no rate for a word without a meaning: 3: "maybe" (2), "it\'s so" (1)\n')
        self.assertTrue(output.startswith("ok: 1 of 1 ("), output)
        self.assertIn("unknown", self.tallied(self.TEXT, "--count-unknown")[0].splitlines()[0])

    def test_of_several_files(self):
        first, second = self.write(self.TEXT, "1.csv"), self.write("ok\nperhaps\n", "2.csv")
        errors = self.run_peel("tally", first, second, "--outcome", "ok", code=3)[1]
        self.assertIn(f'{first}:3:3: ok: "maybe"', errors)
        self.assertIn(f'{second}:2:1: ok: "perhaps"', errors)
        files = self.results("tally", first, second, "--outcome", "ok", code=3)["files"]
        self.assertEqual([[word["word"] for word in file["unknown_words"]] for file in files],
                         [["maybe", "it's so"], ["perhaps"]])

    def test_many(self):
        text = "unit,ok\n" + "".join(f"a,w{n}\n" for n in range(25))
        self.stopped(text, 'cases.csv:11:3: ok: "w9" has no meaning', "cases.csv: other words without a meaning: 15\n")

    def test_words_that_are_not_typed_again(self):
        """What is cut or broken over lines is shown, and left out of the advice."""
        long, letters = "w" * 65, "w" + "\U0001F600" * 16
        text = f'unit,ok\na,"two\nlines"\nb,{long}\nc,{letters}\n'
        self.stopped(text, 'ok: "two lines" has no meaning', f'ok: "{long[:64]}..." has', f'ok: "{letters[:16]}..." has',
                     "peel: say what these words mean by --met, --not-met, --not-applicable or --missing-words; or have them")
        self.stopped(text + f"d,late...\ne,{long[:61]}\n",
                     f"or --missing-words, as in --not-met late...,{long[:61]}; or have them")
        self.stopped(f"took,grade\n4h,{long}\n", "add them to --limit\n",
                     asked=("--duration", "took", "--grade", "grade", "--limit", "a=4h"))

    def test_a_grade_without_a_limit(self):
        asked = ("--since", "received", "--until", "attended", "--grade", "grade", "--limit", "prompt=4h,priority=1h")
        errors = self.run_peel("tally", CASES, *asked, code=3)[1]
        self.assertIn('grade: "scheduled" has no limit (', errors)
        self.assertIn("add them to --limit, as in scheduled=none\n", errors)
        self.assertNotIn("--not-met", errors)

    def test_a_grade_of_a_criterion_with_spaces_around_its_name(self):
        text = "received,attended,took,grade\n2024-03-01 10:00,2024-03-01 11:00,1h,later\n"
        for asked in (("--since", "received", "--until", " attended "), ("--duration", " took "),
                      ("--since", "received", "--until", "attended", "--name", " in time ")):
            self.stopped(text, 'grade: "later" has no limit (1 cell)\npeel: say which limit each of these grades has, or none: add '
                               "them to --limit, as in later=none\n", asked=(*asked, "--grade", "grade", "--limit", "prompt=4h"))
