//! Wording by kind of breach: complete incidents of eight kinds with all their documents, and
//! every kind with every certainty, in singular and plural, in both voices.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use datenpanne::case::{Case, Occasion};
use datenpanne::document::{DOCUMENTS, Document, Engine, Given, Markings, Setting};
use datenpanne::facts;
use datenpanne::facts::Incident;
use datenpanne::law::Level;
use datenpanne::render::text;
use serde_json::{Value, json};

/// Kind and stated time of its documents.
const KINDS: [(&str, &str); 8] = [
    ("angriff", "2026-03-10T10:00:00+01:00"),
    ("fehlversand", "2026-05-14T09:00:00+02:00"),
    ("offener-verteiler", "2026-01-21T12:00:00+01:00"),
    ("geraeteverlust", "2025-11-17T09:30:00+01:00"),
    ("falsche-berechtigung", "2026-02-12T15:00:00+01:00"),
    ("veroeffentlichung", "2026-06-05T10:00:00+02:00"),
    ("phishing", "2026-04-23T16:00:00+02:00"),
    ("ausfall", "2026-07-08T14:00:00+02:00"),
];

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name)
}

fn time(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

fn case(kind: &str) -> Case {
    let name = format!("{kind}.toml");
    let source = std::fs::read_to_string(path("arten").join(&name)).unwrap();
    let read = facts::read(&name, source.as_bytes()).unwrap_or_else(|problems| {
        panic!(
            "{}",
            facts::render_problems(&name, &source, &problems, false)
        )
    });
    Case::new(read.incident).unwrap()
}

fn made(case: &Case, name: &str, engine: &Engine, now: &str) -> Vec<Document> {
    let occasion = Occasion {
        now: time(now),
        markings: Markings::default(),
        despite: None,
    };
    let assessment = case.assess(time(now));
    let documents = case.documents(engine, name, &assessment, &occasion);
    documents
        .unwrap_or_else(|error| panic!("{error}"))
        .into_iter()
        .map(|made| made.unwrap_or_else(|error| panic!("{error}")).document)
        .collect()
}

/// All documents that the incident asks for.
fn documents(kind: &str, now: &str) -> Vec<Document> {
    let case = case(kind);
    let engine = Engine::new(&[]).unwrap_or_else(|error| panic!("{error}"));
    let assessment = case.assess(time(now));
    let due = |name: &str| {
        let reason = case.reason_against(&engine, name, &assessment);
        reason.unwrap_or_else(|error| panic!("{error}")).is_none()
    };
    DOCUMENTS
        .iter()
        .filter(|name| due(name))
        .flat_map(|name| made(&case, name, &engine, now))
        .collect()
}

fn golden(name: &str, actual: &str) {
    let path = path("golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, actual).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    if expected != actual {
        let line = expected
            .lines()
            .zip(actual.lines())
            .position(|(a, b)| a != b)
            .map_or(0, |at| at + 1);
        panic!("{name} differs from line {line} on; UPDATE_GOLDEN=1 rewrites it");
    }
}

#[test]
fn the_incidents_of_every_kind_stop_no_document() {
    for (kind, now) in KINDS {
        let assessment = case(kind).assess(time(now));
        let stopping: Vec<_> = assessment
            .findings
            .iter()
            .filter(|finding| finding.level == Level::Fehler)
            .collect();
        assert!(stopping.is_empty(), "{kind}: {stopping:#?}");
        assert!(
            assessment.deadline.as_ref().is_some_and(|d| !d.is_late()),
            "{kind}"
        );
    }
}

#[test]
fn every_document_of_every_kind_reads_as_approved() {
    let mut expected = BTreeSet::new();
    for (kind, now) in KINDS {
        let made = documents(kind, now);
        assert!(made.iter().any(|d| d.name == "meldung"), "{kind}");
        for document in made {
            let part = document.part.as_ref().map(|part| format!("-{part}"));
            let file = format!("{}{}", document.name, part.unwrap_or_default());
            let name = format!("arten/{kind}/{file}.txt");
            golden(&name, &text::render(&document));
            expected.insert(name);
        }
    }
    let mut there = BTreeSet::new();
    for folder in std::fs::read_dir(path("golden/arten")).unwrap() {
        let folder = folder.unwrap();
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let (folder, file) = (folder.file_name(), file.unwrap().file_name());
            there.insert(format!(
                "arten/{}/{}",
                folder.to_string_lossy(),
                file.to_string_lossy()
            ));
        }
    }
    let left: Vec<_> = there.difference(&expected).collect();
    assert!(left.is_empty(), "no document is due for {left:?}");
}

