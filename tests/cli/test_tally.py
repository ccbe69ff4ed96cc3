"""peel tally: case records counted into rates, against counts made apart with Python's csv module."""

import csv
import datetime
import io
import os
import subprocess
from collections import Counter, defaultdict

from support import CASES, GRID, PEEL, SAMPLES, STOPS, Program, clopper_pearson, wilson

ADVICE = "advice given"
MISSING = "peel: advice given: missing answers, left out of the rates: 6\n"
MEANS = {"yes": "met", "y": "met", "no": "not_met", "n": "not_met", "n/a": "not_applicable", "na": "not_applicable",
         "": "missing"}
GRID_ASKED = ["attended within the published time", "crime prevention advice given", "advice on preserving evidence given",
              "repeat-victim check made", "repeat victim recorded by the call handler", "investigation plan created",
              "supervisor's advice and direction given", "evidence of a victim needs assessment"]


def records(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def counted(rows, key, asked):
    groups = defaultdict(Counter)
    for row in rows:
        groups[key(row)][MEANS[row[asked].strip().lower()]] += 1
    return groups


class Tally(Program):
    def tally(self, *arguments, **options):
        return self.rows("tally", *arguments, **options)

    def table(self, *arguments, **options):
        return self.run_peel("tally", *arguments, **options)[0].splitlines()


class Answers(Tally):
    def test_a_month_by_unit(self):
        expected = counted(records(CASES), lambda row: row["unit"], ADVICE)
        rows = self.tally(CASES, "--by", "unit", "--outcome", ADVICE, said=MISSING)
        self.assertEqual([row["unit"] for row in rows], list(expected))
        for row in rows:
            counts = expected[row["unit"]]
            met, assessed = counts["met"], counts["met"] + counts["not_met"]
            self.assertEqual([int(row[name]) for name in ("met", "assessed", "seen_met", "not_met", "not_applicable", "missing",
                                                          "unknown", "open")],
                             [met, assessed, met, counts["not_met"], counts["not_applicable"], counts["missing"], 0, 0])
            lower, upper = wilson(met, assessed)
            everyone = assessed + counts["missing"]
            for name, value in (("estimate", met / assessed), ("lower", lower), ("upper", upper),
                                ("lowest", met / everyone), ("highest", (met + counts["missing"]) / everyone)):
                self.assertAlmostEqual(float(row[name]), value, 12, name)
            self.assertEqual([row[name] for name in ("criterion", "method", "side", "confidence", "notes", "status")],
                             [ADVICE, "wilson", "two-sided", "0.95", "", "ok"])

    def test_the_grid_has_the_real_samples(self):
        asked = ",".join(GRID_ASKED)
        output, errors = self.run_peel("tally", GRID, "--outcome", asked, "--design", "quota", "--format", "csv", said=None)
        rows = list(csv.DictReader(output.splitlines()))
        self.assertEqual([(int(row["met"]), int(row["assessed"])) for row in rows], SAMPLES)
        self.assertEqual([row["criterion"] for row in rows], GRID_ASKED)
        self.assertEqual({row["notes"] for row in rows}, {"quota"})
        expected = []
        for name in GRID_ASKED:
            cells = counted(records(GRID), lambda row: "", name)[""]
            parts = [f"missing answers, left out of the rates: {cells['missing']}"] * (cells["missing"] > 0)
            expected.append(f"peel: {name}: {'; '.join([*parts, 'not applicable: ' + str(cells['not_applicable'])])}")
        self.assertEqual(errors.splitlines(), expected)

    def test_every_method(self):
        for method, interval in (("wilson", wilson), ("clopper-pearson", clopper_pearson)):
            rows = self.tally(CASES, "--outcome", ADVICE, "--method", method, said=MISSING)
            lower, upper = interval(int(rows[0]["met"]), int(rows[0]["assessed"]))
            self.assertAlmostEqual(float(rows[0]["lower"]), lower, 9)
            self.assertAlmostEqual(float(rows[0]["upper"]), upper, 9)
        row = self.tally(CASES, "--outcome", ADVICE, "--side", "lower", "--confidence", "99.8", said=MISSING)[0]
        self.assertAlmostEqual(float(row["lower"]), wilson(200, 234, 0.998, 1)[0], 12)

    def test_words_of_ones_own(self):
        path = self.write("result\nok\nOK\nlate\n?\n-\n\"\"\nyes\n")
        row = self.tally(path, "--outcome", "result", "--met", "ok", "--not-met", "late", "--not-applicable", "?",
                         "--missing-words", "-",
                         said="peel: result: missing answers, left out of the rates: 2; not applicable: 1\n")[0]
        self.assertEqual([row[name] for name in ("seen_met", "not_met", "not_applicable", "missing")],
                         ["3", "1", "1", "2"])
        row = self.tally(path, "--outcome", "result", "--met", "ok", "--not-met", 'late,"","?",-')[0]
        self.assertEqual((row["met"], row["assessed"], row["missing"]), ("3", "7", "0"))

    def test_columns_with_marks_in_their_names(self):
        path = self.write('"plan, dated",a=b,"say ""it"""\nyes,no,1\n')
        rows = self.tally(path, "--outcome", '"plan, dated","a=b","say ""it"""')
        self.assertEqual([(row["criterion"], row["met"]) for row in rows],
                         [("plan, dated", "1"), ("a=b", "0"), ('say "it"', "1")])
        rows = self.tally(path, "--outcome", 'plan="plan, dated", other = "a=b"')
        self.assertEqual([row["criterion"] for row in rows], ["plan", "other"])

    def test_names(self):
        self.assertEqual(self.tally(CASES, "--outcome", "advice=ADVICE GIVEN",
                                    said="peel: advice: missing answers, left out of the rates: 6\n")[0]["criterion"], "advice")
        self.assertEqual(self.tally(CASES, "--filled", "note", "--name", "noted")[0]["criterion"], "noted")
        header = self.table(CASES, "--filled", "note", "--by", "unit")[0].split()
        self.assertEqual(header, ["unit", "met", "assessed", "rate", "lower", "upper"])
        header = self.table(CASES, "--filled", "noted=note", "--by", "unit")[0].split()
        self.assertEqual(header, ["unit", "criterion", "met", "assessed", "rate", "lower", "upper"])

    def test_filled(self):
        noted = sum(row["note"].strip() != "" for row in records(CASES))
        row = self.tally(CASES, "--filled", "note")[0]
        self.assertEqual((int(row["met"]), int(row["assessed"])), (noted, 240))

    def test_a_layout(self):
        rows = records(STOPS)
        found = Counter(row["Outcome linked to object of search"] for row in rows)
        expected = [(found["True"], found["True"] + found["False"]), (sum(row["Outcome"] != "" for row in rows), 200),
                    (sum(row["Self-defined ethnicity"] not in ("", "Other ethnic group - Not stated") for row in rows), 200),
                    (sum(row["Officer-defined ethnicity"] != "" for row in rows), 200)]
        result = self.tally(STOPS, "--layout", "police-uk-stop-search",
                            said=f"peel: object found: missing answers, left out of the rates: {found['']}\n")
        self.assertEqual([(int(row["met"]), int(row["assessed"])) for row in result], expected)
        self.assertEqual(len(self.tally(STOPS, "--layout", "police-uk-stop-search", "--filled", "Outcome")), 1)

    STREET = ("Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,"
              "Context\n" + "".join(f"{n},2024-03,a,a,,,,,,Burglary,{outcome},\n"
                                    for n, outcome in enumerate(["Under investigation", "", "unknown", "n/a", "-", "no"])))

    def test_a_name_of_a_layout_with_one_criterion(self):
        path, expected = self.write(self.STREET), {"criterion": ("outcome recorded", "so")}
        said = "peel: {}: not applicable: 1\n"
        plain = self.tally(path, "--layout", "police-uk-street", "--by", "Month", said=said.format("outcome recorded"))
        for name in ("so", " so "):
            rows = self.tally(path, "--layout", "police-uk-street", "--by", "Month", "--name", name, said=said.format("so"))
            self.assertEqual([{key: (value, other[key]) for key, value in row.items() if value != other[key]}
                              for row, other in zip(plain, rows)], [expected])
        self.assertEqual((plain[0]["met"], plain[0]["assessed"]), ("2", "5"))
        row = self.tally(path, "--layout", "police-uk-street", "--filled", "Location", "--name", "so")[0]
        self.assertEqual((row["criterion"], row["met"]), ("so", "0"))
        self.refused("--name is of one criterion", "tally", path, "--layout", "police-uk-stop-search", "--name", "so")


class Times(Tally):
    LIMITS = {"prompt": 4, "priority": 1}

    def expected(self):
        groups = defaultdict(Counter)
        for row in records(CASES):
            if not row["grade"]:
                groups[row["unit"]]["missing"] += 1
                continue
            since, until = (row[name] and datetime.datetime.strptime(row[name], "%d/%m/%Y %H:%M")
                            for name in ("received", "attended"))
            # the clocks go on at 01:00 on 31 March
            hours = until and (until - since).total_seconds() / 3600 - (since.day == 31 and since.hour < 1 <= until.hour)
            limit = self.LIMITS.get(row["grade"].strip().lower())
            if until and hours < 0:
                continue
            kind = "open" if not until else "not_applicable" if not limit else "met" if hours <= limit else "not_met"
            groups[row["unit"]][kind] += 1
        return groups

    def test_a_limit_of_each_grade(self):
        rows = self.tally(CASES, "--by", "unit", "--since", "received", "--until", "attended", "--grade", "grade", "--limit",
                          "prompt=4h,priority=60 min,Scheduled=none", "--zone", "europe/london", "--name", "in time", code=1)
        expected = self.expected()
        self.assertEqual({row["unit"] for row in rows}, set(expected))
        for row in rows:
            counts = expected[row["unit"]]
            # no open case of a grade without a limit is told apart
            self.assertEqual((row["criterion"], int(row["met"]), int(row["not_met"]), int(row["missing"])),
                             ("in time", counts["met"], counts["not_met"], counts["missing"]))
            self.assertEqual(int(row["not_applicable"]) + int(row["open"]), counts["not_applicable"] + counts["open"])

    def test_at_most(self):
        path = self.write("from,to\n2024-03-01 10:00,2024-03-01 14:00\n2024-03-01 10:00,2024-03-01 14:00:01\n"
                          "2024-03-01 10:00,\n2024-03-01 10:00,2024-03-01 09:59\n")
        row = self.tally(path, "--since", "from", "--until", "to", "--limit", "4h", code=1)[0]
        self.assertEqual([row[name] for name in ("criterion", "met", "assessed", "open")], ["to", "1", "2", "1"])

    def test_durations(self):
        path = self.write("took,grade\n4h,a\n4:01,a\n90 min,b\n,b\n1h,c\n")
        row = self.tally(path, "--duration", "took", "--grade", "grade", "--limit", "a=4h,b=PT1H,c=none",
                         said="peel: took: missing answers, left out of the rates: 1; not applicable: 1\n")[0]
        self.assertEqual([row[name] for name in ("met", "assessed", "missing", "not_applicable")], ["1", "3", "1", "1"])


class Groups(Tally):
    TEXT = "when,unit,ok\n31/03/2024,b,yes\n2024-04-01,a,no\n1 Mar 2024,b,yes\n2023-03-31T23:30:00Z,b,no\n"

    def periods(self, *arguments):
        return [row["period"] for row in self.tally(self.write(self.TEXT), "--outcome", "ok", "--date", "when", *arguments)]

    def test_periods(self):
        self.assertEqual(self.periods(), ["2024-03", "2024-04", "2023-03"])
        self.assertEqual(self.periods("--every", "day"), ["2024-03-31", "2024-04-01", "2024-03-01", "2023-03-31"])
        self.assertEqual(self.periods("--every", "quarter"), ["2024 Q1", "2024 Q2", "2023 Q1"])
        self.assertEqual(self.periods("--every", "year"), ["2024", "2023"])
        self.assertEqual(self.periods("--every", "financial-year"), ["2023/24", "2024/25", "2022/23"])
        self.assertEqual(self.periods("--every", "financial-year", "--zone", "europe/london"), ["2023/24", "2024/25"])
        self.assertEqual(self.periods("--sorted"), ["2023-03", "2024-03", "2024-04"])

    def test_periods_are_sorted_by_time(self):
        path = self.write("when,ok\n2012-01-01,yes\n2011-12-01,yes\n2011-11-01,yes\n")
        self.assertEqual([row["period"] for row in self.tally(path, "--outcome", "ok", "--date", "when", "--sorted")],
                         ["2011-11", "Dec 2011", "2012-01"])  # by bytes the second would come last

    def test_where_the_period_stands(self):
        path = self.write(self.TEXT)
        for typed, header in (("unit", "unit,period"), ("period,unit", "period,unit"), ("unit,month=period", "unit,month"),
                              ("unit,unit2=unit", "unit,unit2,period")):
            first = self.run_peel("tally", path, "--outcome", "ok", "--date", "when", "--by", typed, "--format", "csv")[0]
            self.assertTrue(first.startswith(header + ",criterion,"), first)

    def test_serials(self):
        path = self.write("when,ok\n45352,yes\n45382.5,yes\n")
        self.assertEqual([row["period"] for row in self.tally(path, "--date", "when", "--serials", "--outcome", "ok")],
                         ["2024-03"])
        errors = self.run_peel("tally", path, "--date", "when", "--outcome", "ok", code=1)[1]
        self.assertIn(f"{path}:2:1: when: ", errors)
        self.assertIn("2 such rows: lines 2, 3.\n", errors)

    def test_a_column_called_period(self):
        path = self.write("period,ok\nQ1,yes\nQ2,no\n")
        self.assertEqual([row["period"] for row in self.tally(path, "--by", "period", "--outcome", "ok")], ["Q1", "Q2"])

    def test_a_column_called_period_beside_the_period(self):
        path = self.write("period,when,ok\nQ1,2024-03-01,yes\nQ2,2024-03-02,no\nQ1,2024-04-01,no\n")
        def keys(by, names):
            rows = self.tally(path, "--by", by, "--date", "when", "--outcome", "ok")
            self.assertEqual(list(rows[0])[:len(names) + 1], [*names, "criterion"])
            return [tuple(row[name] for name in names) for row in rows]
        self.assertEqual(keys("period", ["period"]), [("2024-03",), ("2024-04",)])
        expected = [("Q1", "2024-03"), ("Q2", "2024-03"), ("Q1", "2024-04")]
        self.assertEqual(keys('"Period"', ["by_period", "period"]), expected)
        self.assertEqual(keys('"period",period', ["by_period", "period"]), expected)
        self.assertEqual(keys('quarter="period"', ["quarter", "period"]), expected)
        self.assertEqual(keys('"period",month=period', ["by_period", "month"]), expected)
        self.assertEqual([row["period"] for row in self.tally(path, "--by", '"period"', "--outcome", "ok")], ["Q1", "Q2"])

    def test_a_name_that_is_taken(self):
        path = self.write("met,status,ok\na,b,yes\n")
        self.assertTrue(self.run_peel("tally", path, "--by", "met,Status", "--outcome", "ok", "--format", "csv")[0]
                        .startswith("by_met,by_Status,criterion,met,"))
        self.assertEqual(self.results("tally", path, "--by", "met,status", "--outcome", "ok")["results"][0]["keys"],
                         {"met": "a", "status": "b"})
        path = self.write("by_met,met,by_by_met,ok\na,b,c,yes\n")
        for by, header in (("by_met,met", "by_met,by_by_met"), ("met,by_met", "by_by_met,by_met"), ("by_met", "by_met"),
                           ("by_by_met,met,by_met", "by_by_met,by_by_by_met,by_met")):
            self.assertTrue(self.run_peel("tally", path, "--by", by, "--outcome", "ok", "--format", "csv")[0]
                            .startswith(header + ",criterion,met,"), by)

    def test_a_column_called_criterion(self):
        path = self.write("criterion,month,ok,done\nasked,2024-03,yes,no\ntold,2024-03,no,no\n")
        rows = self.tally(path, "--by", "month,criterion", "--outcome", "ok")
        self.assertEqual(list(rows[0])[:4], ["month", "criterion", "met", "assessed"])
        self.assertEqual([row["criterion"] for row in rows], ["asked", "told"])
        rows = self.tally(path, "--by", "month,criterion", "--outcome", "ok,done")
        self.assertEqual([(row["by_criterion"], row["criterion"]) for row in rows],
                         [("asked", "ok"), ("asked", "done"), ("told", "ok"), ("told", "done")])

    def test_filters(self):
        rows = records(CASES)
        def count(*filters):
            expected = sum(1 for row in rows if all(keep(row) for _, keep in filters))
            typed = [part for text, _ in filters for part in ("--where", text)]
            said = f"peel: {CASES}: 240 rows: {expected} used, {240 - expected} filtered out, 0 set aside\n"
            self.assertEqual(self.tally(CASES, "--filled", "unit", *typed, said=said)[0]["assessed"], str(expected))
        count(("unit=city|North", lambda row: row["unit"] in ("City", "North")))
        count(("unit != City", lambda row: row["unit"] != "City"))
        count(("note=", lambda row: row["note"] == ""))
        count(("note!=", lambda row: row["note"] != ""), ("grade=prompt", lambda row: row["grade"] == "prompt"))
        count(('"grade"="prompt"|""', lambda row: row["grade"] in ("prompt", "")))

    def test_files_are_merged(self):
        with open(CASES, encoding="utf-8-sig") as file:
            lines = file.read().splitlines(keepends=True)
        first = self.write("".join(lines[:100]), "first.csv")
        second = self.write("".join(lines[:1] + lines[100:]), "second.csv")
        whole = self.run_peel("tally", CASES, "--by", "unit,grade", "--outcome", ADVICE, "--format", "csv", said=MISSING)[0]
        self.assertEqual(self.run_peel("tally", first, second, "--by", "unit,grade", "--outcome", ADVICE, "--format", "csv",
                                       said=MISSING)[0], whole)
        turned = self.run_peel("tally", second, first, "--by", "unit,grade", "--outcome", ADVICE, "--format", "csv",
                               said=MISSING)[0]
        self.assertEqual(sorted(turned.splitlines()), sorted(whole.splitlines()))
        files = self.results("tally", first, second, "--outcome", ADVICE, said=MISSING)["files"]
        self.assertEqual([(file["file"], file["rows"]) for file in files], [(first, 99), (second, 141)])


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
