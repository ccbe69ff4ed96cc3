"""Case records with every quirk that is well-formed CSV, counted by the program and by SQL in sqlite3: equal in every count."""

import csv
import io
import json
import random
import sqlite3
import unittest
from datetime import datetime, timedelta

from support import Program

COLUMNS = ["force", "received", "attended", "grade", "outcome", "origin", "note"]
FORCES = ["Kent", "kent", "Essex", "Dyfed-Powys", "Avon, Somerset; Wilts", 'The "Met"', "Gwent\nPolice", "Ynys Môn", "", "Z"]
OUTCOMES = ["yes", "Y", "1", "True", "compliant", "MET", "no", "n", "0", "FALSE", "non-compliant", "Non compliant",
            "not compliant", "not met", "n/a", "NA", "not applicable", "", "", "maybe", "!", "yes no"]
ORIGINS = ["White", "", "Not stated", "unknown", "-", "n/a", "not known", "NOT RECORDED", "na", "Any other", "0"]
ORIGINS += ["NULL", "#N/A", "(Blank)", "--", "\u2013", "\u2014", "---"]
GRADES = ["prompt", "Prompt", "priority", "scheduled", "", "other", "withdrawn"]
NOTES = ["", "left a card, no answer", 'said "no"', "first\r\nsecond", "a;b|c\td", "été"]
SPACES = " \t\r\n\u00a0"

PERIODS = {
    "day": "substr(received, 1, 10)",
    "month": "substr(received, 1, 7)",
    "quarter": "substr(received, 1, 4) || ' Q' || ((substr(received, 6, 2) + 2) / 3)",
    "year": "substr(received, 1, 4)",
    "financial-year": "CASE WHEN substr(received, 6, 2) >= '04'"
                      " THEN substr(received, 1, 4) || '/' || substr('0' || (substr(received, 1, 4) + 1) % 100, -2)"
                      " ELSE (substr(received, 1, 4) - 1) || '/' || substr(received, 3, 2) END",
}

# What each criterion says of a row.
ANSWERS = {
    "outcome": """CASE WHEN lower(outcome) IN ('yes', 'y', '1', 'true', 'compliant', 'met') THEN 'seen_met'
        WHEN lower(outcome) IN ('no', 'n', '0', 'false', 'non-compliant', 'non compliant', 'not compliant', 'not met')
        THEN 'not_met' WHEN lower(outcome) IN ('n/a', 'na', 'not applicable') THEN 'not_applicable'
        WHEN outcome = '' THEN 'missing' ELSE 'unknown' END""",
    "origin": """CASE WHEN lower(origin) IN ('', 'not stated', 'unknown', 'not known', 'not recorded', '-', '--', 'null',
        '#n/a', '(blank)', '\u2013', '\u2014') THEN 'not_met'
        WHEN lower(origin) IN ('n/a', 'na', 'not applicable') THEN 'not_applicable' ELSE 'seen_met' END""",
    "attended": """CASE WHEN grade = '' THEN 'missing' WHEN lower(grade) = 'scheduled' THEN 'not_applicable'
        WHEN lower(grade) NOT IN ('prompt', 'priority') THEN 'unknown' WHEN attended = '' THEN 'open'
        WHEN lower(grade) = 'prompt' THEN iif(taken <= 14400, 'seen_met', 'not_met')
        ELSE iif(taken <= 3600, 'seen_met', 'not_met') END""",
}
COUNTS = ["seen_met", "not_met", "not_applicable", "missing", "unknown", "open"]


