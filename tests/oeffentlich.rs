//! The short public documents: poster, press release, telephone guide.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    clippy::disallowed_methods
)]

mod common;

use std::fs;
use std::process::Command;

use chrono::{DateTime, FixedOffset};
use datenpanne::document::sentences::sentences;
use datenpanne::document::{
    Block, Document, Engine, Given, Inline, Markings, SHORT_TEXT_LIMIT, Setting,
};
use datenpanne::facts::Typ;
use datenpanne::render::html::HtmlOptions;
use datenpanne::render::pdf::fragment::{Item, LaidOut};
use datenpanne::render::{html, pdf, text, words};
use datenpanne::{facts, law};
use serde_json::{Value, json};

const EXAMPLE: &str = include_str!("../beispiele/ksm-schwerin.toml");
const DOCUMENTS: [&str; 3] = ["aushang", "pressemitteilung", "telefonleitfaden"];

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2021-10-17T16:00:00+02:00").unwrap()
}

fn example() -> Value {
    let read = facts::read("ksm-schwerin.toml", EXAMPLE.as_bytes()).unwrap();
    serde_json::to_value(read.incident).unwrap()
}

/// A school sent an e-mail with all addresses open: no services, no attacker, few facts.
fn everyday() -> Value {
    json!({
        "format": 1,
        "vorfall": { "kennung": "verteiler", "titel": "E-Mail mit offenem Verteiler", "typ": "offener_verteiler",
            "abfluss": "bestaetigt", "ursache": "intern_nicht_boeswillig", "schutzziele": ["vertraulichkeit"],
            "beschreibung_buerger": "Wir haben eine E-Mail an 80 Eltern geschickt. Alle konnten alle Adressen sehen." },
        "zeiten": { "entdeckt": "2021-10-15T07:20:00" },
        "verantwortlicher": { "name": "Grundschule am See", "artikel": "die", "art": "schule", "bundesland": "MV",
            "anschrift": { "strasse": "Seestraße 1", "plz": "19053", "ort": "Musterstadt" }, "telefon": "030 23125-100" },
        "betroffene": { "anzahl": 80 },
        "daten": [{ "kategorie": "kontaktdaten" }],
        "benachrichtigung": { "status": "oeffentlich" },
    })
}

/// The example with this many services, in all states, some with a remark.
fn with_services(count: usize) -> Value {
    let states = ["geschlossen", "ausgefallen", "eingeschraenkt", "verfuegbar"];
    let names = [
        "Kfz-Zulassung",
        "Einwohnermeldeamt",
        "Bauaufsicht",
        "Jugendamt Bereitschaft",
        "Schwimmhalle Lankow",
    ];
    let mut json = example();
    json["dienste"] = (0..count)
        .map(|n| {
            let hint = (n % 10 == 0).then_some("Nur mit Termin.");
            json!({ "name": format!("{} {}", names[n % 5], n + 1), "status": states[n % 4], "hinweis": hint })
        })
        .collect();
    json
}

fn made(name: &str, json: &Value) -> Document {
    made_with(name, json, &[])
}

