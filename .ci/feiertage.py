"""Compares the program's holidays with those of the PyPI package `holidays`.

    feiertage.py LIST FIRST-YEAR LAST-YEAR

LIST has a line per day: Land, date, name, and `oertlich` where the day is one in a part of the Land only.
Days of the whole Land must be the package's days of the Land; days of a part those that the package has
for Catholic municipalities or, in Bavaria, for Augsburg. Names are not compared.
Exit status: 0 all well, 1 a difference, 2 could not check.
"""

import sys
from datetime import date
from pathlib import Path

try:
    import holidays
    from holidays.constants import CATHOLIC, PUBLIC
except ImportError as problem:
    print(f"could not check: {problem}", file=sys.stderr)
    sys.exit(2)

LAENDER = ["BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"]


def expected(land: str, years: range) -> tuple[set[date], set[date]]:
    """The package's days of the whole Land, and of a part of it."""
    whole = set(holidays.Germany(subdiv=land, years=years, categories=PUBLIC))
    part = set(holidays.Germany(subdiv=land, years=years, categories=CATHOLIC))
    if land == "BY":
        part |= set(holidays.Germany(subdiv="Augsburg", years=years, categories=PUBLIC))
    return whole, part - whole


def listed(text: str, land: str) -> tuple[set[date], set[date]]:
    """The program's days of the whole Land, and of a part of it."""
    whole, part = set(), set()
    for line in text.splitlines():
        of, day, _, where = line.split("\t")
        if of == land:
            (part if where == "oertlich" else whole).add(date.fromisoformat(day))
    return whole, part - whole


def main() -> None:
    """Compares every Land."""
    if len(sys.argv) != 4:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    years = range(int(sys.argv[2]), int(sys.argv[3]) + 1)
    if not text.strip():
        print("could not check: the list is empty", file=sys.stderr)
        sys.exit(2)
    failed, compared = False, 0
    for land in LAENDER:
        ours, theirs = listed(text, land), expected(land, years)
        for kind, own, other in (("whole Land", ours[0], theirs[0]), ("part", ours[1], theirs[1])):
            compared += len(other)
            for day in sorted(own ^ other):
                failed = True
                print(f"BAD  {land} {day} ({kind}): {'only ours' if day in own else 'missing'}")
    print(f"{compared} days of {len(LAENDER)} Länder compared, {years.start} to {years.stop - 1}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
