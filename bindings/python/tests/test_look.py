"""A look at a text: what its columns hold, its form, what is refused. The words of cases, and durations."""

import io
import tempfile
import unittest
from pathlib import Path

from support import PROJECT, Refusing

import peel

DATA = PROJECT / "examples" / "data"
COLUMNS = ["nothing", "answers", "dates", "durations", "numbers", "groups", "text"]
ROWS = [
    ["", "yes", "2024-03-01", "4h", "1.5", "Kent", "one"],
    ["", "N/A", "31/03/2024 09:58", "1h 30m", "20", "Kent", "two"],
    ["", "", "Mar 2024", "2:30:15", "-3", "Essex", "three"],
    ["", "no", "2024-03-01T00:00:00Z", "90 min", "7", "Kent", "four"],
]


def text_of(rows, delimiter=","):
    return "".join(delimiter.join(row) + "\n" for row in [COLUMNS, *rows]).encode()


class Looks(Refusing):
    def test_what_columns_hold(self):
        look = peel.look(text_of(ROWS))
        self.assertEqual([column.name for column in look.columns], COLUMNS)
        self.assertEqual([column.holds for column in look.columns], COLUMNS)
        self.assertEqual([column.filled for column in look.columns], [0, 3, 4, 4, 4, 4, 4])
        self.assertEqual([column.blank for column in look.columns], [4, 1, 0, 0, 0, 0, 0])
        self.assertEqual([column.different for column in look.columns], [0, 3, 4, 4, 4, 2, 4])
        self.assertEqual(look.columns[5].examples, (("Kent", 3), ("Essex", 1)))
        self.assertEqual(look.columns[5].examples[0].text, "Kent")
        self.assertEqual(look.columns[0].examples, ())
        summary = look.summary
        self.assertEqual((summary.rows, summary.columns, summary.delimiter, summary.layout), (4, 7, ",", None))
        self.assertEqual((summary.set_aside, summary.first), (0, None))

    def test_the_form_of_the_text(self):
        for delimiter, name in (";", ";"), ("\t", "tab"), ("|", "|"), (",", ","):
            for given in None, name:
                look = peel.look(text_of(ROWS, delimiter), delimiter=given)
                self.assertEqual((look.summary.delimiter, len(look.columns)), (delimiter, 7))
        self.assertEqual(len(peel.look(text_of(ROWS), delimiter=";").columns), 1)
        look = peel.look("a\nDún\n".encode("windows-1252"), encoding="windows-1252")
        self.assertEqual(look.columns[0].examples, (("Dún", 1),))
        self.assertEqual(peel.look(DATA / "stop-and-search-2024-03.csv").summary.layout, "police-uk-stop-search")

    def test_rows_that_are_none_or_set_aside(self):
        text = b"a,b\nyes,1\n,\nA,B\nyes\nyes,2,3\n"
        summary = peel.look(text).summary
        self.assertEqual((summary.rows, summary.set_aside, summary.blank_lines, summary.repeated_headers), (3, 2, 1, 1))
        self.assertEqual((summary.first.status, summary.first.line), (peel.Status.FIELD_COUNT, 5))
        self.assertEqual(peel.look(text, max_rows=1).summary.rows, 1)

    def test_rows_of_totals(self):
        look = peel.look(b"force,date,ok\nKent,2024-03-01,yes\nTotal,,1\n,Grand total,1\n")
        self.assertEqual([column.holds for column in look.columns], ["text", "dates", "answers"])
        self.assertEqual((look.summary.rows, look.summary.totals_rows, look.summary.set_aside), (3, 2, 0))
        self.assertEqual([column.totals_rows for column in look.columns], [1, 1, 0])

    def test_what_a_column_holds_but_for_a_few_cells(self):
        look = peel.look(b"a,b,c\n" + b"yes,2024-03-01,x\n" * 9 + b"maybe,31/02/2024,y\n")
        self.assertEqual(
            [(column.holds, column.nearly, column.odd) for column in look.columns],
            [("groups", "answers", 1), ("groups", "dates", 1), ("groups", None, 0)],
        )

    def test_sources(self):
        text = text_of(ROWS)
        expected = peel.look(text)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "cases.csv"
            path.write_bytes(text)
            chunks = [text[start : start + 3] for start in range(0, len(text), 3)]
            for source in path, str(path), io.BytesIO(text), io.StringIO(text.decode()), iter(chunks), [path]:
                self.assertEqual(peel.look(source), expected)
            path.write_bytes(b"")
            error = self.refused(peel.Status.NO_HEADER, peel.TextError, peel.look, path)
            self.assertEqual(error.file, str(path))
            path.write_bytes(b"a\n" + b"x\xff\n")
            self.assertEqual(peel.look(path).summary.first.file, str(path))
            with self.assertRaisesRegex(TypeError, "source is several texts"):
                peel.look([path, path])
        with self.assertRaises(FileNotFoundError):
            peel.look(path)

    def test_refusals(self):
        self.refused(peel.Status.PLAN, peel.ArgumentError, peel.look, b"a\n", delimiter=":")
        self.refused(peel.Status.ENCODING_OPTION, peel.ArgumentError, peel.look, b"a\n", encoding="latin-1")
        self.refused(peel.Status.FIELD_TOO_LONG, peel.RoomError, peel.look, b"a\n" + b"x" * 99, max_field=50)
        self.refused(peel.Status.TOO_MANY_FIELDS, peel.RoomError, peel.look, b"a,b,c\n", max_fields=2)
        self.refused(peel.Status.QUOTE, peel.TextError, peel.look, b'a\n"x\n')
        self.refused(peel.Status.ENCODING, peel.TextError, peel.look, "a\nx\n".encode("utf-16"))
        for what in "max_field", "max_fields", "max_rows":
            with self.assertRaisesRegex(ValueError, f"{what} is -1: a limit is "):
                peel.look(b"a\n", **{what: -1})
        with self.assertRaisesRegex(TypeError, "encoding is None"):
            peel.look(b"a\n", encoding=None)