fn made_with(name: &str, json: &Value, overrides: &[(String, String)]) -> Document {
    let source = json.to_string();
    let read = facts::read("v.json", source.as_bytes()).unwrap_or_else(|problems| {
        panic!(
            "{}",
            facts::render_problems("v.json", &source, &problems, false)
        )
    });
    let whole = serde_json::to_value(&read.incident).unwrap();
    let open = facts::disclosure::without_internal(&whole);
    let law = serde_json::to_value(law::assess(&read.incident, now())).unwrap();
    let setting = Setting {
        despite: None,
        now: now(),
        markings: Markings::default(),
        gaps: Vec::new(),
        part: None,
    };
    let engine = Engine::new(overrides).unwrap_or_else(|error| panic!("{error}"));
    engine
        .render(name, &Given::new(open.clone(), law.clone()), &setting)
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn plain(name: &str, json: &Value) -> String {
    text::render(&made(name, json)).replace('\u{a0}', " ")
}

fn short_text(json: &Value) -> String {
    let document = made("pressemitteilung", json);
    document
        .first_paragraph("kurztext")
        .unwrap()
        .replace('\u{a0}', " ")
}

fn pages(document: &Document) -> LaidOut {
    pdf::lay_out(document).unwrap().0
}

/// The sizes of all type on the pages, without head and foot.
fn sizes(laid_out: &LaidOut) -> Vec<f32> {
    laid_out
        .pages
        .iter()
        .flat_map(|page| &page.content)
        .flat_map(|placed| &placed.fragment.items)
        .filter_map(|item| match item {
            Item::Text { run, .. } => Some(run.size),
            Item::Fill { .. } | Item::Link { .. } | Item::Picture { .. } => None,
        })
        .collect()
}

fn smallest(laid_out: &LaidOut) -> f32 {
    sizes(laid_out).into_iter().fold(f32::MAX, f32::min)
}

/// The letters on the pages, without spaces and hyphens.
fn letters(laid_out: &LaidOut) -> String {
    laid_out
        .pages
        .iter()
        .flat_map(|page| &page.content)
        .flat_map(|placed| &placed.fragment.items)
        .filter_map(|item| match item {
            Item::Text { run, .. } => Some(run.text.as_str()),
            Item::Fill { .. } | Item::Link { .. } | Item::Picture { .. } => None,
        })
        .flat_map(str::chars)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

#[test]
fn a_poster_fills_one_page_in_large_type() {
    for (json, least) in [
        (
            json!({ "format": 1, "vorfall": { "kennung": "knapp" } }),
            25.0,
        ),
        (everyday(), 20.0),
        (example(), 15.5),
        (with_services(40), 14.0),
    ] {
        let laid_out = pages(&made("aushang", &json));
        assert_eq!(laid_out.pages.len(), 1, "{}", json["vorfall"]["kennung"]);
        let found = smallest(&laid_out);
        assert!(found >= least, "{}: {found} pt", json["vorfall"]["kennung"]);
    }
}

#[test]
fn every_kind_of_breach_gives_a_poster_of_one_page() {
    for typ in Typ::alle() {
        let mut json = everyday();
        json["vorfall"]["typ"] = json!(typ.schluessel());
        let laid_out = pages(&made("aushang", &json));
        assert_eq!(laid_out.pages.len(), 1, "{typ}");
        assert!(smallest(&laid_out) >= 20.0, "{typ}");
    }
}

#[test]
fn a_poster_that_is_too_long_hides_nothing() {
    let document = made("aushang", &with_services(120));
    let laid_out = pages(&document);
    assert!(laid_out.pages.len() > 1);
    assert!(smallest(&laid_out) >= 14.0);
    let drawn = letters(&laid_out);
    for n in 1..=120 {
        let name = [
            "Kfz-Zulassung",
            "Einwohnermeldeamt",
            "Bauaufsicht",
            "Jugendamt Bereitschaft",
            "Schwimmhalle Lankow",
        ][(n - 1) % 5];
        let name: String = format!("{name}{n}")
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect();
        assert!(drawn.contains(&name), "{name}");
    }
}

#[test]
fn a_poster_lists_what_is_closed_first_and_what_nobody_checked() {
    let mut json = example();
    json["dienste"] = json!([
        { "name": "Feuerwehr", "status": "verfuegbar" },
        { "name": "Wohngeldstelle" },
        { "name": "Standesamt", "status": "eingeschraenkt" },
        { "name": "Stadthaus", "status": "geschlossen", "hinweis": "Auch am Montag" },
        { "name": "Büchereien", "status": { "offen": "Wird geprüft" } },
    ]);
    let said = plain("aushang", &json);
    let place = |words: &str| {
        said.find(words)
            .unwrap_or_else(|| panic!("{words}: {said}"))
    };
    let order = [
        "Das geht zurzeit nicht",
        "Stadthaus: geschlossen.\n  Auch am Montag.",
        "Das geht nur eingeschränkt",
        "Standesamt",
        "Das geht\n",
        "Feuerwehr",
        "Das prüfen wir noch",
        "Wohngeldstelle",
        "Büchereien",
        "Fragen? Telefon 030 23125-115",
    ];
    let places: Vec<usize> = order.iter().map(|words| place(words)).collect();
    assert!(places.is_sorted(), "{said}");
}

#[test]
fn the_poster_says_how_to_ask_whatever_is_known() {
    let mut json = everyday();
    assert!(plain("aushang", &json).contains("Fragen? Telefon 030 23125-100"));
    json["anlaufstelle"] = json!({ "telefon": { "offen": "Der Anschluss wird geschaltet" } });
    let said = plain("aushang", &json);
    assert!(
        said.contains("Telefon: Der Anschluss wird geschaltet."),
        "{said}"
    );
    assert!(
        !said.contains("030 23125-100"),
        "the number that is down: {said}"
    );
    json["anlaufstelle"]["email"] = json!("fragen@example.org");
    assert!(plain("aushang", &json).contains("E-Mail: fragen@example.org"));
    json["anlaufstelle"] = json!({});
    json["verantwortlicher"]["telefon"] = Value::Null;
    json["verantwortlicher"]
        .as_object_mut()
        .unwrap()
        .remove("telefon");
    assert!(plain("aushang", &json).contains("Schreiben Sie uns: Seestraße 1, 19053 Musterstadt"));
    json.as_object_mut().unwrap().remove("verantwortlicher");
    assert!(plain("aushang", &json).contains("Ein Kontakt für Fragen steht noch nicht fest."));
}

#[test]
fn the_short_text_keeps_its_limit_and_whole_sentences() {
    let whole = short_text(&example());
    assert!(
        whole.starts_with("Information der Landeshauptstadt Schwerin. Fremde haben"),
        "{whole}"
    );
    assert!(whole.ends_with("Mehr: https://www.example.org"), "{whole}");
    assert!(whole.contains("Geschlossen: Stadthaus."));
    for length in [0, 60, 120, 200, 300, 400, 480, 600, 5000] {
        let mut json = example();
        json["dienste"] = json!([]);
        json["verantwortlicher"]["name"] = json!(format!("Stadt {}", "W".repeat(length)));
        let said = short_text(&json);
        let count = said.chars().count();
        assert!(count <= SHORT_TEXT_LIMIT, "{length}: {count}");
        assert!(
            said.contains("Fremde haben Computer angegriffen und Daten verschlüsselt."),
            "{said}"
        );
        assert!(said.contains("Fragen: Telefon 030 23125-115."), "{said}");
        let kept: Vec<String> = sentences(&said).into_iter().map(str::to_owned).collect();
        for sentence in &kept {
            assert!(
                whole.contains(sentence.as_str()) || sentence.starts_with("Information der Stadt"),
                "torn: {sentence}"
            );
        }
    }
}

#[test]
fn the_short_text_loses_the_least_important_first() {
    let all = short_text(&example());
    let care = "Vorsicht, Betrug: Unbekannte";
    let next = "Nächste Information";
    let mut json = example();
    json["dienste"][0]["name"] = json!("D".repeat(200));
    let without_services = short_text(&json);
    assert!(
        !without_services.contains("DDD") && without_services.contains(care),
        "{without_services}"
    );
    // With the name of the body the other sentences go one by one, in the order of their weights.
    json["verantwortlicher"]["name"] = json!("N".repeat(200));
    let shorter = short_text(&json);
    assert!(
        shorter.contains("NNN") && !shorter.contains(care),
        "{shorter}"
    );
    assert!(
        shorter.contains(next) || shorter.chars().count() > SHORT_TEXT_LIMIT - 60,
        "{shorter}"
    );
    assert!(all.contains(care) && all.contains(next));
}

#[test]
fn the_count_below_the_short_text_is_its_length() {
    for json in [example(), everyday(), with_services(40)] {
        let length = short_text(&json).chars().count();
        let said = plain("pressemitteilung", &json);
        assert!(
            said.contains(&format!("{length} Zeichen mit Leerzeichen; höchstens 500.")),
            "{length}: {said}"
        );
    }
}

#[test]
fn the_press_has_its_own_contact() {
    let said = plain("pressemitteilung", &example());
    assert!(
        said.contains("Für Bürgerinnen und Bürger: Bürgertelefon, Telefon 030 23125-115"),
        "{said}"
    );
    assert!(said.contains("Für die Presse: Pressestelle der Landeshauptstadt, Telefon 030 23125-120, presse@example.org"), "{said}");
    assert!(
        said.starts_with("Pressemitteilung der Landeshauptstadt Schwerin\n"),
        "{said}"
    );
    assert!(said.contains("Schwerin, 17. Oktober 2021."), "{said}");
    assert!(!said.contains('„'), "no quote where the facts give none");
    let mut json = example();
    json.as_object_mut().unwrap().remove("presse");
    let said = plain("pressemitteilung", &json);
    assert!(
        said.contains("Für die Presse: Landeshauptstadt Schwerin, Telefon 030 23125-100"),
        "{said}"
    );
    assert_eq!(
        pages(&made("pressemitteilung", &example())).pages.len(),
        2,
        "the release, and the short text"
    );
}

/// The sections of the guide's questions: heading and paragraphs.
fn questions(document: &Document) -> Vec<(String, String, usize)> {
    let mut found: Vec<(String, String, usize)> = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading {
                level: 3,
                id,
                content,
            } => {
                found.push((id.clone(), datenpanne::document::model::plain(content), 0));
            }
            Block::Heading { .. } if !found.is_empty() => break,
            _ => {
                if let Some((_, _, answers)) = found.last_mut() {
                    *answers += 1;
                }
            }
        }
    }
    found
}

