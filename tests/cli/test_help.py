"""Help, the methods, the options, and the examples that the texts promise."""

import os
import re
import shutil
import subprocess

from support import CASES, MONTHLY, PEEL, REAL, STOPS, TOP, Program

COMMANDS = ["rate", "compare", "reported", "trend", "chart", "tally", "methods"]


class Help(Program):
    def test_three_ways_to_ask(self):
        self.assertEqual(self.run_peel("help"), self.run_peel("--help"))
        self.assertEqual(self.run_peel("help"), self.run_peel("-h"))
        for command in COMMANDS:
            self.assertEqual(self.run_peel("help", command), self.run_peel(command, "--help"))
            self.assertEqual(self.run_peel("help", command), self.run_peel(command, "-h"))
            self.assertIn(f"peel {command}", self.run_peel("help")[0])

    def test_lines_fit_a_page(self):
        for arguments in (["help"], *([command, "--help"] for command in COMMANDS)):
            for line in self.run_peel(*arguments)[0].splitlines():
                self.assertLessEqual(len(line), 100 if arguments[0] == "compare" else 120)

    def run_example(self, line):
        shutil.copy(REAL, os.path.join(self.folder, "tallies.csv"))
        shutil.copy(MONTHLY, os.path.join(self.folder, "monthly.csv"))
        shutil.copy(CASES, os.path.join(self.folder, "cases.csv"))
        shutil.copy(STOPS, os.path.join(self.folder, "stops.csv"))
        path = f"{os.path.dirname(PEEL)}:{os.environ['PATH']}"
        done = subprocess.run(["sh", "-c", line], cwd=self.folder, capture_output=True, timeout=60,
                              env={**os.environ, "PATH": path})
        # of cases it is said what is missing or was set aside
        of_cases = re.search(r"peel tally (cases|stops)", line) is not None
        self.assertIn(done.returncode, (0, 1) if of_cases else (0,), line)
        self.assertTrue(of_cases or not done.stderr, line)
        written = os.path.join(self.folder, "rates.csv")
        self.assertTrue(done.stdout or os.path.getsize(written) > 0, line)

    def test_examples_run(self):
        for arguments, fewest in ((["help"], 7), (["rate", "--help"], 10), (["compare", "--help"], 8),
                                  (["reported", "--help"], 7), (["trend", "--help"], 4), (["chart", "--help"], 5),
                                  (["tally", "--help"], 6), (["methods", "--help"], 9)):
            examples = self.run_peel(*arguments)[0].split("Examples:\n")[1].split("\n\n")[0].splitlines()
            self.assertGreaterEqual(len(examples), fewest)
            for line in examples:
                self.run_example(line)

    def test_the_manual_page_names_what_json_has(self):
        with open(os.path.join(TOP, "docs", "peel.1"), encoding="utf-8") as file:
            page = file.read()
        listed = page.split("Each of the faults has")[1].split(".Pp")[0]
        fault = self.results("rate", "79/41", code=1)["faults"][0]
        self.assertEqual(sorted(re.findall(r"^\.Sq (\w+)", listed, re.M)), sorted(fault))

    # Options that every command with them describes for itself.
    OWN = ("population", "method", "test", "prior", "power", "assessed", "by", "unit", "seed", "margin", "paired", "concept",
           "missing", "where", "look", "tallies")

    def test_the_manual_page(self):
        with open(os.path.join(TOP, "docs", "peel.1"), encoding="utf-8") as file:
            page = file.read()
        examples = re.findall(r"^\.Dl (peel .*)$", page, re.M)
        self.assertGreaterEqual(len(examples), 6)
        for line in examples:
            self.run_example(line)
        for command in COMMANDS:
            own = page.split(f".Ss peel {command}\n")[1].split("\n.Ss ")[0].split("\n.Sh ")[0]
            options = re.findall(r"^  --([a-z-]+)", self.run_peel(command, "--help")[0], re.M)
            self.assertGreaterEqual(len(options), 3)
            for option in options:
                self.assertIn(f".It Fl -{option}", page)
                self.assertIn(f"Fl -{option}", own if option in self.OWN else page)
        self.assertIn(".It Fl -help , Fl h", page)
        for arguments in (["rate", "1/2"], ["compare", "1/2", "2/3"], ["reported", "80"], ["trend", "1/2", "2/3"],
                          ["chart", "1/2", "2/3"], ["tally", CASES, "--outcome", "advice given"]):
            said = "peel: advice given: missing answers, left out of the rates: 6\n" if "tally" in arguments else ""
            header = self.run_peel(*arguments, "--format", "csv", said=said)[0].splitlines()[0].split(",")
            columns = page.split(f"CSV of\n.Ic peel {arguments[0]}\n")[1].split("columns ")[1].split(".\n")[0]
            self.assertEqual(" ".join(columns.split()).replace(" and ", ", ").split(", "), header)

    def test_version(self):
        with open(os.path.join(TOP, "include", "peel", "version.h"), encoding="utf-8") as file:
            version = re.search(r'PEEL_VERSION "(.*)"', file.read())[1]
        self.assertEqual(self.run_peel("--version")[0], f"peel {version}\n")


