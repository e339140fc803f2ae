"""Compiles many texts to PDF in one process, as the benchmark's peer: peer_typst_bundle.py TEXTS.json FOLDER

TEXTS.json is a list of texts. Prints the seconds that each way took, as JSON: `function` (typst.compile
for each text), `compiler` (one Compiler that takes each text), `whole` (all texts as one document). The start of
Python and of its packages does not count; files are written like ours.
"""

import json
import sys
import time
from pathlib import Path

import typst
from peer_typst import HEAD, source

texts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
folder = Path(sys.argv[2])
folder.mkdir(parents=True, exist_ok=True)


def timed(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def by_function() -> None:
    for number, text in enumerate(texts):
        pdf = typst.compile(
            source(text).encode(), pdf_standards=["ua-1"], ignore_system_fonts=True
        )
        (folder / f"f{number}.pdf").write_bytes(pdf)


def by_compiler() -> None:
    compiler = typst.Compiler(ignore_system_fonts=True)
    for number, text in enumerate(texts):
        pdf = compiler.compile(source(text).encode(), pdf_standards=["ua-1"])
        (folder / f"c{number}.pdf").write_bytes(pdf)


def as_one() -> None:
    bodies = [source(text).removeprefix(HEAD) for text in texts]
    whole = HEAD + "\n#pagebreak()\n".join(bodies)
    pdf = typst.compile(whole.encode(), pdf_standards=["ua-1"], ignore_system_fonts=True)
    (folder / "whole.pdf").write_bytes(pdf)


print(
    json.dumps(
        {"whole": timed(as_one), "compiler": timed(by_compiler), "function": timed(by_function)}
    )
)
