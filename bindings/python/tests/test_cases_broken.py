"""Broken case records: each fault has its outcome and place; whatever is cut or changed, nothing is lost or crashes."""

import random
import unittest

from support import PROJECT, Refusing

import peel

DATA = PROJECT / "examples" / "data"
HEAD = b"force,date,result\n"
ANSWERS = ["met", "not_met", "not_applicable", "missing", "unknown", "open"]
ROWS = "FIELD_COUNT ENCODING QUOTE NUL_BYTE NOT_A_DATE NOT_A_DURATION NEGATIVE_DURATION TOTALS_ROW".split()


class Broken(Refusing):
    def count(self, text, **options):
        options = {"by": "force", "outcome": "result", "unknown": "count", **options}
        return peel.tally(text, **options)

    def test_rows_set_aside(self):
        for row, status, column, options in (
            (b"Kent,2024-03-01\n", "FIELD_COUNT", 0, {}),
            (b"Kent,2024-03-01,yes,no\n", "FIELD_COUNT", 0, {}),
            (b"Kent\xe9,2024-03-01,yes\n", "ENCODING", 1, {}),
            (b"Kent,2024-03-01,ye\0s\n", "NUL_BYTE", 17, {}),
            (b'Kent,2024-03-01,"ye"s\n', "QUOTE", 17, {}),
            (b"Kent,2024-02-30,yes\n", "NOT_A_DATE", 6, {"date": "date"}),
            (b"Kent,,yes\n", "NOT_A_DATE", 6, {"date": "date"}),
            (b"Kent,2,yes\n", "NOT_A_DURATION", 6, {"duration": "date", "limit": "4h"}),
            (b"Total,,yes\n", "TOTALS_ROW", 1, {}),
            (b"Grand total,7,yes\n", "TOTALS_ROW", 1, {}),
        ):
            good = b"Kent,2024-03-01,yes\n" if "duration" not in options else b"Kent,3h,yes\n"
            for end in b"\n", b"\r\n":
                text = (HEAD + good + row + good).replace(b"\n", end)
                tallies = self.count(text, **options)
                (fault,) = tallies.set_aside
                self.assertEqual((fault.status.name, fault.line), (status, 3), row)
                if column:
                    self.assertEqual(fault.column, column, row)
                self.assertEqual((tallies.summary.rows, tallies.summary.used), (3, 2), row)
                self.assertEqual(sum(row.met for row in tallies.of("result")), 2)

    def test_texts_that_cannot_be_read_on(self):
        good = b"Kent,2024-03-01,yes\n"
        for text, status, line in (
            (b"", "NO_HEADER", 0),
            (b"\xef\xbb\xbf", "NO_HEADER", 0),
            (b"force;date;result\nKent;2024-03-01;yes\n", "MISSING_COLUMN", 1),
            (b"force,date,results\n", "MISSING_COLUMN", 1),
            (b"force,result,date,Result\n", "REPEATED_COLUMN", 1),
            (HEAD + good + b'Kent,2024-03-01,"yes\n' + good, "QUOTE", 3),
            (HEAD + good + b'Kent,2024-03-01,"yes\n\n"no"\n', "QUOTE", 3),  # where the field began
            ((HEAD + good).decode().encode("utf-16"), "ENCODING", 1),
            (b"for\xe9,result,force\n", "ENCODING", 1),
            (b"fo\0rce,result,force\n", "NUL_BYTE", 1),
            (b'fo"rce,result,force\n', "QUOTE", 1),
        ):
            error = self.refused(peel.Status[status], peel.TextError, self.count, text)
            self.assertIsNone(error.tallies)
            if line:
                self.assertEqual(error.line, line, text)

    def test_lines_that_are_no_rows(self):
        text = b"\xef\xbb\xbf" + HEAD + b"\n , ,\nForce, DATE,result\nKent,x,yes\n,,\n\n"
        summary = self.count(text).summary
        self.assertEqual((summary.rows, summary.blank_lines, summary.repeated_headers), (1, 4, 1))

    def check(self, text, **options):
        """Whatever the text: a fault with its status, or counts that add up, and the same of pieces."""
        answers = []
        for source in text, iter([text[start : start + 61] for start in range(0, len(text), 61)]):
            try:
                tallies = peel.tally(source, unknown="count", **options)
            except peel.PeelError as error:
                self.assertIn(type(error), (peel.TextError, peel.RoomError))
                answers.append(str(error))
                continue
            summary = tallies.summary
            self.assertEqual(summary.rows, summary.used + summary.filtered + summary.set_aside)
            self.assertEqual(summary.set_aside, sum(reason.rows for reason in tallies.reasons))
            self.assertLessEqual({fault.status.name for fault in tallies.set_aside}, set(ROWS))
            for criterion in dict.fromkeys(tallies.criterion):
                part = tallies.of(criterion)
                self.assertEqual(summary.used, sum(sum(map(int, getattr(part, answer))) for answer in ANSWERS))
            answers.append((summary, tallies.keys, [str(fault) for fault in tallies.set_aside]))
        self.assertEqual(*answers)
        return isinstance(answers[0], tuple)

    def test_cut_and_changed_files(self):
        draw = random.Random(7)
        limits = {"prompt": "4h", "priority": "1h", "scheduled": None}
        plans = [
            ("stop-and-search-2024-03.csv", {"layout": "police-uk-stop-search", "date": "Date", "by": "Gender"}),
            ("cases-2024-03.csv", {"since": "received", "until": "attended", "grade": "grade", "limit": limits}),
            ("grid-cambridgeshire-2021-22.csv", {"by": "offence", "outcome": "investigation plan created"}),
        ]
        read = 0
        for name, options in plans:
            text = (DATA / name).read_bytes()
            for cut in range(1, len(text), len(text) // 60):
                read += self.check(text[:cut], **options)
            for _ in range(120):
                changed = bytearray(text)
                for _ in range(draw.randrange(1, 5)):
                    place = draw.randrange(len(text))
                    changed[place : place + draw.randrange(3)] = draw.choice(
                        [b'"', b",", b"\n", b"\r", b"\0", b"\xff", b""]
                    )
                read += self.check(bytes(changed), **options)
        self.assertGreater(read, 250)


if __name__ == "__main__":
    unittest.main()
