"""Tallies in CSV: the real samples, rows set aside, faults with their place, readers used out of order."""

import copy
import io
import math
import os
import pickle
import tempfile
import threading
import unittest
from pathlib import Path

from support import PROJECT

import peel

INSPECTION = PROJECT / "examples" / "data" / "cambridgeshire-peel-2021-22.csv"
HEAD = b"criterion,met,assessed,counts,population,target,reported,note,area,force,period\n"


class Reading(unittest.TestCase):
    def test_inspection_samples(self):
        read = peel.tallies(INSPECTION)
        samples = [row.sample[:2] for row in read.rows if row.kind == "sample"]
        expected = [(41, 79), (40, 48), (27, 36), (57, 81), (30, 33), (47, 60), (43, 68), (44, 59)]
        self.assertEqual(samples, expected)
        self.assertEqual([row.counts for row in read.rows if row.sample.met == 44], ["failures"])
        self.assertEqual(read.set_aside, [])
        summary = read.summary
        self.assertEqual((summary.samples, summary.reported, summary.set_aside), (8, 2, 0))
        self.assertEqual(summary.rows, summary.samples + summary.reported + summary.unmeasured)

    def test_every_field(self):
        text = HEAD + "in time,15,59,failures,120,90%,,seen é,AFI 5,Cambridgeshire,2021/22\n".encode()
        (row,) = peel.tallies(text).rows
        self.assertEqual(
            row,
            peel.Tally(
                line=2,
                kind="sample",
                sample=peel.Sample(44, 59, 120),
                counts="failures",
                target=0.9,
                criterion="in time",
                area="AFI 5",
                force="Cambridgeshire",
                period="2021/22",
                reported="",
                note="seen é",
            ),
        )
        (row,) = peel.tallies(HEAD + b"in time,,,,,,80.6%,,,,\n").rows
        self.assertEqual((row.kind, row.reported, row.sample), ("reported", "80.6%", (0, 0, 0)))
        self.assertTrue(math.isnan(row.target))

    def test_sources(self):
        text = b"met,assessed,criterion\r\n41,79,in time\r\n"
        expected = repr(peel.tallies(text))  # repr, because a target of NaN equals nothing
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "tally.csv"
            path.write_bytes(text)
            for source in path, str(path), io.BytesIO(text), bytearray(text), memoryview(text):
                self.assertEqual(repr(peel.tallies(source)), expected)
            with open(path, "rb") as file:
                self.assertEqual(repr(peel.tallies(file)), expected)
            with open(path) as file:
                self.assertEqual(repr(peel.tallies(file)), expected)
            with open(path, encoding="windows-1252") as file:
                with self.assertRaisesRegex(ValueError, "has been decoded already"):
                    peel.tallies(file, "windows-1252")
            with self.assertRaises(IsADirectoryError):
                peel.tallies(folder)
            with self.assertRaises(FileNotFoundError):
                peel.tallies(path.with_name("none.csv"))

    def test_windows_1252(self):
        text = b"criterion,met,assessed\nvictim\x92s decision,1,2\n"
        (row,) = peel.tallies(text, "windows-1252").rows
        self.assertEqual(row.criterion, "victim\u2019s decision")
        read = peel.tallies(text)
        self.assertEqual([fault.status for fault in read.set_aside], [peel.Status.ENCODING])

    def test_pieces_of_every_size(self):
        text = INSPECTION.read_bytes()
        expected = repr(peel.tallies(text))
        for size in (1, 2, 3, 7, 64, 1000):
            with peel.TallyReader() as reader:
                for start in range(0, len(text), size):
                    reader.feed(text[start : start + size])
                reader.finish()
                summary = reader.count()
                rows = [reader.row(index) for index in range(summary.rows)]
            self.assertEqual(repr(peel.Tallies(rows, [], summary)), expected)