class TallySQL(Program):
    def row(self):
        draw = self.draw
        received = datetime(2022, 12, 20) + timedelta(seconds=draw.randrange(500 * 86400))
        took = draw.choice([0, 1, 3599, 3600, 3601, 14399, 14400, 14401, 90000, 90000 * 20, -1])
        begun, ended = received.isoformat(), (received + timedelta(seconds=took)).isoformat()
        fields = [draw.choice(FORCES), begun + self.offset, ended + self.offset, draw.choice(GRADES),
                  draw.choice(OUTCOMES), draw.choice(ORIGINS), draw.choice(NOTES)]
        if draw.random() < 0.1:
            fields[2] = ""
        if draw.random() < 0.03:
            fields[draw.randrange(1, 3)] = draw.choice(["soon", "31/31/2024", "2024"])
        if draw.random() < 0.02:
            fields[1] = ""
        if draw.random() < 0.02:
            fields[0] = draw.choice(["Total", "TOTALS", "Grand total"])
        fields = [draw.choice(["", "", "", " ", "\u00a0", "\t "]) + field + draw.choice(["", "", " "]) for field in fields]
        if draw.random() < 0.02:
            fields = draw.choice([fields[:-1], fields + ["x"], ["x"]])
        return fields

    def text(self):
        draw = self.draw
        file = io.StringIO(newline="")
        writer = csv.writer(file, delimiter=self.delimiter, lineterminator=draw.choice(["\n", "\r\n", "\r"]),
                            quoting=draw.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
        order = draw.sample(range(len(COLUMNS)), len(COLUMNS))
        names = [draw.choice([name, name.upper(), f" {name} "]) for name in (COLUMNS[i] for i in order)]
        writer.writerow(names)
        for _ in range(draw.choice([0, 3, 30, 300])):
            fields = self.row()
            writer.writerow([fields[i] for i in order] if len(fields) == len(order) else fields)
            if draw.random() < 0.03:
                writer.writerow(draw.choice([[], names]))
        return draw.choice(["", "\ufeff"]) + file.getvalue()

    def load(self, sql, text):
        """Each row into SQL. Returns how many have another number of fields than the first row."""
        rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=self.delimiter)
        header, ragged = None, 0
        for fields in rows:
            fields = [field.strip(SPACES) for field in fields]
            if not fields or fields == header:
                continue
            if header is None:
                header = fields
            elif len(fields) == len(COLUMNS):
                sql.execute(f"INSERT INTO raw ({', '.join(header)}) VALUES (?, ?, ?, ?, ?, ?, ?)", fields)
            else:
                ragged += 1
        return ragged

    def expected(self, sql, every):
        """Groups by criterion, from SQL alone."""
        sql.execute("""CREATE VIEW used AS SELECT *, strftime('%s', attended) - strftime('%s', received) AS taken FROM raw
            WHERE lower(grade) <> 'withdrawn'
            AND rtrim(lower(force), ':') NOT IN ('total', 'totals', 'grand total', 'subtotal', 'sub-total')
            AND received LIKE '____-__-__T%' AND (attended = '' OR attended LIKE '____-__-__T%')
            AND (attended = '' OR strftime('%s', attended) + 0 >= strftime('%s', received) + 0)""")
        counts = {}
        for criterion, answer in ANSWERS.items():
            for force, period, said, n in sql.execute(
                    f"SELECT force, {PERIODS[every]} AS period, {answer} AS said, count(*) FROM used GROUP BY 1, 2, 3"):
                group = counts.setdefault((force, period, criterion), dict.fromkeys(COUNTS, 0))
                group[said] = n
        return counts

    def compare(self, seed):
        self.draw = random.Random(seed)
        self.delimiter = self.draw.choice(",;\t|")
        self.offset = self.draw.choice(["", "Z", "+01:00"])
        every = self.draw.choice(list(PERIODS))
        sql = sqlite3.connect(":memory:")
        sql.execute(f"CREATE TABLE raw ({', '.join(COLUMNS)})")
        texts = [self.text() for _ in range(self.draw.choice([1, 1, 2, 3]))]
        ragged = sum(self.load(sql, text) for text in texts)
        paths = [self.write(text, f"{i}.csv") for i, text in enumerate(texts)]
        expected = self.expected(sql, every)
        rows, filtered = sql.execute("SELECT count(*), coalesce(sum(lower(grade) = 'withdrawn'), 0) FROM raw").fetchone()
        used = sql.execute("SELECT count(*) FROM used").fetchone()[0]
        sql.close()
        said = {"rows": rows + ragged, "filtered": filtered, "used": used, "set_aside": rows + ragged - filtered - used}
        output, _ = self.run_peel(
            "tally", *paths, "--by", "force,period", "--date", "received", "--every", every, "--outcome", "outcome",
            "--filled", "origin", "--since", "received", "--until", "attended", "--grade", "grade", "--limit",
            "prompt=4h,priority=60 min,scheduled=none", "--where", "grade!=withdrawn", "--count-unknown", "--sorted",
            "--delimiter", {"\t": "tab"}.get(self.delimiter, self.delimiter), "--format", "json", said=None,
            code=1 if said["set_aside"] else 0)
        answer = json.loads(output)
        got = {(*result["keys"].values(), result["criterion"]): {name: result[name] for name in COUNTS}
               for result in answer["results"]}
        self.assertEqual(got, expected)
        order = [tuple(text.encode() for text in result["keys"].values()) for result in answer["results"]]
        self.assertEqual(order, sorted(order))
        self.assertEqual({name: sum(file[name] for file in answer["files"]) for name in said}, said)
        return used

    def test_every_count_is_that_of_sql(self):
        used = 0
        for seed in range(60):
            with self.subTest(seed=seed):
                used += self.compare(seed)
        self.assertGreater(used, 3000)


if __name__ == "__main__":
    unittest.main()
