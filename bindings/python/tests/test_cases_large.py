"""A million case records: counted right, in chunks, in shards, in bounded memory, while other threads run."""

import sys
import threading
import time
import unittest
from collections import Counter

import support  # noqa: F401  (finds the package)
from support import run_python

import peel
from peel import _library

ROWS = 1_000_000
FORCES = [f"Force {number:02}" for number in range(43)]
WORDS = ["yes", "no", "n/a", ""]
ANSWERS = ["met", "not_met", "not_applicable", "missing"]
HEADER = b"force,date,result,note\n"


def row(number):
    """A row, of which every figure follows from its number."""
    return (number * 7919) % 43, (number * 104729) % 36, (number * 31) % 4


def lines(start, end):
    for number in range(start, end):
        force, month, word = row(number)
        note = '"said ""no"", twice\nthen left"' if number % 50 == 0 else "seen, logged" if number % 2 else ""
        note = f'"{note}"' if note.startswith("seen") else note
        yield f"{FORCES[force]},{2022 + month // 12}-{month % 12 + 1:02}-15,{WORDS[word]},{note}\n"


def chunks(size, start=0, end=ROWS):
    """The text in chunks of so many bytes."""
    held = bytearray(HEADER)
    for line in lines(start, end):
        held += line.encode()
        if len(held) >= size:
            yield bytes(held[:size])
            del held[:size]
    yield bytes(held)


def counts_of(tallies):
    return {
        (row.keys["force"], row.keys["period"], answer): getattr(row, answer)
        for row in tallies
        for answer in ANSWERS
        if getattr(row, answer)
    }


class Large(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        counts = Counter(map(row, range(ROWS)))
        cls.expected = {
            (FORCES[force], f"{2022 + month // 12}-{month % 12 + 1:02}", ANSWERS[word]): count
            for (force, month, word), count in counts.items()
        }
        cls.text = b"".join(chunks(1 << 16))

    def options(self):
        return {"by": ["force", "period"], "outcome": "result", "date": "date"}

    def test_in_chunks(self):
        tallies = peel.tally(chunks(99991), **self.options())
        self.assertEqual(counts_of(tallies), self.expected)
        summary = tallies.summary
        self.assertEqual((summary.rows, summary.used, summary.groups), (ROWS, ROWS, 43 * 36))
        self.assertEqual(tallies.rates().bad, 0)

    def test_in_one_piece(self):
        self.assertEqual(counts_of(peel.tally(self.text, **self.options())), self.expected)

    def test_in_shards_by_threads(self):
        readers = [peel.CaseReader(**self.options()) for _ in range(4)]
        ends = [ROWS * shard // 4 for shard in range(5)]

        def work(reader, start, end):
            for chunk in chunks(1 << 16, start, end):
                reader.feed(chunk)
            reader.finish()

        threads = [threading.Thread(target=work, args=shard) for shard in zip(readers, ends, ends[1:])]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for reader in readers[1:]:
            readers[0].merge(reader)
            reader.close()
        self.assertEqual(counts_of(readers[0].tallies()), self.expected)
        self.assertEqual(readers[0].count().texts, 4)
        readers[0].close()

    def test_other_threads_run_meanwhile(self):
        """One call of the library reads all of the text; what holds Python's lock would keep the other thread still."""
        reader, ticks, reading, done = peel.CaseReader(**self.options()), [0], threading.Event(), threading.Event()

        def tick():
            reading.wait()
            while not done.is_set():
                ticks[0] += 1
                time.sleep(0.001)

        thread = threading.Thread(target=tick)
        thread.start()
        switch = sys.getswitchinterval()
        sys.setswitchinterval(100)  # else it would be asked for, and given between two lines of this thread
        try:
            reading.set()
            before = ticks[0]
            reader.feed(self.text)
            after = ticks[0]
        finally:
            sys.setswitchinterval(switch)
            done.set()
            thread.join()
        self.assertGreaterEqual(after - before, 5)
        reader.finish()
        self.assertEqual(reader.count().rows, ROWS)

    def test_memory_does_not_grow_with_the_rows(self):
        code = (
            "import peel, resource\n"
            "def chunks(rows):\n"
            "    yield b'force,date,result\\n'\n"
            "    for _ in range(rows // 1000):\n"
            "        yield b'Kent,2024-03-31,yes\\n' * 1000\n"
            "def peak(rows):\n"
            "    tallies = peel.tally(chunks(rows), by='force', date='date', outcome='result')\n"
            "    assert tallies.met.tolist() == [rows]\n"
            "    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
            "small = peak(10000); print(peak(2000000) - small)\n"
        )
        done = run_python(code, PEEL_LIBRARY=_library.lib._name)
        self.assertLess(int(done.stdout), 2048, done.stderr)  # KiB; the text has 40 MB


if __name__ == "__main__":
    unittest.main()