#[test]
fn the_guide_answers_ten_questions_for_every_kind_of_breach() {
    let mut sevenths = std::collections::BTreeSet::new();
    for typ in Typ::alle() {
        for mut json in [everyday(), example()] {
            json["vorfall"]["typ"] = json!(typ.schluessel());
            let document = made("telefonleitfaden", &json);
            let found = questions(&document);
            assert_eq!(found.len(), 10, "{typ}");
            for (n, (id, words, answers)) in found.iter().enumerate() {
                assert_eq!(*id, format!("frage-{}", n + 1));
                assert!(
                    words.starts_with(&format!("{}. ", n + 1)) && words.ends_with('?'),
                    "{words}"
                );
                assert!(*answers > 0, "{typ}: {words}");
            }
            sevenths.insert(found[6].1.clone());
        }
    }
    assert!(
        sevenths.len() >= 6,
        "a question for each kind: {sevenths:?}"
    );
}

#[test]
fn answers_never_say_more_than_the_facts() {
    let mut json = everyday();
    let said = |json: &Value| plain("telefonleitfaden", json);
    let unknown = "Ob auch Bankdaten betroffen sind, wissen wir noch nicht.";
    let ruled_out = "Bankdaten gehören nicht zu den betroffenen Daten.";
    // What an e-mail held is known.
    assert!(said(&json).contains(ruled_out));
    assert!(!said(&json).contains("Kontoauszüge"));
    json["vorfall"]["typ"] = json!("hacking");
    json["meldung"] = json!({ "art": "abschluss", "vollstaendig": true });
    assert!(said(&json).contains(ruled_out));
    // What is not listed may still come, as long as the report is not complete.
    json["meldung"] = json!({});
    assert!(said(&json).contains(unknown));
    assert!(said(&json).contains("Prüfen Sie vorsichtshalber Ihre Kontoauszüge."));
    json["daten"] = json!([{ "kategorie": "verwaltungsvorgaenge", "beispiele": ["Bauanträge"] }]);
    assert!(said(&json).contains(unknown));
    json["meldung"] = json!({ "art": "abschluss", "vollstaendig": true });
    assert!(
        said(&json).contains(
            "Ob auch Bankdaten dabei sind, kann ich Ihnen am Telefon nicht sicher sagen."
        )
    );
    json["daten"] = json!([{ "kategorie": "zahlungsmittel", "gewissheit": "moeglich" }]);
    assert!(said(&json).contains("Möglicherweise sind auch Daten zu Zahlungen betroffen."));
    json["daten"] = json!([{ "kategorie": "zahlungsmittel" }]);
    assert!(said(&json).contains("Auch Daten zu Zahlungen sind betroffen."));
    assert!(said(&json).contains("Ob jemand die Daten missbraucht hat, wissen wir noch nicht."));
    json["risiko"] = json!({ "umstaende": { "missbrauch_bekannt": false } });
    assert!(said(&json).contains(
        "Dass jemand die Daten aus diesem Angriff missbraucht hat, ist uns bisher nicht bekannt."
    ));
    json["risiko"] = json!({ "umstaende": { "missbrauch_bekannt": true } });
    assert!(said(&json).contains("Es ist bekannt, dass Daten missbraucht wurden."));
    assert!(!said(&json).contains("Polizei ermittelt"));
    json["vorfall"]["typ"] = json!("versehentliche_veroeffentlichung");
    assert!(said(&json).contains("Das kann ich Ihnen noch nicht sicher sagen."));
    json["zeiten"]["ende"] = json!("2021-10-16T08:00:00");
    assert!(said(&json).contains("Der Vorfall endete am 16. Oktober 2021."));
}