/// What a notice to people says, without line ends.
fn notice(kind: &str) -> String {
    let now = KINDS.iter().find(|(name, _)| *name == kind).unwrap().1;
    let engine = Engine::new(&[]).unwrap();
    let documents = made(&case(kind), "buergerinformation", &engine, now);
    flat(&text::render(&documents[0]))
}

fn flat(text: &str) -> String {
    text.replace('\u{a0}', " ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn no_kind_speaks_the_words_of_another() {
    let copying = ["kopiert", "angegriffen", "Vorsicht, Betrug", "SMS"];
    for kind in [
        "fehlversand",
        "offener-verteiler",
        "geraeteverlust",
        "falsche-berechtigung",
        "ausfall",
    ] {
        let said = notice(kind);
        for word in copying {
            assert!(!said.contains(word), "{kind} says “{word}”: {said}");
        }
    }
    for kind in ["angriff", "phishing", "veroeffentlichung"] {
        assert!(notice(kind).contains("Vorsicht, Betrug"), "{kind}");
    }
    for kind in KINDS.map(|(kind, _)| kind) {
        let usable = matches!(kind, "angriff" | "ausfall");
        assert_eq!(notice(kind).contains("nutzbar"), usable, "{kind}");
    }
    let outage = notice("ausfall");
    for word in ["gesehen", "gelesen", "Fremde", "Abbuchungen", "Das steht"] {
        assert!(!outage.contains(word), "{word}: {outage}");
    }
    assert!(outage.contains("Seit dem 8. Juli 2026 sind die Daten wieder nutzbar."));
    assert!(outage.contains("Verantwortlich für diese Information sind die Stadtwerke Musterau."));
    let one = notice("fehlversand");
    assert!(
        one.contains("Es geht um die Daten eines Menschen aus dieser Gruppe:"),
        "{one}"
    );
    assert!(
        one.contains("Jemand anderes hat die Daten bekommen."),
        "{one}"
    );
}

/// Every kind there is, and none.
fn kinds() -> Vec<String> {
    let mut kinds: Vec<String> = facts::Typ::alle()
        .iter()
        .map(|kind| kind.schluessel().to_owned())
        .collect();
    kinds.push(String::new());
    kinds
}

/// What a file may say of data leaving that is no key of the list.
#[test]
fn what_cannot_be_said_or_does_not_apply_is_said_with_its_reason() {
    let voices = [Speaker::new(OFFICIAL), Speaker::new(PLAIN)];
    for (value, words) in [
        (
            json!({ "offen": "Prüfung läuft" }),
            ["wird untersucht", "prüfen wir noch"],
        ),
        (
            json!({ "nicht_bestimmbar": "Prüfung läuft" }),
            ["lässt sich nicht feststellen"; 2],
        ),
        (
            json!({ "entfaellt": "Prüfung läuft" }),
            ["Prüfung läuft."; 2],
        ),
    ] {
        for (speaker, words) in voices.iter().zip(words) {
            for kind in kinds() {
                let mut facts = facts_of(&kind, "fehlt", false);
                facts["vorfall"]["abfluss"] = value.clone();
                let said = flat(&speaker.say(&facts));
                assert!(said.contains(words), "{kind}: {said}");
                assert!(said.ends_with("Prüfung läuft."), "{kind}: {said}");
            }
        }
    }
}

const CERTAINTIES: [&str; 7] = [
    "bestaetigt",
    "wahrscheinlich",
    "nicht_auszuschliessen",
    "unwahrscheinlich",
    "ausgeschlossen",
    "offen",
    "fehlt",
];

const HEAD: &str = "+++\ntitel = \"T\"\nbetreff = \"B\"\nfuss = \"F\"\nlayout = \"seite\"\nleser = \"akte\"\n+++\n";

/// Says one line of template about an incident.
struct Speaker(Engine);

impl Speaker {
    fn new(line: &str) -> Self {
        let own = ("vermerk.md.j2".to_owned(), format!("{HEAD}{line}\n"));
        Self(Engine::new(&[own]).unwrap_or_else(|error| panic!("{error}")))
    }

    fn say(&self, changes: &Value) -> String {
        let mut facts = serde_json::to_value(Incident::default()).unwrap();
        merge(&mut facts, changes);
        let setting = Setting {
            now: time("2026-05-14T09:00:00+02:00"),
            markings: Markings::default(),
            gaps: Vec::new(),
            part: None,
            despite: None,
        };
        let document = self
            .0
            .render("vermerk", &Given::new(facts.clone(), json!({})), &setting);
        text::render(&document.unwrap_or_else(|error| panic!("{changes}: {error}")))
            .trim()
            .to_owned()
    }
}

fn merge(into: &mut Value, from: &Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            if into.contains_key("fehlt") {
                into.clear();
            }
            for (key, value) in from {
                merge(into.entry(key.clone()).or_insert(Value::Null), value);
            }
        }
        (into, from) => *into = from.clone(),
    }
}

