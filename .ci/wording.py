"""Compares the words of PDF, HTML and e-mail with those of the .txt file beside them.

    wording.py FILE-OR-FOLDER…

Every document has one template and four faces; they must say the same. Compared are words, not
their order: columns, line ends and hyphenation differ between faces. A word of the text must occur
in the other face at least as often (as a piece of its letters, so that hyphenated words are found),
and a word of the other face must occur in the text. What a page puts around the content does not
count: in HTML, elements with `data-rahmen`; in a PDF, heads and feet, whose words the HTML file has too.
Markings (`*** … ***` in the text) must occur in every face.
Exit status: 0 all well, 1 findings, 2 could not check.
"""

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from files import Report, die, find, html_text, normal, read_mail, words

FACES = (".pdf", ".html", ".eml")
PAGE_WORDS = {"Seite", "von"}  # page numbers in a PDF
SHOWN = 20


def squeezed(text: str) -> str:
    """Letters and digits alone, so that hyphenation and line ends play no part."""
    return re.sub(r"[\W_]+", "", normal(text))


def content(text: str) -> tuple[str, list[str]]:
    """The words that every face has, and the markings."""
    markings = re.findall(r"^\*\*\* (.*) \*\*\*$", text, flags=re.M)
    text = re.sub(r"^\*\*\* .* \*\*\*$", "", text, flags=re.M)
    text = re.sub(r"^( *)\d+\. ", r"\1", text, flags=re.M)  # numbers of lists are no text in HTML
    return re.sub(r"<(https?://|mailto:|tel:)[^>\s]*>", "", text), markings


def face_texts(path: Path) -> tuple[str, str]:
    """All text of one face, and the part that must be in the text file as well."""
    if path.suffix == ".pdf":
        run = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=False)
        if run.returncode != 0:
            die(f"pdftotext cannot read {path}: {run.stderr.decode(errors='replace')}")
        text = run.stdout.decode("utf-8")
        return text, text
    if path.suffix == ".html":
        html = path.read_text(encoding="utf-8")
    else:
        part = read_mail(path).get_body(preferencelist=("html",))
        html = "" if part is None else part.get_content()
    return html_text(html, frame=True), html_text(html, frame=False)


def compare(path: Path, face: Path) -> list[str]:
    """Findings of one face against the text."""
    full = path.read_text(encoding="utf-8")
    text, markings = content(full)
    everything, proper = face_texts(face)
    letters = squeezed(everything)

    found = [f"lacks the marking “{marking}”" for marking in set(markings) if squeezed(marking) not in letters]
    missing = []
    for word, times in Counter(squeezed(word) for word in words(text)).items():
        if letters.count(word) < times:
            missing.append(word)
    if missing:
        found.append(f"lacks {len(missing)} words of the text: {' '.join(missing[:SHOWN])}")

    known, own = squeezed(full), set()
    page = path.with_suffix(".html")
    if face.suffix == ".pdf":
        own = PAGE_WORDS
        if page.is_file():
            known += " " + squeezed(html_text(page.read_text(encoding="utf-8"), frame=True))
    # A word that a page hyphenates comes as two pieces; each is part of the known letters.
    added = [w for w in words(proper) if w not in own and squeezed(w) not in known and not w.isdigit()]
    if added:
        found.append(f"has {len(added)} words that the text has not: {' '.join(added[:SHOWN])}")
    return found


def promised(face: Path) -> bool:
    """Whether the manifest names the file: without a sender's address there is no e-mail, nor of a register."""
    if face.stem == "register":
        return False
    manifest = face.with_name("manifest.json")
    return not manifest.is_file() or f'"{face.name}"' in manifest.read_text(encoding="utf-8")


def main() -> None:
    """Compares each .txt with the faces beside it."""
    if shutil.which("pdftotext") is None:
        die("pdftotext is not installed")
    report = Report()
    for path in find(sys.argv[1:], ".txt"):
        count = len(words(path.read_text(encoding="utf-8")))
        if count == 0:
            report.file(path, ["has no words"])
            continue
        for suffix in FACES:
            face = path.with_suffix(suffix)
            if face.is_file():
                report.file(face, compare(path, face), f"  {count} words")
            elif suffix != ".eml" or promised(face):
                report.file(face, ["is not there"])
    report.exit()


if __name__ == "__main__":
    main()