#[test]
fn rejected_advice_is_not_read_out() {
    let mut json = everyday();
    json["daten"] = json!([{ "kategorie": "kontaktdaten" }, { "kategorie": "zugangsdaten" }]);
    let advice = "Ändern Sie Ihr Passwort";
    assert!(plain("telefonleitfaden", &json).contains(advice));
    json["empfehlungen"] = json!([{ "verwerfen": "zugangsdaten" }]);
    let said = plain("telefonleitfaden", &json);
    assert!(
        !said.contains(advice) && said.contains("Achten Sie auf unerwünschte E-Mails"),
        "{said}"
    );
}

#[test]
fn what_staff_read_aloud_has_short_sentences() {
    for json in [
        example(),
        everyday(),
        json!({ "format": 1, "vorfall": { "kennung": "knapp", "typ": "hacking" } }),
    ] {
        let document = made("telefonleitfaden", &json);
        for block in &document.blocks {
            let Block::Paragraph { content } = block else {
                continue;
            };
            // What a fact says is its author's; template and locale words count.
            let words: String = content
                .iter()
                .map(|inline| match inline {
                    Inline::Text { text, source: None } => text.clone(),
                    Inline::Text {
                        text,
                        source: Some(path),
                    } if path.as_str().starts_with("vorfall.") => text.clone(),
                    _ => "X".to_owned(),
                })
                .collect();
            for sentence in sentences(&words.replace('\u{a0}', " ")) {
                let count = sentence.split_whitespace().count();
                assert!(count <= 20, "{count} words: {sentence}");
            }
        }
    }
}

