"""The version of this package. It stands once, in include/peel/version.h; building a wheel writes it here instead."""

import re
from pathlib import Path


def _read() -> str:
    header = Path(__file__).resolve().parents[3] / "include" / "peel" / "version.h"
    try:
        text = header.read_text(encoding="utf-8")
    except OSError as error:
        raise ImportError(
            f"peel: no version, because {header} cannot be read: install from libpeel's source tree"
        ) from error
    found = re.search(r'^#define PEEL_VERSION "(.*)"$', text, re.MULTILINE)
    if not found:
        raise ImportError(f"peel: no version in {header}")
    return found.group(1)


VERSION = _read()
