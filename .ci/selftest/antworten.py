"""Makes the self-test's answers of the commands and calendars: one good set each, and sets with one fault.

    antworten.py FOLDER

Writes FOLDER/antworten-gut, FOLDER/antworten-FAULT, FOLDER/kalender-gut and FOLDER/kalender-FAULT.
"""

import json
import sys
from copy import deepcopy
from pathlib import Path

GOOD = {
    "pruefen": {
        "befunde": [
            {
                "code": "M001",
                "stufe": "warnung",
                "pfad": "verantwortlicher.name",
                "zeile": 7,
                "artikel": "Art. 33 Abs. 1 DSGVO",
                "meldung": "Der Name fehlt.",
                "abhilfe": "Tragen Sie ihn ein.",
            }
        ],
        "einschaetzung": {
            "risiko": "hoch",
            "meldung_behoerde": "ja",
            "benachrichtigung": "ja",
            "gruende": [{"text": "Steuerdaten sind betroffen."}],
        },
    },
    "frist": {
        "kenntnis": "2021-10-15T07:20:00+02:00",
        "beginn": "2021-10-15T08:00:00+02:00",
        "ende": "2021-10-18T08:00:00+02:00",
        "ziel": "2021-10-18T07:20:00+02:00",
        "status": "laeuft",
        "verbleibend_minuten": 60,
        "herleitung": ["Die Frist endet."],
        "hinweise": [],
        "wochentag": "Montag",
    },
    "behoerde": {
        "behoerden": [
            {
                "id": "demvldi",
                "name": "Der Landesbeauftragte",
                "kurz": "LfDI MV",
                "regime": "dsgvo",
                "grund": "Kommune in Mecklenburg-Vorpommern.",
                "stand": "2026-03-08",
            }
        ]
    },
    "vergleichen": {
        "kennung": "a",
        "alt": {"name": "a@1", "angaben": []},
        "neu": {"name": "a", "angaben": []},
        "hinweise": [],
        "gleich": False,
        "nur_intern": False,
        "fakten": [
            {
                "pfad": "betroffene.anzahl",
                "pfad_alt": "betroffene.anzahl",
                "bezeichnung": "Zahl der Personen",
                "art": "geaendert",
                "alt": 1,
                "neu": 2,
                "intern": False,
                "alt_text": "1",
                "neu_text": "2",
                "betrifft": {"dokumente": ["meldung"], "pflichten": [], "befunde_neu": [], "befunde_erledigt": []},
            }
        ],
        "texte": [
            {
                "dokument": "meldung",
                "abschnitt": "betroffene",
                "ueberschrift": "Betroffene",
                "art": "geaendert",
                "alt": "Es ist eine Person.",
                "neu": "Es sind 2 Personen.",
                "ursachen": ["tatsachen"],
                "tatsachen": ["betroffene.anzahl"],
            }
        ],
        "dokumente": [],
        "pflichten": [],
        "befunde": {"neu": [], "erledigt": []},
    },
    "akte": {
        "kennung": "a",
        "unversehrt": True,
        "geprueft": "alles",
        "kopf": {"nr": 1, "hash": "0" * 64},
        "befunde": [],
        "versionen": [
            {
                "version": 1,
                "zustand": "freigegeben",
                "angelegt": "2021-10-17T16:00:00+02:00",
                "freigegeben": "2021-10-17T16:00:00+02:00",
                "fehlende_rollen": [],
                "dokumente": ["meldung"],
                "uebung": False,
                "beispiel": False,
                "kopf_davor": "1" * 64,
                "eintrag": 1,
            }
        ],
        "eintraege": [
            {
                "nr": 1,
                "zeit": "2021-10-17T16:00:00+02:00",
                "art": "freigabe",
                "inhalt": {},
                "vorher": "1" * 64,
                "hash": "0" * 64,
            }
        ],
    },
}

CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//datenpanne//DE\r\nBEGIN:VEVENT\r\nUID:datenpanne-a-1-ende\r\n"
    "DTSTAMP:20211017T140000Z\r\nDTSTART:20211018T060000Z\r\nSUMMARY:Ende der Frist\r\n"
    "DESCRIPTION:Zu melden ist\\, sobald es geht.\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Ende der Frist\r\n"
    "TRIGGER:-PT6H\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def write(folder: Path, answers: dict, statuses: dict[str, int]) -> None:
    """Writes the answers to one incident; two versions that differ end with 1."""
    folder.mkdir(parents=True)
    statuses = {"vergleichen": 1} | statuses
    for command, answer in answers.items():
        (folder / f"a.{command}.json").write_text(json.dumps(answer), encoding="utf-8")
        (folder / f"a.{command}.status").write_text(f"{statuses.get(command, 0)}\n", encoding="utf-8")


