"""Checks the spelling of every .txt and .md below the given files and folders with hunspell.

    spelling.py FILE-OR-FOLDER…

Dictionary: de_DE and the project's own words in woerter.txt beside this script (one a line, `#` starts
a comment). In Markdown, code, link targets, HTML comments and first table columns whose head starts
with "Englisch" are left out; a file that says `<!-- language: en -->` in its first lines is skipped.
Left out everywhere: addresses of web and e-mail, and whatever holds a digit, an underscore, a
backslash or a dot inside.
Exit status: 0 all well, 1 unknown words, 2 could not check.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from files import Report, die, normal

DICTIONARY = "de_DE"
OWN_WORDS = Path(__file__).with_name("woerter.txt")
ENGLISH = "<!-- language: en -->"


def texts(arguments: list[str]) -> list[Path]:
    """The files to read."""
    found: set[Path] = set()
    for argument in arguments:
        path = Path(argument)
        if not path.exists():
            die(f"not there: {path}")
        if path.is_dir():
            found.update(p for p in path.rglob("*") if p.suffix in {".txt", ".md"} and p.is_file())
        else:
            found.add(path)
    if not found:
        die(f"no text below: {' '.join(arguments)}")
    return sorted(found)


def prose(markdown: str) -> str:
    """Markdown without what is not prose."""
    text = re.sub(r"<!--.*?-->", " ", markdown, flags=re.S)
    text = re.sub(r"^( *)(```+|~~~+)[^\n]*\n.*?^\1\2 *$", " ", text, flags=re.S | re.M)
    text = re.sub(r"(`+)(?!`).+?(?<!`)\1(?!`)", " ", text, flags=re.S)
    text = re.sub(r"\]\([^)]*\)", "] ", text)
    return without_english_columns(re.sub(r"<[^>\n]*>", " ", text))


def without_english_columns(markdown: str) -> str:
    """Markdown without the first cell of each row of a table that starts with `| Englisch`."""
    lines, english = [], False
    for line in markdown.splitlines():
        english = line.startswith("|") and (english or line.startswith("| Englisch"))
        lines.append(line.split("|", 2)[2] if english and line.count("|") > 1 else line)
    return "\n".join(lines)


def words(text: str) -> set[str]:
    """The words to look up."""
    found = set()
    for token in normal(text).split():
        token = token.strip("-–—=_*#|+·•>~.,;:!?()[]{}<„“‚‘’»«\"'…/→←§✓×%")
        if re.search(r"[\d_@\\]|://|\w\.\w", token):
            continue
        for piece in re.split(r"[-–—/|()\[\]„“,:;*+=&]+", token):
            piece = piece.strip(".'’‘\"")
            if len(piece) > 1 and any(c.isalpha() for c in piece):
                found.add(piece)
    return found


def unknown(candidates: set[str]) -> set[str]:
    """Those that hunspell does not know."""
    run = subprocess.run(
        ["hunspell", "-d", DICTIONARY, "-i", "UTF-8", "-l"],
        input="\n".join(sorted(candidates)) + "\n",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if run.returncode != 0 or "error" in run.stderr.lower() or "can't open" in run.stderr.lower():
        die(f"hunspell failed: {run.stderr.strip()}")
    return set(run.stdout.split())


def main() -> None:
    """Looks at each text."""
    if shutil.which("hunspell") is None:
        die("hunspell is not installed")
    if unknown({"Datenschutz", "Xqzwv"}) != {"Xqzwv"}:
        die(f"hunspell does not work with the dictionary {DICTIONARY}")
    own = {line.split("#")[0].strip() for line in OWN_WORDS.read_text(encoding="utf-8").splitlines()}

    report = Report()
    for path in texts(sys.argv[1:]):
        text = path.read_text(encoding="utf-8")
        if ENGLISH in text[:400]:
            print(f"skip {path} (English)")
            continue
        candidates = words(prose(text) if path.suffix == ".md" else text)
        if not candidates:
            report.file(path, ["has no words"])
            continue
        bad = sorted(unknown(candidates - own) - own)
        report.file(path, [f"unknown: {word}" for word in bad], f"  {len(candidates)} different words")
    report.exit()


if __name__ == "__main__":
    main()
