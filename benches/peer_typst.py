"""Compiles texts to PDF with Typst, as the benchmark's peer: peer_typst.py FOLDER FILE…

Each text becomes a plain Typst file: A4, German, one paragraph a block, nothing else.
"""

import sys
from pathlib import Path

import typst

HEAD = """#set page(paper: "a4", margin: (left: 25mm, right: 20mm, y: 25mm), numbering: "1")
#set text(lang: "de", size: 11pt)
#set document(title: [Vergleich])
"""


def source(text: str) -> str:
    """The text as Typst source, every sign of markup taken literally."""
    blocks = []
    for block in text.split("\n\n"):
        literal = "".join("\\" + c if c in "\\#*_`$<>@=-+/~[]\"'" else c for c in block.strip())
        if literal:
            blocks.append(literal)
    return HEAD + "\n\n".join(blocks) + "\n"


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(sys.argv[2:]):
        stem = f"{number}-{Path(name).stem}"
        typ = folder / f"{stem}.typ"
        typ.write_text(source(Path(name).read_text(encoding="utf-8")), encoding="utf-8")
        typst.compile(str(typ), output=str(folder / f"{stem}.pdf"), pdf_standards=["ua-1"])


if __name__ == "__main__":
    main()
