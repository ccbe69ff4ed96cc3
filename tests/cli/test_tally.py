"""peel tally: case records counted into rates, against counts made apart with Python's csv module."""

import csv
import datetime
from collections import Counter, defaultdict

from support import CASES, GRID, SAMPLES, STOPS, clopper_pearson, wilson
from tallied import ADVICE, GRID_ASKED, MISSING, Tally, counted, records


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
        self.assertIn("2 rows have no date here, each perhaps for another reason: lines 2, 3.\n", errors)

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
