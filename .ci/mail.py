"""Checks every .eml below the given files and folders with Python's `email` module.

    mail.py [--html-parts FOLDER] FILE-OR-FOLDER…

Each must parse without a defect, have the headers of a draft, and be
multipart/mixed( multipart/alternative( text/plain, text/html ), application/pdf … );
its plain text has the words of the .txt file beside it, its first PDF the bytes of the .pdf.
With --html-parts the HTML parts are written there for the HTML checks.
Exit status: 0 all well, 1 findings, 2 could not check.
"""

import argparse
import re
from pathlib import Path

from files import Report, find, read_mail, words

MAX_LINE = 998  # RFC 5322, 2.1.1, without the line end


def raw_findings(raw: bytes) -> list[str]:
    """What the bytes alone show."""
    found = []
    if re.search(rb"(?<!\r)\n", raw):
        found.append("a line ends with LF alone, not CR LF")
    longest = max(len(line) for line in raw.splitlines() or [b""])
    if longest > MAX_LINE:
        found.append(f"a line of {longest} bytes; at most {MAX_LINE} are allowed")
    head = raw.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    if not head.isascii():
        found.append("raw non-ASCII bytes in the headers")
    return found


def header_findings(mail) -> list[str]:
    """Subject, date, sender, and whatever the parser calls a defect in any header."""
    found = []
    for part in mail.walk():
        for name, value in part.items():
            for defect in getattr(value, "defects", ()):
                found.append(f"header {name}: {type(defect).__name__}: {defect}")
    for name in ("Subject", "Date", "From", "MIME-Version"):
        values = mail.get_all(name, [])
        if len(values) != 1:
            found.append(f"header {name} occurs {len(values)} times")
    subject = str(mail.get("Subject", ""))
    if not subject.strip():
        found.append("empty subject")
    if "=?" in subject or "\ufffd" in subject or re.search(r"[\x00-\x1f]", subject):
        found.append(f"the subject does not decode: {subject!r}")
    return found


def body_findings(mail, path: Path) -> tuple[list[str], str | None]:
    """The parts, and the HTML for the other checks."""
    found = []
    for part in mail.walk():
        for defect in part.defects:
            found.append(f"{part.get_content_type()}: {type(defect).__name__}: {defect}")

    if mail.get_content_type() != "multipart/mixed":
        return [*found, f"is {mail.get_content_type()}, not multipart/mixed"], None
    parts = list(mail.iter_parts())
    if not parts or parts[0].get_content_type() != "multipart/alternative":
        return [*found, "the first part is not multipart/alternative"], None
    kinds = [part.get_content_type() for part in parts[0].iter_parts()]
    if kinds != ["text/plain", "text/html"]:
        return [*found, f"multipart/alternative holds {kinds}"], None
    plain, html = parts[0].iter_parts()
    for part in (plain, html):
        if (part.get_content_charset() or "").lower() != "utf-8":
            found.append(f"{part.get_content_type()} is not UTF-8")

    found += text_findings(plain.get_content(), path.with_suffix(".txt"))
    found += attachment_findings(parts[1:], path.with_suffix(".pdf"))
    return found, html.get_content()


def text_findings(text: str, beside: Path) -> list[str]:
    """The plain text against the .txt file."""
    if not beside.is_file():
        return [f"{beside.name} is not beside it"]
    expected, given = words(beside.read_text(encoding="utf-8")), words(text)
    for position, (left, right) in enumerate(zip(expected, given)):
        if left != right:
            before = " ".join(expected[max(0, position - 5) : position])
            return [f"text part and {beside.name} differ after “{before}”: “{right}”, not “{left}”"]
    if len(expected) != len(given):
        return [f"text part has {len(given)} words, {beside.name} {len(expected)}"]
    return []


def attachment_findings(parts: list, beside: Path) -> list[str]:
    """The attached PDF files."""
    found = []
    pdfs = [part for part in parts if part.get_content_type() == "application/pdf"]
    if not pdfs:
        found.append("no PDF is attached")
    if len(pdfs) != len(parts):
        found.append(f"attachments of other kinds: {[part.get_content_type() for part in parts]}")
    for part in pdfs:
        content = part.get_content()
        if part.get_content_disposition() != "attachment":
            found.append("the PDF is not marked as an attachment")
        if not (part.get_filename() or "").endswith(".pdf"):
            found.append(f"file name of the PDF: {part.get_filename()!r}")
        if not content.startswith(b"%PDF-"):
            found.append("the attached PDF is none")
    if pdfs and beside.is_file() and pdfs[0].get_content() != beside.read_bytes():
        found.append(f"the attached PDF is not {beside.name}")
    return found


def main() -> None:
    """Looks at each e-mail."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--html-parts", type=Path)
    parser.add_argument("paths", nargs="+")
    options = parser.parse_args()

    report = Report()
    for number, path in enumerate(find(options.paths, ".eml")):
        mail = read_mail(path)
        found, html = body_findings(mail, path)
        report.file(path, raw_findings(path.read_bytes()) + header_findings(mail) + found, f"  {mail['Subject']}")
        if options.html_parts and html is not None:
            options.html_parts.mkdir(parents=True, exist_ok=True)
            (options.html_parts / f"{number:02}-{path.stem}.eml.html").write_text(html, encoding="utf-8", newline="")
    report.exit()


if __name__ == "__main__":
    main()
