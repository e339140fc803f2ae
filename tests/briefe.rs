//! The three letters: to a data subject, from a processor to its controller, to somebody who got
//! data by mistake. Each test changes the facts of `tests/briefe/` a little and says which
//! sentences must and must not stand in the letter.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods
)]

use std::path::Path;
use std::sync::OnceLock;

use chrono::{DateTime, FixedOffset};
use datenpanne::address_field;
use datenpanne::document::sentences::sentences;
use datenpanne::document::wording::words as locale;
use datenpanne::document::{
    Block, Document, Engine, FieldPath, Given, Inline, Markings, Part, Setting,
};
use datenpanne::facts::disclosure;
use datenpanne::render::pdf::address;
use datenpanne::render::pdf::fragment::{Item, Placed};
use datenpanne::render::{pdf, text};
use datenpanne::{facts, law};
use serde_json::{Value, json};

const NOW: &str = "2026-03-03T12:00:00+01:00";

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(NOW).unwrap()
}

/// The facts of a file in `tests/briefe/`, without internal tables.
fn facts_of(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/briefe/{name}.toml"));
    let source = std::fs::read_to_string(path).unwrap();
    let read = facts::read(name, source.as_bytes()).unwrap_or_else(|problems| {
        panic!(
            "{}",
            facts::render_problems(name, &source, &problems, false)
        )
    });
    disclosure::without_internal(&serde_json::to_value(&read.incident).unwrap())
}

/// The facts after a merge of `change`; lists and open values are replaced as a whole.
fn with(name: &str, change: &Value) -> Value {
    fn merge(into: &mut Value, from: &Value) {
        match (into, from) {
            (Value::Object(into), Value::Object(from)) if from.get("offen").is_none() => {
                for (key, value) in from {
                    merge(into.entry(key.clone()).or_insert(Value::Null), value);
                }
            }
            (into, from) => *into = from.clone(),
        }
    }
    let mut facts = facts_of(name);
    merge(&mut facts, change);
    // Lists written in a test get the keys that the facts file would give them.
    let incident: facts::Incident = serde_json::from_value(facts).unwrap();
    disclosure::without_internal(&serde_json::to_value(incident).unwrap())
}

fn make(name: &str, facts: &Value, also: Option<(&str, Value)>) -> Document {
    let incident: facts::Incident = serde_json::from_value(facts.clone()).unwrap();
    let law = serde_json::to_value(law::assess(&incident, now())).unwrap();
    let setting = Setting {
        despite: None,
        now: now(),
        markings: Markings::default(),
        gaps: Vec::new(),
        part: also.map(|(name, json)| Part {
            suffix: String::new(),
            also: Some((name.to_owned(), FieldPath::new(name), json)),
        }),
    };
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE
        .get_or_init(|| Engine::new(&[]).unwrap_or_else(|error| panic!("{error}")))
        .render(name, &Given::new(facts.clone(), law.clone()), &setting)
        .unwrap_or_else(|error| panic!("{error}"))
}

