"""peel tally: what is missing, tables, CSV, JSON, tallies for the other commands, and long work."""

import csv
import io
import os
import subprocess

from support import CASES, PEEL, STOPS, wilson
from tallied import ADVICE, MISSING, Tally, counted, records


class Missing(Tally):
    TEXT = "a\nyes\nyes\nno\n\"\"\n\"\"\n"

    def test_policies(self):
        path = self.write(self.TEXT)
        for policy, met, assessed, said in (("excluded", 2, 3, "left out of the rates"), ("failed", 2, 5, "counted as not met"),
                                            ("met", 4, 5, "counted as met")):
            row = self.tally(path, "--outcome", "a", "--missing", policy, said=f"peel: a: missing answers, {said}: 2\n")[0]
            self.assertEqual([row[name] for name in ("met", "assessed", "seen_met", "missing", "lowest", "highest")],
                             [str(met), str(assessed), "2", "2", "0.4", "0.8"])

    def test_in_the_table(self):
        path = self.write(self.TEXT)
        said = "peel: a: missing answers, counted as not met: 2\n"
        lines = self.table(path, "--outcome", "a", "--missing", "failed", "--format", "table", said=said)
        self.assertEqual(lines[0].split("  ")[-1].strip(), "with missing")
        self.assertTrue(lines[1].endswith("       2 40.0% to 80.0%"), lines[1])
        self.assertIn("With missing: the rate if all the missing had failed, to the rate if all had met; in the rates they are "
                      "not met.", lines)
        line = self.table(path, "--outcome", "a", "--missing", "failed", said=said)[0]
        self.assertTrue(line.endswith("; 2 missing: 40.0% to 80.0% if they had all failed, or all met; in the rates they are not "
                                      "met"), line)

    def test_refused(self):
        path = self.write(self.TEXT)
        output, errors = self.run_peel("tally", path, "--outcome", "a", "--missing", "refused", code=3)
        self.assertEqual(output, "")
        self.assertTrue(errors.startswith(f"{path}:5:1: a: The answer is missing, which --missing refused"), errors)
        self.assertTrue(errors.endswith("peel: a: missing answers, which --missing refused does not allow: 2\n"
                                        "peel: no numbers are shown\n"))

    def test_refused_beside_words_without_a_meaning(self):
        path = self.write("a,b\n,yes\nmaybe,yes\n,yes\n")
        errors = self.run_peel("tally", path, "--outcome", "a,b", "--missing", "refused", code=3)[1]
        self.assertIn('a: "maybe" has no meaning here (1 cell)\n', errors)
        self.assertTrue(errors.endswith("peel: a: missing answers, which --missing refused does not allow: 2\n"
                                        "peel: no numbers are shown\n"), errors)
        self.assertNotIn("peel: b:", errors)


