"""Sources of case records: paths, bytes, files, chunks, several of them, and in which of them stood what did not count."""

import io
import os
import pickle
import tempfile
import unittest
from array import array
from pathlib import Path

from cases_support import TEXT, counts_of
from support import Refusing

import peel


class Sources(Refusing):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.expected = counts_of(peel.tally(TEXT, "force", "result"))

    def count(self, sources, **options):
        return peel.tally(sources, "force", "result", **options)

    def write(self, name, text):
        path = self.folder / name
        path.write_bytes(text)
        return path

    def test_one_text(self):
        path = self.write("cases.csv", TEXT)
        chunks = [TEXT[start : start + 7] for start in range(0, len(TEXT), 7)]
        for source in (
            path,
            str(path),
            TEXT,
            bytearray(TEXT),
            memoryview(TEXT),
            io.BytesIO(TEXT),
            io.StringIO(TEXT.decode()),
            iter(chunks),
            (bytearray(chunk) for chunk in chunks),
            iter(chunks[:3] + [b""] + chunks[3:]),
            [path],
            (TEXT,),
            iter([path]),
            [iter(chunks)],
        ):
            self.assertEqual(counts_of(self.count(source)), self.expected)
        for mode, encoding in ("rb", None), ("r", "utf-8"), ("r", "utf-8-sig"):
            with open(path, mode, encoding=encoding) as file:
                self.assertEqual(counts_of(self.count(file)), self.expected)
        with open(path, "rb", buffering=0) as file:
            self.assertEqual(counts_of(self.count(file)), self.expected)

    def test_several_texts(self):
        other = b"RESULT;Date,Force\nno;,Essex\nyes;,Devon\n".replace(b";", b",")
        paths = [self.write("1.csv", TEXT), self.write("2.csv", other)]
        together = {**self.expected, ("Essex", "result"): (0, 2, 0, 0, 0, 0), ("Devon", "result"): (1, 0, 0, 0, 0, 0)}
        with open(paths[0], "rb") as file:
            for sources in (
                paths,
                tuple(map(str, paths)),
                [TEXT, other],
                [io.BytesIO(TEXT), other],
                [iter([TEXT]), paths[1]],
                iter(paths),
                sorted(self.folder.glob("*.csv")),
                [file, paths[1]],
            ):
                tallies = self.count(sources)
                self.assertEqual(counts_of(tallies), together)
                self.assertEqual(tallies.summary.texts, 2)
                self.assertEqual(tallies.keys["force"], ["Kent", "Essex", "Devon"])

    def test_a_file_that_is_named_twice(self):
        path = self.write("cases.csv", TEXT)
        linked, symbolic = self.folder / "linked.csv", self.folder / "symbolic.csv"
        os.link(path, linked)
        os.symlink(path, symbolic)
        for again in path, str(path), os.fsencode(path).decode(), f"{self.folder}/./cases.csv", linked, symbolic:
            as_too = "" if str(again) == str(path) else f", as {str(path)!r} too"
            said = f"{str(again)!r} is named twice{as_too}, and its cases would count twice: name it once"
            with self.assertRaises(ValueError) as raised:
                self.count([path, TEXT, again])
            self.assertEqual(str(raised.exception), said)
        with self.assertRaises(ValueError):
            self.count(self.folder.glob("*.csv"))
        copy = self.write("copy.csv", TEXT)
        self.assertEqual(self.count([path, copy, TEXT, TEXT]).summary.texts, 4)
        with self.assertRaises(FileNotFoundError):
            self.count([self.folder / "nowhere.csv"] * 2)

    def test_text_that_was_decoded(self):
        text = "force,a\nDún,yes\n"
        path = self.write("latin.csv", text.encode("windows-1252"))
        with open(path, encoding="windows-1252") as file:
            self.assertEqual(peel.tally(file, "force", "a").keys["force"], ["Dún"])
        with open(path, encoding="windows-1252") as file, self.assertRaisesRegex(
            ValueError, "has been decoded already"
        ):
            peel.tally(file, "force", "a", encoding="windows-1252")
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            tallies = peel.tally(file, "force", "a")
        self.assertEqual([fault.status for fault in tallies.set_aside], [peel.Status.ENCODING])

    def test_no_sources(self):
        for sources in [], (), iter([]), self.folder.glob("*.csv"):
            with self.assertRaisesRegex(ValueError, "sources is empty"):
                self.count(sources)
        for sources in None, 3, {"a": 1}, {b"a"}, [3], [[TEXT]], [TEXT, None]:
            with self.assertRaisesRegex(TypeError, "a source is of type"):
                self.count(sources)
        for sources, named in (
            (array("B", TEXT), "array, of int"),
            (range(3), "range, of int"),
            (iter([TEXT, {}][1:]), "list_iterator, of dict"),
            ([array("B", TEXT)], "array, of int"),
            ([3], "int"),
        ):
            with self.assertRaisesRegex(TypeError, f"a source is of type {named}: give a path"):
                self.count(sources)
        with self.assertRaisesRegex(TypeError, "a piece is of type str"):
            self.count(iter([b"force,result\n", "Kent,yes\n"]))
        self.refused(peel.Status.NO_HEADER, peel.TextError, self.count, b"")
        with self.assertRaises(FileNotFoundError):
            self.count([TEXT, self.folder / "none.csv"])
        with self.assertRaises(IsADirectoryError):
            self.count(self.folder)

    def test_a_file_that_has_nothing_ready(self):
        class Waiting:
            def read(self, size):
                return None

        with self.assertRaisesRegex(TypeError, "a piece is of type NoneType"):
            self.count(Waiting())

    def test_files_are_named(self):
        bad = b"force,date,result\nKent,2024-03-01,yes,\nTotal,,\nKent,2024-03-01,maybe\nKent,2024-03-01,perhaps\n"
        paths = [self.write("1.csv", TEXT.replace(b"n/a", b"maybe")), self.write("2.csv", bad)]
        error = self.refused(peel.Status.UNKNOWN_WORD, peel.TextError, self.count, paths)
        self.assertEqual(error.file, str(paths[0]))
        self.assertTrue(str(error).startswith(f"{paths[0]}, line 4, field 3 (result): "), str(error))
        tallies = error.tallies
        self.assertEqual(
            [(fault.status.name, fault.line, fault.file) for fault in tallies.set_aside],
            [
                ("FIELD_COUNT", 2, str(paths[1])),
                ("TOTALS_ROW", 3, str(paths[1])),
            ],
        )
        self.assertEqual([(reason.rows, reason.first.file) for reason in tallies.reasons], [(1, str(paths[1]))] * 2)
        words = [(word.word, word.cells, word.line, word.file) for word in tallies.unknown_words]
        self.assertEqual(words, [("maybe", 2, 4, str(paths[0])), ("perhaps", 1, 5, str(paths[1]))])
        self.assertEqual(
            error.message,
            f'Words without a meaning: "maybe" (result: 2 cells, first in {paths[0]}, line 4), '
            f'"perhaps" (result: 1 cell, in {paths[1]}, line 5). Say what they mean, or have them counted apart.',
        )
        again = pickle.loads(pickle.dumps(error))
        self.assertEqual((str(again), again.tallies.unknown_words), (str(error), tallies.unknown_words))
        self.assertEqual(tallies.summary.rows, tallies.summary.used + tallies.summary.set_aside)
        paths[1].write_bytes(b"force,date\nKent,2024-03-01\n")
        error = self.refused(peel.Status.MISSING_COLUMN, peel.TextError, self.count, [TEXT, paths[1]])
        self.assertEqual((error.file, error.line, error.tallies), (str(paths[1]), 1, None))
        with open(paths[1], "rb") as file:
            error = self.refused(peel.Status.MISSING_COLUMN, peel.TextError, self.count, file)
        self.assertEqual(error.file, str(paths[1]))
        self.assertIsNone(self.refused(peel.Status.NO_HEADER, peel.TextError, self.count, [b""]).file)

    def test_words_without_a_meaning_go_before_missing_answers(self):
        missing, unknown = b"force,result\nKent,\n", b"force,result\nKent,yes\nKent,maybe\n"
        first, again = self.write("missing.csv", missing), self.write("again.csv", missing)
        last = self.write("unknown.csv", unknown)
        for order in (first, last), (last, first), (first, again, last):
            error = self.refused(peel.Status.UNKNOWN_WORD, peel.TextError, self.count, order, missing="refused")
            self.assertEqual((error.file, error.line, error.column), (str(last), 3, 6))
            self.assertEqual((error.field, error.field_name), (2, "result"))
            self.assertEqual(error.tallies.missing.tolist(), [len(order) - 1])
        later = self.write("later.csv", b"force,result\nKent,yes\nKent,\n")
        sound = self.write("sound.csv", b"force,result\nKent,yes\n")
        error = self.refused(
            peel.Status.MISSING_ANSWER, peel.TextError, self.count, [sound, later, first], missing="refused"
        )
        self.assertEqual((error.file, error.line, error.tallies.summary.texts), (str(later), 3, 3))

    def test_many_words_without_a_meaning(self):
        head = b"force,result\n"
        texts = [head + b"".join(b"Kent,%d\n" % (n + 2) for n in range(first, first + 6)) for first in (0, 6)]
        error = self.refused(peel.Status.UNKNOWN_WORD, peel.TextError, self.count, texts)
        self.assertIn('"9" (result: 1 cell, in line 3) and 4 more. Say', error.message)
        self.assertNotIn('"10"', error.message)
        texts = [head + b"".join(b"Kent,%d\n" % (n + 2) for n in range(first, first + 60)) for first in (0, 60)]
        error = self.refused(peel.Status.UNKNOWN_WORD, peel.TextError, self.count, texts)
        self.assertIn(" and 92 more at least. Say", error.message)

    def test_more_faults_than_are_kept(self):
        text = b"force,date,result\n" + b"x\n" * 700
        tallies = self.count([self.write("1.csv", text), self.write("2.csv", text)])
        self.assertEqual(
            (tallies.summary.set_aside, tallies.summary.faults, len(tallies.set_aside)), (1400, 1000, 1000)
        )
        self.assertEqual(
            [os.path.basename(fault.file) for fault in tallies.set_aside], ["1.csv"] * 700 + ["2.csv"] * 300
        )
        self.assertEqual([reason.rows for reason in tallies.reasons], [1400])

    def test_files_are_closed(self):
        path = self.write("cases.csv", TEXT.replace(b"yes", b"maybe"))
        before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
        for _ in range(5):
            self.refused(
                peel.Status.UNKNOWN_WORD, peel.TextError, self.count, [path, self.write("2.csv", path.read_bytes())]
            )
        after = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
        self.assertEqual(after, before)


if __name__ == "__main__":
    unittest.main()
