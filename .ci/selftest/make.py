"""Makes the self-test's PDF, e-mail, text and manifest files: one good set, and sets with one fault each.

    make.py FOLDER

Writes FOLDER/gut/ and FOLDER/CHECK-FAULT/, where CHECK names the script that must reject it.
"""

import hashlib
import json
import sys
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

WORDS = "Guten Tag, die Stadt meldet eine Verletzung des Schutzes personenbezogener Daten."
HTML = f'<!DOCTYPE html><html lang="de"><head><title>Brief</title></head><body><p>{WORDS}</p></body></html>\n'


def pdf(text: str) -> bytes:
    """A PDF of one page with one line."""
    content = f"BT /F1 9 Tf 50 700 Td ({text}) Tj ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


def mail(text: str = WORDS, html: str = HTML, attachment: bytes | None = None) -> bytes:
    """An e-mail as it must be."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = "[BEISPIEL] Meldung über die Stadt"
    message["From"] = "Stadt <info@example.org>"
    message["Date"] = "Sun, 17 Oct 2021 16:00:00 +0200"
    message.set_content(text, charset="utf-8")
    message.add_alternative(html, subtype="html", charset="utf-8")
    if attachment is not None:
        message.add_attachment(attachment, maintype="application", subtype="pdf", filename="brief.pdf")
    return message.as_bytes()


def good() -> dict[str, bytes]:
    """The good set without its manifest."""
    page = pdf(WORDS)
    return {"brief.txt": WORDS.encode(), "brief.html": HTML.encode(), "brief.pdf": page, "brief.eml": mail(attachment=page)}


def write(folder: Path, files: dict[str, bytes], manifest: dict[str, bytes] | None = None) -> None:
    """Writes a set with the manifest of `manifest`, by default its own."""
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in (manifest or files).items()}
    (folder / "manifest.json").write_text(json.dumps({"dateien": sums}, indent=1), encoding="utf-8")


def main() -> None:
    """Writes all sets."""
    root = Path(sys.argv[1])
    files = good()
    page, message = files["brief.pdf"], files["brief.eml"]
    write(root / "gut", files)

    faults: dict[str, dict[str, bytes]] = {
        "pdf-abgeschnitten": {"brief.pdf": page[: len(page) // 2]},
        "pdf-falsche-sprungtabelle": {"brief.pdf": page.replace(b"0000000009 00000 n", b"0000000019 00000 n")},
        "mail-nur-lf": {"brief.eml": message.replace(b"\r\n", b"\n")},
        "mail-ohne-ende": {"brief.eml": message[: message.rindex(b"--")].rsplit(b"\r\n--", 1)[0]},
        "mail-falsche-basis64": {"brief.eml": message.replace(b"JVBERi0", b"JVB#%!0")},
        "mail-ohne-betreff": {"brief.eml": message.replace(b"Subject:", b"X-Subject:")},
        "mail-rohe-umlaute": {"brief.eml": message.replace(b"From: Stadt", "From: Städte".encode())},
        "mail-ohne-pdf": {"brief.eml": mail()},
        "mail-anderer-text": {"brief.eml": mail(text=WORDS.replace("eine", "keine"), attachment=page)},
        "mail-anderes-pdf": {"brief.eml": mail(attachment=pdf("Ein anderes Dokument"))},
        "wording-pdf-fehlt-wort": {"brief.pdf": pdf(WORDS.replace("Schutzes ", ""))},
        "wording-pdf-mehr": {"brief.pdf": pdf(WORDS + " Unsinn.")},
        "wording-ohne-kennzeichnung": {"brief.txt": f"*** ENTWURF ***\n\n{WORDS}\n".encode()},
        "wording-html-anders": {"brief.html": HTML.replace("eine", "keine").encode()},
        "wording-mail-html-anders": {"brief.eml": mail(html=HTML.replace("Stadt", "Gemeinde"), attachment=page)},
        "same-anderes-byte": {"brief.txt": WORDS.encode() + b"\n"},
        "same-mehr-dateien": {"mehr.txt": b"mehr"},
    }
    for name, changed in faults.items():
        write(root / name, files | changed)
    write(root / "manifest-falsche-summe", files, manifest=files | {"brief.txt": b"anders"})
    write(root / "manifest-datei-ungenannt", files | {"mehr.txt": b"mehr"}, manifest=files)


if __name__ == "__main__":
    main()
