"""peel tally --look: what the columns hold, and commands that run."""

import csv
import io
import json
import os
import random
import re
import subprocess

from support import CASES, PEEL, STOPS, TOP, Program


TOTALS = "Total|Totals|Grand total|Subtotal|Sub-total|Total:|Totals:|Grand total:|Subtotal:|Sub-total:"


class Look(Program):
    def looked(self, text, *arguments, name="cases.csv"):
        self.write(text, name)
        output = self.run_peel("tally", "--look", name, *arguments, "--format", "json", code=None, said=None)[0]
        return json.loads(output)["results"][0] if '"results": []' not in output else None

    def shell(self, command):
        path = f"{os.path.dirname(PEEL)}:{os.environ['PATH']}"
        return subprocess.run(["sh", "-c", command], cwd=self.folder, capture_output=True, timeout=60,
                              env={**os.environ, "PATH": path})

    def runs(self, command, code=0):
        """The proposed command, as a shell runs it."""
        done = self.shell(command)
        self.assertEqual(done.returncode, code, f"{command}\n{done.stderr.decode()}")
        self.assertTrue(done.stdout)
        return done.stdout.decode()

    def test_the_data_of_the_examples(self):
        for path, columns in ((CASES, 9), (STOPS, 15)):
            answer = self.results("tally", "--look", path)["results"][0]
            self.assertEqual((answer["file"], len(answer["columns"])), (path, columns))
            self.runs(answer["command"])
        self.assertEqual(answer["layout"], "police-uk-stop-search")
        self.assertIn("--layout police-uk-stop-search --date Date --every month", answer["command"])

    def test_rows_of_totals(self):
        text = "unit,ok\n" + "a,yes\nb,no\n" * 3
        looked = self.looked(text + "Total,50%\n")
        self.assertEqual((looked["rows"], looked["totals_rows"], looked["set_aside"]), (7, 1, 0))
        self.assertEqual([column["holds"] for column in looked["columns"]], ["groups", "answers"])
        self.assertIn("--by unit --outcome ok", looked["command"])
        head = self.run_peel("tally", "--look", "cases.csv")[0].splitlines()[0]
        self.assertTrue(head.endswith(": 7 rows, 2 columns, parted by commas; 1 row of totals passed over"), head)
        self.assertEqual(self.looked(text)["totals_rows"], 0)
        self.assertNotIn("totals", self.run_peel("tally", "--look", "cases.csv")[0])

    def test_no_command_counts_a_row_of_totals(self):
        whole = f"--where '%s!={TOTALS}'"
        for header, column in (("case_id,advice", "case_id"), ('"a,b!",advice', '"a,b!"'), ("a=b,advice", '"a=b"'), ("b!,advice", "b!")):
            command = self.looked(header + "\n1,yes\n2,no\n3,yes\ntotal,1\nGrand Total,1\n")["command"]
            self.assertEqual(command, f"peel tally cases.csv --outcome advice {whole % column}")
            self.assertTrue(self.runs(command).startswith("advice: 2 of 3 ("), command)
        command = self.looked("unit,case_id,advice\na,1,yes\na,2,no\n,TOTAL,1\nTotals,,1\n")["command"]
        self.assertTrue(command.endswith(f"{whole % 'unit'} {whole % 'case_id'}"), command)
        self.assertTrue(self.runs(command).startswith("advice: 1 of 2 ("))
        advice = self.looked("id,note,took,from,to\n1,a,4h,2024-03-01,2024-03-01\n2,,5h,2024-03-01,2024-03-02\nTotal,x,2h,,\n")["advice"]
        commands = [line for line in advice.splitlines() if line.startswith("  peel tally")]
        self.assertEqual([self.runs(command).split(" (")[0] for command in commands],
                         ["note: 1 of 2", "to: 1 of 2", "took: 1 of 2"])
        advice = self.looked("unit,result\n" + "a,done\nb,late\n" * 3 + "Total,9\n")["advice"]
        self.assertIn(f"say what its words mean: --outcome result {whole % 'unit'}, with --met ", advice)
        with open(STOPS, encoding="utf-8") as file:
            text = file.read()
        command = self.looked(text + "Total" + ",1" * text.split("\n", 1)[0].count(",") + "\n")["command"]
        self.assertTrue(command.endswith(whole % "Type"), command)
        self.assertEqual(self.runs(command), self.runs(f"peel tally {STOPS} --layout police-uk-stop-search --date Date"))

    def test_the_words_of_totals_are_those_of_the_library(self):
        with open(os.path.join(TOP, "lib", "records", "usual_words.c"), encoding="utf-8") as file:
            words = re.search(r"totals\[\] = \{([^}]*)\}", file.read()).group(1)
        self.assertEqual(sorted(re.findall('"([^"]*)"', words)), sorted(TOTALS.lower().split("|")))
        for word in TOTALS.split("|"):
            looked = self.looked(f"case_id,advice\n1,yes\n2,no\n{word},1\n")
            self.assertEqual((word, looked["totals_rows"]), (word, 1))
            self.assertTrue(self.runs(looked["command"]).startswith("advice: 1 of 2 ("), word)
        self.assertEqual(self.looked("case_id,advice\n1,yes\nCity Total,1\n")["totals_rows"], 0)

    def test_rows_of_totals_that_no_filter_can_name(self):
        for header in (",advice", "ADVICE,advice", '"a\x01b",advice'):
            looked = self.looked(header + ",plan,\n1,yes,yes,\nTotal,1,1,\n")
            self.assertIsNone(looked["command"])
            self.assertTrue(looked["advice"].startswith("Rows of totals would count as cases, and the column that they begin in has no "
                                                        "name that a command can say"), looked["advice"])
            self.assertNotIn("peel tally", looked["advice"])
        looked = self.looked("criterion,met,assessed\na,1,2\nTotal,1,2\n")
        self.assertIn("Rows of totals would be samples too: take them out", looked["advice"])

    def test_the_table(self):
        lines = self.run_peel("tally", "--look", CASES)[0].splitlines()
        self.assertEqual(lines[0], f"{CASES}: 240 rows, 9 columns, parted by commas")
        self.assertEqual(lines[2].split(), ["column", "holds", "filled", "blank", "different", "examples"])
        self.assertEqual(lines[4].split()[:5], ["unit", "groups", "240", "0", "3"])
        at = lines.index("The command that would count it:")
        self.assertEqual(lines[at + 1], f"  peel tally {CASES} --by unit --outcome 'advice given,repeat victim checked,needs "
                                        "assessment made' --date received --every month")
        advised = [line for line in lines[at + 2:] if line.startswith("  peel tally")]
        self.assertEqual(len(advised), 1)
        self.runs(advised[0], code=1)  # two cases ended before they began

    def test_names_that_a_shell_would_read(self):
        header = '"it\'s, ""so""","a=b",$HOME,unit\n'
        for delimiter in ",;\t|":
            text = header.replace(",", delimiter).replace(f"it's{delimiter}", "it's,") + \
                f"yes{delimiter}no{delimiter}yes{delimiter}a\n" * 3 + f"no{delimiter}no{delimiter}no{delimiter}b\n" * 3
            looked = self.looked(text, name="it's `a` $(b);.csv")
            self.assertEqual([column["holds"] for column in looked["columns"]], ["answers"] * 3 + ["groups"])
            self.assertIn('it\'s, "so"', self.runs(looked["command"]))

    NAMES = ["unit", "period", "Period", "plan, dated", "a=b", 'say "it"', "it's", "$HOME", "`a`", "a|b", "-x", "--by", "=", ",", "!",
             "first\nsecond", "a\tb", "\x1b[31m", "criterion", "met", "assessed", "by_met", "none", "café", "two  spaces", "*",
             "by_period", "UNIT", "", "Outcome linked to object of search", "Date", "x" * 300]
    HOLDS = {"answers": ["yes", "no", "N/A", "", "TRUE"], "dates": ["2024-03-01", "31/03/2024 10:00", "1 Mar 2024"],
             "times": ["2024-03-01 09:58", "2024-03-01T10:00Z", "2024-03", ""], "clock": ["09:58", "23:30"],
             "durations": ["4h", "90 min", "1:30", ""], "groups": ["City", "North, East", "a=b", 'the "Met"', "Total"],
             "numbers": ["1", "2.5", "-3"], "text": ["left a\ncard", "it's", "", ",", ";"], "nothing": [""]}

    def test_every_command_that_is_proposed_runs(self):
        """Whatever the columns are called and hold: a shell runs the command, and it counts, if not all rows."""
        draw = random.Random(6)
        proposed = 0
        for file in range(200):
            names = [draw.choice(self.NAMES) if draw.random() < 0.8 else f"c{n}" for n in range(draw.randint(1, 7))]
            holds = [draw.choice([*self.HOLDS, "answers"]) for _ in names]
            out = io.StringIO()
            rows = csv.writer(out, delimiter=draw.choice(",,;|\t"))
            rows.writerow(names)
            for _ in range(draw.choice([0, 1, 8, 24])):
                rows.writerow([draw.choice(self.HOLDS[kind]) for kind in holds] + ["one more"] * (draw.random() < 0.05))
            looked = self.looked(out.getvalue(), name=draw.choice(["cases.csv", "it's, so.csv", "-c.csv", "$(x).csv"]).replace("-", "./-"))
            if not looked:  # no names, or a delimiter that is not the one that the first row has most of
                continue
            commands = [looked["command"]] if looked["command"] else []
            commands += [line for line in (looked["advice"] or "").splitlines() if line.startswith("  peel ")]
            for command in commands:
                proposed += 1
                done = self.shell(command)
                self.assertIn(done.returncode, (0, 1), f"{command}\n{out.getvalue()}\n{done.stderr.decode()}")
        self.assertGreater(proposed, 150)

    def test_what_no_command_can_name(self):
        for text in ('ok,OK\nyes,no\n', '"o\nk",O K\nyes,no\n', "o\x01k\nyes\n", '""\nyes\n'):
            self.assertIsNone(self.looked(text)["command"], text)
        looked = self.looked(",".join(f"c{n}" for n in range(300)) + "\n" + ",".join(["yes"] * 300) + "\n")
        self.runs(looked["command"])
        looked = self.looked("a\nyes\n", name="a\x01.csv")
        self.assertIsNone(looked["command"])
        self.assertIn("rename it", looked["advice"])

    def test_names_over_two_lines_are_typed_with_a_space(self):
        text = '"Unit\r\nname","Advice\ngiven","plan\tmade","all\u00a0\u00a0done"\n' + "a,yes,no,y\nb,no,no,n\n" * 3 + "Total,1,1,1\n"
        looked = self.looked(text)
        self.assertEqual([column["name"] for column in looked["columns"]], ["Unit\r\nname", "Advice\ngiven", "plan\tmade", "all\u00a0\u00a0done"])
        self.assertTrue(looked["command"].startswith("peel tally cases.csv --by 'Unit name' --outcome 'Advice given,plan made,all done' --where 'Unit name!=Total"))
        self.assertEqual([(line["Unit name"], line["criterion"], line["met"]) for line in self.rows("tally", self.write(text, "cases.csv"),
                          "--by", "Unit name", "--outcome", "Advice given,plan made,all done", "--where", "Unit name!=Total", said=None)],
                         [("a", "Advice given", "3"), ("a", "plan made", "0"), ("a", "all done", "3"), ("b", "Advice given", "0"), ("b", "plan made", "0"), ("b", "all done", "0")])
        self.runs(looked["command"])
        self.assertIn("\nAdvice given answers ", self.run_peel("tally", "--look", "cases.csv")[0])
        errors = self.run_peel("tally", self.write('"Advice\n given",c\nyes,1\n'), "--outcome", "advice gven", code=3)[1]
        self.assertIn('Nearest: "Advice  given". It names "Advice  given", "c".', errors)
        errors = self.run_peel("tally", self.write('"Advice\rgiven",c\nn"o,1\n'), "--outcome", "advice given", code=1)[1]
        self.assertIn(":3:1: Advice given: ", errors)

    def test_times_of_day_may_be_durations(self):
        rows = "".join(f"{unit},0{clock}:58,{clock}:30:15\n" for unit in "ab" for clock in range(9))
        advice = self.looked("unit,seen,taken\n" + rows)["advice"]
        self.assertIn("These texts may be times of day, which no limit can hold. If they are durations, they could be held to a "
                      "limit, which is yours to say, here 4 hours:\n  peel tally cases.csv --by unit --duration seen --limit 4h\n", advice)
        for sure in ("30:15", "4h", "90 min"):
            advice = self.looked("unit,seen,taken\n" + "".join(f"{unit},09:58,{sure}\n" for unit in "abab"))["advice"]
            self.assertIn("These durations could be held to a limit, which is yours to say, here 4 hours:\n"
                          "  peel tally cases.csv --by unit --duration taken --limit 4h\n", advice)
            self.assertNotIn("times of day", advice)

    def test_tallies_parted_otherwise(self):
        looked = self.looked("criterion;met;assessed\na;1;2\n")
        self.assertIsNone(looked["command"])
        self.assertIn("Save the file parted by commas", looked["advice"])

    def test_a_layout_with_other_words(self):
        with open(STOPS, encoding="utf-8") as file:
            header, first = file.readline().rstrip().split(","), next(csv.reader(file))
        first[header.index("Outcome linked to object of search")] = "maybe"
        looked = self.looked("".join(",".join([*row, more]) + "\n" for row, more in ((header, "ok"), (first, "yes"), (first, "no"))))
        self.assertEqual(looked["layout"], "police-uk-stop-search")
        self.assertIn(",ok' --date Date ", looked["command"])
        self.runs(looked["command"])

    def test_nothing_was_read(self):
        for text, said, code in (("a,b\nyes\nno\n", "2 rows, 2 of them set aside, 2 columns", 1), ("a,b\n", "0 rows, 2 columns", 0)):
            path = self.write(text, "cases.csv")
            lines = self.run_peel("tally", "--look", path, code=code, said=None)[0].splitlines()
            self.assertEqual(lines[0], f"{path}: {said}, parted by commas")
            self.assertEqual(len(lines), 5)
            looked = self.results("tally", "--look", path, code=code, said=None)["results"][0]
            self.assertEqual((looked["command"], looked["advice"]), (None, None))
        lines = self.run_peel("tally", "--look", self.write("a,b\nyes\nno,x\n"), code=1)[0].splitlines()
        self.assertIn("2 rows, 1 of them set aside, 2 columns", lines[0])
        self.assertTrue(lines[-1].startswith("  peel tally "))

    def test_a_title_above_the_names(self):
        rows = "unit,advice,plan\na,yes,no\nb,no,yes\n"
        for title in ("Audit of March", "Audit of March,,", '"Audit, March",,\n,,'):
            looked = self.looked(f"{title}\n{rows}")
            self.assertIsNone(looked["command"])
            self.assertEqual(looked["advice"], "The first row seems to be a title, for it has one name alone: if it is, take out the lines above "
                                               "the names of the columns.\n")
        for text in (rows, "advice\nyes\nno\n", "advice\nyes\nno,x\n", ",advice\na,yes\n", 'advice\ny"s\n', "advice\n"):
            self.assertNotIn("title", self.looked(text)["advice"] or "", text)

    def test_answers_and_dates_but_for_some_cells(self):
        rows = "".join(f"{'yes' if n % 2 else 'no'},2024-03-0{n % 9 + 1},{'ab'[n % 2]},{'yes' if n % 3 else 'no'}\n" for n in range(20))
        looked = self.looked("plan,seen,unit,asked\n" + rows + "maybe,soon,a,no\n")
        self.assertEqual([(column["holds"], column["nearly"], column["odd"]) for column in looked["columns"]],
                         [("groups", "answers", 1), ("groups", "dates", 1), ("groups", None, 0), ("answers", None, 0)])
        self.assertEqual(looked["command"], "peel tally cases.csv --by unit --outcome asked")
        self.assertTrue(looked["advice"].startswith(
            "plan: answers but for 1 cell: mend it, or say by --met, --not-met, --not-applicable or --missing-words what its text means.\n"
            "seen: dates but for 1 cell: its row is set aside where a date is asked for.\n"), looked["advice"])
        self.assertIn("Columns that could group too: plan,seen\n", looked["advice"])
        looked = self.looked("plan,seen\n" + "yes,2024-03-01\nno,2024-03-02\n" * 20 + "maybe,soon\nperhaps,later\n")
        self.assertIn("plan: answers but for 2 cells: mend them, or say by", looked["advice"])
        self.assertIn("what their texts mean.\nseen: dates but for 2 cells: their rows are set aside", looked["advice"])
        self.assertNotIn("--by", looked["advice"])
        self.assertNotIn("but for", self.looked("plan,unit\n" + "yes,a\nno,b\n" * 20)["advice"] or "")

    def test_lines_with_a_fault(self):
        """As many as are set aside, of all files."""
        first, second = self.write("a,b\nyes\nno\nyes,no\n", "1.csv"), self.write("a,b\nyes\n", "2.csv")
        for paths, lines in (((first,), 2), ((second,), 1), ((first, second), 3)):
            errors = self.run_peel("tally", "--look", *paths, code=1)[1]
            self.assertTrue(errors.endswith(f"peel: lines with a fault: {lines}\n"), errors)

    def test_a_column_called_period(self):
        looked = self.looked("Period,received,ok\n" + "Q1,2024-03-01,yes\nQ2,2024-04-01,no\n" * 2)
        self.assertIn("""--by '"Period"' """, looked["command"])
        self.assertIn("by_period period  met assessed", self.runs(looked["command"]))

    def test_a_name_like_an_option(self):
        self.write("ok\nyes\nno\n", "--sorted")
        looked = self.results("tally", "--look", "./--sorted")["results"][0]
        self.assertIn("  peel tally ./--sorted --outcome ok\n", self.run_peel("tally", "--look", "--", "--sorted")[0])
        self.runs(looked["command"])

    def test_encoding(self):
        looked = self.looked("ok,caf\xe9\n".encode("cp1252") + b"yes,a\nno,b\n" * 3, "--encoding", "windows-1252")
        self.assertIn(" --encoding windows-1252 ", looked["command"])
        self.assertIn("café", self.runs(looked["command"]))

    def test_what_is_missing_to_say(self):
        looked = self.looked("unit,result,note\n" + "a,done,\nb,late,x\n" * 5)
        self.assertIsNone(looked["command"])
        self.assertIn("What is missing to say", looked["advice"])
        self.assertIn('--outcome result, with --met and --not-met for "done", "late"', looked["advice"])
        self.runs([line for line in looked["advice"].splitlines() if line.startswith("  peel tally")][-1])

    def test_durations_and_times(self):
        looked = self.looked("unit,took\n" + "a,4h\nb,90 min\n" * 5)
        self.assertIsNone(looked["command"])
        self.runs([line for line in looked["advice"].splitlines() if line.startswith("  peel tally")][0])

    def test_a_limit_between_dates_of_one_form(self):
        month, day, time, zoned = "2024-03,Mar 2024", "2024-03-01,2 March 2024", "2024-03-01 10:00,01/03/2024 9:58 am", "2024-03-01T10:00Z"
        mixed, more = "2024-03-01,2024-03-01 10:00", '"2024-03-01, 11:00",2024-03-05 12:00'
        for columns, pair in (({"month": month, "unit": "A", "received": time, "attended": more}, ("received", "attended")),
                              ({"month": month, "day": day, "received": time, "closed": day}, ("day", "closed")),
                              ({"zoned": zoned, "received": time, "day": day, "z": zoned}, ("zoned", "z")),
                              ({"mixed": mixed, "month": month, "again": mixed, "m": month}, None),
                              ({"zoned": zoned, "received": time, "day": day, "month": month}, None)):
            cells = [next(csv.reader([text])) for text in columns.values()]
            out = io.StringIO()
            csv.writer(out).writerows([list(columns), *([texts[i % len(texts)] for texts in cells] for i in range(4))])
            advice = self.looked(out.getvalue())["advice"] or ""
            commands = [line for line in advice.splitlines() if line.startswith("  peel tally")]
            if not pair:
                self.assertNotIn(" --since ", advice)
                continue
            self.assertIn(f" --since {pair[0]} --until {pair[1]} --limit 4h", commands[0])
            self.assertNotIn("not-a-date", self.shell(commands[0] + " --format json").stdout.decode())

    def test_a_row_a_case_and_criterion(self):
        looked = self.looked("force,criterion,outcome,month\n" + "a,asked,yes,2024-01\nb,told,no,2024-01\n" * 3)
        self.assertEqual(looked["command"], "peel tally cases.csv --by force,criterion --outcome outcome --date month --every month")
        self.assertEqual(looked["advice"], None)
        self.runs(looked["command"])

    def test_tallies(self):
        looked = self.looked("criterion,met,assessed\na,1,2\nb,2,3\n")
        self.assertEqual(looked["command"], "peel rate cases.csv")
        self.runs(looked["command"])

    def test_several_and_broken(self):
        self.write("ok\nyes\n", "a.csv")
        self.write("", "b.csv")
        answer = self.results("tally", "--look", "a.csv", "b.csv", "c.csv", code=3)
        self.assertEqual([result["file"] for result in answer["results"]], ["a.csv"])
        self.assertEqual([(fault["file"], fault["status"]) for fault in answer["faults"]],
                         [("b.csv", "no-header"), ("c.csv", None)])
        self.write("ok,unit\nyes,a\nno\n", "d.csv")
        self.assertTrue(self.run_peel("tally", "--look", "d.csv", code=1)[1].startswith("d.csv:3: "))

    def test_csv_has_a_row_a_column(self):
        rows = self.rows("tally", "--look", CASES)
        self.assertEqual(list(rows[0]), ["file", "column", "holds", "filled", "blank", "different", "examples"])
        self.assertEqual([rows[1][name] for name in ("column", "holds", "filled", "different")], ["unit", "groups", "240", "3"])

    def test_more_different_texts_than_are_counted(self):
        for n, different in ((1000, "1000"), (1001, ""), (3000, "")):
            path = self.write("id\n" + "".join(f"{i}x\n" for i in range(n)))
            self.assertEqual(self.rows("tally", "--look", path)[0]["different"], different)

    def test_byte_order_mark(self):
        for asked, first in ((["--look", CASES, CASES], "file"), (["--layouts"], "layout")):
            output = self.run_peel("tally", *asked, "--format", "csv", "--bom")[0]
            self.assertTrue(output.startswith(f"\ufeff{first},"))
            self.assertEqual(output.count("\ufeff"), 1)

    def test_layouts(self):
        lines = self.run_peel("tally", "--layouts")[0].splitlines()
        self.assertEqual([line.split()[0] for line in lines], ["layout", "police-uk-stop-search", "police-uk-street"])
        self.assertEqual([row["layout"] for row in self.rows("tally", "--layouts")],
                         [row["layout"] for row in self.results("tally", "--layouts")["results"]])

    def test_in_a_terminal(self):
        shown = self.in_terminal(70, "tally", "--look", CASES).replace("\r\n", "\n")
        self.assertIn(f"\n  peel tally {CASES} --by unit --since received --until attended --limit 4h\n", shown)
