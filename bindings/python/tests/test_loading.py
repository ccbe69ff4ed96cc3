"""How the library is found, and which one is refused. Each import is in a process of its own."""

import _ctypes
import os
import shutil
import tempfile
import unittest
from pathlib import Path

from support import BINDING, run_python

import peel
from peel import _library

RATE = "import peel; print(peel.rate(41, 79))"
SENTENCE = "51.9% (95% CI 41.1% to 62.6%)\n"


class Found(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.loaded = os.path.realpath(_library.lib._name)

    def copy_package(self):
        shutil.copytree(BINDING / "peel", self.folder / "peel", ignore=shutil.ignore_patterns("__pycache__"))
        version = self.folder / "peel" / "_version.py"
        version.write_text(f'VERSION = "{peel.__version__}"\n')
        return version

    def test_by_the_environment(self):
        done = run_python(RATE, PEEL_LIBRARY=self.loaded)
        self.assertEqual(done.stdout, SENTENCE, done.stderr)

    def test_by_a_path_relative_to_the_directory(self):
        directory, name = os.path.split(self.loaded)
        done = run_python(RATE, directory=directory, PEEL_LIBRARY=name)
        self.assertEqual(done.stdout, SENTENCE, done.stderr)

    def test_beside_the_package(self):
        self.copy_package()
        shutil.copy(self.loaded, self.folder / "peel" / "libpeel.so.0")
        done = run_python(RATE, self.folder, PEEL_LIBRARY=None, LD_LIBRARY_PATH=None)
        self.assertEqual(done.stdout, SENTENCE, done.stderr)

    def test_where_the_system_keeps_it(self):
        shutil.copy(self.loaded, self.folder / "libpeel.so.0")
        done = run_python(RATE, PEEL_LIBRARY=None, LD_LIBRARY_PATH=str(self.folder))
        self.assertEqual(done.stdout, SENTENCE, done.stderr)

    def test_not_found(self):
        done = run_python(RATE, PEEL_LIBRARY="/nowhere/libpeel.so")
        self.assertEqual(done.returncode, 1)
        last = done.stderr.split("ImportError: ")[-1]
        self.assertIn("/nowhere/libpeel.so: ", last)
        self.assertIn("set PEEL_LIBRARY to the path", last)
        self.assertIn("make install", last)

    def test_not_this_library(self):
        done = run_python(RATE, PEEL_LIBRARY=_ctypes.__file__)  # a library, but not libpeel
        self.assertIn("lacks the function peel_", done.stderr)

    def test_another_version(self):
        self.copy_package().write_text('VERSION = "9.9.9"\n')
        done = run_python(RATE, self.folder, PEEL_LIBRARY=self.loaded)
        self.assertEqual(done.returncode, 1)
        last = done.stderr.splitlines()[-1]
        self.assertIn(f"the package is of version 9.9.9, but the library {self.loaded} of version", last)
        self.assertIn(peel.version(), last)

    def test_no_version(self):
        shutil.copytree(BINDING / "peel", self.folder / "peel", ignore=shutil.ignore_patterns("__pycache__"))
        done = run_python(RATE, self.folder, PEEL_LIBRARY=self.loaded)
        self.assertIn("version.h cannot be read: install from libpeel's source tree", done.stderr.splitlines()[-1])

    def test_numpy_and_pandas_are_not_imported(self):
        code = (
            "import sys, peel; peel.rate(1, 2); peel.rate_many([1], [2]); peel.compare((1, 2), (3, 4));"
            "peel.trend([1, 2], [3, 4], ['2024-01', '2024-02']); peel.trend_mann_kendall([1, 2]);"
            "peel.rate_test_many([1], [2], 0.5); peel.rate_bounds_many([1], [2], [3]); peel.rate_worst_coverage(9);"
            "print('numpy' in sys.modules)"
        )
        self.assertEqual(run_python(code, PEEL_LIBRARY=self.loaded).stdout, "False\n")


class Other:
    """The library that was loaded, but for some functions."""

    _name = "libother.so"

    def __init__(self, **functions):
        self.__dict__.update(functions)

    def __getattr__(self, name):
        return getattr(_library.lib, name)


class Refused(unittest.TestCase):
    def test_what_was_loaded_is_not(self):
        for check in _library.check_version, _library.check_sizes, _library.check_constants:
            check(_library.lib)

    def test_a_struct_of_another_size(self):
        for struct in _library.s.STRUCTS:
            real = _library.lib.peel_struct_size
            other = Other(peel_struct_size=lambda name: real(name) + 8 * (name == struct.encode()))
            with self.assertRaisesRegex(ImportError, f"{struct} has .* in libother.so"):
                _library.check_sizes(other)

    def test_another_meaning_of_a_number(self):
        for function, number, theirs in (
            ("peel_status_name", 203, b"assessed-below-met"),
            ("peel_status_name", 203, None),
            ("peel_status_name", 502, b"new-status"),
            ("peel_note_name", 8, b"dip"),
            ("peel_note_name", 1 << 31, b"new-note"),
        ):
            real = getattr(_library.lib, function)
            other = Other(**{function: lambda given: theirs if given == number else real(given)})
            with self.assertRaisesRegex(ImportError, f"the number {number} means .* in libother.so"):
                _library.check_constants(other)


if __name__ == "__main__":
    unittest.main()
