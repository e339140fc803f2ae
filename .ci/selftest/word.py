"""Makes the self-test's Word files: good ones, and ones with one fault each.

    word.py FOLDER
"""

import sys
import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>'
)
ROOT = f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>'
LINK = f'<Relationship Id="r2" Type="{RELATIONS}/hyperlink" Target="https://example.org" TargetMode="External"/>'
WORDS = "Die Stadt meldet am 15. Oktober eine Verletzung."
TEXT = f"*** BEISPIEL ***\n\n{WORDS}\n"


def run(text: str, name: str = "t") -> str:
    """A run of words."""
    return f'<w:r><w:{name} xml:space="preserve">{text}</w:{name}></w:r>'


def body(content: str) -> str:
    """A main part with one paragraph."""
    section = '<w:sectPr><w:headerReference w:type="default" r:id="r3"/></w:sectPr>'
    return f'<w:document xmlns:w="{W}" xmlns:r="{RELATIONS}"><w:body><w:p>{content}</w:p>{section}</w:body></w:document>'


def parts(main: str, links: str = LINK, mark: str = "BEISPIEL") -> dict[str, str]:
    """A Word file."""
    head = f'<Relationship Id="r3" Type="{RELATIONS}/header" Target="header1.xml"/>'
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "word/document.xml": main,
        "word/header1.xml": f'<w:hdr xmlns:w="{W}"><w:p>{run(mark)}</w:p></w:hdr>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}{head}</Relationships>',
    }


def write(folder: Path, files: dict[str, str], texts: dict[str, str]) -> None:
    """Writes the file and the texts beside it."""
    folder.mkdir(parents=True)
    with zipfile.ZipFile(folder / "brief.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    for ending, text in texts.items():
        (folder / f"brief.{ending}").write_text(text, encoding="utf-8")


def tracked(inserted: str, deleted: str) -> str:
    """A paragraph with a change."""
    marks = 'w:author="A" w:date="2021-10-17T16:00:00Z"'
    return body(
        run("Es sind ")
        + f'<w:del w:id="1" {marks}>{run(deleted, "delText")}</w:del>'
        + f'<w:ins w:id="2" {marks}>{run(inserted)}</w:ins>'
        + run(" Menschen.")
    )


def main() -> None:
    """Writes all sets."""
    root = Path(sys.argv[1])
    good, text = parts(body(run(WORDS))), {"txt": TEXT}
    sides = {"alt.txt": "Es sind zehn Menschen.\n", "neu.txt": "Es sind zwölf Menschen.\n"}
    write(root / "gut/schlicht", good, text)
    write(root / "gut/aenderungen", parts(tracked("zwölf", "zehn")), sides)

    write(root / "falsch-fehlt-wort", parts(body(run(WORDS.replace("eine ", "")))), text)
    write(root / "falsch-mehr", parts(body(run(WORDS + " Unsinn."))), text)
    write(root / "falsch-tag", parts(body(run(WORDS.replace("15", "16")))), text)
    write(root / "falsch-ohne-kennzeichen", parts(body(run(WORDS)), mark="leer"), text)
    write(root / "falsch-ohne-text", good, {})
    write(root / "falsch-kein-xml", good | {"word/document.xml": body(run(WORDS))[:-9]}, text)
    write(root / "falsch-makros", good | {"word/vbaProject.bin": "x"}, text)
    outside = f'<Relationship Id="r2" Type="{RELATIONS}/attachedTemplate" Target="https://example.org/x" TargetMode="External"/>'
    write(root / "falsch-vorlage-von-aussen", parts(body(run(WORDS)), links=outside), text)
    write(root / "falsch-verweis-auf-datei", parts(body(run(WORDS)), links=LINK.replace("https://example.org", "file:///etc/passwd")), text)
    write(root / "falsch-angenommen", parts(tracked("elf", "zehn")), sides)
    write(root / "falsch-abgelehnt", parts(tracked("zwölf", "neun")), sides)
    write(root / "falsch-ohne-aenderungen", parts(body(run("Es sind zwölf Menschen."))), sides)
    (root / "falsch-kein-archiv").mkdir()
    (root / "falsch-kein-archiv/brief.docx").write_bytes(b"PK nichts")
    (root / "falsch-kein-archiv/brief.txt").write_text(TEXT, encoding="utf-8")


if __name__ == "__main__":
    main()
