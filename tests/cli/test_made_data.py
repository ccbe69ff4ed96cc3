"""The records of examples/data that are made up: its program writes them again, the same to the byte."""

import os
import subprocess
import sys
import tempfile
import unittest

from support import TOP

DATA = os.path.join(TOP, "examples", "data")
MADE = ["cases-2024-03.csv", "grid-cambridgeshire-2021-22.csv", "stop-and-search-2024-03.csv"]


class MadeUp(unittest.TestCase):
    def test_the_program_writes_them_again(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, os.path.join(DATA, "make_records.py"), folder], check=True)
            self.assertEqual(sorted(os.listdir(folder)), MADE)
            for name in MADE:
                with open(os.path.join(folder, name), "rb") as made, open(os.path.join(DATA, name), "rb") as kept:
                    self.assertEqual(made.read(), kept.read(), name)
