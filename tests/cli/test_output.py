"""The formats, the terminal, and output that does not arrive."""

import json
import os
import subprocess

from support import MONTHLY, PEEL, REAL, Program

ODD = 'criterion,met,assessed,note\n"a ""quoted"", name\non two lines",1,10,"x, y"\n'


class Csv(Program):
    def test_texts_come_back(self):
        row = self.rows("rate", self.write(ODD))[0]
        self.assertEqual(row["criterion"], 'a "quoted", name\non two lines')
        self.assertEqual(row["note"], "x, y")
        self.assertEqual((row["met"], row["assessed"], row["printed_counts"]), ("1", "10", "met"))

    def test_the_fewest_digits_that_read_back(self):
        row = self.rows("rate", "1/10", "1/3", "2/4", "1/1")
        self.assertEqual([cells["estimate"] for cells in row], ["0.1", "0.3333333333333333", "0.5", "1"])
        self.assertEqual(row[0]["confidence"], "0.95")
        long = self.rows("rate", "1/6")[0]["estimate"]  # needs all of 17 digits
        self.assertEqual((float(long), len(long)), (1 / 6, len("0.16666666666666666")))

    def test_every_number_is_that_of_json(self):
        rows = self.rows("rate", REAL, "--method", "all")
        results = self.results("rate", REAL, "--method", "all")["results"]
        self.assertEqual(len(rows), len(results))
        for row, result in zip(rows, results):
            for name in ("estimate", "lower", "upper"):
                self.assertEqual(float(row[name]) if row[name] else None, result.get(name))
                if row[name]:
                    self.assertIn(row[name], (repr(float(row[name])), f"{float(row[name]):g}"))

    def test_the_columns_are_the_names_of_json(self):
        rows = self.rows("rate", REAL)
        for row, result in zip(rows, self.results("rate", REAL)["results"]):
            self.assertEqual(list(row), list(result))
            self.assertEqual(row["kind"], result["kind"])
        self.assertEqual({row["kind"] for row in rows}, {"sample", "reported", "unmeasured"})
        self.assertIn("failures", [row["printed_counts"] for row in rows])

    def test_counts_stand_in_cells_of_their_own(self):
        self.assertNotIn("/79", self.run_peel("rate", "41/79", "--format", "csv")[0])

    def test_byte_order_mark(self):
        self.assertTrue(self.run_peel("rate", "1/2", "--format", "csv", "--bom")[0].startswith("\ufefffile,"))
        self.assertTrue(self.run_peel("rate", "1/2", "--format", "csv")[0].startswith("file,"))
        self.refused("--bom goes with --format csv", "rate", "1/2", "--bom")

    def test_notes_and_status(self):
        row = self.rows("rate", "0/5", "--method", "wald", "--design", "quota")[0]
        self.assertEqual((row["notes"], row["status"], row["side"]), ("no-width quota", "ok", "two-sided"))

    def test_a_bad_sample_has_its_status(self):
        rows = self.rows("rate", "79/41", "1/2", code=1)
        self.assertEqual([row["status"] for row in rows], ["ok", "met-above-assessed"])
        self.assertEqual([row["file"] for row in rows], ["", ""])

    def test_a_file_that_cannot_be_opened(self):
        row = self.rows("rate", "nowhere.csv", code=3)[0]
        self.assertEqual({name: text for name, text in row.items() if text}, {"file": "nowhere.csv"})
        self.assertEqual(len(row), len(self.rows("rate", "1/2")[0]))


class Wrapping(Program):
    def test_sentences_are_broken_between_words(self):
        for arguments in (("trend", MONTHLY), ("compare", "57/81", "68/80"), ("reported", "94", "80.6"),
                          ("rate", "41/79", "57/81")):
            whole = self.run_peel(*arguments)[0]
            for width in (70, 100):
                shown = self.in_terminal(width, *arguments).replace("\r\n", "\n")
                sentences = whole.split("\n\n")[0]
                self.assertEqual(" ".join(shown.split())[:len(" ".join(sentences.split()))], " ".join(sentences.split()))
                notes = [line for line in shown.split("\n\n")[0].splitlines() + shown.splitlines()[-3:]]
                self.assertLessEqual(max(map(len, notes)), width)

    def test_what_is_no_sentence_is_not_broken(self):
        for arguments in (("compare", "57/81", "68/80", "--format", "csv"), ("trend", MONTHLY, "--format", "json"),
                          ("compare", "--help")):
            self.assertEqual(self.in_terminal(40, *arguments).replace("\r\n", "\n"), self.run_peel(*arguments)[0])

    def test_a_long_word_stays_whole(self):
        path = self.write("criterion,period,met,assessed\n" + 90 * "x" + ",2021,30,40\n" + 90 * "x" + ",2022,20,40\n")
        self.assertIn(90 * "x", self.in_terminal(40, "trend", path))


