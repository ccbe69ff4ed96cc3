"""Prints what a program compiled against the headers relies on: functions, struct layouts, constants.

The names come from the headers; the numbers from a program that the C compiler makes of them.
"""

import glob
import os
import re
import subprocess
import tempfile


def headers():
    """The text of every public header, without comments and without the lists' line ends."""
    text = ""
    for path in sorted(glob.glob("include/peel/*.h")):
        with open(path, encoding="utf-8") as file:
            text += file.read()
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).replace("\\\n", " ")


def functions(text):
    found = re.findall(r"^PEEL_API ([^;{]*);", text, flags=re.MULTILINE)
    return sorted(re.sub(r"\s+", " ", prototype) for prototype in found)


def structs(text):
    """Pairs of a struct's name and its fields, each a pair of declaration and name."""
    found = re.findall(r"typedef struct (peel_\w+) \{(.*?)\} \1;", text, flags=re.DOTALL)
    result = []
    for name, body in found:
        fields = []
        for declaration in filter(None, (re.sub(r"\s+", " ", part).strip() for part in body.split(";"))):
            pointer = re.search(r"\(\*(\w+)\)", declaration)
            plain = re.search(r"(\w+)(\[\w+\])?$", declaration)
            fields.append((declaration, (pointer or plain).group(1)))
        result.append((name, fields))
    return sorted(result)


def lists(text):
    """The lists of constants: name, parameters, and which of them is the number."""
    found = re.findall(r"#define PEEL_\w+_CONSTANT\(([^)]*)\)\s+PEEL_##constant = \((\w+)\),", text)
    uses = re.findall(r"enum \{ (PEEL_\w+)\(PEEL_\w+_CONSTANT\)", text)
    return [(use, parameters, number) for use, (parameters, number) in zip(uses, found)]


def plain_constants(text):
    """The constants written out in an enum, and the numbers that are defined."""
    bodies = re.findall(r"enum \{([^{}]*)\}", text)
    constants = [name for body in bodies for name in re.findall(r"(PEEL_\w+) = ", body)]
    return [name for name in constants if not name.endswith("_END_")] + re.findall(r"#define (PEEL_COUNT_MAX)", text)


def program(text):
    lines = ["#include <peel.h>", "#include <stddef.h>", "#include <stdio.h>", "int main(void) {"]
    for name, fields in structs(text):
        lines.append(f'printf("\\n{name}: %zu bytes, aligned to %zu\\n", sizeof({name}), _Alignof({name}));')
        for declaration, field in fields:
            lines.append(
                f'printf("  %3zu + %3zu  {declaration}\\n", offsetof({name}, {field}), sizeof((({name} *)0)->{field}));'
            )
    lines.append('printf("\\n");')
    for use, parameters, number in lists(text):
        lines.append(f'#define SHOW({parameters}) printf("PEEL_%s = %ld\\n", #constant, (long){number});')
        lines += [f"{use}(SHOW)", "#undef SHOW"]
    for name in plain_constants(text):
        lines.append(f'printf("{name} = %lld\\n", (long long){name});')
    return "\n".join(lines + ["}"])


def main():
    text = headers()
    print("\n".join(functions(text)))
    with tempfile.TemporaryDirectory() as folder:
        executable = os.path.join(folder, "layout")
        compiler = os.environ.get("CC", "cc").split()
        subprocess.run(
            [*compiler, "-std=c17", "-Iinclude", "-x", "c", "-", "-o", executable],
            input=program(text).encode(), check=True,
        )
        print(subprocess.run([executable], check=True, capture_output=True, text=True).stdout, end="")


main()