/// The letter as plain text in one line, no-break spaces as spaces.
fn words(document: &Document) -> String {
    text::render(document)
        .replace('\u{a0}', " ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn pages(document: &Document) -> usize {
    pdf::render(document, &pdf::PdfOptions::new(now()))
        .unwrap()
        .pages
}

fn notice(change: &Value) -> String {
    words(&make("benachrichtigung", &with("grundlage", change), None))
}

fn processor(change: &Value) -> String {
    words(&make(
        "auftragsverarbeiter",
        &with("auftragsverarbeiter", change),
        None,
    ))
}

/// The letter to the first recipient.
fn recipient(change: &Value) -> Document {
    let facts = with("grundlage", change);
    let entry = facts["empfaenger"][0].clone();
    make("empfaengerschreiben", &facts, Some(("empfang", entry)))
}

/// Every kind of breach, as the locale names them.
fn kinds() -> Vec<String> {
    let kinds: Vec<String> = locale::SOURCE
        .lines()
        .filter_map(|line| line.strip_prefix("typ-")?.split_once(" ="))
        .map(|(key, _)| key.replace('-', "_"))
        .collect();
    assert!(kinds.len() > 20);
    kinds
}

fn has(text: &str, words: &str) {
    assert!(text.contains(words), "„{words}“ is missing in: {text}");
}

fn lacks(text: &str, words: &str) {
    assert!(!text.contains(words), "„{words}“ stands in: {text}");
}

// To a data subject.

#[test]
fn an_ordinary_letter_is_one_page_with_actions_first() {
    let letter = make("benachrichtigung", &facts_of("grundlage"), None);
    assert_eq!(pages(&letter), 1);
    let mut headings = Vec::new();
    for block in &letter.blocks {
        if let Block::Heading { id, .. } = block {
            headings.push(id.as_str());
        }
    }
    assert_eq!(
        headings,
        [
            "betreff",
            "handeln",
            "daten",
            "folgen",
            "massnahmen",
            "naechste",
            "kontakt",
            "rechte"
        ]
    );
    let words = words(&letter);
    for part in [
        "Benachrichtigung nach Artikel 34 der Datenschutz-Grundverordnung (DSGVO)",
        "Kontaktdaten: Name und E-Mail-Adresse",
        "030 23125-115",
        "Artikel 77 DSGVO",
        "R. Beispiel Bürgermeister",
    ] {
        has(&words, part);
    }
}

#[test]
fn a_signature_never_stands_alone_on_a_page() {
    let mut counts = std::collections::BTreeSet::new();
    for length in (1..45).step_by(2) {
        let measures: Vec<Value> = (0..length)
            .map(|number| json!({"text": format!("Schritt {number} ist einer von vielen."), "stand": "ergriffen"}))
            .collect();
        let facts = with("grundlage", &json!({"massnahmen": measures}));
        let letter = make("benachrichtigung", &facts, None);
        let (laid_out, _) = pdf::lay_out(&letter).unwrap();
        counts.insert(laid_out.pages.len());
        let last: String = laid_out
            .pages
            .last()
            .unwrap()
            .content
            .iter()
            .flat_map(|placed| &placed.fragment.items)
            .map(|item| match item {
                Item::Text { run, .. } => run.text.as_str(),
                Item::Fill { .. } | Item::Link { .. } | Item::Picture { .. } => "",
            })
            .collect();
        has(&last, "R. Beispiel");
        has(&last, "Mit freundlichen");
        has(&last, "Datenschutz");
    }
    assert_eq!(counts.into_iter().collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn the_subject_says_no_more_than_is_known() {
    let subject =
        |change: Value| make("benachrichtigung", &with("grundlage", &change), None).subject;
    assert_eq!(
        subject(json!({})),
        "Ihre Daten sind von einer falsch verschickten Sendung betroffen – das können Sie jetzt tun"
    );
    for abfluss in [
        json!("wahrscheinlich"),
        json!("nicht_auszuschliessen"),
        json!("unwahrscheinlich"),
        json!("ausgeschlossen"),
        json!("offen"),
        json!({"offen": "wird geprüft"}),
        json!({"fehlt": true}),
    ] {
        let said = subject(json!({"vorfall": {"abfluss": abfluss}}));
        has(
            &said,
            "können von einer falsch verschickten Sendung betroffen sein",
        );
    }
    // Sure that data left, not sure that this reader's are among them.
    let said = subject(json!({"daten": [{"kategorie": "kontaktdaten", "gewissheit": "moeglich"}]}));
    has(&said, "Ihre Daten können");
    let letter = notice(&json!({"vorfall": {"abfluss": "nicht_auszuschliessen"}}));
    has(&letter, "weil ein Vorfall auch Ihre Daten betreffen kann.");
    lacks(&letter, "Daten betrifft.");
}

#[test]
fn the_law_is_named_only_where_it_is_the_basis() {
    let step = |basis: &str| json!({"benachrichtigung": {"schritte": [{"weg": "individuell", "grundlage": basis}]}});
    has(
        &notice(&step("abs1")),
        "Benachrichtigung nach Artikel 34 der Datenschutz-Grundverordnung (DSGVO)",
    );
    for (basis, words) in [
        ("freiwillig", "Freiwillige Information"),
        ("landesrecht", "Benachrichtigung nach Landesrecht"),
    ] {
        let letter = notice(&step(basis));
        has(&letter, words);
        lacks(&letter, "Artikel 34");
    }
    lacks(
        &notice(&json!({"benachrichtigung": {"status": "geplant"}})),
        "Artikel 34",
    );
    for regime in ["ji", "kdg", "dsg_ekd"] {
        let facts = with("grundlage", &json!({"vorfall": {"rechtsregime": regime}}));
        let letter = make("benachrichtigung", &facts, None);
        lacks(&words(&letter), "DSGVO");
        lacks(&letter.foot, "DSGVO");
        has(&words(&letter), "beschweren");
    }
}

#[test]
fn advice_comes_by_category_most_urgent_first_and_once() {
    let data =
        |keys: &[&str]| -> Value { keys.iter().map(|key| json!({"kategorie": key})).collect() };
    let letter = notice(
        &json!({"vorfall": {"typ": "hacking"}, "daten": data(&["kontaktdaten", "zahlungsmittel", "zugangsdaten", "amtliche_dokumente", "identifikationsdaten"])}),
    );
    let at = |words: &str| {
        letter
            .find(words)
            .unwrap_or_else(|| panic!("{words}: {letter}"))
    };
    assert!(at("Ändern Sie Ihr Passwort") < at("Prüfen Sie Ihre Kontoauszüge"));
    assert!(at("Prüfen Sie Ihre Kontoauszüge") < at("Achten Sie auf Verträge"));
    assert!(at("Achten Sie auf Verträge") < at("Seien Sie vorsichtig bei Anrufen"));
    assert_eq!(letter.matches("Achten Sie auf Verträge").count(), 1);
    let chosen = notice(&json!({
        "daten": data(&["kontaktdaten", "zahlungsmittel"]),
        "empfehlungen": [{"text": "Rufen Sie Ihre Kursleitung an"}, {"vorschlag": "zahlungsmittel"}],
    }));
    has(
        &chosen,
        "- Rufen Sie Ihre Kursleitung an. - Prüfen Sie Ihre Kontoauszüge",
    );
    lacks(&chosen, "Seien Sie vorsichtig");
    let rejected = notice(&json!({
        "daten": data(&["kontaktdaten", "zahlungsmittel"]),
        "empfehlungen": [{"verwerfen": "kontaktdaten"}],
    }));
    has(&rejected, "Prüfen Sie Ihre Kontoauszüge");
    lacks(&rejected, "Seien Sie vorsichtig");
}

#[test]
fn an_outage_brings_no_advice_against_fraud() {
    let letter = notice(&json!({
        "vorfall": {"typ": "technische_stoerung", "schutzziele": ["verfuegbarkeit"],
            "abfluss": {"fehlt": true}, "verfuegbarkeit": "dauerhaft",
            "beschreibung_buerger": "Ein Speicher ist ausgefallen."},
        "daten": [{"kategorie": "zahlungsmittel"}],
    }));
    has(
        &letter,
        "können von einer technischen Störung betroffen sein",
    );
    has(
        &letter,
        "Warten Sie auf Geld, einen Bescheid oder eine Antwort von uns?",
    );
    has(&letter, "Heben Sie Kopien Ihrer Anträge");
    has(&letter, "Ein Teil der Daten ist verloren.");
    lacks(&letter, "Kontoauszüge");
    lacks(&letter, "gesehen");
}

#[test]
fn parents_are_addressed_where_children_are_concerned() {
    let words = "als Eltern oder Sorgeberechtigte";
    lacks(&notice(&json!({})), words);
    for group in ["minderjaehrige", "schueler"] {
        has(
            &notice(&json!({"betroffene": {"gruppen": [{"gruppe": group}]}})),
            words,
        );
    }
}

#[test]
fn a_serial_letter_brings_address_and_salutation() {
    let facts = facts_of("grundlage");
    let open = make("benachrichtigung", &facts, None);
    let Some(Block::LetterHead(head)) = open.blocks.first() else {
        panic!("no letter head");
    };
    assert!(
        matches!(head.address[0][0], Inline::Open { .. }),
        "{head:?}"
    );
    has(&words(&open), "Guten Tag, wir schreiben");
    let person = json!({"anschrift": ["Erika Muster", "Am Ring 3", "19053 Musterstadt"],
        "anrede": "Guten Tag Erika Muster"});
    let letter = words(&make("benachrichtigung", &facts, Some(("person", person))));
    has(&letter, "Erika Muster Am Ring 3 19053 Musterstadt");
    has(&letter, "Guten Tag Erika Muster, wir schreiben");
    lacks(&letter, "Anschrift der betroffenen Person");
}

#[test]
fn the_responsible_person_signs() {
    let signed = notice(&json!({"unterschriften": [
        {"dokument": "meldung", "name": "M. Melder"},
        {"dokument": "benachrichtigung", "name": "K. Amt", "funktion": "Erste Stadträtin", "zusatz": "i. V."},
    ]}));
    has(
        &signed,
        "Mit freundlichen Grüßen i. V. K. Amt Erste Stadträtin",
    );
    lacks(&signed, "R. Beispiel");
    let nobody = notice(
        &json!({"verantwortlicher": {"vertretung": {"name": {"fehlt": true}, "funktion": {"fehlt": true}}}}),
    );
    has(
        &nobody,
        "Mit freundlichen Grüßen Name der verantwortlichen Person",
    );
}

#[test]
fn nothing_internal_reaches_a_reader_outside() {
    let facts = with(
        "grundlage",
        &json!({
            "daten": [{"kategorie": "meldedaten", "auskunftssperre": true}],
            "massnahmen": [{"text": "Offen gesagt", "stand": "ergriffen"}, {"text": "Geheim gehalten", "stand": "ergriffen", "intern": true}],
        }),
    );
    let entry = facts["empfaenger"][0].clone();
    for (name, also) in [
        ("benachrichtigung", None),
        ("empfaengerschreiben", Some(("empfang", entry))),
    ] {
        let letter = words(&make(name, &facts, also));
        for inside in [
            "MX-7",
            "Auskunftssperre",
            "A. Beispiel",
            "M. Melder",
            "Geheim",
        ] {
            lacks(&letter, inside);
        }
    }
}

#[test]
fn every_kind_of_breach_makes_a_letter_without_gaps() {
    for typ in kinds() {
        for abfluss in ["bestaetigt", "nicht_auszuschliessen", "offen"] {
            let facts = with(
                "grundlage",
                &json!({"vorfall": {"typ": typ, "abfluss": abfluss,
                "beschreibung_buerger": {"fehlt": true}, "beschreibung": {"fehlt": true}}}),
            );
            let letter = make("benachrichtigung", &facts, None);
            let words = words(&letter);
            has(&words, "weil ein Vorfall auch Ihre Daten");
            lacks(&words, "..");
            lacks(&words, " .");
            if abfluss == "offen" {
                assert!(pages(&letter) <= 2, "{typ}");
            }
            let entry = facts["empfaenger"][0].clone();
            make("empfaengerschreiben", &facts, Some(("empfang", entry)));
        }
    }
}

/// Words of the template itself: no facts, no contact data.
fn template_sentences(document: &Document) -> Vec<String> {
    let plain = text::render(document);
    sentences(&plain)
        .into_iter()
        .map(|sentence| sentence.replace('\u{a0}', " "))
        .filter(|sentence| !sentence.contains(['@']) && !sentence.contains("Musterstadt"))
        .collect()
}

#[test]
fn sentences_to_people_are_short() {
    for abfluss in [
        "bestaetigt",
        "wahrscheinlich",
        "nicht_auszuschliessen",
        "offen",
    ] {
        for typ in kinds() {
            let facts = with(
                "grundlage",
                &json!({
                    "vorfall": {"typ": typ, "abfluss": abfluss, "strafanzeige": "ja"},
                    "betroffene": {"gruppen": [{"gruppe": "schueler"}]},
                    "daten": [{"kategorie": "zugangsdaten"}, {"kategorie": "zahlungsmittel"}, {"kategorie": "kontaktdaten"}],
                    "benachrichtigung": {"naechste_information": {"am": {"fehlt": true}}},
                }),
            );
            for (name, also) in [
                ("benachrichtigung", None),
                (
                    "empfaengerschreiben",
                    Some(("empfang", facts["empfaenger"][0].clone())),
                ),
            ] {
                let letter = make(name, &facts, also);
                let found = template_sentences(&letter);
                assert!(found.len() > 15, "{found:?}");
                for sentence in found {
                    let count = sentence.split_whitespace().count();
                    assert!(count <= 20, "{count} words: {sentence}");
                }
            }
        }
    }
}

#[test]
fn headings_in_the_margin_stand_beside_their_sections_and_cover_nothing() {
    for daten in 1..=2 {
        let data: Vec<Value> = ["kontaktdaten", "zahlungsmittel"]
            .iter()
            .take(daten)
            .map(|key| json!({"kategorie": key}))
            .collect();
        let facts = with("grundlage", &json!({"daten": data}));
        let (laid_out, _) = pdf::lay_out(&make("benachrichtigung", &facts, None)).unwrap();
        let [page] = laid_out.pages.as_slice() else {
            panic!("more than a page with {daten} categories");
        };
        let said = |placed: &Placed| -> String {
            let mut words = String::new();
            for item in &placed.fragment.items {
                if let Item::Text { run, .. } = item {
                    words.push_str(&run.text);
                }
            }
            words
        };
        // The letter head comes first; an empty fragment is air.
        let lines: Vec<&Placed> = page
            .content
            .iter()
            .skip(1)
            .filter(|placed| !said(placed).is_empty())
            .collect();
        let y = |start: &str| {
            lines
                .iter()
                .find(|placed| said(placed).starts_with(start))
                .unwrap_or_else(|| panic!("{start}"))
                .y
        };
        assert!((y("Was wir getan haben") - y("Wir haben den Empf")).abs() < 1.0);
        for (index, one) in lines.iter().enumerate() {
            for other in lines.iter().skip(index + 1) {
                let shared = (one.y + one.fragment.height).min(other.y + other.fragment.height)
                    - one.y.max(other.y);
                let apart = (one.x - other.x).abs() > 100.0;
                assert!(
                    shared < 1.0 || apart,
                    "„{}“ covers „{}“",
                    said(one),
                    said(other)
                );
            }
        }
    }
}

// From a processor to its controller.

#[test]
fn the_processor_says_first_what_the_controller_must_do() {
    let facts = facts_of("auftragsverarbeiter");
    let letter = make("auftragsverarbeiter", &facts, None);
    assert_eq!(letter.sender, "Kommunales Rechenzentrum Muster");
    let Some(Block::LetterHead(head)) = letter.blocks.first() else {
        panic!("no letter head");
    };
    let line = |inlines: &[Inline]| datenpanne::document::model::plain(inlines);
    has(
        &line(&head.return_line),
        "Kommunales Rechenzentrum Muster · Am Ring 7",
    );
    assert_eq!(line(&head.address[0]), "Gemeinde Musterdorf");
    let letter = words(&letter);
    let at = |words: &str| {
        letter
            .find(words)
            .unwrap_or_else(|| panic!("{words}: {letter}"))
    };
    let first = at(
        "Ihre Frist läuft spätestens ab Zugang dieser Mitteilung, möglicherweise schon früher. Ob Sie melden, entscheiden Sie.",
    );
    assert!(first < at("Was bekannt ist"));
    for words in [
        "Unsere Kenntnis | 4. Mai 2026, 5:55 Uhr",
        "Zahl der Personen: noch offen (Die Datenbestände werden ausgewertet; wird bis 8. Mai 2026 nachgereicht)",
        "Unser nächster Bericht: 5. Mai 2026, 12:00 Uhr, per E-Mail",
        "Erreichbar: Tag und Nacht",
        "Protokolle und Abbilder der Systeme sind gesichert.",
        "Art. 28 Abs. 3 Buchstabe f DSGVO",
        "Mit freundlichen Grüßen C. Beispiel",
    ] {
        has(&letter, words);
    }
    lacks(&letter, "Risikobewertung");
    lacks(&letter, "Art der Meldung");
}

#[test]
fn the_processor_assesses_nothing_and_says_no_more_than_is_known() {
    let letter = processor(&json!({"risiko": {"ergebnis": "hoch", "begruendung": "Bankdaten"}}));
    lacks(&letter, "Bankdaten");
    has(
        &letter,
        "Sie betrifft Daten, die wir in Ihrem Auftrag verarbeiten.",
    );
    let unsure =
        processor(&json!({"daten": [{"kategorie": "meldedaten", "gewissheit": "moeglich"}]}));
    has(
        &unsure,
        "Sie kann Daten betreffen, die wir in Ihrem Auftrag verarbeiten.",
    );
    let many = processor(&json!({"verantwortlicher": {"name": {"fehlt": true}}}));
    has(&many, "Name und Anschrift des Verantwortlichen");
    let bare = processor(&json!({
        "massnahmen": {"fehlt": true},
        "anlaufstelle": {"sprechzeiten": {"fehlt": true}},
        "benachrichtigung": {"naechste_information": {"am": {"fehlt": true}, "wo": {"fehlt": true}}},
    }));
    has(
        &bare,
        "Ob Protokolle und andere Beweise gesichert sind, ist noch nicht angegeben.",
    );
    has(
        &bare,
        "Der Zeitpunkt unseres nächsten Berichts steht noch nicht fest.",
    );
    has(&bare, "Erreichbar: noch nicht angegeben");
    let church = processor(&json!({"vorfall": {"rechtsregime": "kdg"}}));
    lacks(&church, "DSGVO");
}

#[test]
fn a_draft_without_a_provider_can_be_looked_at() {
    let letter = processor(
        &json!({"beteiligte": [], "daten": {"fehlt": true}, "melder": {"name": {"fehlt": true}}}),
    );
    has(&letter, "Auftragsverarbeiter");
    has(&letter, "Name der unterzeichnenden Person");
}

// To somebody who got data by mistake.

#[test]
fn a_recipient_is_asked_politely_and_by_a_date_of_the_facts() {
    let letter = recipient(&json!({}));
    assert_eq!(pages(&letter), 2, "the letter and the slip");
    let letter = words(&letter);
    for words in [
        "Sportverein Musterdorf Anschrift",
        "Löschen Sie die Daten bitte oder geben Sie sie an uns zurück.",
        "geben Sie sie nicht weiter",
        "bis zum 16. März 2026.",
        "Artikel 33 Absatz 3 Buchstabe d der Datenschutz-Grundverordnung",
        "Unterschrift",
    ] {
        has(&letter, words);
    }
    for word in [
        "Name und E-Mail-Adresse",
        "Kontaktdaten",
        "müssen",
        "verpflichtet",
        "Aufsichtsbehörde",
        "strafbar",
    ] {
        lacks(&letter, word);
    }
    let open = words(&recipient(
        &json!({"empfaenger": [{"bezeichnung": "Sportverein"}]}),
    ));
    has(&open, "bis zum (Datum eintragen).");
    let many = words(&recipient(
        &json!({"empfaenger": [{"bezeichnung": "Verteiler", "anzahl": {"ungefaehr": 120}}]}),
    ));
    has(&many, "bei mehreren Personen an jede einzeln");
    let one = words(&recipient(
        &json!({"empfaenger": [{"bezeichnung": "Frau Muster", "anzahl": 1}]}),
    ));
    lacks(&one, "an jede einzeln");
}

#[test]
fn a_recipient_who_answered_is_thanked_and_not_asked_again() {
    for (answer, words_of_thanks) in [
        (
            "geloescht",
            "Sie haben uns bestätigt, dass Sie die Daten gelöscht haben.",
        ),
        ("zurueckgegeben", "Sie haben uns die Daten zurückgegeben."),
        (
            "ungelesen",
            "Sie haben uns erklärt, dass Sie die Daten nicht gelesen haben.",
        ),
    ] {
        let letter =
            recipient(&json!({"empfaenger": [{"bezeichnung": "Sportverein", "reaktion": answer}]}));
        assert_eq!(pages(&letter), 1, "{answer}");
        assert_eq!(letter.subject, "Vielen Dank für Ihre Rückmeldung");
        let letter = words(&letter);
        has(&letter, words_of_thanks);
        has(&letter, "Vielen Dank für Ihre Hilfe.");
        lacks(&letter, "Darum bitten wir Sie");
        lacks(&letter, "Unterschrift");
    }
}

#[test]
fn a_recipient_who_refused_is_asked_once_more_without_a_threat() {
    let refused = json!({"empfaenger": [{"bezeichnung": "Sportverein", "reaktion": "verweigert"}]});
    let letter = words(&recipient(&refused));
    has(&letter, "Wir bitten Sie deshalb noch einmal.");
    has(
        &letter,
        "Unserer Aufsichtsbehörde teilen wir mit, welche Maßnahmen wir ergriffen haben.",
    );
    for word in [
        "Klage",
        "Anwalt",
        "Strafe",
        "Bußgeld",
        "Schadensersatz",
        "rechtliche Schritte",
    ] {
        lacks(&letter, word);
    }
    let mut low = refused;
    low["risiko"] = json!({"ergebnis": "gering"});
    lacks(&words(&recipient(&low)), "Aufsichtsbehörde");
}

#[test]
fn what_was_heard_or_seen_in_a_list_is_asked_for_in_its_own_words() {
    let heard = words(&recipient(
        &json!({"vorfall": {"typ": "muendliche_offenlegung"}}),
    ));
    has(&heard, "Behalten Sie das Gehörte bitte für sich.");
    lacks(&heard, "Löschen Sie");
    let list = words(&recipient(
        &json!({"vorfall": {"typ": "offener_verteiler"}}),
    ));
    has(&list, "Antworten Sie bitte nicht an alle.");
    lacks(&list, "zurückgegeben");
}

/// Runs of a letter's first page in the address field, with their place in millimetres and size in points.
fn in_field(letter: &Document) -> Vec<(f32, f32, f32, String)> {
    const MM: f32 = 72.0 / 25.4;
    let (laid_out, _) = pdf::lay_out(letter).unwrap();
    let page = laid_out.pages.first().unwrap();
    page.content
        .iter()
        .flat_map(|placed| placed.fragment.items.iter().map(move |item| (placed, item)))
        .filter_map(|(placed, item)| match item {
            Item::Text { run, .. } => {
                let (x, y) = ((placed.x + run.x) / MM, (placed.y + run.y) / MM);
                Some((x, y, run.size, run.text.clone()))
            }
            Item::Fill { .. } | Item::Link { .. } | Item::Picture { .. } => None,
        })
        // Left of the information block, below the line with the sender, above the text.
        .filter(|(x, y, ..)| *x < 106.0 && *y > 50.5 && *y < 98.0)
        .collect()
}

fn addressed(lines: &[&str]) -> Document {
    let person = json!({"anschrift": lines, "anrede": "Guten Tag"});
    make(
        "benachrichtigung",
        &facts_of("grundlage"),
        Some(("person", person)),
    )
}

#[test]
fn nine_lines_of_an_address_stand_in_the_window() {
    let line = [
        "Universitätsklinikum Musterland",
        "Anstalt des öffentlichen Rechts",
        "Zentrum für Innere Medizin",
        "Klinik II, Station 4 B",
        "Frau Dr. Erika Muster-Beispiel",
        "Gebäude 12, Aufgang C",
        "Postfach 10 20 30",
        "Am Ring 3",
        "19053 Musterstadt",
    ];
    for count in 1..=line.len() {
        let letter = addressed(&line[..count]);
        assert_eq!(address::problem(&letter), None, "{count} lines");
        assert_eq!(address_field::findings([&letter]), []);
        let runs = in_field(&letter);
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        let said: String = runs.iter().map(|(.., text)| letters(text)).collect();
        assert_eq!(said, letters(&line[..count].concat()), "{count} lines");
        for (x, y, size, text) in &runs {
            // A small letter hangs below its line by a fifth of its size.
            assert!(*x >= 24.9 && *y <= 89.5, "{count}: {text} at {x}, {y}");
            assert!((10.0..=10.5).contains(size), "{count}: {size}");
        }
        if count <= 6 {
            assert!(
                runs.iter().all(|(.., y, _, _)| *y > 62.7),
                "{count} lines begin higher than they need"
            );
        }
    }
}

#[test]
fn a_long_address_is_set_smaller_and_never_cut() {
    let name = "Landesamt für Gesundheit, Soziales, Verbraucherschutz, Arbeitsschutz und Familie";
    let lines = [name, name, name, "Am Ring 3", "19053 Musterstadt"];
    let letter = addressed(&lines);
    assert_eq!(address::problem(&letter), None);
    let runs = in_field(&letter);
    assert!(
        runs.iter()
            .all(|(x, y, size, _)| *x >= 24.9 && *y < 90.0 && *size >= 8.0)
    );

    // Ten lines fit in no size.
    let ten: Vec<String> = (1..=10).map(|number| format!("Zeile {number}")).collect();
    let mut ten: Vec<&str> = ten.iter().map(String::as_str).collect();
    ten[3] = "Abteilung für ganz besonders lange Namen";
    let letter = addressed(&ten);
    let problem = address::problem(&letter).unwrap();
    assert_eq!(
        (problem.line, problem.lines, problem.wide),
        (Some(4), 10, false)
    );
    let found = address_field::findings([&letter, &letter]);
    assert_eq!(found.len(), 1);
    has(&found[0].message, "10 Zeilen");
    has(&found[0].message, "Zeile 4 der Anschrift");
    // The address of a person is not repeated.
    lacks(&found[0].message, "Abteilung");
    assert_eq!(found[0].path, None);
    let words = words(&letter);
    let (laid_out, _) = pdf::lay_out(&letter).unwrap();
    let drawn: String = laid_out
        .pages
        .iter()
        .flat_map(|page| &page.content)
        .flat_map(|placed| &placed.fragment.items)
        .map(|item| match item {
            Item::Text { run, .. } => run.text.replace('\u{a0}', " "),
            Item::Fill { .. } | Item::Link { .. } | Item::Picture { .. } => String::new(),
        })
        .collect();
    for line in ten {
        has(&words, line);
        has(&drawn, line);
    }

    let word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsversammlung";
    let problem =
        address::problem(&addressed(&["Erika Muster", word, "19053 Musterstadt"])).unwrap();
    assert!(problem.wide && problem.line == Some(2));
}

#[test]
fn a_controller_with_a_long_name_is_named_with_its_key() {
    let long = "Zweckverband der Städte, Gemeinden und Landkreise für Wasserversorgung, Abwasserbeseitigung, Abfallwirtschaft \
                und Straßenreinigung ".repeat(6);
    let facts = with(
        "auftragsverarbeiter",
        &json!({"verantwortlicher": {"name": long.trim()}}),
    );
    let letter = make("auftragsverarbeiter", &facts, None);
    let found = address_field::findings([&letter]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, "G101");
    assert_eq!(
        found[0].path.as_ref().map(FieldPath::as_str),
        Some("verantwortlicher.name")
    );
    assert_eq!(found[0].documents, ["auftragsverarbeiter"]);
    // As a sender the name is too long too.
    let facts = with(
        "grundlage",
        &json!({"verantwortlicher": {"name": long.trim()}}),
    );
    let found = address_field::findings([&make("benachrichtigung", &facts, None)]);
    has(&found[0].message, "Absenderzeile");
    assert_eq!(
        found[0].path.as_ref().map(FieldPath::as_str),
        Some("verantwortlicher.name")
    );
}
