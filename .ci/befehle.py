"""Checks what `pruefen`, `frist`, `behoerde` and `vergleichen` wrote as JSON, and their exit status.

    befehle.py FOLDER

FOLDER holds for each incident NAME.pruefen.json, NAME.frist.json, NAME.behoerde.json, NAME.vergleichen.json, and beside each a file
.status with the exit status. The keys named here are what other programs rely on: they must be there, in
this order and first; more may follow.
Exit status: 0 all well, 1 a fault, 2 could not check.
"""

import json
import sys
from datetime import datetime
from pathlib import Path

from files import Report, die, find

PRUEFEN = ["befunde", "einschaetzung"]
BEFUND = ["code", "stufe", "pfad", "zeile", "artikel", "meldung", "abhilfe"]
EINSCHAETZUNG = ["risiko", "meldung_behoerde", "benachrichtigung", "gruende"]
AKTE = ["kennung", "unversehrt", "geprueft", "kopf", "befunde", "versionen", "eintraege"]
AKTE_BEFUND = ["art", "datei", "eintrag", "meldung"]
VERSION = ["version", "zustand", "angelegt", "freigegeben", "fehlende_rollen", "dokumente", "uebung", "beispiel", "kopf_davor"]
EINTRAG = ["nr", "zeit", "art", "inhalt", "vorher", "hash"]
FRIST = ["kenntnis", "beginn", "ende", "ziel", "status", "verbleibend_minuten", "herleitung", "hinweise"]
BEHOERDE = ["id", "name", "kurz", "regime", "grund"]
VERGLEICHEN = ["kennung", "alt", "neu", "hinweise", "gleich", "nur_intern", "fakten", "texte", "dokumente", "pflichten", "befunde"]
FAKT = ["pfad", "pfad_alt", "bezeichnung", "art", "alt", "neu", "intern", "alt_text", "neu_text", "betrifft"]
TEXT = ["dokument", "abschnitt", "ueberschrift", "art", "alt", "neu", "ursachen", "tatsachen"]
FAKT_ARTEN = {"hinzugefuegt", "entfernt", "geaendert", "bekannt_geworden", "sicher_geworden", "unsicher_geworden", "umgestellt"}
TEXT_ARTEN = {"eingefuegt", "geloescht", "geaendert", "verschoben"}
URSACHEN = {"tatsachen", "handfassung", "zeitpunkt", "vorlage", "zusammenwirken"}
REGIMES = {"dsgvo", "ji", "kdg", "dsg_ekd"}


def keys(where: str, table: dict, wanted: list[str]) -> list[str]:
    """Whether a table begins with the keys agreed on."""
    found = list(table)[: len(wanted)]
    return [] if found == wanted else [f"{where}: keys {found} instead of {wanted}"]


def one_of(where: str, value, allowed: set) -> list[str]:
    """Whether a value is one of a closed list."""
    return [] if value in allowed else [f"{where}: {value!r} is none of {sorted(map(str, allowed))}"]


def pruefen(answer: dict, status: int) -> list[str]:
    """Faults of `pruefen`."""
    faults = keys("answer", answer, PRUEFEN)
    for number, finding in enumerate(answer.get("befunde", []), 1):
        where = f"befunde[{number}]"
        faults += keys(where, finding, BEFUND) + one_of(where, finding["stufe"], {"fehler", "warnung", "hinweis"})
        if not (finding["zeile"] is None or (isinstance(finding["zeile"], int) and finding["zeile"] >= 1)):
            faults.append(f"{where}: zeile {finding['zeile']!r}")
        faults += [f"{where}: {key} is empty" for key in ("code", "meldung", "abhilfe") if not finding[key]]
    view = answer.get("einschaetzung", {})
    faults += keys("einschaetzung", view, EINSCHAETZUNG)
    faults += one_of("risiko", view.get("risiko"), {"gering", "risiko", "hoch", "offen"})
    for key in ("meldung_behoerde", "benachrichtigung"):
        faults += one_of(key, view.get(key), {"ja", "nein", "pruefen"})
    if not view.get("gruende"):
        faults.append("einschaetzung: no reasons")
    errors = any(finding["stufe"] == "fehler" for finding in answer.get("befunde", []))
    if status != (1 if errors else 0):
        faults.append(f"exit status {status} with errors: {errors}")
    return faults


def frist(answer: dict, status: int) -> list[str]:
    """Faults of `frist`."""
    faults = keys("answer", answer, FRIST)
    faults += one_of("status", answer.get("status"), {"laeuft", "abgelaufen", "gewahrt", None})
    times = [answer.get(key) for key in ("kenntnis", "beginn", "ziel", "ende")]
    if all(times):
        order = [datetime.fromisoformat(time) for time in times]
        if order[0] > order[1] or order[1] > order[2] or order[2] > order[3]:
            faults.append(f"times out of order: {times}")
        if any(time.utcoffset() is None for time in order):
            faults.append("a time without offset")
        if not answer.get("herleitung"):
            faults.append("an end without a derivation")
    elif any(times[1:]):
        faults.append("only some of the times")
    elif not answer.get("hinweise"):
        faults.append("neither an end nor a reason why there is none")
    left = answer.get("verbleibend_minuten")
    if left is not None and (left >= 0) != (answer.get("status") == "laeuft"):
        faults.append(f"{left} minutes left and status {answer.get('status')}")
    if status != 0:
        faults.append(f"exit status {status}")
    return faults


