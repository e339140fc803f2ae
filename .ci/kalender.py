"""Reads every .ics below the given files and folders with the PyPI package `icalendar`.

    kalender.py FILE-OR-FOLDER…

Checks the form (RFC 5545: CR LF, lines of at most 75 octets), that a parser finds no fault, that every
entry has what it needs, that its reminders come before it, and that nothing looks like an address.
Exit status: 0 all well, 1 a fault, 2 could not check.
"""

import re
import sys
from datetime import timedelta
from pathlib import Path

from files import Report, die, find

try:
    from icalendar import Calendar
except ImportError as problem:
    die(f"could not check: {problem}")

NEEDED = ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION")


def form(data: bytes) -> list[str]:
    """Faults of the lines."""
    faults = []
    if not data.endswith(b"\r\n"):
        faults.append("the last line has no CR LF")
    for number, line in enumerate(data.split(b"\r\n"), 1):
        if b"\n" in line or b"\r" in line:
            faults.append(f"line {number}: a line end that is not CR LF")
        if len(line) > 75:
            faults.append(f"line {number}: {len(line)} octets")
    return faults


def content(data: bytes) -> list[str]:
    """Faults of the entries."""
    try:
        calendar = Calendar.from_ical(data)
    except ValueError as problem:
        return [f"not readable: {problem}"]
    faults = [f"calendar: {fault}" for fault in calendar.errors]
    if str(calendar.get("VERSION")) != "2.0" or not calendar.get("PRODID"):
        faults.append("VERSION or PRODID is missing")
    entries = calendar.walk("VEVENT")
    if not entries:
        faults.append("no entry")
    uids = [str(entry.get("UID")) for entry in entries]
    if len(uids) != len(set(uids)):
        faults.append("a UID stands twice")
    for entry in entries:
        name = entry.get("UID")
        faults.extend(f"{name}: {fault}" for fault in entry.errors)
        faults.extend(f"{name}: no {key}" for key in NEEDED if not entry.get(key))
        stamp = entry.get("DTSTAMP")
        if stamp and stamp.dt.utcoffset() != timedelta(0):
            faults.append(f"{name}: DTSTAMP is not in UTC")
        alarms = entry.walk("VALARM")
        if not alarms:
            faults.append(f"{name}: no reminder")
        for alarm in alarms:
            trigger = alarm.get("TRIGGER")
            if str(alarm.get("ACTION")) != "DISPLAY" or not alarm.get("DESCRIPTION"):
                faults.append(f"{name}: a reminder without action or text")
            if trigger is None or trigger.dt >= timedelta(0):
                faults.append(f"{name}: a reminder that does not come before")
        text = f"{entry.get('SUMMARY')} {entry.get('DESCRIPTION')}"
        if re.search(r"\S@\S|\b0\d{2,}[ /-]?\d{3,}", text):
            faults.append(f"{name}: something that looks like an address or a telephone number")
    if Calendar.from_ical(calendar.to_ical()).to_ical() != calendar.to_ical():
        faults.append("does not survive being read and written")
    return faults


def main() -> None:
    """Looks at each file."""
    report = Report()
    for path in find(sys.argv[1:], ".ics"):
        data = path.read_bytes()
        report.file(path, form(data) + content(data))
    report.exit()


if __name__ == "__main__":
    main()