class Words(Refusing):
    def test_durations(self):
        for text, seconds in (
            ("4h", 14400),
            ("4 hours", 14400),
            ("90 min", 5400),
            ("90 MINUTES", 5400),
            ("1h 30m", 5400),
            ("1 day", 86400),
            ("45s", 45),
            ("2:30", 9000),
            ("2:30:15", 9015),
            ("PT4H30M", 16200),
        ):
            self.assertEqual(peel.duration(text), seconds, text)
        for text in "4", "", "soon", "-4h", "4h\0", "1 month":
            self.refused(peel.Status.NOT_A_DURATION, peel.TextError, peel.duration, text)
        with self.assertRaises(TypeError):
            peel.duration(4)

    def test_names_and_numbers(self):
        for name_of, number_of, first, status in (
            (peel.answer_name, peel.answer_parse, 1, peel.Status.WORD),
            (peel.measure_name, peel.measure_parse, 0, peel.Status.WORD),
            (peel.every_name, peel.every_parse, 0, peel.Status.WORD),
            (peel.missing_name, peel.missing_parse, 0, peel.Status.WORD),
            (peel.zone_name, peel.zone_parse, 0, peel.Status.WORD),
            (peel.filter_test_name, peel.filter_test_parse, 0, peel.Status.WORD),
            (peel.layout_name, peel.layout_parse, 0, peel.Status.LAYOUT),
        ):
            number = first
            while (name := name_of(number)) is not None:
                self.assertEqual((number_of(name), number_of(name.upper())), (number, number))
                number += 1
            self.assertGreater(number, first + 1)
            for none in -1, number, 2**40:
                self.assertIsNone(name_of(none))
            error = self.refused(status, peel.ArgumentError, number_of, "nosuch")
            self.assertIn("nosuch", str(error))
            with self.assertRaises(TypeError):
                number_of(None)
        self.assertEqual([peel.holds_name(number) for number in range(7)], COLUMNS)
        self.assertIsNone(peel.holds_name(7))
        self.assertIsNone(peel.layout_sentence(9))
        for name, sentence in peel.layouts().items():
            self.assertEqual(peel.layout_sentence(peel.layout_parse(name)), sentence)


if __name__ == "__main__":
    unittest.main()