#[test]
fn nothing_internal_reaches_the_public() {
    let mut json = example();
    json["vorfall"]["systeme"] = json!("GEHEIM-Systeme");
    json["daten"][0]["auskunftssperre"] = json!(true);
    json["schutzkontakt"] = json!({ "name": "GEHEIM-Schutz", "telefon": "030 23125-999" });
    json["erpressung"] =
        json!({ "schreiben": "ja", "veroeffentlichung": "angedroht", "intern": true });
    json["stellen"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "name": "GEHEIM-Versicherung AG", "rolle": "versicherung" }));
    json["stellen"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "name": "GEHEIM-Stelle", "rolle": "polizei", "intern": true }));
    json["massnahmen"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "text": "GEHEIM-Maßnahme", "stand": "ergriffen", "intern": true }));
    json["entscheidungen"][0]["durch"] = json!("GEHEIM-Person");
    json["lehren"] = json!([{ "text": "GEHEIM-Lehre" }]);
    for name in DOCUMENTS {
        let said = plain(name, &json);
        for word in [
            "GEHEIM",
            "A. Beispiel",
            "R. Beispiel",
            "Auskunftssperre",
            "23125-999",
            "Lösegeld",
            "Erpresserschreiben",
            "angedroht",
            "Fachverfahren",
        ] {
            assert!(!said.contains(word), "{name}: {word}\n{said}");
        }
    }
    json["datenschutzbeauftragter"]["nennen"] = json!("name");
    assert!(plain("telefonleitfaden", &json).contains("A. Beispiel, Telefon 030 23125-110"));
}

#[test]
fn a_kennung_and_a_kind_are_enough() {
    for typ in Typ::alle() {
        let json =
            json!({ "format": 1, "vorfall": { "kennung": "knapp", "typ": typ.schluessel() } });
        for name in DOCUMENTS {
            let document = made(name, &json);
            let page = html::render(&document, &HtmlOptions::default());
            assert_eq!(
                common::visible_words(&page),
                words::words(&document),
                "{name}, {typ}"
            );
            let said = text::render(&document);
            for blank in ["  .", " ,", "()", "Telefon .", "an: .", ": .\n"] {
                assert!(!said.contains(blank), "{name}, {typ}: {blank:?}\n{said}");
            }
        }
    }
}

#[test]
fn an_outage_warns_of_no_callers() {
    let mut json = everyday();
    json["vorfall"] = json!({ "kennung": "ausfall", "typ": "technische_stoerung", "schutzziele": ["verfuegbarkeit"], "verfuegbarkeit": "voruebergehend" });
    let said = plain("aushang", &json);
    assert!(
        !said.contains("vorsichtig") && !said.contains("Vorsicht"),
        "{said}"
    );
    assert!(
        !said.contains("gesehen"),
        "nothing on confidentiality: {said}"
    );
    let guide = plain("telefonleitfaden", &json);
    assert!(
        guide.contains("Bisher ist nicht festgestellt, dass Fremde Daten gesehen haben."),
        "{guide}"
    );
    assert!(!guide.contains("Kontoauszüge"), "{guide}");
    json["folgen"] = json!([{ "art": "betrug" }]);
    assert!(plain("aushang", &json).contains("Vorsicht, Betrug"));
}

#[test]
fn what_is_over_is_said_to_be_over() {
    let mut json = everyday();
    json["vorfall"] = json!({ "kennung": "ausfall", "typ": "technische_stoerung", "schutzziele": ["verfuegbarkeit"], "verfuegbarkeit": "voruebergehend" });
    json["wiederherstellung"] = json!({ "am": "2021-10-16T08:00:00" });
    let over = "Seit dem 16. Oktober 2021 sind die Daten wieder nutzbar.";
    for name in DOCUMENTS {
        let said = plain(name, &json);
        assert!(said.contains(over), "{name}: {said}");
        assert!(!said.contains("zurzeit nicht nutzbar"), "{name}: {said}");
        assert!(!said.contains("Voraussichtlich"), "{name}: {said}");
    }
    json["wiederherstellung"] = json!({ "am": "2021-10-20T08:00:00" });
    for name in ["pressemitteilung", "telefonleitfaden"] {
        let said = plain(name, &json);
        assert!(!said.contains("Seit dem"), "{name}: {said}");
        assert!(said.contains("am 20. Oktober 2021"), "{name}: {said}");
    }
}

