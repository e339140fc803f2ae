"""Adds the signs ∞ ≤ ≥ of Noto Sans Math to a font of the same family that lacks them.

    add_signs.py FONT NotoSansMath-Regular.ttf

DIN 91379 counts them among the characters that administration must be able to write.
"""

import sys

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

SIGNS = (0x221E, 0x2264, 0x2265)


def main() -> None:
    """Copies outlines, widths and code points."""
    path, donor_path = sys.argv[1:]
    font, donor = TTFont(path, recalcTimestamp=False), TTFont(donor_path)
    assert font["head"].unitsPerEm == donor["head"].unitsPerEm
    names, glyphs = donor.getBestCmap(), donor.getGlyphSet()
    order = font.getGlyphOrder()
    for sign in SIGNS:
        if sign in font.getBestCmap():
            continue
        name = f"uni{sign:04X}"
        recording = DecomposingRecordingPen(glyphs)
        glyphs[names[sign]].draw(recording)
        pen = TTGlyphPen(None)
        recording.replay(pen)
        order = [*order, name]
        font.setGlyphOrder(order)
        font["glyf"][name] = pen.glyph()
        font["hmtx"][name] = donor["hmtx"][names[sign]]
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[sign] = name
    font.save(path)


main()
