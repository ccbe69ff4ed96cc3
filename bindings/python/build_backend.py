"""Builds the package for pip (PEP 517, PEP 660) with the standard library alone, so that pip needs no network.

The package is pure Python: a wheel is a zip file of its modules and three texts. The metadata stands here, because
Python has a reader for pyproject.toml only from 3.11 on; a test compares the two. The version is written into what is
built.
"""

import base64
import hashlib
import io
import runpy
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
NAME = "peel"
FIELDS = {
    "Summary": "Audit metrics: compliance rates of samples and case records with confidence intervals, by libpeel",
    "License": "GPL-3.0-or-later",
    "Requires-Python": ">=3.9",
    "Description-Content-Type": "text/markdown",
}
# The first moment that a zip file can name: the same sources give the same bytes.
MOMENT = (1980, 1, 1, 0, 0, 0)


def _version():
    return runpy.run_path(str(ROOT / NAME / "_version.py"))["VERSION"]


def _metadata(version):
    head = {"Metadata-Version": "2.1", "Name": NAME, "Version": version, **FIELDS}
    lines = [f"{field}: {value}\n" for field, value in head.items()]
    return "".join(lines) + "\n" + (ROOT / "README.md").read_text(encoding="utf-8")


def _package(version):
    """The files of the package, with the version written out instead of looked up in the source tree."""
    files = {f"{NAME}/{path.name}": path.read_bytes() for path in sorted((ROOT / NAME).iterdir()) if path.is_file()}
    text = f'"""The version of this package, written when it was built."""\n\nVERSION = "{version}"\n'
    files[f"{NAME}/_version.py"] = text.encode()
    return files


def _dist_info(version):
    wheel = f"Wheel-Version: 1.0\nGenerator: build_backend ({version})\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    return {"METADATA": _metadata(version).encode(), "WHEEL": wheel.encode()}


def _write_wheel(directory, version, files):
    info = f"{NAME}-{version}.dist-info"
    files = {**files, **{f"{info}/{name}": data for name, data in _dist_info(version).items()}}
    record = []
    for path, data in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        record.append(f"{path},sha256={digest},{len(data)}\n")
    files[f"{info}/RECORD"] = ("".join(record) + f"{info}/RECORD,,\n").encode()
    name = f"{NAME}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(Path(directory) / name, "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, MOMENT)
            entry.external_attr = 0o100644 << 16
            wheel.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return name


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    version = _version()
    return _write_wheel(wheel_directory, version, _package(version))


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    """A wheel that only names this directory, so that changes in it are seen without installing again."""
    return _write_wheel(wheel_directory, _version(), {f"{NAME}.pth": f"{ROOT}\n".encode()})


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    version = _version()
    info = Path(metadata_directory) / f"{NAME}-{version}.dist-info"
    info.mkdir()
    for name, data in _dist_info(version).items():
        (info / name).write_bytes(data)
    return info.name


prepare_metadata_for_build_editable = prepare_metadata_for_build_wheel


def build_sdist(sdist_directory, config_settings=None):
    version = _version()
    files = _package(version)
    for name in ("pyproject.toml", "build_backend.py", "README.md"):
        files[name] = (ROOT / name).read_bytes()
    files["PKG-INFO"] = _metadata(version).encode()
    base = f"{NAME}-{version}"
    with tarfile.open(Path(sdist_directory) / f"{base}.tar.gz", "w:gz") as archive:
        for path, data in files.items():
            entry = tarfile.TarInfo(f"{base}/{path}")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return f"{base}.tar.gz"