#[test]
fn an_open_kind_is_told_by_what_is_known() {
    let mut json = everyday();
    json["vorfall"]["beschreibung_buerger"] =
        json!("Unbekannte rufen Menschen an. Sie fragen nach Kontodaten.");
    json["vorfall"].as_object_mut().unwrap().remove("titel");
    for typ in [
        json!("offen"),
        json!({ "offen": "Wird untersucht" }),
        json!(null),
    ] {
        if typ.is_null() {
            json["vorfall"].as_object_mut().unwrap().remove("typ");
        } else {
            json["vorfall"]["typ"] = typ;
        }
        for name in DOCUMENTS {
            let said = plain(name, &json);
            assert!(
                said.contains("Unbekannte rufen Menschen an."),
                "{name}: {said}"
            );
            assert!(
                !said.contains("Was genau geschehen ist, prüfen wir"),
                "{name}"
            );
        }
        assert!(!plain("aushang", &json).contains("Sie fragen nach Kontodaten."));
        assert!(short_text(&json).contains("Unbekannte rufen Menschen an."));
    }
    json["vorfall"]
        .as_object_mut()
        .unwrap()
        .remove("beschreibung_buerger");
    assert!(plain("aushang", &json).contains("Was genau geschehen ist, prüfen wir noch."));
}

#[test]
fn nobody_is_warned_of_calls_that_make_no_sense() {
    let warned = |json: &Value| {
        let (poster, guide) = (plain("aushang", json), plain("telefonleitfaden", json));
        let said = [
            poster.contains("für uns ausgeben"),
            short_text(json).contains("Vorsicht"),
            guide.contains("9. Mich hat jemand angerufen"),
        ];
        assert!(said.iter().all(|one| *one == said[0]), "{said:?}");
        said[0]
    };
    let mut json = everyday();
    for (typ, unreadable, expected) in [
        ("offener_verteiler", "nein", false),
        ("versehentlicher_versand", "nein", false),
        ("falsche_zugriffsrechte", "nein", false),
        ("versehentliche_veroeffentlichung", "nein", false),
        ("geraet_verloren_oder_gestohlen", "ja", false),
        ("geraet_verloren_oder_gestohlen", "nein", true),
        ("ransomware", "nein", true),
        ("phishing", "nein", true),
        ("offen", "nein", true),
    ] {
        json["vorfall"]["typ"] = json!(typ);
        json["vorfall"]["unlesbar"] = json!(unreadable);
        assert_eq!(warned(&json), expected, "{typ}, {unreadable}");
    }
    json["vorfall"]["typ"] = json!("versehentliche_veroeffentlichung");
    json["folgen"] = json!([{ "art": "betrug" }]);
    assert!(warned(&json), "the facts expect fraud");
}

