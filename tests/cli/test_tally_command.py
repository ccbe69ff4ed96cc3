"""peel tally: command lines that are refused, and what a terminal is shown."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time

from support import PEEL
from tallied import OK, Broken


class CommandLines(Broken):
    def wrong(self, expected, *arguments):
        self.write(OK, "cases.csv")
        self.refused(expected, "tally", "cases.csv", *arguments)

    def test_what_is_asked(self):
        self.wrong("what is asked of the cases? --outcome COLUMN")
        self.wrong("--since and --until go together", "--since", "a", "--limit", "4h")
        self.wrong("--since needs a --limit, as in --limit 4h", "--since", "a", "--until", "b")
        self.wrong("--duration needs a --limit", "--duration", "a")
        self.wrong("--since and --duration do not go together", "--since", "a", "--until", "b", "--duration", "c", "--limit", "4h")
        self.wrong("--limit goes with a time", "--outcome", "ok", "--limit", "4h")
        self.wrong("--grade goes with a time", "--outcome", "ok", "--grade", "g")
        self.wrong("--limit 4: ", "--duration", "a", "--limit", "4")
        self.wrong("--limit soon: ", "--duration", "a", "--limit", "soon")
        self.wrong("--limit a=4h: name the column of grades too", "--duration", "a", "--limit", "a=4h")
        self.wrong("with --grade each limit is one of a grade", "--duration", "a", "--grade", "g", "--limit", "4h")
        self.wrong("several limits are told apart by --grade", "--duration", "a", "--limit", "4h,1h")
        self.wrong("--name is of one criterion", "--outcome", "ok,unit", "--name", "x")
        self.wrong("name their columns", "--duration", "a", "--limit", "4h", "--met", "x")

    def test_groups_and_dates(self):
        self.wrong("--every goes with --date", "--outcome", "ok", "--every", "month")
        self.wrong("Date column: Date.", "--layout", "police-uk-stop-search", "--every", "month")
        self.wrong("--zone goes with dates", "--outcome", "ok", "--zone", "europe/london")
        self.wrong("--serials goes with dates", "--outcome", "ok", "--serials")
        self.wrong("--every xx: there are day, month, quarter, year, financial-year\n", "--every", "xx")
        self.wrong("--every nome: there are day, month,", "--every", "nome")
        self.wrong("--layout xx: there are police-uk-stop-search, police-uk-street\n", "--layout", "xx")
        self.wrong("--every none: ", "--outcome", "ok", "--date", "a", "--every", "none")
        self.wrong("--max-groups many: type a whole number", "--outcome", "ok", "--max-groups", "many")

    def test_what_the_library_says_of_a_plan(self):
        """In the options that make the plan, which nobody typed."""
        self.wrong('--by: "unit" would be the name of two: give one of them another, as in --by area=unit\n', "--outcome", "ok",
                   "--by", "unit,unit")
        self.wrong('--by: "a" would be the name of two', "--outcome", "ok", "--by", "a=unit,a=ok")
        self.wrong('--by: "period" would be the name of two', "--outcome", "ok", "--by", 'period="period",period', "--date", "unit")
        self.wrong('--outcome and --filled: "ok" would be the name of two', "--outcome", "ok", "--filled", "ok=unit")
        self.wrong('--limit: the word "A" has two limits: leave it one.\n', "--duration", "ok", "--grade", "unit", "--limit",
                   "a=4h,A=5h")
        self.wrong("--met, --not-met, --not-applicable and --missing-words: the word \"OK\" has two meanings: leave it one.\n",
                   "--outcome", "ok", "--met", "ok", "--not-met", "OK")
        self.wrong("--by: item 1 has no column.\n", "--outcome", "ok", "--by", '" "')
        self.wrong("--where: item 1 has no column.\n", "--outcome", "ok", "--where", '" "=a')

    def test_lists_and_filters(self):
        self.wrong("a quotation mark is out of place", "--outcome", '"ok')
        self.wrong("a quotation mark is out of place", "--outcome", 'o"k')
        self.wrong("a quotation mark is out of place", "--outcome", '"ok"x')
        self.wrong("--outcome ok,,x: a text is empty", "--outcome", "ok,,x")
        self.wrong("--outcome =ok: a text is empty", "--outcome", "=ok")
        self.wrong('a text is empty: a blank cell is written as ""', "--outcome", "ok", "--met", "a,")
        self.wrong("--where unit: write it as in", "--outcome", "ok", "--where", "unit")
        for typed in ("unit==a", "unit = = a|b", "unit!==a"):
            self.wrong(f"--where {typed}: one = is enough, as in 'unit=City'", "--outcome", "ok", "--where", typed)
        self.wrong("--where =a: write it as in", "--outcome", "ok", "--where", "=a")
        self.wrong("--where !=a: write it as in", "--outcome", "ok", "--where", "!=a")
        self.wrong("a text is empty", "--outcome", "ok", "--where", "unit=a|")
        self.wrong('the word "OK" has two meanings', "--outcome", "ok", "--met", "ok", "--not-met", "OK")

    def test_nearest(self):
        for typed, meant in (("--outcomes", "outcome"), ("--until=x", None), ("--filed", "filled"), ("--wher3=a", "where"),
                             ("--misssing", "missing")):
            if meant:
                self.wrong(f"{typed}: no such option; --{meant}? See peel tally --help", typed, "x")
        self.refused("--conidence: no such option; --confidence? See peel rate --help", "rate", "1/2", "--conidence", "90")
        self.wrong("--missing: There is no word \"fail\". Nearest: failed.", "--missing", "fail", "--outcome", "ok")
        self.wrong("--every: There is no word \"months\". Nearest: month", "--every", "months", "--outcome", "ok")
        self.wrong("--zone: There is no word \"london\". There are: printed, europe/london.", "--zone", "london", "--outcome", "ok")
        self.wrong("Nearest: police-uk-street, police-uk-stop-search", "--layout", "police-uk-stops")
        self.wrong('no method "wilsn". Nearest: wilson', "--outcome", "ok", "--method", "wilsn")

    def test_what_does_not_go_together(self):
        self.wrong("--date is typed twice", "--date", "a", "--date", "b")
        self.wrong("--name: the text is empty", "--name", "")
        self.wrong("--tallies is a file in CSV", "--outcome", "ok", "--tallies", "--format", "json")
        self.wrong("--bom goes with --format csv", "--outcome", "ok", "--bom")
        for sort in (["--sort", "rate"], ["--sort=rate"], ["--sort"]):
            self.wrong("--sort: no such option; --sorted? See peel tally --help\n", "--outcome", "ok", *sort)
        self.rows("tally", "cases.csv", "--outcome", "ok", "--sorte")
        self.wrong("--by: it goes with what is to be counted, not with --look", "--look", "--by", "unit")
        self.wrong("--look and --layouts: type one of them", "--look", "--layouts")
        for option in (["--method", "wald"], ["--prior", "1,1"], ["--confidence", "90"], ["--side", "lower"], ["--design", "dip"],
                       ["--decimals", "2"], ["--tallies"]):
            self.wrong(f"{option[0]}: it goes with rates, not with --look", "--look", *option)
            self.wrong(f"{option[0]}: it goes with rates, not with --layouts", "--layouts", *option)
        self.wrong("--delimiter: it goes with files, not with --layouts", "--layouts", "--delimiter", "tab")
        self.wrong("--encoding: it goes with files, not with --layouts", "--layouts", "--encoding", "utf-8")
        self.wrong("--bom goes with --format csv", "--look", "--bom")
        self.wrong("nothing goes with --layouts", "--layouts")
        self.wrong("--method all: the rates are by one method", "--outcome", "ok", "--method", "all")
        self.wrong("blaker: This method has no one-sided form", "--outcome", "ok", "--method", "blaker", "--side", "lower")
        self.wrong("--prior goes with the methods beta", "--outcome", "ok", "--prior", "1,1")
        self.wrong("--delimiter x: type", "--outcome", "ok", "--delimiter", "x")
        self.wrong("--failures: no such option", "--failures", "1/2")

    def test_lists_go_on(self):
        rows = self.rows("tally", self.write(OK), "--outcome", "ok", "--filled", "unit", "--by", "unit", "--by", "ok")
        self.assertEqual([(row["unit"], row["ok"], row["criterion"]) for row in rows][:2],
                         [("a", "yes", "ok"), ("a", "yes", "unit")])


class Terminal(Broken):
    def test_no_file_is_typed(self):
        for asked in (("--outcome", "ok"), ("--look",)):
            self.assertIn("name a file of cases, or pipe one in", self.in_terminal(100, "tally", *asked))

    def progress(self, width, name=None):
        """What a terminal is sent while a pipe is read that is slow, parted where it goes back to the line's begin."""
        master, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
        if name:
            os.mkfifo(name)
        with subprocess.Popen([PEEL, "tally", name or "-", "--outcome", "ok"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=terminal) as run, open(name or run.stdin.fileno(), "wb", closefd=bool(name)) as file:
            file.write(b"ok\n")
            for _ in range(12):
                file.write(b"yes\n" * 100000)
                file.flush()
                time.sleep(0.15)
            file.close()
            run.stdin.close()
            self.assertTrue(run.stdout.read().startswith(b"ok: 1200000 of 1200000 (100.0%"))
        shown = b""
        while select.select([master], [], [], 0.05)[0]:
            shown += os.read(master, 4096)
        os.close(terminal)
        os.close(master)
        return shown.decode().split("\r")

    def test_progress(self):
        """After a second how much was read, and nothing of it is left on the terminal."""
        lines = self.progress(100)
        self.assertRegex(lines[1], r"^standard input: \d MB\x1b\[K$")
        self.assertLess(len(lines), 12)
        self.assertEqual(lines[-1], "\x1b[K")

    def test_progress_is_one_line(self):
        """A name that is wider than the terminal is cut at its begin: a line that was broken could not be taken back."""
        lines = self.progress(40, os.path.join(self.folder, "x" * 30 + "é.csv"))
        self.assertRegex(lines[1], r"^\.\.\.x{21,24}é\.csv: \d MB\x1b\[K$")
        for line in lines:
            self.assertLess(len(line.replace("\x1b[K", "")), 40)

    def test_no_progress_elsewhere(self):
        with subprocess.Popen([PEEL, "tally", "--outcome", "ok"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as run:
            run.stdin.write(b"ok\nyes\n")
            run.stdin.flush()
            time.sleep(1.3)
            run.stdin.write(b"yes\n")
            run.stdin.close()
            self.assertEqual(run.stderr.read(), b"")
            run.stdout.read()