fn facts_of(kind: &str, certainty: &str, one: bool) -> Value {
    let mut incident = json!({
        "schutzziele": ["vertraulichkeit"],
        "abfluss_nachweis": { "durch": "Prüfstelle", "stand": "2026-05-12" },
    });
    if !kind.is_empty() {
        incident["typ"] = json!(kind);
    }
    if certainty != "fehlt" {
        incident["abfluss"] = json!(certainty);
    }
    json!({
        "vorfall": incident,
        "betroffene": { "anzahl": if one { 1 } else { 200 } },
        "empfaenger": [{ "bezeichnung": "x", "anzahl": if one { 1 } else { 5 } }],
    })
}

const OFFICIAL: &str = "{{ abflusssatz(vorfall, jetzt) }}";
const PLAIN: &str = "{{ abflusssatz(vorfall, jetzt, \"buerger\") }}";

fn check(sentence: &str, certainty: &str, plain: bool, about: &str) {
    assert!(sentence.ends_with('.'), "{about}: {sentence}");
    assert!(
        sentence.starts_with(char::is_uppercase),
        "{about}: {sentence}"
    );
    for bad in ["offen ", "  ", "..", " .", "{", "noch zu nennen"] {
        assert!(!sentence.contains(bad), "{about}: {sentence}");
    }
    let said = flat(sentence).to_lowercase();
    // The guide's sentence on attacks takes the certainty back at once.
    let hedged = "wahrscheinlich hat niemand daten kopiert. ganz sicher ist das noch nicht.";
    let bare = said.replace(hedged, "");
    let nobody = bare.contains("niemand") || bare.contains("kein");
    let ruled_out = certainty == "ausgeschlossen";
    assert_eq!(nobody, ruled_out, "{about}: {sentence}");
    let source = said.contains("(prüfstelle, stand 12. mai 2026)")
        || said.contains("(durch: prüfstelle; stand 12. mai 2026)");
    assert_eq!(source, ruled_out, "{about}: {sentence}");
    if plain {
        for line in sentence.lines() {
            let count = line.split_whitespace().count();
            assert!(count <= 20, "{about}: {count} words: {line}");
        }
        for word in [
            "Unbefugten",
            "Verantwortliche",
            "Kenntnis",
            "personenbezogen",
        ] {
            assert!(!sentence.contains(word), "{about}: {sentence}");
        }
    }
}

