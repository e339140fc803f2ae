"""Opens Word files in LibreOffice and compares their words with the .txt files beside them.

    /usr/bin/python3 docx.py FILE-OR-FOLDER…

`NAME.docx` must say the words of `NAME.txt`. A file with tracked changes lies beside `NAME.alt.txt` and
`NAME.neu.txt` instead: with all changes rejected it must say the one, with all accepted the other.
Also looked at: every part is XML, no macros, no relationship leads outside but hyperlinks to web, mail
and telephone, and every page head names the markings (`*** … ***` in the text).
One LibreOffice serves all files. It speaks with Python through `uno`, which Debian's Python has.
Exit status: 0 all well, 1 findings, 2 could not check.
"""

import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path
from xml.dom import minidom

from files import Report, die, find, words
from wording import content

try:
    import uno
    from com.sun.star.beans import PropertyValue
except ImportError:
    die("Python's uno is not installed (Debian package python3-uno)")

SHOWN = 20
MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
PATIENCE = 90  # seconds for LibreOffice to start


def option(name: str, value):
    """A property for LibreOffice."""
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


class Office:
    """One LibreOffice without a window."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        pipe = f"datenpanne{time.monotonic_ns()}"
        command = ["soffice", "--headless", "--norestore", "--nologo", "--nodefault", f"--accept=pipe,name={pipe};urp;"]
        try:
            self.process = subprocess.Popen(
                [*command, f"-env:UserInstallation={folder.as_uri()}/profil"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            die(f"soffice does not start: {error}")
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self.context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:  # noqa: BLE001 – uno's exceptions have no common type
                if time.monotonic() > until or self.process.poll() is not None:
                    die("soffice does not answer")
                time.sleep(0.3)
        manager = self.context.ServiceManager
        self.desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", self.context)
        self.dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", self.context)

    def text(self, path: Path, command: str | None = None) -> str | None:
        """The text of a file, after a command on its changes; `None` where it does not open."""
        try:
            document = self.desktop.loadComponentFromURL(
                path.resolve().as_uri(), "_blank", 0, (option("Hidden", True), option("FilterName", "MS Word 2007 XML"))
            )
        except Exception:  # noqa: BLE001
            return None
        if document is None:
            return None
        try:
            if command is not None:
                frame = document.getCurrentController().getFrame()
                self.dispatcher.executeDispatch(frame, command, "", 0, ())
            out = self.folder / "text.txt"
            document.storeToURL(
                out.as_uri(), (option("FilterName", "Text (encoded)"), option("FilterOptions", "UTF8,LF,,,"))
            )
            return out.read_text(encoding="utf-8-sig")
        finally:
            document.close(True)

    def end(self) -> None:
        """Ends LibreOffice."""
        try:
            self.desktop.terminate()
        except Exception:  # noqa: BLE001
            pass
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()


def without_comments(path: Path, folder: Path) -> Path:
    """A copy without comments: LibreOffice 7.4 without a window ends when it would show one beside its page."""
    copy = folder / "ohne-kommentare.docx"
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as out:
        for name in archive.namelist():
            part = archive.read(name)
            if name == "word/document.xml":
                part = re.sub(rb"<w:comment(RangeStart|RangeEnd|Reference) [^>]*/>", b"", part)
            out.writestr(name, part)
    return copy


def convert(paths: list[Path], folder: Path) -> set[Path]:
    """The files that LibreOffice converts as they are, comments and all."""
    target = folder / "umgewandelt"
    done = set()
    for number, path in enumerate(paths):
        # Files of one name lie in different folders.
        copy = folder / "vorher" / f"{number}.docx"
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(path.read_bytes())
    if paths:
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation={folder.as_uri()}/profil-2", "--convert-to", "pdf"]
            + ["--outdir", str(target), *map(str, sorted((folder / "vorher").iterdir()))],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    for number, path in enumerate(paths):
        made = target / f"{number}.pdf"
        if made.is_file() and made.stat().st_size > 0:
            done.add(path)
    return done


def said(text: str) -> Counter:
    """The words of a text, without what faces add: markings, addresses of links, numbers of lists."""
    text = re.sub(r"^\*\*\* .* \*\*\*$", "", text, flags=re.M)
    text = re.sub(r"<(https?://|mailto:|tel:)[^>\s]*>", "", text)
    text = re.sub(rf"^([ \t]*)\d+\.\s(?!{MONTHS})", r"\1", text, flags=re.M)
    # Cells of a table stand side by side in one face and below each other in the other.
    return Counter(words(re.sub(r" [|/] ", " ", text)))


def differences(wanted: str, found: str | None, how: str) -> list[str]:
    """What one text lacks and has too much."""
    if found is None:
        return ["LibreOffice does not open it"]
    expected, actual = said(wanted), said(found)
    findings = []
    for what, lot in (("lacks", expected - actual), ("has too much", actual - expected)):
        if lot:
            shown = " ".join(list(lot.elements())[:SHOWN])
            findings.append(f"{how}{what} {sum(lot.values())} words: {shown}")
    return findings


def form(path: Path) -> list[str]:
    """Findings on the archive itself."""
    findings = []
    try:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError) as error:
        return [f"is no archive: {error}"]
    for name, part in parts.items():
        if "vba" in name.lower() or name.endswith(".bin"):
            findings.append(f"holds {name}")
            continue
        try:
            tree = minidom.parseString(part)
        except Exception as error:  # noqa: BLE001
            findings.append(f"{name} is no XML: {error}")
            continue
        for relation in tree.getElementsByTagName("Relationship") if name.endswith(".rels") else []:
            if relation.getAttribute("TargetMode") != "External":
                continue
            target = relation.getAttribute("Target")
            if not relation.getAttribute("Type").endswith("/hyperlink"):
                findings.append(f"{name} leads outside: {relation.getAttribute('Type')}")
            elif not target.startswith(("https://", "http://", "mailto:", "tel:")):
                findings.append(f"{name} has a link to {target[:60]}")
    return findings


def markings(path: Path, wanted: list[str]) -> list[str]:
    """Markings that a page head lacks."""
    findings = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"word/header\d+\.xml", name):
                head = "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", archive.read(name).decode("utf-8")))
                findings += [f"{name} lacks the marking “{mark}”" for mark in set(wanted) if mark not in head]
    return findings


def has_comments(path: Path) -> bool:
    """Whether a file has comments; one that is no archive has none."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return "word/comments.xml" in archive.namelist()