def behoerde(answer: dict, status: int) -> list[str]:
    """Faults of `behoerde`."""
    faults = keys("answer", answer, ["behoerden"])
    entries = answer.get("behoerden", [])
    if not entries:
        faults.append("no entry")
    for number, entry in enumerate(entries, 1):
        where = f"behoerden[{number}]"
        faults += keys(where, entry, BEHOERDE) + one_of(where, entry["regime"], REGIMES)
        if not entry["grund"]:
            faults.append(f"{where}: no reason")
        if entry["id"] is not None and not (entry["name"] and entry["stand"]):
            faults.append(f"{where}: name or date is missing")
    if status != 0:
        faults.append(f"exit status {status}")
    return faults


def vergleichen(answer: dict, status: int) -> list[str]:
    """Faults of `vergleichen`."""
    faults = keys("answer", answer, VERGLEICHEN)
    paths = {fact["pfad"] for fact in answer.get("fakten", [])}
    for number, fact in enumerate(answer.get("fakten", []), 1):
        where = f"fakten[{number}]"
        faults += keys(where, fact, FAKT) + one_of(where, fact["art"], FAKT_ARTEN)
        faults += keys(f"{where}.betrifft", fact["betrifft"], ["dokumente", "pflichten", "befunde_neu", "befunde_erledigt"])
        if fact["alt"] == fact["neu"]:
            faults.append(f"{where}: nothing changed")
    for number, text in enumerate(answer.get("texte", []), 1):
        where = f"texte[{number}]"
        faults += keys(where, text, TEXT) + one_of(where, text["art"], TEXT_ARTEN)
        faults += [fault for cause in text["ursachen"] for fault in one_of(where, cause, URSACHEN)]
        if not text["ursachen"]:
            faults.append(f"{where}: no cause")
        if not set(text["tatsachen"]) <= paths:
            faults.append(f"{where}: facts that did not change: {set(text['tatsachen']) - paths}")
        if text["alt"] == text["neu"]:
            faults.append(f"{where}: nothing changed")
    equal = not answer.get("fakten") and not answer.get("texte")
    if answer.get("gleich") != equal or status != (0 if equal else 1):
        faults.append(f"gleich {answer.get('gleich')} and exit status {status} with differences: {not equal}")
    return faults


def akte(answer: dict, status: int) -> list[str]:
    """Faults of `akte`."""
    faults = keys("answer", answer, AKTE) + one_of("geprueft", answer.get("geprueft"), {"alles", "journal"})
    for number, entry in enumerate(answer.get("eintraege", []), 1):
        where = f"eintraege[{number}]"
        faults += keys(where, entry, EINTRAG)
        if entry["nr"] != number or len(entry.get("hash", "")) != 64:
            faults.append(f"{where}: number {entry['nr']} or hash")
        if datetime.fromisoformat(entry["zeit"]).utcoffset() is None:
            faults.append(f"{where}: a time without offset")
    for number, version in enumerate(answer.get("versionen", []), 1):
        where = f"versionen[{number}]"
        faults += keys(where, version, VERSION)
        faults += one_of(where, version.get("zustand"), {"offen", "freigegeben", "geloescht"})
        if (version["zustand"] == "offen") != (version["freigegeben"] is None):
            faults.append(f"{where}: {version['zustand']}, released {version['freigegeben']}")
    for number, finding in enumerate(answer.get("befunde", []), 1):
        where = f"befunde[{number}]"
        faults += keys(where, finding, AKTE_BEFUND)
        faults += one_of(where, finding["art"], {"veraendert", "fehlt", "zusaetzlich", "unterbrochen"})
    if answer.get("unversehrt") == bool(answer.get("befunde")) or status != (1 if answer.get("befunde") else 0):
        faults.append(f"exit status {status}, whole: {answer.get('unversehrt')}")
    return faults


CHECKS = {"pruefen": pruefen, "frist": frist, "behoerde": behoerde, "vergleichen": vergleichen, "akte": akte}


def main() -> None:
    """Looks at each answer."""
    report, seen = Report(), set()
    for path in find(sys.argv[1:], ".json"):
        command = Path(path.stem).suffix.lstrip(".")
        if command not in CHECKS:
            die(f"not from one of the commands: {path}")
        seen.add(command)
        try:
            status = int(path.with_suffix(".status").read_text(encoding="utf-8"))
            faults = CHECKS[command](json.loads(path.read_bytes()), status)
        except (ValueError, OSError) as problem:
            faults = [f"not readable: {problem}"]
        report.file(path, faults)
    if seen != set(CHECKS):
        die(f"only answers of: {', '.join(sorted(seen))}")
    report.exit()


if __name__ == "__main__":
    main()
