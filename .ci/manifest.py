"""Checks that manifest.json names every file beside or below it with its SHA-256.

    manifest.py FOLDER…

Looks at file names and sums only, not at the structure of the manifest.
Exit status: 0 all well, 1 findings, 2 could not check.
"""

import hashlib
import json
import sys

from files import Report, find


def strings(value) -> list[str]:
    """All strings in a JSON value, keys included."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [s for item in value for s in strings(item)]
    if isinstance(value, dict):
        return [s for key, item in value.items() for s in [key, *strings(item)]]
    return []


def main() -> None:
    """Looks at each manifest."""
    report = Report()
    for manifest in find(sys.argv[1:], "manifest.json"):
        found = []
        try:
            said = set(strings(json.loads(manifest.read_text(encoding="utf-8"))))
        except ValueError as error:
            report.file(manifest, [f"is not JSON: {error}"])
            continue
        names = {s.replace("\\", "/").rsplit("/", 1)[-1] for s in said}
        files = [p for p in sorted(manifest.parent.rglob("*")) if p.is_file() and p != manifest]
        if not files:
            found.append("there is no document beside it")
        for path in files:
            if path.name not in names:
                found.append(f"does not name {path.name}")
            if hashlib.sha256(path.read_bytes()).hexdigest() not in {s.lower() for s in said}:
                found.append(f"has not the SHA-256 of {path.name}")
        report.file(manifest, found, f"  {len(files)} files")
    report.exit()


if __name__ == "__main__":
    main()