def check(path: Path, office: Office) -> tuple[list[str], str]:
    """Findings of one file, and what to remark."""
    findings = form(path)
    if findings:
        return findings, ""
    older, newer = path.with_suffix(".alt.txt"), path.with_suffix(".neu.txt")
    if older.is_file() and newer.is_file():
        old, new = older.read_text(encoding="utf-8"), newer.read_text(encoding="utf-8")
        with zipfile.ZipFile(path) as archive:
            main = archive.read("word/document.xml").decode("utf-8")
        if said(old) != said(new) and not re.search(r"<w:(ins|del) ", main):
            findings.append("has no tracked changes")
        copy = without_comments(path, office.folder)
        findings += differences(new, office.text(copy, ".uno:AcceptAllTrackedChanges"), "accepted: ")
        findings += differences(old, office.text(copy, ".uno:RejectAllTrackedChanges"), "rejected: ")
        return findings, "  changes accepted and rejected"
    beside = path.with_suffix(".txt")
    if not beside.is_file():
        return [f"{beside.name} is not there"], ""
    text = beside.read_text(encoding="utf-8")
    findings += differences(text, office.text(path), "")
    findings += markings(path, content(text)[1])
    return findings, f"  {sum(said(text).values())} words"


def main() -> None:
    """Looks at each Word file."""
    report = Report()
    paths = find(sys.argv[1:], ".docx")
    with tempfile.TemporaryDirectory(prefix="datenpanne-docx-", ignore_cleanup_errors=True) as folder:
        commented = [path for path in paths if has_comments(path)]
        opened = convert(commented, Path(folder))
        office = Office(Path(folder))
        try:
            for path in paths:
                findings, remark = check(path, office)
                if path in commented and path not in opened:
                    findings.append("LibreOffice does not convert it with its comments")
                report.file(path, findings, remark)
        finally:
            office.end()
    report.exit()


if __name__ == "__main__":
    main()
