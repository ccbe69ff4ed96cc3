"""Runs the examples of Markdown pages, and compares what they print with what the page says that they print.

Usage: check.py PAGE.md...   Environment: B (build directory), CC, PKG_CONFIG. Run from the top of the project.

- ```sh     lines that begin with "$ " are commands, and the lines below them what they print. A block without "$ " is
            for reading. Without lines below it, a command need only succeed. A line "..." stands for any lines. `peel`
            is the program that was built.
- ```c      a whole program, or lines that go into main(). A ```text block right below it is what it prints.
- ```python lines that begin with ">>> ": a doctest. A block without them is for reading.
- `file.c`, `file.h` in a text: there is such a file.
"""

import doctest
import os
import re
import subprocess
import sys
import tempfile

BUILD = os.path.abspath(os.environ.get("B", "build"))
CC = os.environ.get("CC", "cc").split()


def blocks(page):
    """The fenced blocks of a page: line, language, text, and the text block right below it, or None."""
    with open(page, encoding="utf-8") as file:
        text = file.read()
    fence = re.compile(r"^```(\w+)\n(.*?)^```\n(?:\n*^```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)
    for match in fence.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match.group(1), match.group(2), match.group(3)


def sources():
    """The names of the C files that there are."""
    skipped = {".git", "build", os.path.basename(BUILD)}
    for folder, folders, files in os.walk("."):
        folders[:] = [name for name in folders if name not in skipped]
        yield from (name for name in files if name.endswith((".c", ".h")))


def check_names(page, known):
    """What a page says of C files that are not there, or None where it names no file."""
    with open(page, encoding="utf-8") as file:
        named = re.findall(r"`[\w/]*?(\w+\.[ch])`", file.read())
    return "".join(f"there is no file {name}\n" for name in named if name not in known) if named else None


def agrees(expected, printed):
    """Equal, but for spaces at the ends of lines; a line "..." stands for any lines."""
    lines = [line.rstrip() for line in expected.strip("\n").split("\n")]
    parts = [r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n" for line in lines]
    plain = "".join(line.rstrip() + "\n" for line in printed.strip("\n").split("\n"))
    return re.fullmatch("".join(parts), plain) is not None


def run(command, expected, **how):
    """What is wrong with a command, or None."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600, **how)
    if expected is None:
        return None if done.returncode == 0 else f"exit status {done.returncode}\n{done.stdout}"
    return None if agrees(expected, done.stdout) else f"the page says:\n{expected}\nit printed:\n{done.stdout}"


def check_sh(text):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    environment.update(PATH=BUILD + os.pathsep + os.environ["PATH"], PEEL_LIBRARY=BUILD + "/libpeel.so")
    faults = []
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, expected = re.fullmatch(r"((?:[^\n]*\\\n)*[^\n]*)\n?(.*)", part, re.DOTALL).groups()
        faults.append(run(["sh", "-c", command], expected if expected.strip() else None, env=environment))
    return "\n".join(filter(None, faults))


def check_c(text, expected):
    if "main(" not in text:
        text = "#include <peel.h>\n#include <stdio.h>\nint main(void) {\n" + text + "return 0;\n}\n"
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(folder, "example")
        libraries = [BUILD + "/libpeel.a", "-lgsl", "-lgslcblas", "-lcsv", "-lm"]
        command = [*CC, "-std=c17", "-Wall", "-Iinclude", "-x", "c", "-", "-x", "none", *libraries, "-o", program]
        return run(command, None, input=text) or run([program], expected)


def check_python(text, page, line):
    sys.path.insert(0, os.path.abspath("bindings/python"))
    os.environ["PEEL_LIBRARY"] = BUILD + "/libpeel.so"
    report = []
    test = doctest.DocTestParser().get_doctest(text, {}, page, page, line)
    doctest.DocTestRunner(verbose=False).run(test, out=report.append)
    return "".join(report)


def check(page, line, language, text, expected):
    """What is wrong with a block; "" for nothing; None where there is nothing to run."""
    if language == "sh" and re.search(r"^\$ ", text, re.MULTILINE):
        return check_sh(text)
    if language == "c":
        return check_c(text, expected) or ""
    if language == "python" and ">>> " in text:
        return check_python(text, page, line)
    return None


def say(place, fault):
    """Prints a test's line; returns whether it failed. A fault of None is no test."""
    if fault is None:
        return False
    print(f"{'not ok' if fault else 'ok'} - {place}")
    for row in fault.splitlines():
        print("# " + row)
    return bool(fault)


def main():
    failed = []
    known = set(sources())
    for page in sys.argv[1:]:
        failed.append(say(f"{page}: names of files", check_names(page, known)))
        for line, language, text, expected in blocks(page):
            failed.append(say(f"{page}:{line}: {language}", check(page, line, language, text, expected)))
    return 1 if any(failed) else 0


sys.exit(main())
