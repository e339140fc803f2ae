"""Compares the words of PDF, HTML and e-mail with those of the .txt file beside them.

    wording.py FILE-OR-FOLDER…

Every document has one template and four faces; they must say the same. Compared are words, not
their order: columns, line ends and hyphenation differ between faces. A word of the text must occur
in the other face at least as often (as a piece of its letters, so that hyphenated words are found),
and a word of the other face must occur in the text. Pages of a PDF may add heads, feet and numbers
made of words that the text has. Exit status: 0 all well, 1 findings, 2 could not check.
"""

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from files import Report, die, find, html_text, normal, read_mail, words

# Words that a face may add: page numbers, and the link that skips to the content.
OWN_WORDS = {
    ".pdf": {"Seite", "von"},
    ".html": {"Zum", "Inhalt", "springen"},
    ".eml": set(),
}
SHOWN = 20


def squeezed(text: str) -> str:
    """Letters and digits alone, so that hyphenation and line ends play no part."""
    return re.sub(r"[\W_]+", "", normal(text))


def face_text(path: Path) -> str:
    """The text of one face."""
    if path.suffix == ".pdf":
        run = subprocess.run(["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=False)
        if run.returncode != 0:
            die(f"pdftotext cannot read {path}: {run.stderr.decode(errors='replace')}")
        return run.stdout.decode("utf-8")
    if path.suffix == ".html":
        return html_text(path.read_text(encoding="utf-8"))
    mail = read_mail(path)
    html = mail.get_body(preferencelist=("html",))
    if html is None:
        return ""
    return html_text(html.get_content())


def compare(text: str, face: str, own: set[str]) -> list[str]:
    """Findings of one face against the text."""
    text_letters, face_letters = squeezed(text), squeezed(face)
    missing = []
    for word, times in Counter(squeezed(word) for word in words(text)).items():
        if face_letters.count(word) < times:
            missing.append(word)
    added = []
    for word in words(face):
        # A word that the page hyphenates comes as two pieces; each is part of the text's letters.
        if word not in own and squeezed(word) not in text_letters and not word.isdigit():
            added.append(word)
    found = []
    if missing:
        found.append(f"lacks {len(missing)} words of the text: {' '.join(missing[:SHOWN])}")
    if added:
        found.append(f"has {len(added)} words that the text has not: {' '.join(added[:SHOWN])}")
    return found


def main() -> None:
    """Compares each .txt with the faces beside it."""
    if shutil.which("pdftotext") is None:
        die("pdftotext is not installed")
    report = Report()
    for path in find(sys.argv[1:], ".txt"):
        text = path.read_text(encoding="utf-8")
        if not words(text):
            report.file(path, ["has no words"])
            continue
        for suffix, own in OWN_WORDS.items():
            face = path.with_suffix(suffix)
            if face.is_file():
                report.file(face, compare(text, face_text(face), own), f"  {len(words(text))} words")
            else:
                report.file(face, ["is not there"])
    report.exit()


if __name__ == "__main__":
    main()