class Json(Program):
    def test_shape(self):
        answer = self.results("rate", "41/79", "--failures", "15/59")
        version = self.run_peel("--version")[0].split()[1]
        self.assertEqual((answer["version"], answer["faults"]), (version, []))
        self.assertEqual([row["printed_counts"] for row in answer["results"]], ["met", "failures"])
        self.assertEqual([row["met"] for row in answer["results"]], [41, 44])
        self.assertEqual(answer["results"][0]["status"], "ok")

    def test_the_fewest_digits_that_read_back(self):
        text = self.run_peel("rate", "1/10", "1/3", "1/1", "--format", "json")[0]
        self.assertIn('"estimate": 0.1,', text)
        self.assertIn('"estimate": 0.3333333333333333,', text)
        self.assertIn('"confidence": 0.95,', text)
        numbers = []
        json.loads(text, parse_float=lambda digits: numbers.append(digits) or 0.0)
        for digits in numbers:
            self.assertEqual(repr(float(digits)), digits)

    def test_texts_come_back(self):
        row = self.results("rate", self.write(ODD))["results"][0]
        self.assertEqual(row["criterion"], 'a "quoted", name\non two lines')

    def test_a_bad_sample(self):
        answer = self.results("rate", "79/41", code=1)
        self.assertEqual(answer["results"], [])
        fault = answer["faults"][0]
        self.assertEqual((fault["file"], fault["sample"], fault["status"]), (None, "79/41", "met-above-assessed"))
        fault = self.results("rate", "nowhere.csv", code=3)["faults"][0]
        self.assertEqual((fault["file"], fault["sample"], fault["status"]), ("nowhere.csv", None, None))

    def test_a_row_that_is_no_sample_has_all_names(self):
        path = self.write("criterion,met,assessed,reported\na,1,2,\nb,,,80.6%\nc,,,\n")
        sample, *others = self.results("rate", path)["results"]
        self.assertEqual([row["kind"] for row in others], ["reported", "unmeasured"])
        for row in others:
            self.assertEqual(list(row), list(sample))
            self.assertEqual([row[name] for name in ("estimate", "lower", "upper", "half_width", "method", "side",
                                                     "confidence", "notes")], [None] * 7 + [[]])

    def test_is_laid_out(self):
        lines = self.run_peel("rate", "41/79", "79/41", "--format", "json", code=1)[0].splitlines()
        answer = self.results("rate", "41/79", "79/41", code=1)
        self.assertEqual(json.dumps(answer, indent=2).splitlines(), lines)

    def test_many_rows_need_no_tree(self):
        path = self.write("criterion,met,assessed\n" + "name,41,79\n" * 50000)
        peak = {}
        for form in ("csv", "json"):
            with open(os.path.join(self.folder, form), "wb") as file:
                child = subprocess.Popen([PEEL, "rate", path, "--format", form], stdout=file,
                                         env={**os.environ, "ASAN_OPTIONS": "quarantine_size_mb=1"})
                _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            self.assertEqual(child.returncode, 0)
            peak[form] = usage.ru_maxrss
        self.assertLess(peak["json"], 2 * peak["csv"])

    def test_every_command_is_laid_out_alike(self):
        version = self.run_peel("--version")[0].split()[1]
        for arguments in (["compare", "57/81", "68/80", "--ratio"], ["compare", "1/2", "2/3", "3/4"], ["compare", MONTHLY],
                          ["reported", "94", "80.6"], ["reported", "80.6"], ["trend", MONTHLY], ["trend", "1/2", "2/2"]):
            text = self.run_peel(*arguments, "--format", "json")[0]
            answer = json.loads(text, parse_float=lambda digits: self.assertEqual(repr(float(digits)).replace("e-0", "e-"),
                                                                                  digits) or float(digits))
            self.assertEqual(list(answer), ["version", "results", "faults"])
            self.assertEqual(answer["version"], version)
            self.assertEqual(text.count("\n") + 1, len(json.dumps(answer, indent=2).splitlines()) + 1)
            for result in answer["results"]:
                self.assertEqual(list(result), list(answer["results"][0]))
                self.assertEqual((list(result)[:3], list(result)[-1]), (["file", "line", "kind"], "status"))

    def test_decimal_sign_in_any_locale(self):
        text = self.run_peel("rate", "41/79", "--format", "json", environment={"LC_ALL": "de_DE.UTF-8"})[0]
        self.assertIn("0.518987", text)
        for arguments in (["compare", "57/81", "68/80"], ["reported", "80.6"], ["trend", "45/48", "40/48"]):
            self.assertEqual(self.run_peel(*arguments, environment={"LC_ALL": "de_DE.UTF-8"}), self.run_peel(*arguments))


