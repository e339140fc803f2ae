"""Checks a case file with nothing but its documented format (docs/handbuch/akte.md).

    akte.py AKTE…              the folders are whole
    akte.py --veraendert AKTE… each folder was altered, and that shows
    akte.py --versuche AKTE…   copies with one byte changed are found to be altered, in every file

Exit status: 0 all well, 1 a fault, 2 could not check.
"""

import hashlib
import json
import shutil
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from files import Report, die

MARK = b',"hash":"'
MEMBERS = ["nr", "zeit", "kennung", "art", "inhalt", "vorher"]
OWN = {"journal.jsonl", "kopf.json", ".sperre"}
KINDS = {"versionen", "belege", "entwuerfe", "beiseite"}


def sha256(data: bytes) -> str:
    """Hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def journal(data: bytes) -> tuple[list[dict], list[str]]:
    """The entries, and what breaks the chain."""
    entries, faults, before = [], [], None
    if not data.endswith(b"\n"):
        faults.append("journal: the last line has no end")
    for number, line in enumerate(data.split(b"\n")[:-1], 1):
        text, mark, rest = line.rpartition(MARK)
        if not mark or len(rest) != 66 or not rest.endswith(b'"}'):
            faults.append(f"line {number}: no hash at its end")
            continue
        stated = rest[:64].decode("ascii", "replace")
        if sha256(text + b"}") != stated:
            faults.append(f"line {number}: its hash is another one")
            continue
        entry = json.loads(text + b"}")
        if list(entry) != MEMBERS:
            faults.append(f"line {number}: members {list(entry)}")
        if entry["nr"] != number:
            faults.append(f"line {number}: numbered {entry['nr']}")
        before = before or sha256(entry["kennung"].encode())
        if entry["vorher"] != before:
            faults.append(f"line {number}: does not follow on the line before")
        entry["hash"] = before = stated
        entries.append(entry)
    return entries, faults


def inside(path: str) -> bool:
    """Whether a path stays in a folder of the case file."""
    parts = path.split("/")
    return len(parts) > 1 and all(part and part[0] != "." and part[-1] != "." for part in parts) and "\\" not in path


def coherent(entries: list[dict]) -> list[str]:
    """What entries say that cannot be, though the chain is whole."""
    faults, seen, last, before = [], {}, 0, None
    for entry in entries:
        number, content = entry["nr"], entry["inhalt"]
        time = datetime.fromisoformat(entry["zeit"])
        if before and time < before:
            faults.append(f"entry {number}: earlier than the one before")
        before = time
        for file in content.get("dateien", []):
            if not inside(file["datei"]):
                faults.append(f"entry {number}: names a file outside: {file['datei']}")
        if entry["art"] == "freigabe" and "neu" in content:
            if content["version"] != last + 1:
                faults.append(f"entry {number}: version {content['version']} after {last}")
            last = content["version"]
            if not all(file["datei"].startswith(f"versionen/{last:04}/") for file in content["dateien"]):
                faults.append(f"entry {number}: files outside its version")
        for gone in content["eintraege"] if entry["art"] == "loeschung" else []:
            if seen.get(gone["nr"]) != (gone["hash"], gone["dateien"]):
                faults.append(f"entry {number}: deletes what entry {gone['nr']} is not")
        seen[number] = (entry["hash"], len(content.get("dateien", [])))
    return faults


def files(entries: list[dict]) -> dict[str, dict]:
    """The files that should be there, by path."""
    gone = {
        deleted["nr"]
        for entry in entries
        if entry["art"] == "loeschung"
        for deleted in entry["inhalt"]["eintraege"]
    }
    return {
        file["datei"]: file
        for entry in entries
        if entry["nr"] not in gone
        for file in entry["inhalt"].get("dateien", [])
    }


def versions(entries: list[dict]) -> list[str]:
    """What is wrong between versions, their manifests and the documents' feet."""
    faults, manifests = [], {}
    for entry in entries:
        if entry["art"] != "freigabe":
            continue
        content = entry["inhalt"]
        number = content["version"]
        if "neu" in content:
            place = f"versionen/{number:04}/manifest.json"
            named = [file["sha256"] for file in content["dateien"] if file["datei"] == place]
            if named != [content["manifest"]]:
                faults.append(f"entry {entry['nr']}: its manifest is not among its files")
            manifests[number] = content["manifest"]
        elif manifests.get(number) != content["manifest"]:
            faults.append(f"entry {entry['nr']}: approves another content than version {number}")
    return faults


