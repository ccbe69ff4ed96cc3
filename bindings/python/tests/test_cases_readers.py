"""peel.CaseReader: pieces, merges, threads, what can be asked of it and when."""

import copy
import math
import pickle
import threading
import unittest

from cases_support import STOPS, TEXT, counts_of
from support import Refusing

import peel


class Readers(Refusing):
    def reader(self, *pieces, **options):
        reader = peel.CaseReader("force", "result", **options)
        self.addCleanup(reader.close)
        for piece in pieces:
            reader.feed(piece)
        return reader

    def finished(self, *pieces, **options):
        reader = self.reader(*pieces, **options)
        reader.finish()
        return reader

    def out_of_order(self, call, *arguments):
        self.refused(peel.Status.STATE, peel.ArgumentError, call, *arguments)

    def test_every_part(self):
        reader = self.finished(TEXT, b"Kent,x\nKent,,maybe\n", unknown="count")
        self.assertEqual(reader.count(), reader.tallies().summary)
        self.assertEqual((reader.key_name(0), reader.key(0, 0), reader.key(1, 0)), ("force", "Kent", "Essex"))
        self.assertEqual(reader.criterion_name(0), "result")
        tallies = reader.tallies()
        self.assertEqual([reader.tally(0), reader.tally(1)], list(tallies))
        columns = reader.columns()
        for name in peel.CaseColumns._fields:
            self.assertEqual(list(getattr(columns, name)), list(getattr(tallies, name)))
        fault = reader.set_aside(0)
        self.assertEqual((fault.status, fault.line, fault.file), (peel.Status.FIELD_COUNT, 6, None))
        self.assertEqual(str(fault), str(tallies.set_aside[0]))
        reason = reader.reason(0)
        self.assertEqual((reason.rows, str(reason.first)), (1, str(fault)))
        self.assertEqual(reader.word(0), peel.UnknownWord("maybe", "result", 1, 7, 7))
        reader.close()
        self.assertEqual(tallies.keys["force"], ["Kent", "Essex"])

    def test_pieces_of_every_size(self):
        text = STOPS.read_bytes()
        options = {"layout": "police-uk-stop-search", "date": "Date"}
        expected = counts_of(peel.tally(text, **options))
        for size in (1, 2, 3, 7, 64, 1000, 65536):
            with peel.CaseReader(**options) as reader:
                for start in range(0, len(text), size):
                    reader.feed(memoryview(text)[start : start + size])
                reader.finish()
                self.assertEqual(counts_of(reader.tallies()), expected)

    def test_out_of_order(self):
        reader = self.reader(TEXT)
        asked = [(reader.count,), (reader.columns,), (reader.tallies,), (reader.key, 0, 0), (reader.tally, 0)]
        asked += [(reader.set_aside, 0), (reader.reason, 0), (reader.word, 0)]
        for call, *arguments in asked:
            self.out_of_order(call, *arguments)
        self.out_of_order(reader.merge, self.finished(TEXT))
        self.out_of_order(self.finished(TEXT).merge, reader)
        reader.finish()
        self.out_of_order(reader.feed, b"more")
        self.out_of_order(reader.finish)
        reader.close()
        reader.close()
        for call, *arguments in [(reader.feed, b""), (reader.finish,), (reader.key_name, 0)] + asked:
            self.out_of_order(call, *arguments)
        self.out_of_order(self.finished(TEXT).merge, reader)
        self.out_of_order(reader.merge, self.finished(TEXT))

    def test_indexes(self):
        reader = self.finished(TEXT)
        for index in 2, -1, 2**64:
            for call in reader.tally, reader.set_aside, reader.reason, reader.word, reader.key_name:
                self.refused(peel.Status.INDEX, peel.ArgumentError, call, index)
            self.refused(peel.Status.INDEX, peel.ArgumentError, reader.criterion_name, index)
            self.refused(peel.Status.INDEX, peel.ArgumentError, reader.key, index, 0)
            self.refused(peel.Status.INDEX, peel.ArgumentError, reader.key, 0, index)

    def test_a_text_that_cannot_be_read_on(self):
        reader = self.reader()
        for _ in range(2):
            error = self.refused(peel.Status.MISSING_COLUMN, peel.TextError, reader.feed, b"a,b\n1,2\n")
            self.assertEqual(error.line, 1)
        self.refused(peel.Status.MISSING_COLUMN, peel.TextError, reader.finish)
        self.out_of_order(reader.tallies)
        with self.assertRaises(TypeError):
            reader.feed("force")

    def test_counts_after_words_without_a_meaning(self):
        reader = self.reader(b"force,result\nKent,yes\nKent,maybe\n")
        error = self.refused(peel.Status.UNKNOWN_WORD, peel.TextError, reader.finish)
        self.assertEqual(counts_of(error.tallies), {("Kent", "result"): (1, 0, 0, 0, 1, 0)})
        self.assertEqual(counts_of(reader.tallies()), counts_of(error.tallies))

    def test_merged_in_any_order(self):
        texts = [TEXT, b"force,result\nDevon,no\nKent,\n", b"result,force\nyes,Essex\n"]
        expected = counts_of(peel.tally(texts, "force", "result"))
        for order in (0, 1, 2), (2, 1, 0), (1, 0, 2):
            readers = [self.finished(texts[place]) for place in order]
            readers[1].merge(readers[2])
            readers[0].merge(readers[1])
            self.assertEqual(counts_of(readers[0].tallies()), expected)
            self.assertEqual(readers[0].count().texts, 3)
            self.assertEqual(readers[1].count().texts, 2)  # is not changed
        readers = [self.finished(text, sorted=True) for text in texts]
        readers[2].merge(readers[0])
        readers[2].merge(readers[1])
        self.assertEqual(readers[2].tallies().keys["force"], ["Devon", "Essex", "Kent"])

    def test_what_cannot_be_merged(self):
        reader = self.finished(TEXT)
        self.refused(peel.Status.MERGE, peel.ArgumentError, reader.merge, reader)
        for options in {"missing": "failed"}, {"sorted": True}:
            self.refused(peel.Status.MERGE, peel.ArgumentError, reader.merge, self.finished(TEXT, **options))
        other = peel.CaseReader("date", "result")
        other.feed(TEXT)
        other.finish()
        self.refused(peel.Status.MERGE, peel.ArgumentError, reader.merge, other)
        with self.assertRaisesRegex(TypeError, "other is of type bytes"):
            reader.merge(TEXT)
        self.assertEqual(reader.count().texts, 1)

    def test_readers_are_not_copied(self):
        reader = self.reader()
        for copied in copy.copy, copy.deepcopy, pickle.dumps:
            with self.assertRaisesRegex(TypeError, "cannot be copied or pickled"):
                copied(reader)
        tallies = self.finished(TEXT).tallies()
        self.assertEqual(counts_of(pickle.loads(pickle.dumps(tallies))), counts_of(tallies))

    def test_a_reader_that_never_opened(self):
        with self.assertRaises(TypeError):
            peel.CaseReader(nothing=1)
        self.refused(peel.Status.PLAN, peel.ArgumentError, peel.CaseReader, "force")

    def test_threads_may_share_readers(self):
        reader = self.reader(b"force,result\n")

        def work():
            for _ in range(200):
                reader.feed(b"Kent,yes\n")

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        reader.finish()
        self.assertEqual(reader.tally(0).sample, peel.Sample(800, 800))

    def test_threads_may_merge_readers_into_each_other(self):
        one, two = self.finished(TEXT), self.finished(TEXT)

        def work(into, other):
            for _ in range(20):
                into.merge(other)

        threads = [threading.Thread(target=work, args=pair) for pair in ((one, two), (two, one))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        self.assertFalse(any(thread.is_alive() for thread in threads))
        self.assertGreater(one.count().texts, 20)

    def test_columns_of_numpy_where_that_is_used(self):
        try:
            import numpy
        except ImportError:
            self.skipTest("numpy is not installed")
        tallies = peel.tally(TEXT, "force", "result")
        for name in peel.CaseColumns._fields:
            column = getattr(tallies, name)
            self.assertIsInstance(column, numpy.ndarray)
            self.assertEqual(column.dtype, numpy.float64 if name in ("lowest", "highest") else numpy.int64)
        self.assertIs(type(tallies[0].met), int)
        self.assertIs(type(tallies[0].lowest), float)
        empty = peel.tally(b"force,result\nKent,n/a\n", "force", "result")
        self.assertTrue(math.isnan(empty.lowest[0]))


if __name__ == "__main__":
    unittest.main()
