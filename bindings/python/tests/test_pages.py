"""Every example in a docstring and in README.md, run."""

import doctest
import importlib
import unittest

from support import BINDING

import peel


class Examples(unittest.TestCase):
    def test_docstrings(self):
        ran = 0
        for path in sorted((BINDING / "peel").glob("*.py")):
            module = peel if path.stem == "__init__" else importlib.import_module(f"peel.{path.stem}")
            results = doctest.testmod(module, extraglobs={"peel": peel})
            self.assertEqual(results.failed, 0, path.name)
            ran += results.attempted
        self.assertGreaterEqual(ran, 90)

    def test_readme(self):
        results = doctest.testfile(str(BINDING / "README.md"), module_relative=False)
        self.assertEqual(results.failed, 0)
        self.assertGreaterEqual(results.attempted, 30)


if __name__ == "__main__":
    unittest.main()