class Faults(unittest.TestCase):
    def test_rows_set_aside(self):
        text = b"criterion,met,assessed\na,41,79\nb,x,79\nc,80,79\nd,5,\ne,40,48\n"
        read = peel.tallies(text)
        self.assertEqual([row.criterion for row in read.rows], ["a", "e"])
        faults = [(type(fault), fault.status.name, fault.line) for fault in read.set_aside]
        self.assertEqual(
            faults,
            [
                (peel.TextError, "NOT_A_COUNT", 3),
                (peel.NumberError, "MET_ABOVE_ASSESSED", 4),
                (peel.TextError, "HALF_A_SAMPLE", 5),
            ],
        )
        fault = read.set_aside[0]
        self.assertEqual((fault.field, fault.field_name, fault.column), (2, "met", 3))
        self.assertTrue(str(fault).startswith("line 3, field 2 (met): "))
        self.assertEqual((read.summary.rows, read.summary.samples, read.summary.set_aside), (5, 2, 3))

    def refused(self, status, kind, text, **options):
        with self.assertRaises(kind) as caught:
            peel.tallies(text, **options)
        self.assertEqual(caught.exception.status, status)
        return caught.exception

    def test_texts_that_cannot_be_read(self):
        status = peel.Status
        self.refused(status.NO_HEADER, peel.TextError, b"")
        self.refused(status.MISSING_COLUMN, peel.TextError, b"criterion,met\na,1\n")
        error = self.refused(status.REPEATED_COLUMN, peel.TextError, b"criterion,met,assessed,met\n")
        self.assertEqual((error.line, error.file), (1, None))
        self.refused(status.TOO_MANY_ROWS, peel.RoomError, HEAD + b"a\n" * 3, max_rows=2)
        self.refused(status.TOO_MANY_FIELDS, peel.RoomError, HEAD, max_fields=5)
        self.refused(status.FIELD_TOO_LONG, peel.RoomError, HEAD + b"a" * 99, max_field=50)
        self.refused(status.ENCODING_OPTION, peel.ArgumentError, HEAD, encoding="latin-1")
        for what in "max_field", "max_fields", "max_rows":
            for value in -1, 2**63:
                with self.assertRaisesRegex(ValueError, f"{what} is {value}: a limit is "):
                    peel.tallies(HEAD, **{what: value})
            with self.assertRaisesRegex(TypeError, f"{what} is 'many' "):
                peel.tallies(HEAD, **{what: "many"})

    def test_the_file_is_named(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "tally.csv")
            Path(path).write_bytes(b"criterion,met,assessed,met\n")
            error = self.refused(peel.Status.REPEATED_COLUMN, peel.TextError, path)
            self.assertEqual(error.file, path)
            self.assertTrue(str(error).startswith(f"{path}, line 1, "))
            Path(path).write_bytes(b"criterion,met,assessed\na,2,1\n")
            self.assertEqual(peel.tallies(path).set_aside[0].file, path)


class Readers(unittest.TestCase):
    def out_of_order(self, call, *arguments):
        with self.assertRaises(peel.ArgumentError) as caught:
            call(*arguments)
        self.assertEqual(caught.exception.status, peel.Status.STATE)

    def test_before_finish_and_after_close(self):
        reader = peel.TallyReader()
        reader.feed(HEAD + b"a,1,2,,,,,,,,\n")
        for call, *arguments in (reader.count,), (reader.row, 0), (reader.set_aside, 0):
            self.out_of_order(call, *arguments)
        reader.finish()
        self.out_of_order(reader.feed, b"more")
        self.out_of_order(reader.finish)
        row = reader.row(0)
        reader.close()
        reader.close()
        self.assertEqual(row.sample, (1, 2, 0))
        for call, *arguments in (
            (reader.feed, b""),
            (reader.finish,),
            (reader.count,),
            (reader.row, 0),
            (reader.set_aside, 0),
        ):
            self.out_of_order(call, *arguments)

    def test_indexes(self):
        with peel.TallyReader() as reader:
            reader.feed(HEAD)
            reader.finish()
            for index in 0, -1, 2**64:
                for call in reader.row, reader.set_aside:
                    with self.assertRaises(peel.ArgumentError) as caught:
                        call(index)
                    self.assertEqual(caught.exception.status, peel.Status.INDEX)

    def test_pieces_of_a_wrong_type(self):
        with peel.TallyReader() as reader, self.assertRaises(TypeError):
            reader.feed("criterion")

    def test_readers_are_not_copied(self):
        with peel.TallyReader() as reader:
            for copied in copy.copy, copy.deepcopy, pickle.dumps:
                with self.assertRaisesRegex(TypeError, "cannot be copied or pickled"):
                    copied(reader)

    def test_what_shares_a_reader_sees_it_closed(self):
        reader, alias = peel.TallyReader(), object.__new__(peel.TallyReader)
        vars(alias).update(vars(reader))
        reader.close()
        alias.close()
        self.out_of_order(alias.count)

    def test_a_reader_that_never_opened(self):
        with self.assertRaises(TypeError):
            peel.TallyReader(max_rows="many")
        for encoding in None, b"utf-8":
            with self.assertRaisesRegex(TypeError, "encoding is .*: give its name, a str"):
                peel.TallyReader(encoding=encoding)

    def test_threads_may_share_a_reader(self):
        with peel.TallyReader() as reader:
            reader.feed(b"criterion,met,assessed\n")

            def work():
                for _ in range(200):
                    reader.feed(b"a,1,2\n")

            threads = [threading.Thread(target=work) for _ in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            reader.finish()
            self.assertEqual(reader.count().samples, 800)


if __name__ == "__main__":
    unittest.main()
