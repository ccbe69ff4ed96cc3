"""Where things are, and Python in a process of its own."""

import os
import subprocess
import sys
import unittest
from pathlib import Path

BINDING = Path(__file__).resolve().parents[1]
PROJECT = BINDING.parents[1]
INCLUDE = PROJECT / "include" / "peel"
REFERENCE = PROJECT / "tests" / "reference"

if str(BINDING) not in sys.path:
    sys.path.insert(0, str(BINDING))


def run_python(code, path=BINDING, directory="/", **environment):
    """Runs code in a directory, with the package found in `path` and other environment variables (None: unset)."""
    variables = {**os.environ, "PYTHONPATH": str(path), "PYTHONDONTWRITEBYTECODE": "1", **environment}
    variables = {name: value for name, value in variables.items() if value is not None}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=variables, capture_output=True, text=True, cwd=directory, timeout=120)


def reference_cases():
    """The published cases by their ids: method, inputs, expected, tolerance, source, check."""
    cases = {}
    for line in (REFERENCE / "cases.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, *fields = (field.strip() for field in line.split("|", 6))
            cases[name] = fields
    return cases


class Refusing(unittest.TestCase):
    """Tests of what is refused."""

    def refused(self, status, kind, call, *arguments, **options):
        """The error that a call raises, of this kind and with this status."""
        with self.assertRaises(kind) as caught:
            call(*arguments, **options)
        self.assertEqual(caught.exception.status, status)
        return caught.exception