class WrongCommandLines(Program):
    def test_commands(self):
        self.refused("type a command: rate, compare, reported, trend, chart, tally, methods or help")
        self.refused("ratio: no such command: there are rate, compare, ", "ratio", "41/79")
        self.refused("ratio: no such command", "help", "ratio")
        self.refused("extra: nothing goes with --version", "--version", "extra")
        self.refused("extra: help is of one command at a time", "help", "rate", "extra")

    def test_no_sample(self):
        self.refused("as in peel rate 41/79", "rate")
        self.refused("as in peel rate 41/79", "rate", "--method", "all")

    def test_options(self):
        for command in COMMANDS:
            self.refused(f"--bogus: no such option; see peel {command} --help", command,
                         "--bogus")
            self.refused("--format: a value is missing", command, "--format")
            self.refused("--help=x: this option takes no value", command, "--help=x")
            self.refused("--format xml: type table, csv or json", command, "--format", "xml")
            self.refused("-x: no such option", command, "-x")
        self.refused("--s: more than one option begins so: --side, --sort\n", "rate", "41/79", "--s", "rate")
        self.refused("--d=1: more than one option begins so: --design, --decimals\n", "rate", "41/79", "--d=1")
        self.assertEqual(self.run_peel("rate", "41/79", "--conf", "99"),
                         self.run_peel("rate", "41/79", "--confidence", "99"))
        self.refused("--failures: a value is missing", "rate", "41/79", "--failures")

    def test_words(self):
        self.refused("--sort name: type file or rate", "rate", "41/79", "--sort", "name")
        self.refused("--encoding latin1: type utf-8 or windows-1252", "rate", "41/79", "--encoding", "latin1")
        self.refused('There is no side "left"', "rate", "41/79", "--side", "left")
        self.refused('There is no design "quotum". Nearest: quota', "rate", "41/79", "--design", "quotum")
        self.refused("--failures x: type a sample", "rate", "--failures", "x")

    def test_words_in_either_case(self):
        path = self.write("criterion,met,assessed\n" + "first,41,79\n")
        self.assertEqual(self.rows("rate", path), self.rows("rate", path, "--sort", "File", "--encoding", "UTF-8"))
        self.assertEqual(self.run_peel("rate", "41/79", "--format", "CSV"),
                         self.run_peel("rate", "41/79", "--format", "csv"))
        self.assertEqual(self.run_peel("rate", "41/79", "--method", "ALL"),
                         self.run_peel("rate", "41/79", "--method", "all"))

    def test_a_long_argument_leaves_the_advice(self):
        self.refused("type a whole number of cases, as in 300", "rate", "41/79", "--population", "x" * 5000)
        self.refused("type table, csv or json", "rate", "41/79", "--format", "x" * 5000)
        self.refused("With all, every method answers", "rate", "41/79", "--method", "x" * 5000)

    def test_an_argument_forges_no_line(self):
        self.assertEqual(self.run_peel("rate", "41/79", "--sort", "a\nb", code=2)[1].count("\n"), 1)

    def test_population(self):
        for typed in ("0", "-3", "many", "1.5", ""):
            self.refused("type a whole number of cases", "rate", "41/79", f"--population={typed}")
        self.refused("goes with one sample", "rate", "41/79", "40/48", "--population", "300")
        self.refused("goes with one sample", "rate", REAL, "--population", "300")


