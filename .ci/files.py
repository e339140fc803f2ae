"""What the checks share: finding files, reading words, and the three exit statuses."""

import re
import sys
import unicodedata
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path

OK, FINDINGS, CANNOT_CHECK = 0, 1, 2


def die(message: str) -> None:
    """Ends with the status for "could not check"."""
    print(message, file=sys.stderr)
    sys.exit(CANNOT_CHECK)


def find(arguments: list[str], suffix: str) -> list[Path]:
    """All files with that suffix at or below the given paths; none is a reason to stop."""
    found: set[Path] = set()
    for argument in arguments:
        path = Path(argument)
        if not path.exists():
            die(f"not there: {path}")
        if path.is_dir():
            found.update(p for p in path.rglob(f"*{suffix}") if p.is_file())
        elif path.name.endswith(suffix):
            found.add(path)
    if not found:
        die(f"no *{suffix} below: {' '.join(arguments)}")
    return sorted(found)


class Report:
    """Prints findings as they come and knows the exit status."""

    def __init__(self) -> None:
        self.failed = False

    def file(self, path: Path, findings: list[str], remark: str = "") -> None:
        """Says what was found in one file."""
        if findings:
            self.failed = True
            print(f"BAD  {path}")
            for finding in findings:
                print(f"     {finding}")
        else:
            print(f"ok   {path}{remark}")

    def exit(self) -> None:
        """Ends the check."""
        sys.exit(FINDINGS if self.failed else OK)


class _Text(HTMLParser):
    """Text of an HTML page; blocks are set apart by a line break."""

    SILENT = {"script", "style", "template"}
    INLINE = {"a", "abbr", "b", "bdi", "code", "em", "i", "mark", "s", "small", "span", "strong", "time", "u", "wbr"}
    VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

    def __init__(self, frame: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.frame = frame
        self.parts: list[str] = []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag, attrs):
        silent = tag in self.SILENT
        if not self.frame:
            silent = silent or tag == "title" or any(name == "data-rahmen" for name, _ in attrs)
        if tag not in self.INLINE:
            self.parts.append("\n")
        if tag not in self.VOID:
            self.open.append((tag, silent))

    def handle_endtag(self, tag):
        if tag not in self.INLINE:
            self.parts.append("\n")
        while any(name == tag for name, _ in self.open):
            if self.open.pop()[0] == tag:
                break

    def handle_data(self, data):
        if not any(silent for _, silent in self.open):
            self.parts.append(data)


def html_text(html: str, frame: bool) -> str:
    """The words of an HTML page as text; `frame` with title and what stands around the content (`data-rahmen`)."""
    parser = _Text(frame)
    parser.feed(html)
    parser.close()
    return "".join(parser.parts)


def read_mail(path: Path):
    """An e-mail as Python's own parser reads it, strictly."""
    return message_from_bytes(path.read_bytes(), policy=policy.default)


def normal(text: str) -> str:
    """Composed form, without soft hyphens and marks of direction, with plain hyphens and spaces."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub("[\u00ad\u200b-\u200f\u2060-\u2069\ufeff]", "", text)
    return text.replace("\u2010", "-").replace("\u2011", "-")


def words(text: str) -> list[str]:
    """The words of a text: runs of letters, digits and the signs inside them, without decoration."""
    found = []
    for token in normal(text).split():
        token = token.strip("-–—=_*#|+·•>~.,;:!?()[]<„“‚‘»«\"'")
        if re.search(r"\w", token):
            found.append(token)
    return found