#[test]
fn every_kind_with_every_certainty_is_a_sentence_in_both_voices() {
    let voices = [Speaker::new(OFFICIAL), Speaker::new(PLAIN)];
    // Kinds that say the same stand together.
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for kind in kinds() {
        let mut table = String::new();
        let mut seen = BTreeSet::new();
        for certainty in CERTAINTIES {
            let _ = writeln!(table, "{certainty}");
            let mut before = String::new();
            for (one, number) in [(false, "mehrere"), (true, "eine Person, ein Empfänger")] {
                let mut lines = String::new();
                for (voice, speaker) in voices.iter().enumerate() {
                    let sentence = speaker.say(&facts_of(&kind, certainty, one));
                    check(
                        &sentence,
                        certainty,
                        voice == 1,
                        &format!("{kind} {certainty}"),
                    );
                    let name = if voice == 1 { "klar   " } else { "amtlich" };
                    let _ = writeln!(lines, "    {name}  {}", flat(&sentence));
                }
                assert!(
                    one || seen.insert(lines.clone()),
                    "{kind}: said twice: {lines}"
                );
                if lines != before {
                    let _ = write!(table, "  {number}\n{lines}");
                }
                before = lines;
            }
        }
        tables.entry(table).or_default().push(kind);
    }
    let mut out = String::from(
        "Jede Art des Vorfalls mit jeder Gewissheit. Wo „eine Person, ein Empfänger“ fehlt, heißt es wie bei mehreren.\n",
    );
    let mut order: Vec<_> = tables.into_iter().collect();
    order.sort_by_key(|(_, names)| kinds().iter().position(|kind| *kind == names[0]));
    for (table, names) in order {
        let names: Vec<_> = names
            .into_iter()
            .map(|name| {
                if name.is_empty() {
                    "(fehlt)".to_owned()
                } else {
                    name
                }
            })
            .collect();
        let _ = write!(out, "\n== {}\n{table}", names.join(", "));
    }
    out.push_str(&protected());
    golden("abfluss.txt", &out);
}

/// What is said where data are unintelligible, and in a mere outage.
fn protected() -> String {
    let voices = [Speaker::new(OFFICIAL), Speaker::new(PLAIN)];
    let mut out = String::new();
    for (kind, measures) in [
        ("geraet_verloren_oder_gestohlen", "verschluesselung"),
        ("geraet_verloren_oder_gestohlen", "datensicherung"),
        ("versehentlicher_versand", "verschluesselung"),
        ("hacking", "verschluesselung"),
    ] {
        let _ = writeln!(out, "\n== {kind}, Daten unlesbar, Maßnahme {measures}");
        for certainty in CERTAINTIES {
            let _ = writeln!(out, "{certainty}");
            let mut facts = facts_of(kind, certainty, false);
            facts["vorfall"]["unlesbar"] = json!("ja");
            facts["schutz_vorher"] = json!({ "massnahmen": [measures] });
            for (voice, speaker) in voices.iter().enumerate() {
                let said = flat(&speaker.say(&facts));
                let lower = said.to_lowercase();
                let words = ["verschlüsselt", "lesbar", "lesen können", "lesen geschützt"];
                let mentioned = words.iter().any(|word| lower.contains(word));
                let device = kind.starts_with("geraet");
                assert_eq!(mentioned, device || certainty != "ausgeschlossen", "{said}");
                check(&said.replace(". ", ".\n"), certainty, voice == 1, kind);
                let _ = writeln!(out, "    {said}");
            }
        }
    }
    for kind in ["technische_stoerung", "ransomware", "daten_geloescht"] {
        for aims in [
            json!(["verfuegbarkeit"]),
            json!(["integritaet"]),
            json!(["integritaet", "verfuegbarkeit"]),
        ] {
            let _ = writeln!(out, "\n== {kind}, nur {aims}, Abfluss nicht angegeben");
            let mut facts = facts_of(kind, "fehlt", false);
            facts["vorfall"]["schutzziele"] = aims;
            for speaker in &voices {
                let said = flat(&speaker.say(&facts));
                for word in ["kopiert", "abgeflossen", "gesehen", "niemand", "keine "] {
                    assert!(!said.contains(word), "{said}");
                }
                let _ = writeln!(out, "    {said}");
            }
        }
    }
    out
}