class ImpossibleSamples(Program):
    def test_each_says_why(self):
        for typed, why in (("79/41", "swapped"), ("9007199254740993/9007199254740994", "above 9007199254740992"),
                           ("1/99999999999999999999999999", "above 9007199254740992")):
            self.refused(f"peel: {typed}: ", "rate", typed, code=1)
            self.refused(why, "rate", typed, code=1)
        self.refused("swapped", "rate", "--failures", "59/15", code=1)
        self.refused("41/79: More cases were assessed than the population holds", "rate", "41/79", "--population", "78",
                     code=1)

    def test_negative(self):
        self.refused("a count is 0 or more; what begins with a dash is an option", "rate", "-5/79")
        self.refused("A count is negative", "rate", "--", "-5/79", code=1)
        self.refused("A count is negative", "rate", "5/-79", code=1)

    def test_the_others_are_shown(self):
        output, errors = self.run_peel("rate", "79/41", "41/79", code=1)
        self.assertTrue(output.startswith("41 of 79 (51.9%"))
        self.assertTrue(errors.startswith("peel: 79/41: "))


class Methods(Program):
    def listed(self):
        with open(os.path.join(TOP, "include", "peel", "methods.h"), encoding="utf-8") as file:
            return re.findall(r'^    X\(RATE_(?!TEST_)\w+, \w+, (\d+), "([a-z-]+)", "([^"]+)"', file.read(), re.M)

    def test_every_method_of_the_header(self):
        listed = self.listed()
        self.assertGreaterEqual(len(listed), 20)
        table = self.run_peel("methods")[0]
        facts = self.results("methods")["methods"]
        rows = self.rows("methods")
        self.assertEqual([(str(m["number"]), m["name"], m["title"]) for m in facts], listed)
        self.assertEqual([(row["number"], row["name"], row["title"]) for row in rows], listed)
        for _, name, title in listed:
            self.assertRegex(table, rf"(?m)^{name} +{re.escape(title)} ")

    def test_by_concept(self):
        with open(os.path.join(TOP, "include", "peel", "methods.h"), encoding="utf-8") as file:
            header = file.read()
        listed = re.findall(r'^    X\(([A-Z_0-9]+), \w+, (\d+), "([a-z0-9-]+)"', header, re.M)
        concepts = dict(re.findall(r'X\(CONCEPT_\w+, (\d+), "([a-z-]+)"\)', header))
        self.assertEqual(len(concepts), 11)
        for number, name in concepts.items():
            expected = [method for _, count, method in listed if int(count) // 100 == int(number) and int(count) > 99]
            self.assertGreaterEqual(len(expected), 3)
            facts = self.results("methods", "--concept", name.upper())["methods"]
            self.assertEqual([fact["name"] for fact in facts], expected)
            self.assertEqual({fact["concept"] for fact in facts}, {name})
        rows = self.rows("methods", "--concept", "all")
        self.assertEqual([row["number"] for row in rows], [count for _, count, _ in listed if int(count) > 99])
        table = self.run_peel("methods", "--concept", "all")[0]
        for name in concepts.values():
            self.assertIn(name, table.splitlines())
        self.assertIn("difference, ratio, odds-ratio, test, trend, paired, several, reported,\nchart, rate-test, all\n",
                      self.run_peel("methods")[0])
        self.assertIn("holds    for every sample", self.run_peel("methods")[0])

    def test_a_name_of_two_concepts(self):
        self.assertIn("number 107 in", self.run_peel("methods", "wald")[0])
        self.assertIn("Also a method of the concept difference: peel methods wald --concept difference",
                      self.run_peel("methods", "wald")[0])
        self.assertIn("number 206 in", self.run_peel("methods", "wald", "--concept", "difference")[0])
        self.assertIn("concept   test", self.run_peel("methods", "boschloo")[0])
        self.refused('"boschloo"', "methods", "boschloo", "--concept", "rate")
        self.refused("With all, every method is shown", "methods", "--concept", "rates")

    def test_one(self):
        text = self.run_peel("methods", "wilson")[0]
        for part in ("Wilson 1927", "number 101", "two-sided lower upper", "mirror"):
            self.assertIn(part, text)
        fact = self.results("methods", "clopper_pearson")["methods"]
        self.assertEqual([m["name"] for m in fact], ["clopper-pearson"])
        self.assertIn("exact", fact[0]["holds"])
        self.assertEqual(fact[0]["sides"], ["two-sided", "lower", "upper"])
        self.assertEqual([row["name"] for row in self.rows("methods", "wald")], ["wald"])

    def test_refused(self):
        self.refused("Nearest: wilson", "methods", "wison")
        self.refused("one method at a time", "methods", "wilson", "wald")

    def test_a_narrow_terminal(self):
        lines = self.in_terminal(80, "methods").splitlines()
        self.assertLessEqual(max(map(len, lines)), 80)
