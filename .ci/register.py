"""Reads a register as other programs do: the table with Python's csv module, the JSON by its keys.

    register.py FOLDER

The table has a byte order mark, semicolons and CRLF, one length of rows, and no cell that a spreadsheet
takes for a formula; what stands behind the apostrophe is what the JSON says. Every key of the JSON stands
in docs/json.md. Exit status: 0 all well, 1 findings, 2 could not check.
"""

import csv
import io
import json
import sys
from pathlib import Path

DOCUMENTED = Path(__file__).parent.parent / "docs" / "json.md"
# Columns of the table, and the text of the JSON that they repeat.
SAME = {
    "bezeichnung": "titel",
    "tatsachen": "hergang",
    "auswirkungen": "auswirkungen",
    "abhilfemassnahmen": "massnahmen",
    "risiko_gruende": "risiko",
    "meldung": "meldung",
    "benachrichtigung": "benachrichtigung",
    "fehlt": "fehlt",
}


def keys(value, skip=("texte", "arten")) -> set[str]:
    """All keys, but for those that are values: names of fields and of kinds."""
    if isinstance(value, list):
        return set().union(*(keys(item) for item in value))
    if not isinstance(value, dict):
        return set()
    below = (keys(inner) for key, inner in value.items() if key not in skip)
    return set(value).union(*below)


def original(cell: str) -> str:
    return cell[1:] if cell.startswith("'") else cell


def check(folder: Path) -> list[str]:
    data = (folder / "register.csv").read_bytes()
    found = []
    if not data.startswith(b"\xef\xbb\xbf"):
        found.append("the table has no byte order mark")
    text = data.decode("utf-8-sig")
    if not text.endswith("\r\n"):
        found.append("the table does not end with CRLF")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))
    head, rows = rows[0], rows[1:]
    if len(set(head)) != len(head):
        found.append("two columns have one name")
    for number, row in enumerate(rows, 2):
        if len(row) != len(head):
            found.append(f"row {number} has {len(row)} cells, not {len(head)}")
        for name, cell in zip(head, row):
            if cell.lstrip()[:1] in ("=", "+", "-", "@") or cell[:1] in ("\t", "\r", "\n"):
                found.append(f"row {number}, {name}: a spreadsheet may take this for a formula")

    register = json.loads((folder / "register.json").read_text(encoding="utf-8"))
    documented = DOCUMENTED.read_text(encoding="utf-8").split("## `register`")[1]
    for key in sorted(keys(register)):
        if f"`{key}`" not in documented:
            found.append(f"docs/json.md does not know the key {key} of the register")
    if len(rows) != len(register["vorfaelle"]) + len(register["nicht_gelesen"]):
        found.append("table and JSON hold different numbers of rows")
    for row, entry in zip(rows, register["vorfaelle"]):
        cells = dict(zip(head, row))
        if cells["kennung"] != entry["kennung"]:
            found.append(f"{entry['kennung']}: table and JSON have different orders")
        for column, field in SAME.items():
            if original(cells[column]) != entry["texte"].get(field, ""):
                found.append(f"{entry['kennung']}: {column} is not what the JSON says")
    years = register["jahre"]
    for key in ("vorfaelle", "gemeldet", "verspaetet", "offen", "nicht_meldepflichtig", "benachrichtigt"):
        if sum(year[key] for year in years) != register["gesamt"][key]:
            found.append(f"the years do not add up: {key}")
    if register["gesamt"]["vorfaelle"] != len(register["vorfaelle"]):
        found.append("the figures count other incidents than there are")
    return found


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(sys.argv[1])
    try:
        found = check(folder)
    except (OSError, ValueError, KeyError, csv.Error) as error:
        print(f"cannot check {folder}: {error!r}", file=sys.stderr)
        return 2
    for line in found:
        print(f"BAD  {line}")
    if not found:
        print(f"ok   {folder}")
    return 1 if found else 0


sys.exit(main())
