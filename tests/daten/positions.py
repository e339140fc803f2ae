"""Writes din91379_positions.txt: where HarfBuzz puts the glyphs of every sequence of DIN 91379.

    pip install uharfbuzz && python3 positions.py

A line: face; code points; for each glyph number, advance, offset to the right, offset upwards, in font units.
"""

from pathlib import Path

import uharfbuzz as hb

HERE = Path(__file__).parent
FONTS = HERE.parent.parent / "assets" / "fonts"


def main() -> None:
    """Shapes each sequence in each face."""
    lines = (HERE / "din91379_latin_list_1.3.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(";") for line in lines if line.count(";") >= 3]
    sequences = [row[2].replace("+", " ").split() for row in rows if row[1].strip() == "seq"]
    out = []
    for face in ("Regular", "Bold", "Italic"):
        font = hb.Font(hb.Face(hb.Blob.from_file_path(str(FONTS / f"NotoSans-{face}.ttf"))))
        for points in sequences:
            buffer = hb.Buffer()
            buffer.add_str("".join(chr(int(point, 16)) for point in points))
            buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "de"
            hb.shape(font, buffer)
            glyphs = zip(buffer.glyph_infos, buffer.glyph_positions)
            placed = " ".join(f"{i.codepoint},{p.x_advance},{p.x_offset},{p.y_offset}" for i, p in glyphs)
            out.append(f"{face};{' '.join(points)};{placed}")
    (HERE / "din91379_positions.txt").write_text("\n".join(out) + "\n", encoding="utf-8")


main()