#[test]
fn titles_advice_and_headings_exist_for_every_kind() {
    let words = ["titel", "daten", "rat", "systeme"].map(|what| {
        (
            what,
            Speaker::new(&format!("{{{{ artwort(vorfall, \"{what}\") }}}}")),
        )
    });
    let sentence = Speaker::new(
        "{% if vorfall.typ is bekannt %}{{ vorfall.typ | wort(\"typ\", \"buerger\") }}{% else %}Fehlt.{% endif %}",
    );
    let mut out = String::from("Wörter für jede Art des Vorfalls.\n");
    for kind in kinds() {
        let _ = writeln!(
            out,
            "\n== {}",
            if kind.is_empty() { "(fehlt)" } else { &kind }
        );
        let mut before = String::new();
        for (one, number) in [(false, "mehrere"), (true, "eine Person, ein Empfänger")] {
            let facts = facts_of(&kind, "wahrscheinlich", one);
            let said = flat(&sentence.say(&facts));
            check(&said, "wahrscheinlich", true, &kind);
            let mut lines = format!("    {said}\n");
            for (what, speaker) in &words {
                let said = flat(&speaker.say(&facts));
                assert!(!said.is_empty(), "{kind} {what}");
                let _ = writeln!(lines, "    {what}: {said}");
            }
            if lines != before {
                let _ = write!(out, "  {number}\n{lines}");
            }
            before = lines;
        }
    }
    golden("arten.txt", &out);
}

#[test]
fn advice_fits_the_kind_and_comes_once() {
    let speaker =
        Speaker::new("% for advice in vorschlaege(daten, empfehlungen)\n- {{ advice }}\n% endfor");
    let data = json!([
        { "kategorie": "kontaktdaten" }, { "kategorie": "basisdaten" },
        { "kategorie": "zahlungsmittel" }, { "kategorie": "zugangsdaten" },
    ]);
    let advice = |kind: &str, aims: Value, chosen: Value| {
        let mut facts = facts_of(kind, "fehlt", false);
        facts["vorfall"]["schutzziele"] = aims;
        facts["daten"] = data.clone();
        facts["empfehlungen"] = chosen;
        flat(&speaker.say(&facts))
    };
    let secret = || json!(["vertraulichkeit"]);
    let item = |key: &str, value: &str| {
        let mut item =
            json!({ "text": null, "vorschlag": null, "verwerfen": null, "intern": false });
        item[key] = json!(value);
        item
    };
    let attack = advice("hacking", secret(), json!([]));
    assert_eq!(
        attack.matches("Anrufen, SMS und E-Mails").count(),
        1,
        "{attack}"
    );
    assert!(attack.contains("Kontoauszüge") && attack.contains("Ändern Sie Ihr Passwort"));
    let letter = advice("versehentlicher_versand", secret(), json!([]));
    assert!(!letter.contains("SMS"), "{letter}");
    assert_eq!(
        letter.matches("Melden Sie sich bei uns").count(),
        1,
        "{letter}"
    );
    let outage = advice("technische_stoerung", json!(["verfuegbarkeit"]), json!([]));
    assert!(
        !outage.contains("Passwort") && !outage.contains("Abbuchungen"),
        "{outage}"
    );
    assert!(outage.contains("Warten Sie auf eine Zahlung"), "{outage}");
    let without = advice(
        "hacking",
        secret(),
        json!([item("verwerfen", "zahlungsmittel")]),
    );
    assert!(
        !without.contains("Kontoauszüge") && without.contains("Passwort"),
        "{without}"
    );
    let own = advice("hacking", secret(), json!([item("text", "Rufen Sie an")]));
    assert_eq!(own, "- Rufen Sie an.");
    let chosen = advice(
        "phishing",
        secret(),
        json!([item("vorschlag", "zugangsdaten")]),
    );
    assert!(
        chosen.starts_with("- Haben Sie uns ein Passwort"),
        "{chosen}"
    );
}
