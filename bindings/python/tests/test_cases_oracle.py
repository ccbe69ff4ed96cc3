"""Generated case records with every quirk, counted by the library and by the csv module: equal in every count."""

import random
import unittest
from datetime import datetime, timedelta

import support  # noqa: F401  (finds the package)
from cases_oracle import FORMS, Oracle

import peel

ANSWERS = ["met", "not_met", "not_applicable", "missing", "unknown", "open"]
FORCES = ["Kent", "Essex", "kent", "Dyfed-Powys", "Avon, Somerset", 'The "Met"', "Gwent\nPolice", "Ynys Môn", ""]
WORDS = ["yes", "Y", "1", "TRUE", "Compliant", "met", "no", "N", "0", "false", "Non-compliant", "not met", "n/a", "NA"]
WORDS += ["Not applicable", "", " ", "\u00a0", "maybe", "!", "not compliant", "non compliant"]
ETHNICITIES = ["White", "Black", "", "not stated", "Unknown", "-", "N/A", "Not known", "not recorded", "Any other"]
ETHNICITIES += ["NULL", "#N/A", "(blank)", "--", "\u2013", "\u2014", "(none)"]
GRADES = ["prompt", "Priority", "scheduled", "PROMPT", "", "urgent"]
LIMITS = {"prompt": 4 * 3600, "priority": 3600, "scheduled": None}
COLUMNS = ["Force", "date", "result", "checked", "ethnicity", "received", "attended", "grade", "note"]


def stamp(moment):
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


class Generated(unittest.TestCase):
    def field(self, text):
        """A field as a program may write it."""
        draw = self.draw
        if any(letter in text for letter in ',;"\n') or draw.random() < 0.1:
            return '"' + text.replace('"', '""') + '"'
        return draw.choice(["", "", "", " ", "\u00a0"]) + text + draw.choice(["", "", "", " ", "  "])

    def case(self):
        draw = self.draw
        received = datetime(2023, 1, 1) + timedelta(minutes=draw.randrange(700000))
        took = timedelta(seconds=draw.choice([0, 3599, 3600, 3601, 14399, 14400, 14401, 90000, -1]))
        date = (
            received.strftime(draw.choice(FORMS)) if draw.random() < 0.97 else draw.choice(["", "31/02/2024", "soon"])
        )
        case = {
            "Force": draw.choice(FORCES) if draw.random() < 0.99 else draw.choice(["Total", "Sub-total:"]),
            "date": date,
            "result": draw.choice(WORDS),
            "checked": draw.choice(WORDS),
            "ethnicity": draw.choice(ETHNICITIES),
            "received": stamp(received) if draw.random() < 0.95 else "",
            "attended": stamp(received + took) if draw.random() < 0.9 else draw.choice(["", "", "later"]),
            "grade": draw.choice(GRADES),
            "note": draw.choice(["", "called, left card", 'said ""no""', "two\nlines", "ok", "yes"]),
        }
        return case

    def text(self, columns):
        """A text with every quirk that is well-formed CSV."""
        draw, end = self.draw, self.draw.choice(["\n", "\r\n"])
        header = self.delimiter.join(draw.choice([name, name.upper(), f" {name} "]) for name in columns)
        lines = [header]
        for _ in range(draw.randrange(60)):
            case = self.case()
            fields = [self.field(case[name]) for name in columns]
            if draw.random() < 0.03:
                fields = draw.choice([fields[:-1], fields + ["more"], ["Total"]])
            lines.append(self.delimiter.join(fields))
            if draw.random() < 0.05:
                mark = draw.choice(["", "\ufeff"])  # as where files are put together
                lines.append(mark + draw.choice(["", " ", self.delimiter * (len(columns) - 1), header]))
        return draw.choice(["", "\ufeff"]) + end.join(lines) + draw.choice(["", end])

    def pieces(self, text):
        while text:
            size = self.draw.choice([1, 2, 5, 17, 100, 5000])
            yield text[:size]
            text = text[size:]

    def compare(self, tallies, oracle):
        summary = tallies.summary
        said = {name: getattr(summary, name) for name in ("rows", "used", "filtered", "set_aside")}
        self.assertEqual(said, {name: oracle.summary[name] for name in said})
        keys = list(zip(*tallies.keys.values())) if tallies.keys else [()] * len(tallies)
        self.assertEqual(keys[:: summary.criteria], oracle.groups)
        for answer in ANSWERS:
            for row, count in enumerate(getattr(tallies, answer)):
                self.assertEqual(
                    count, oracle.counts[(*keys[row], tallies.criterion[row], answer)], (keys[row], answer)
                )
        self.assertEqual(
            sum(oracle.counts.values()), sum(sum(map(int, getattr(tallies, answer))) for answer in ANSWERS)
        )
        for row in tallies:
            self.assertEqual(row.sample, (row.met, row.met + row.not_met, 0))
        return sum(oracle.counts.values())

    def test_counts(self):
        seen = counted = 0
        for seed in range(400):
            self.draw = draw = random.Random(seed)
            self.delimiter = draw.choice(",,,;")
            every = draw.choice(["day", "month", "quarter", "year", "financial-year"])
            keys = draw.choice(
                [["force"], [], ["force", ("date", every)], [("date", every)], ["grade", "force", "note"]]
            )
            columns = draw.sample(COLUMNS, len(COLUMNS))
            texts = [self.text(columns) for _ in range(draw.choice([1, 1, 1, 3]))]
            where, given = draw.choice([(None, None), ({"grade": {"prompt", ""}}, {"grade": ["Prompt", None]})])
            oracle = Oracle(
                keys, ["result", "checked"], ["ethnicity"], ("received", "attended", "grade", LIMITS), where
            )
            for text in texts:
                oracle.read(text, self.delimiter)
            limits = {grade: None if limit is None else f"{limit}s" for grade, limit in LIMITS.items()}
            tallies = peel.tally(
                [self.pieces(text.encode()) for text in texts],
                [key if isinstance(key, str) else peel.by(*key) for key in keys],
                criteria=[
                    peel.Criterion("result"),
                    peel.Criterion("CHECKED", "checked"),
                    peel.Criterion("ethnicity", measure="filled"),
                    peel.Criterion("attended", "in time", "time", since="received", grade="grade", limit=limits),
                ],
                where=given,
                unknown="count",
                delimiter=self.delimiter,
            )
            with self.subTest(seed=seed):
                counted += self.compare(tallies, oracle)
                seen += 1
        self.assertEqual(seen, 400)
        self.assertGreater(counted, 30000)


if __name__ == "__main__":
    unittest.main()