#[test]
fn strangers_hear_nothing_of_a_breach_that_letters_tell() {
    let mut json = everyday();
    json["daten"] = json!([{ "kategorie": "gesundheitsdaten", "beispiele": ["Atteste"] }]);
    json["betroffene"]["gruppen"] =
        json!([{ "gruppe": "beschaeftigte", "beschreibung": "Lehrkräfte der Klasse 4" }]);
    let told = plain("telefonleitfaden", &json);
    for words in ["Atteste", "Lehrkräfte der Klasse 4", "an 80 Eltern"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    json["benachrichtigung"] = json!({ "status": "individuell" });
    let kept = plain("telefonleitfaden", &json);
    for words in ["Atteste", "Klasse 4", "an 80 Eltern"] {
        assert!(!kept.contains(words), "{words}: {kept}");
    }
    assert!(kept.contains("Der Vorfall ist nicht öffentlich."), "{kept}");
    let machine = |said: &str| said.split("Anrufbeantworter\n").nth(1).unwrap().to_owned();
    assert!(machine(&told).contains("Adressen"), "{told}");
    assert!(!machine(&kept).contains("Adressen"), "{kept}");
}

#[test]
fn who_gets_a_letter_can_read_so_in_public() {
    let promise = "bekommt von uns eine eigene Nachricht";
    let mut json = everyday();
    json["benachrichtigung"] = json!({ "status": "freiwillig", "schritte": [
        { "weg": "oeffentlich", "grundlage": "freiwillig" },
        { "weg": "individuell", "grundlage": "abs1", "alle": "ja" },
    ]});
    for name in ["aushang", "telefonleitfaden", "buergerinformation"] {
        assert!(plain(name, &json).contains(promise), "{name}");
    }
    for all in [json!("nein"), json!({ "offen": "Adressen fehlen" })] {
        json["benachrichtigung"]["schritte"][1]["alle"] = all;
        for name in ["aushang", "telefonleitfaden", "buergerinformation"] {
            assert!(!plain(name, &json).contains(promise), "{name}");
        }
    }
}

#[test]
fn very_long_and_strange_names_do_no_harm() {
    for name in [
        "Verbandsgemeindeverwaltungsgebührensatzungsstelle".repeat(8),
        "Stadt ".repeat(60),
        "\u{202e}אב ".repeat(20),
    ] {
        let mut json = example();
        json["verantwortlicher"]["name"] = json!(name);
        json["vorfall"]["titel"] = json!(name);
        json["anlaufstelle"]["name"] = json!(name);
        json["presse"]["name"] = json!(name);
        for document in DOCUMENTS {
            let document = made(document, &json);
            assert!(!pages(&document).pages.is_empty());
            let page = html::render(&document, &HtmlOptions::default());
            assert_eq!(common::visible_words(&page), words::words(&document));
        }
        assert!(short_text(&json).chars().count() <= SHORT_TEXT_LIMIT);
    }
}

/// Runs the program on facts, with templates of one's own.
fn run(json: &Value, templates: &[(&str, &str)], document: &str) -> (i32, String) {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("vorfall.json"), json.to_string()).unwrap();
    fs::create_dir(dir.path().join("eigene")).unwrap();
    for (name, text) in templates {
        fs::write(dir.path().join("eigene").join(name), text).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_datenpanne"))
        .args([
            "erzeugen",
            "vorfall.json",
            "--jetzt",
            "2021-10-17T16:05",
            "--entwurf",
            "--format",
            "pdf,txt",
        ])
        .args(["--dokument", document])
        .args(if templates.is_empty() {
            [].as_slice()
        } else {
            &["--vorlagen", "eigene"]
        })
        .current_dir(dir.path())
        .output()
        .unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    (output.status.code().unwrap(), errors)
}

#[test]
fn the_program_says_what_is_too_long() {
    let (code, errors) = run(&with_services(120), &[], "aushang");
    assert_eq!(code, 0, "{errors}");
    assert!(errors.contains("Der Aushang braucht"), "{errors}");
    assert!(errors.contains("Kürzen Sie"), "{errors}");
    let (_, errors) = run(&with_services(5), &[], "aushang");
    assert!(!errors.contains("Der Aushang braucht"), "{errors}");

    let own = format!(
        "% extends \"standard/pressemitteilung.md.j2\"\n% block kurztext\n## Kurztext {{#kurztext}}\n\n{}\n% endblock\n",
        "Ein Satz. ".repeat(60)
    );
    let (code, errors) = run(
        &example(),
        &[("pressemitteilung.md.j2", &own)],
        "pressemitteilung",
    );
    assert_eq!(code, 0, "{errors}");
    assert!(
        errors.contains("Der Kurztext hat 599 Zeichen; höchstens 500 sind möglich."),
        "{errors}"
    );
}

#[test]
fn the_guide_is_there_when_letters_go_out_and_the_poster_is_not() {
    let wants = |name: &str, json: &Value| {
        let read = facts::read("v.json", json.to_string().as_bytes()).unwrap();
        let open = serde_json::to_value(&read.incident).unwrap();
        let law = serde_json::to_value(law::assess(&read.incident, now())).unwrap();
        let setting = Setting {
            despite: None,
            now: now(),
            markings: Markings::default(),
            gaps: Vec::new(),
            part: None,
        };
        Engine::new(&[])
            .unwrap()
            .reason_against(name, &Given::new(open.clone(), law.clone()), &setting)
            .unwrap()
            .is_none()
    };
    let mut json = everyday();
    assert!(DOCUMENTS.iter().all(|name| wants(name, &json)));
    json["benachrichtigung"]["status"] = json!("individuell");
    assert!(
        wants("telefonleitfaden", &json)
            && !wants("aushang", &json)
            && !wants("pressemitteilung", &json)
    );
    json["benachrichtigung"]["status"] = json!("nicht_erforderlich");
    assert!(!DOCUMENTS.iter().any(|name| wants(name, &json)));
}

#[test]
fn what_follows_only_from_copied_data_is_said_under_that_condition() {
    let mut json = example();
    json["folgen"] = json!([{ "art": "kontrollverlust" }, { "art": "leistungsausfall" }]);
    let condition = "Falls Fremde Daten kopiert haben, kann das geschehen:\n\n- Andere können Ihre Daten nutzen";
    for unsure in ["offen", "nicht_auszuschliessen", "unwahrscheinlich"] {
        json["vorfall"]["abfluss"] = json!(unsure);
        let said = plain("buergerinformation", &json);
        assert!(said.contains(condition), "{unsure}: {said}");
        assert!(
            said.contains("Außerdem:\n\n- Leistungen können später kommen"),
            "{said}"
        );
    }
    json["vorfall"]["abfluss"] = json!("bestaetigt");
    let said = plain("buergerinformation", &json);
    assert!(!said.contains("Falls Fremde"), "{said}");
    assert!(said.contains("- Andere können Ihre Daten nutzen"), "{said}");
}

#[test]
fn the_warning_keeps_its_general_sentence_and_helps_who_has_paid() {
    let mut json = example();
    json["folgen"] = json!([{ "art": "betrug", "beschreibung": "Unbekannte verlangen Geld für neue Ausweise." }]);
    let said = plain("buergerinformation", &json);
    for words in [
        "Fremde können so tun, als ob sie für uns sprechen",
        "Unbekannte verlangen Geld für neue Ausweise.",
        "Haben Sie schon etwas gezahlt oder verraten?\n  Dann rufen Sie sofort Ihre Bank und die Polizei an.",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(plain("aushang", &json).contains("Legen Sie bei solchen Anrufen auf."));
    let press = plain("pressemitteilung", &json);
    let lead = press.split("Was geschehen ist").next().unwrap();
    assert!(
        lead.contains("Vorsicht, Betrug: Unbekannte verlangen Geld"),
        "{press}"
    );
    json["folgen"] = json!([{ "art": "betrug" }]);
    assert!(!plain("aushang", &json).contains("Legen Sie"));
}

#[test]
fn every_authority_that_has_a_part_is_named() {
    let mut json = example();
    json["bereiche"] =
        json!([{ "name": "Realsteuern", "fachgebiet": "realsteuern", "daten": ["steuerdaten"] }]);
    json["meldung"]["eingereicht"] = json!([
        { "behoerde": "Landesbeauftragter", "art": "erst", "am": "2021-10-16T12:00:00+02:00" },
        { "behoerde": "Bundesbeauftragte", "art": "erst", "am": "2021-10-17T12:00:00+02:00" },
        { "behoerde": "Landesbeauftragter", "art": "folge", "am": "2021-10-18T12:00:00+02:00" },
    ]);
    let said = plain("buergerinformation", &json);
    assert!(
        said.contains(
            "- Landesbeauftragter (16. Oktober 2021)\n- Bundesbeauftragte (17. Oktober 2021)\n\n"
        ),
        "{said}"
    );
    assert!(
        said.contains("Zuständig für Realsteuern ist:\n\nDie Bundesbeauftragte"),
        "{said}"
    );
    assert!(
        plain("telefonleitfaden", &json)
            .contains("Zuständig für Realsteuern ist: Die Bundesbeauftragte")
    );
    json["bereiche"] = json!([]);
    json["meldung"]["eingereicht"]
        .as_array_mut()
        .unwrap()
        .truncate(1);
    let said = plain("buergerinformation", &json);
    assert!(
        said.contains("der Datenschutz-Aufsicht gemeldet (Landesbeauftragter, 16. Oktober 2021)."),
        "{said}"
    );
    assert!(!said.contains("Zuständig für"), "{said}");
}

#[test]
fn at_the_end_nothing_is_still_to_come() {
    let mut json = example();
    json["vorfall"]["abfluss"] = json!("unwahrscheinlich");
    json["daten"] = json!([{ "kategorie": "besondere_kategorien" }]);
    let open = plain("buergerinformation", &json);
    assert!(open.contains("Ganz sicher ist das noch nicht."), "{open}");
    assert!(open.contains("steht noch nicht fest"), "{open}");
    json["vorfall"]["abfluss_nachweis"] =
        json!({ "untersuchung": "Auswertung", "durch": "Fachfirma", "stand": "2021-10-17" });
    json["meldung"]["art"] = json!("abschluss");
    json["meldung"]["vollstaendig"] = json!(true);
    json["massnahmen"] =
        json!([{ "text": "Die Computer sind neu aufgebaut.", "stand": "ergriffen" }]);
    json["benachrichtigung"]["naechste_information"] =
        json!({ "am": { "entfaellt": "Mehr ist nicht geplant." }, "wo": ["am Rathaus"] });
    let end = plain("buergerinformation", &json);
    assert!(
        end.contains("Eine Untersuchung hat nicht ergeben, dass Fremde Daten kopiert haben.\nGanz ausschließen lässt es sich nicht."),
        "{end}"
    );
    assert!(!end.contains("noch nicht fest"), "{end}");
    assert!(
        end.contains("Was wir getan haben") && end.contains("Wie es weitergeht"),
        "{end}"
    );
    let poster = plain("aushang", &json);
    assert!(
        poster.contains("Wie es weitergeht") && !poster.contains("Rathaus"),
        "{poster}"
    );
}

#[test]
fn advice_on_accounts_names_the_month_and_reads_out_no_norm() {
    let mut json = example();
    json["empfehlungen"] = json!([{ "vorschlag": "zahlungsmittel" }]);
    json["zeiten"]["beginn"] = json!({ "ungefaehr": "2021-09-28" });
    let notice = plain("buergerinformation", &json);
    assert!(
        notice.contains("Kontoauszüge ab September 2021"),
        "{notice}"
    );
    assert!(notice.contains("(§ 676b Absatz 2 BGB)"), "{notice}");
    let guide = plain("telefonleitfaden", &json);
    assert!(
        guide.contains("Kontoauszüge ab September 2021") && !guide.contains('§'),
        "{guide}"
    );
}

#[test]
fn a_box_on_a_poster_is_a_section_of_its_own() {
    let page = html::render(&made("aushang", &example()), &HtmlOptions::default());
    assert!(page.contains("<h2 id=\"vorsicht\">"), "{page}");
}
