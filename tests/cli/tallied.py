"""What the tests of peel tally share."""

import csv
from collections import Counter, defaultdict

from support import Program

OK = "unit,ok\na,yes\nb,no\n"
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


class Broken(Program):
    def tallied(self, text, *arguments, code=0, name="cases.csv", asked=("--by", "unit", "--outcome", "ok")):
        """What is said of a text, with the name of its file taken out."""
        path = self.write(text, name)
        output, errors = self.run_peel("tally", path, *asked, *arguments, code=code, said=None)
        return output, errors.replace(path, name)

    def stopped(self, text, *expected, arguments=(), asked=("--by", "unit", "--outcome", "ok")):
        for form in ("table", "csv", "json"):
            output, errors = self.tallied(text, *arguments, "--format", form, code=3, asked=asked)
            for said in expected:
                self.assertIn(said, errors)
            self.assertTrue(errors.endswith("peel: no numbers are shown\n"), errors)
            if form == "json":
                self.assertIn('"results": [],', output)
                self.assertNotIn('"faults": []', output)
            else:
                self.assertEqual(output, "")