class Controls(Program):
    NAME = 'criterion,met,assessed\n"red\x1b[31m \x07bell \x9b cell \u009bnew\x7f\r\nline",1,2\n'

    def check(self, text):
        for character in text:
            self.assertTrue(character == "\n" or ord(character) >= 0x20, repr(text))
            self.assertFalse(0x7F <= ord(character) < 0xA0, repr(text))

    def test_in_every_format(self):
        path = self.write(self.NAME.replace("\x9b cell", "cell").encode())
        for form in ([], ["--format", "table"], ["--format", "csv"], ["--format", "json"]):
            text = self.run_peel("rate", path, *form)[0]
            self.assertIn("red?[31m ?bell", text)
            self.check(text)
        self.assertIn("new? line: 1 of 2", self.run_peel("rate", path)[0])

    def test_in_messages(self):
        path = self.write("criterion,met,assessed\nfirst,\x1b[31m,2\n", "odd\x1b[31m.csv")
        self.check(self.run_peel("rate", path, code=1)[1])
        for arguments, code in ((["rate", "\x1b[31m"], 3), (["\x1b[31m"], 2), (["rate", "1/2", "--side", "\x1b"], 2),
                                (["rate", "1/2", "--format", "\u009b"], 2), (["rate", "--\x1b"], 2)):
            errors = self.run_peel(*arguments, code=code)[1]
            self.check(errors)
            self.assertIn("?", errors)


class Terminal(Program):
    def table(self, width):
        shown = self.in_terminal(width, "rate", REAL, "--format", "table")
        self.assertNotIn("\x1b", shown)
        return shown.replace("\r\n", "\n").split("\n\n")[0].splitlines()

    def test_fits_the_width(self):
        natural = max(map(len, self.table(500)))
        for width in (natural, natural - 1, 100, 80):
            self.assertLessEqual(max(map(len, self.table(width))), width)
        self.assertEqual(len(self.table(natural)), 18)
        self.assertGreater(len(self.table(natural - 1)), 18)

    def test_no_word_is_cut(self):
        words = sorted(" ".join(self.table(500)).split())
        self.assertIn("neighbourhood", words)
        for width in (100, 80, 40, 1):
            self.assertEqual(sorted(" ".join(self.table(width)).split()), words)

    def test_the_tables_of_series(self):
        for arguments, width in ((["compare", MONTHLY], 92), (["trend", MONTHLY], 80), (["reported", "94", "80.6"], 60)):
            shown = self.in_terminal(width, *arguments, "--format", "table").replace("\r\n", "\n").split("\n\n")[0]
            self.assertLessEqual(max(map(len, shown.splitlines())), width)
            whole = self.run_peel(*arguments, "--format", "table")[0].split("\n\n")[0]
            self.assertEqual(sorted(shown.split()), sorted(whole.split()))

    def test_a_pipe_is_as_wide_as_need_be(self):
        name = "very " * 100 + "long"
        path = self.write(f"criterion,met,assessed\n{name},1,2\nb,1,2\n")
        self.assertIn(name, self.run_peel("rate", path, "--format", "table", environment={"COLUMNS": "40"})[0])


class LostOutput(Program):
    COMMANDS = (["rate", "41/79"], ["rate", "41/79", "--format", "json"], ["methods"], ["help"], ["--version"],
                ["rate", "--help"], ["compare", "57/81", "68/80"], ["compare", "1/2", "2/3", "3/4"], ["compare", MONTHLY],
                ["compare", "57/81", "68/80", "--format", "csv"], ["compare", "--paired", "1,2,3,4"],
                ["compare", "57/81", "80%"], ["reported", "80.6"], ["reported", "94", "80.6"],
                ["reported", "94", "80.6", "--format", "json"], ["reported", "87.8 +/- 1.66"], ["trend", MONTHLY],
                ["trend", MONTHLY, "--format", "json"], ["trend", MONTHLY, "--format", "csv"])

    def big(self):
        return self.write("criterion,met,assessed\n" + "name,41,79\n" * 20000)

    def test_closed_pipe(self):
        for command in (*self.COMMANDS, ["rate", self.big()], ["rate", self.big(), "--format", "csv"],
                        ["rate", self.big(), "--format", "json"]):
            reading, writing = os.pipe()
            os.close(reading)
            done = subprocess.run([PEEL, *command], stdout=writing, stderr=subprocess.PIPE, timeout=60)
            os.close(writing)
            self.assertEqual((done.returncode, done.stderr), (3, b""), command)

    def test_full_disk(self):
        for command in (*self.COMMANDS, ["rate", self.big()]):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([PEEL, *command], stdout=full, stderr=subprocess.PIPE, timeout=60)
            self.assertEqual(done.returncode, 3, command)
            self.assertEqual(done.stderr.decode(), "peel: standard output: No space left on device\n")

    def test_closed_output(self):
        done = subprocess.run(["sh", "-c", '"$0" rate 41/79 >&-', PEEL], stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"peel: standard output: Bad file descriptor", done.stderr)