class Formats(Tally):
    def test_the_sentence_of_one(self):
        lower, upper = wilson(200, 234)
        self.assertEqual(self.table(CASES, "--outcome", ADVICE, said=MISSING)[0],
                         f"advice given: 200 of 234 ({20000 / 234:.1f}%; 95% confidence interval {100 * lower:.1f}% to "
                         f"{100 * upper:.1f}%, Wilson); 6 missing: {20000 / 240:.1f}% to {20600 / 240:.1f}% if they had all "
                         "failed, or all met")

    def test_the_table(self):
        lines = self.table(CASES, "--by", "unit", "--outcome", ADVICE, said=MISSING)
        self.assertEqual(lines[1].split()[:6], ["City", "89", "102", *(f"{100 * rate:.1f}%" for rate in
                                                                        (89 / 102, *wilson(89, 102)))])
        self.assertEqual(lines[4:6], ["", "Lower to upper: 95% confidence interval, Wilson."])

    def test_json_has_what_csv_has(self):
        arguments = (CASES, "--by", "unit,period", "--date", "received", "--outcome", ADVICE + ",repeat victim checked")
        output = self.run_peel("tally", *arguments, "--format", "csv", said=None)[0]
        rows = list(csv.DictReader(output.splitlines()))
        results = self.results("tally", *arguments, said=None)["results"]
        self.assertEqual(len(rows), len(results))
        for row, result in zip(rows, results):
            keys = result.pop("keys")
            self.assertEqual({name: row.pop(name) for name in keys}, keys)
            self.assertEqual(list(row), list(result))
            for name, cell in row.items():
                value = result[name]
                self.assertEqual(cell, " ".join(value) if isinstance(value, list) else
                                 f"{value:.17g}" if isinstance(value, float) and float(cell) != value else
                                 cell if isinstance(value, float) else str(value), name)

    def test_nothing_is_lost(self):
        answer = self.results("tally", CASES, STOPS, "--filled", "note", code=3)
        self.assertEqual(answer["results"], [])
        answer = self.results("tally", CASES, "--by", "unit", "--since", "received", "--until", "attended", "--limit", "4h",
                              "--where", "unit!=North", code=1)
        file = answer["files"][0]
        self.assertEqual(file["rows"], file["used"] + file["filtered"] + file["set_aside"])
        self.assertEqual(file["set_aside"], len(answer["faults"]))
        self.assertEqual(sum(reason["rows"] for reason in file["reasons"]), file["set_aside"])
        self.assertEqual(sum(result[name] for result in answer["results"] for name in
                             ("seen_met", "not_met", "not_applicable", "missing", "unknown", "open")), file["used"])

    def test_every_case_in_no_rate_is_said(self):
        """A line a criterion on standard error; with the counts of the table these are all the cases."""
        path = self.write("from,to,grade,done\n2024-03-01,2024-03-02,a,yes\n2024-03-01,,a,n/a\n2024-03-01,,b,n/a\n,,b,n/a\n"
                          "2024-03-01,2024-03-02,,n/a\n2024-03-01,2024-03-02,b,n/a\n")
        self.rows("tally", path, "--outcome", "done", "--since", "from", "--until", "to", "--grade", "grade",
                  "--limit", "a=2 days,b=none",
                  said="peel: done: not applicable: 5\n"
                       "peel: to: missing answers, left out of the rates: 1; open cases, in no rate: 1; not applicable: 3\n")
        path = self.write("a,b\nn/a,n/a\n,maybe\n")
        errors = self.run_peel("tally", path, "--outcome", "a,b", "--count-unknown", said=None)[1]
        self.assertEqual(errors, "peel: a: missing answers, left out of the rates: 1; not applicable: 1\n"
                                 "peel: b: not applicable: 1\n"
                                 'peel: b: in no rate for a word without a meaning: 1: "maybe" (1)\n')
        names = [f"c{n}" for n in range(14)]
        path = self.write(",".join(names) + "\n" + ",".join("n/a" for _ in names) + "\n")
        errors = self.run_peel("tally", path, "--outcome", ",".join(names), said=None)[1].splitlines()
        self.assertEqual(errors, [f"peel: {name}: not applicable: 1" for name in names[:10]] +
                         ["peel: other criteria with cases in no rate: 4"])

    def test_a_name_of_any_kind_in_json(self):
        path = self.write('"a ""b"", \\c",ok\nx,yes\n')
        keys = self.results("tally", path, "--by", '"a ""b"", \\c"', "--outcome", "ok")["results"][0]["keys"]
        self.assertEqual(keys, {'a "b", \\c': "x"})

    def test_controls_command_no_terminal(self):
        path = self.write("unit,ok\n\x1b[31m,yes\nb,no\n")
        asked = ("tally", path, "--by", "unit", "--outcome", "ok", "--format")
        self.assertIn("?[31m", self.run_peel(*asked, "table")[0])
        for form in ("table", "csv", "json"):
            self.assertNotIn("\x1b[31m", self.in_terminal(300, *asked, form))

    def test_groups_that_differ_in_a_control_character(self):
        """A file for another program has each text as it was."""
        texts = ["A\x01", "A\x02", "x\r\ny", "x\ny", "\x7f", "\u0085"]
        path = self.write("u\x03,ok\n" + "".join(f'"{text}",yes\n' for text in texts))
        asked = ("tally", path, "--by", "u\x03", "--outcome", "ok")
        for form in (("--format", "csv"), ("--tallies",)):
            done = subprocess.run([PEEL, *asked, *form], capture_output=True)
            rows = list(csv.reader(io.StringIO(done.stdout.decode(), newline="")))
            self.assertEqual([row[0] for row in rows], ["u\x03", *texts])
        results = self.results(*asked)["results"]
        self.assertEqual([result["keys"] for result in results], [{"u\x03": text} for text in texts])
        path = self.write("ok\nmay\x01be\nmay\x02be\n")
        words = self.results("tally", path, "--outcome", "ok", code=3)["files"][0]["unknown_words"]
        self.assertEqual([word["word"] for word in words], ["may\x01be", "may\x02be"])
        columns = self.results("tally", "--look", self.write("u\x03,ok\n1\x01,yes\n"))["results"][0]["columns"]
        self.assertEqual((columns[0]["name"], columns[0]["examples"][0]["text"]), ("u\x03", "1\x01"))

    def test_byte_order_mark(self):
        path = self.write("ok\nyes\n")
        for form in (("--format", "csv"), ("--tallies",)):
            self.assertTrue(self.run_peel("tally", path, "--outcome", "ok", *form, "--bom")[0].startswith("\ufeffcriterion,met"))

    def test_the_fewest_digits(self):
        """Short texts of proportions are made apart from printf, and are held to Python's."""
        text = "g,ok\n"
        wanted = []
        for assessed in [*range(1, 60), 128, 997, 4096, 10007]:
            for met in {0, 1, assessed // 3, assessed // 2, assessed - 1, assessed}:
                wanted.append((f"{met}/{assessed}", met, assessed))
        criterion = "".join(f"{name},2024,{met},{assessed}\n" for name, met, assessed in wanted)
        rows = self.rows("rate", self.write("criterion,period,met,assessed\n" + criterion))
        for row, (_, met, assessed) in zip(rows, wanted):
            for name in ("estimate", "lower", "upper"):
                value = float(row[name])
                shortest = repr(value).removesuffix(".0") if value >= 1e-4 or value == 0 else f"{value:.17g}"
                self.assertTrue(row[name] == shortest or float(row[name]) == value and value < 1e-4, row[name])
            self.assertEqual(float(row["estimate"]), met / assessed)


class Tallies(Tally):
    def test_the_other_commands_read_them(self):
        by = ("--by", "area=unit,period", "--date", "received", "--every", "day", "--outcome", ADVICE, "--tallies")
        text = self.run_peel("tally", CASES, *by, said=MISSING)[0]
        self.assertTrue(text.startswith("area,period,criterion,met,assessed\nCity,2024-03-01,"))
        groups = counted(records(CASES), lambda row: (row["unit"], row["received"][:10]), ADVICE)
        rows = self.rows("rate", "-", feed=text)
        self.assertEqual([(row["area"], row["met"], row["assessed"]) for row in rows],
                         [(unit, str(counts["met"]), str(counts["met"] + counts["not_met"]))
                          for (unit, _), counts in groups.items()])
        for command in ("trend", "chart"):
            self.assertEqual(len(self.results(command, "-", "--by", "area", feed=text)["results"]), 3)

    def test_in_a_pipe(self):
        done = subprocess.run(["sh", "-c", '"$0" tally "$1" --date received --every day --outcome "advice given" --tallies | '
                               '"$0" chart - --no-picture', PEEL, CASES], capture_output=True, cwd=self.folder, timeout=60)
        self.assertEqual((done.returncode, done.stderr.decode()), (0, MISSING))
        self.assertIn("The latest, 2024-03-31: ", done.stdout.decode())

    KNOW = "peel: --tallies: of columns that group, peel rate, trend and chart know area, force, period and criterion: "

    def test_columns_that_the_other_commands_pass_over(self):
        path = self.write('unit,"plan, dated",Force,Area,when,ok\na,b,c,d,2024-03-01,yes\n')
        for by, said in (("unit", "name unit so, as in --by area=unit\n"), ("area,unit", "name unit so, as in --by force=unit\n"),
                         ('"plan, dated",unit', "name plan, dated and others so, as in --by area='\"plan, dated\"'\n"),
                         ("unit,force,area", "they pass over unit\n")):
            self.run_peel("tally", path, "--by", by, "--outcome", "ok", "--tallies", said=self.KNOW + said)
            self.run_peel("tally", path, "--by", by, "--outcome", "ok", "--format", "csv")
        for by in ("area=unit", "Force,AREA", "criterion=unit", "period"):
            self.run_peel("tally", path, "--by", by, "--date", "when", "--outcome", "ok", "--tallies")

    def test_groups_that_the_other_commands_set_aside(self):
        """They stay in the file: it is said of them, and how they could be left out."""
        path = self.write('criterion,period,area,x,y\na,2024-03,,yes,no\n,2024-04,k,no,no\na,,k,yes,no\n,2024-05,k,yes,no\n')
        said = ("peel: --tallies: groups whose {} is blank: {}, which {} set aside: fill the cells, or leave these cases out by "
                "--where '{}!='\n")
        of_criterion = said.format("criterion", 2, "the other commands", "criterion")
        of_period = said.format("period", 1, "peel trend, compare and chart", '"period"')
        for by, expected in (("criterion,period", of_criterion + of_period), ("period,criterion", of_period + of_criterion),
                             ("area=period,criterion=area,period=criterion",
                              said.format("criterion", 1, "the other commands", "area") +
                              said.format("period", 2, "peel trend, compare and chart", "criterion")),
                             ("area", ""), ("force=criterion", "")):
            output = self.run_peel("tally", path, "--by", by, "--outcome", "x", "--tallies", said=expected)[0]
            self.run_peel("rate", "-", feed=output, code=1 if "the other commands" in expected else 0)
            self.run_peel("tally", path, "--by", by, "--outcome", "x")
        output = self.run_peel("tally", path, "--by", "criterion", "--outcome", "x,y", "--tallies")[0]
        self.run_peel("rate", "-", feed=output)
        output = self.run_peel("tally", path, "--by", "criterion,period", "--outcome", "x", "--tallies", "--where", "criterion!=",
                               "--where", '"period"!=', said=f"peel: {path}: 4 rows: 1 used, 3 filtered out, 0 set aside\n")[0]
        self.run_peel("rate", "-", feed=output)

    def test_names_that_a_file_of_tallies_has(self):
        path = self.write("note,counts,Force,Criterion,ok,done\na,b,c,asked,yes,no\n")
        text = self.run_peel("tally", path, "--by", "note,counts,Force,Criterion", "--outcome", "ok", "--tallies",
                             said=self.KNOW + "name note and others so, as in --by area=note\n")[0]
        self.assertEqual(text, "by_note,by_counts,Force,criterion,met,assessed\na,b,c,asked,1,1\n")
        text = self.run_peel("tally", path, "--by", "Criterion", "--outcome", "ok,done", "--tallies")[0]
        self.assertEqual(text, "criterion,met,assessed\nasked: ok,1,1\nasked: done,0,1\n")
        self.assertEqual(len(self.rows("rate", "-", feed=text)), 2)


class Long(Tally):
    def test_memory_does_not_grow_with_rows(self):
        paths = [self.write("unit,ok,note\n" + "a,yes,some words\nb,no,\"more, of them\"\n" * (rows // 2), f"{rows}.csv")
                 for rows in (1000, 400000)]
        peak = []
        for path in paths:
            with open(os.devnull, "wb") as nothing:
                child = subprocess.Popen([PEEL, "tally", path, "--by", "unit", "--outcome", "ok"], stdout=nothing,
                                         env={**os.environ, "ASAN_OPTIONS": "quarantine_size_mb=1"})
                _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            self.assertEqual(child.returncode, 0)
            peak.append(usage.ru_maxrss)
        self.assertLess(peak[1], peak[0] + 2048)
