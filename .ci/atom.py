"""Atom feeds: well-formed, with what RFC 4287 asks for, and links to files that lie beside them.

usage: atom.py FOLDER…   ends with 1 where a feed is wrong, with 2 where there is none
"""

import re
import sys
import xml.etree.ElementTree as tree
from datetime import datetime
from pathlib import Path

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def one(parent, name, wrong):
    found = parent.findall(ATOM + name)
    if len(found) != 1:
        wrong.append(f"{len(found)} elements {name}")
        return ""
    return (found[0].text or "").strip()


def check(path):
    wrong = []
    root = tree.parse(path).getroot()
    if root.tag != ATOM + "feed":
        return [f"root is {root.tag}"]
    ids, times = [one(root, "id", wrong)], []
    if not one(root, "title", wrong):
        wrong.append("no title")
    updated = datetime.fromisoformat(one(root, "updated", wrong))
    if not root.findtext(f"{ATOM}author/{ATOM}name", "").strip():
        wrong.append("no author")
    entries = root.findall(ATOM + "entry")
    if not entries:
        wrong.append("no entry")
    for entry in entries:
        ids.append(one(entry, "id", wrong))
        if not one(entry, "title", wrong):
            wrong.append("an entry without title")
        times.append(datetime.fromisoformat(one(entry, "updated", wrong)))
        content = entry.find(ATOM + "content")
        if content is None or content.get("type") != "xhtml":
            wrong.append("an entry without content")
        elif [child.tag for child in content] != [XHTML + "div"] or not "".join(content.itertext()).strip():
            wrong.append("content is no div with words")
    if any(time.tzinfo is None for time in [updated, *times]):
        wrong.append("a time without offset")
    if times and (updated != max(times) or times != sorted(times, reverse=True)):
        wrong.append("times are not in order")
    if len(set(ids)) != len(ids):
        wrong.append("an id twice")
    for found in ids:
        if not re.fullmatch(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", found):
            wrong.append(f"id {found}")
    for link in root.iter(ATOM + "link"):
        href = link.get("href", "")
        if "/" in href or not (path.parent / href).is_file():
            wrong.append(f"link to {href}, which does not lie beside the feed")
    return wrong


def main(folders):
    feeds = sorted(path for folder in folders for path in Path(folder).rglob("*.atom"))
    if not feeds:
        print("no feed found", file=sys.stderr)
        return 2
    bad = 0
    for path in feeds:
        try:
            wrong = check(path)
        except (tree.ParseError, ValueError) as error:
            wrong = [str(error)]
        for message in wrong:
            print(f"{path}: {message}")
        bad += bool(wrong)
    print(f"{len(feeds)} feeds, {bad} wrong")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