def put(command: str, place: list, value) -> dict:
    """The good answers with one value changed."""
    answers = deepcopy(GOOD)
    table = answers[command]
    for key in place[:-1]:
        table = table[key]
    table[place[-1]] = value
    return answers


def without(command: str, place: list) -> dict:
    """The good answers without one key."""
    answers = deepcopy(GOOD)
    table = answers[command]
    for key in place[:-1]:
        table = table[key]
    del table[place[-1]]
    return answers


def main() -> None:
    """Writes all sets."""
    root = Path(sys.argv[1])
    write(root / "antworten-gut", GOOD, {})
    faults = {
        "zeile-null": put("pruefen", ["befunde", 0, "zeile"], 0),
        "stufe-unbekannt": put("pruefen", ["befunde", 0, "stufe"], "schlimm"),
        "ohne-abhilfe": without("pruefen", ["befunde", 0, "abhilfe"]),
        "ohne-einschaetzung": without("pruefen", ["einschaetzung"]),
        "risiko-unbekannt": put("pruefen", ["einschaetzung", "risiko"], "mittel"),
        "ohne-gruende": put("pruefen", ["einschaetzung", "gruende"], []),
        "fehler-ohne-status": put("pruefen", ["befunde", 0, "stufe"], "fehler"),
        "ohne-ziel": without("frist", ["ziel"]),
        "ziel-nach-ende": put("frist", ["ziel"], "2021-10-18T08:20:00+02:00"),
        "ohne-zone": put("frist", ["ende"], "2021-10-18T08:00:00"),
        "minuten-ohne-status": put("frist", ["verbleibend_minuten"], -5),
        "keine-behoerde": put("behoerde", ["behoerden"], []),
        "regime-unbekannt": put("behoerde", ["behoerden", 0, "regime"], "bdsg"),
        "gleich-gelogen": put("vergleichen", ["gleich"], True),
        "art-unbekannt": put("vergleichen", ["fakten", 0, "art"], "anders"),
        "nichts-geaendert": put("vergleichen", ["fakten", 0, "neu"], 1),
        "ohne-ursache": put("vergleichen", ["texte", 0, "ursachen"], []),
        "fremde-tatsache": put("vergleichen", ["texte", 0, "tatsachen"], ["zeiten.kenntnis"]),
        "ohne-betrifft": without("vergleichen", ["fakten", 0, "betrifft", "dokumente"]),
        "akte-gelogen": put("akte", ["unversehrt"], False),
        "akte-ohne-zone": put("akte", ["eintraege", 0, "zeit"], "2021-10-17T16:00:00"),
        "akte-zustand": put("akte", ["versionen", 0, "zustand"], "offen"),
        "akte-ohne-hash": without("akte", ["eintraege", 0, "hash"]),
        "ohne-grund": put("behoerde", ["behoerden", 0, "grund"], ""),
    }
    for name, answers in faults.items():
        write(root / f"antworten-{name}", answers, {})
    write(root / "antworten-falscher-status", GOOD, {"pruefen": 1})
    write(root / "antworten-vergleich-null", GOOD, {"vergleichen": 0})

    calendars = {
        "gut": CALENDAR,
        "nur-lf": CALENDAR.replace("\r\n", "\n"),
        "lange-zeile": CALENDAR.replace("Ende der Frist", "Ende der Frist" * 6),
        "ohne-uid": CALENDAR.replace("UID:", "X-UID:"),
        "ohne-zeitstempel": CALENDAR.replace("DTSTAMP", "X-DTSTAMP"),
        "zeitstempel-ortszeit": CALENDAR.replace("140000Z", "140000"),
        "ohne-erinnerung": CALENDAR.replace("VALARM", "X-ALARM"),
        "erinnerung-danach": CALENDAR.replace("-PT6H", "PT6H"),
        "kein-datum": CALENDAR.replace("20211018T060000Z", "morgen"),
        "mit-adresse": CALENDAR.replace("sobald es geht", "an info@example.org"),
        "abgeschnitten": CALENDAR[: CALENDAR.index("END:VEVENT")],
        "leer": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//datenpanne//DE\r\nEND:VCALENDAR\r\n",
    }
    for name, text in calendars.items():
        folder = root / f"kalender-{name}"
        folder.mkdir(parents=True)
        (folder / "a.ics").write_bytes(text.encode())


if __name__ == "__main__":
    main()
