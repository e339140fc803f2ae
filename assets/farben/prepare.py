"""Writes srgb.icc: the sRGB colour space of IEC 61966-2-1 as an ICC profile of version 2.1.

The numbers are those of the standard: primaries and white point (adapted to D50 with the Bradford
method, as ICC.1:2001-04 asks for), and the tone curve in 1024 steps.

    python3 prepare.py
"""

import struct
from pathlib import Path

PRIMARIES = {"r": (0.4360747, 0.2225045, 0.0139322), "g": (0.3850649, 0.7168786, 0.0971045), "b": (0.1430804, 0.0606169, 0.7141733)}
D50 = (0.9642, 1.0, 0.8249)
STEPS = 1024


def fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def xyz(values) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(fixed(value) for value in values)


def linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def curve() -> bytes:
    points = [round(linear(step / (STEPS - 1)) * 65535) for step in range(STEPS)]
    return b"curv\0\0\0\0" + struct.pack(f">I{STEPS}H", STEPS, *points)


def description(words: str) -> bytes:
    text = words.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(4 + 4 + 2 + 1 + 67)


def profile() -> bytes:
    tone = curve()
    tags = [
        (b"desc", description("sRGB IEC61966-2.1")),
        (b"cprt", b"text\0\0\0\0" + b"No copyright, use freely\0"),
        (b"wtpt", xyz(D50)),
        (b"rXYZ", xyz(PRIMARIES["r"])),
        (b"gXYZ", xyz(PRIMARIES["g"])),
        (b"bXYZ", xyz(PRIMARIES["b"])),
        (b"rTRC", tone),
        (b"gTRC", tone),
        (b"bTRC", tone),
    ]
    table, data, places = b"", b"", {}
    start = 128 + 4 + 12 * len(tags)
    for signature, content in tags:
        if content not in places:
            data += bytes(-len(data) % 4)
            places[content] = start + len(data)
            data += content
        table += signature + struct.pack(">II", places[content], len(content))
    data += bytes(-len(data) % 4)
    body = struct.pack(">I", len(tags)) + table + data
    head = struct.pack(">I4sI4s4s4s", 128 + len(body), b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(4) + bytes(4) + bytes(8) + bytes(8)
    head += struct.pack(">I", 0) + b"".join(fixed(value) for value in D50) + bytes(4)
    return head.ljust(128, b"\0") + body


Path(__file__).with_name("srgb.icc").write_bytes(profile())