def feet(folder: Path, entries: list[dict]) -> list[str]:
    """Whether each released page names the head of the chain before its version."""
    faults = []
    for entry in entries:
        for file in entry["inhalt"].get("dateien", []):
            path = folder / file["datei"]
            if entry["art"] == "freigabe" and path.suffix == ".html" and path.exists():
                if entry["vorher"] not in path.read_text(encoding="utf-8"):
                    faults.append(f"{file['datei']}: does not name the head before it")
    return faults


def check(folder: Path) -> list[str]:
    """Everything that is wrong with a case file."""
    try:
        entries, faults = journal((folder / "journal.jsonl").read_bytes())
    except (OSError, ValueError, KeyError) as problem:
        return [f"journal: not readable: {problem!r}"]
    try:
        data = (folder / "kopf.json").read_bytes()
        head = json.loads(data)
        last = entries[-1] if entries else {"nr": 0, "hash": ""}
        wanted = {"nr": last["nr"], "hash": last["hash"]}
        if head != wanted or data != json.dumps(wanted, separators=(",", ":")).encode() + b"\n":
            faults.append("kopf.json: not the last entry")
    except (OSError, ValueError) as problem:
        faults.append(f"kopf.json: not readable: {problem!r}")
    faults += coherent(entries)
    known = files(entries)
    for path, file in known.items():
        place = folder / path
        if not place.is_file() or place.is_symlink():
            faults.append(f"{path}: missing")
        elif sha256(place.read_bytes()) != file["sha256"] or place.stat().st_size != file["bytes"]:
            faults.append(f"{path}: altered")
    folders = KINDS | {str(parent) for path in known for parent in Path(path).parents}
    for place in folder.rglob("*"):
        path = place.relative_to(folder).as_posix()
        wanted = folders if place.is_dir() else known.keys() | OWN
        if path not in wanted:
            faults.append(f"{path}: not in the journal")
    if (folder / ".sperre").exists() and (folder / ".sperre").stat().st_size:
        faults.append(".sperre: not empty")
    return faults + versions(entries) + feet(folder, entries)


def attempts(folder: Path) -> list[str]:
    """Bytes that may be changed without anything being noticed."""
    unnoticed = []
    with tempfile.TemporaryDirectory() as work:
        for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size):
            size = file.stat().st_size
            for place in sorted({0, 1, size // 3, size // 2, size - 2, size - 1} & set(range(size))):
                copy = Path(work) / "akte"
                shutil.copytree(folder, copy)
                target = copy / file.relative_to(folder)
                data = bytearray(target.read_bytes())
                data[place] ^= 1
                target.write_bytes(data)
                if not check(copy):
                    unnoticed.append(f"{file.relative_to(folder)}: byte {place}")
                shutil.rmtree(copy)
    return unnoticed


def main() -> None:
    """Looks at each folder."""
    arguments, mode = sys.argv[1:], None
    if arguments and arguments[0] in ("--veraendert", "--versuche"):
        mode = arguments.pop(0)
    if not arguments:
        die("no folder")
    report = Report()
    for argument in arguments:
        folder = Path(argument)
        if not folder.is_dir():
            die(f"not there: {folder}")
        if not any(folder.iterdir()):
            die(f"empty: {folder}")
        faults = check(folder)
        if mode == "--veraendert":
            report.file(folder, [] if faults else ["altered, and it does not show"], f"  ({len(faults)} faults)")
        elif mode == "--versuche":
            report.file(folder, faults or attempts(folder))
        else:
            report.file(folder, faults)
    report.exit()


if __name__ == "__main__":
    main()
