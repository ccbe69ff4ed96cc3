"""pip installs the package without a network and without setuptools, as built, as an editable copy, from an archive."""

import ast
import base64
import csv
import hashlib
import io
import os
import re
import runpy
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unittest
import zipfile
from pathlib import Path

from support import BINDING, INCLUDE

import peel
from peel import _library

SENTENCE = "51.9% (95% CI 41.1% to 62.6%)\n"
BACKEND = runpy.run_path(str(BINDING / "build_backend.py"))


class Folder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)


class Built(Folder):
    def build(self, name="build_wheel"):
        return self.folder / BACKEND[name](str(self.folder))

    def test_wheel(self):
        path = self.build()
        self.assertEqual(path.name, f"peel-{peel.__version__}-py3-none-any.whl")
        with zipfile.ZipFile(path) as wheel:
            files = {name: wheel.read(name) for name in wheel.namelist()}
        package = {f"peel/{source.name}" for source in (BINDING / "peel").iterdir() if source.is_file()}
        info = f"peel-{peel.__version__}.dist-info/"
        self.assertEqual(set(files), package | {info + name for name in ("METADATA", "WHEEL", "RECORD")})
        version = ast.parse(files["peel/_version.py"]).body[-1]
        self.assertEqual(ast.literal_eval(version.value), peel.__version__)
        rows = list(csv.reader(io.StringIO(files[info + "RECORD"].decode())))
        self.assertEqual({name for name, _, _ in rows}, set(files))
        for name, digest, size in rows[:-1]:
            hashed = base64.urlsafe_b64encode(hashlib.sha256(files[name]).digest()).decode().rstrip("=")
            self.assertEqual((digest, int(size)), (f"sha256={hashed}", len(files[name])))

    def test_the_same_sources_give_the_same_bytes(self):
        first = self.build().read_bytes()
        self.assertEqual(self.build().read_bytes(), first)

    def test_version_is_that_of_the_header(self):
        header = (INCLUDE / "version.h").read_text()
        self.assertEqual(peel.__version__, re.search(r'#define PEEL_VERSION "([\d.]+)"', header).group(1))

    def test_metadata_is_that_of_pyproject(self):
        text = (BINDING / "pyproject.toml").read_text()
        fields = BACKEND["FIELDS"]
        for key, value in (
            ("name", BACKEND["NAME"]),
            ("description", fields["Summary"]),
            ("license", fields["License"]),
            ("requires-python", fields["Requires-Python"]),
        ):
            self.assertIn(f'\n{key} = "{value}"\n', text)

    def test_an_archive_builds_the_same_package_far_from_the_header(self):
        with tarfile.open(self.build("build_sdist")) as archive:
            for member in archive:
                path = self.folder / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(archive.extractfile(member).read())
        far = self.folder / f"peel-{peel.__version__}"
        backend = runpy.run_path(str(far / "build_backend.py"))
        again = self.folder / "again"
        again.mkdir()
        name = backend["build_wheel"](str(again))
        self.assertEqual((again / name).read_bytes(), self.build().read_bytes())

    def test_a_copy_without_the_header_says_so(self):
        copy = self.folder / "copy"
        shutil.copytree(BINDING, copy, ignore=shutil.ignore_patterns("__pycache__"))
        backend = runpy.run_path(str(copy / "build_backend.py"))
        with self.assertRaisesRegex(ImportError, "install from libpeel's source tree"):
            backend["build_wheel"](str(self.folder))


class Installed(Folder):
    def run_in(self, *command):
        environment = {
            **os.environ,
            "PEEL_LIBRARY": os.path.abspath(_library.lib._name),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        environment.pop("PYTHONPATH", None)
        done = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=self.folder, timeout=300)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def test_in_a_virtual_environment(self):
        try:
            import ensurepip  # noqa: F401  (Debian keeps it in python3-venv)
        except ImportError:
            self.skipTest("python3-venv is not installed")
        self.run_in(sys.executable, "-m", "venv", "venv")
        python = str(self.folder / "venv" / "bin" / "python")
        pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "-q", "--no-index"]
        where = "import peel, pathlib; print(peel.rate(41, 79)); print(pathlib.Path(peel.__file__).parent)"
        archive = BACKEND["build_sdist"](str(self.folder))
        for source, home in (
            ([str(BINDING)], self.folder / "venv"),
            (["--force-reinstall", archive], self.folder / "venv"),
            (["--force-reinstall", "--editable", str(BINDING)], BINDING),
        ):
            self.run_in(*pip, *source)
            sentence, path = self.run_in(python, "-c", where).splitlines(keepends=True)
            self.assertEqual(sentence, SENTENCE)
            self.assertIn(home.resolve(), Path(path.strip()).resolve().parents)
        self.assertEqual(self.run_in(python, "-m", "pip", "check").strip(), "No broken requirements found.")


if __name__ == "__main__":
    unittest.main()
