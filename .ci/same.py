"""Checks that two folders hold the same files with the same bytes.

    same.py FOLDER FOLDER

The folders are compared from the level of the manifest on, so that they may be nested differently.
Exit status: 0 all well, 1 findings, 2 could not check.
"""

import sys
from pathlib import Path

from files import Report, die, find


def contents(folder: str) -> dict[str, bytes]:
    """Bytes of every file beside and below the one manifest in `folder`."""
    manifests = find([folder], "manifest.json")
    if len(manifests) != 1:
        die(f"{folder} holds {len(manifests)} manifests")
    root = manifests[0].parent
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def main() -> None:
    """Compares the two folders."""
    if len(sys.argv) != 3:
        die("usage: same.py FOLDER FOLDER")
    left, right = contents(sys.argv[1]), contents(sys.argv[2])
    report = Report()
    for name in sorted(left.keys() | right.keys()):
        if name not in left or name not in right:
            report.file(Path(name), ["is in one folder only"])
        else:
            report.file(Path(name), [] if left[name] == right[name] else ["differs"])
    report.exit()


if __name__ == "__main__":
    main()
