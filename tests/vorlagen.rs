//! Templates: helpers as filters, overrides, errors with file and line, values that stay values.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)]

use chrono::DateTime;
use datenpanne::document::{Document, Engine, Given, Markings, Setting, TemplateError};
use datenpanne::render::text;
use serde_json::{Value, json};

const HEAD: &str = "+++\ntitel = \"T\"\nbetreff = \"B\"\nfuss = \"F\"\nlayout = \"seite\"\nleser = \"behoerde\"\n+++\n";

fn render(body: &str, facts: &Value) -> Result<Document, TemplateError> {
    let engine = Engine::new(&[("meldung.md.j2".to_owned(), format!("{HEAD}{body}"))])?;
    let now = DateTime::parse_from_rfc3339("2021-10-17T16:00:00+02:00").unwrap();
    let setting = Setting {
        now,
        markings: Markings::default(),
        gaps: Vec::new(),
        part: None,
        despite: None,
    };
    engine.render("meldung", &Given::new(facts.clone(), json!({})), &setting)
}

/// The plain text of one line of template, no-break spaces as spaces.
fn say(line: &str, facts: &Value) -> String {
    let document = render(line, facts).unwrap_or_else(|error| panic!("{error}"));
    text::render(&document)
        .replace(['\u{a0}', '\n'], " ")
        .trim()
        .to_owned()
}

#[test]
fn every_form_of_an_open_value_is_a_sentence() {
    let line = "{{ x | satz(\"Zur Zahl der betroffenen Personen\") }}";
    for (value, expected) in [
        (
            json!({ "offen": "Die Bestände werden ermittelt.", "bis": "2021-10-29" }),
            "Zur Zahl der betroffenen Personen liegen noch keine Erkenntnisse vor: Die Bestände werden ermittelt. Die Angabe wird bis 29. Oktober 2021 nachgereicht (Art. 33 Abs. 4 DSGVO).",
        ),
        (
            json!({ "offen": "Läuft", "bis": null }),
            "Zur Zahl der betroffenen Personen liegen noch keine Erkenntnisse vor: Läuft. Die Angabe wird nachgereicht, sobald sie vorliegt (Art. 33 Abs. 4 DSGVO).",
        ),
        (
            json!({ "fehlt": true }),
            "Zur Zahl der betroffenen Personen ist noch nichts erhoben. Die Angabe wird nachgereicht (Art. 33 Abs. 4 DSGVO).",
        ),
        (
            json!({ "nicht_bestimmbar": "Keine Liste" }),
            "Zur Zahl der betroffenen Personen ist keine Angabe möglich: Keine Liste.",
        ),
        (
            json!({ "entfaellt": "Nur Akten" }),
            "Zur Zahl der betroffenen Personen entfällt die Angabe: Nur Akten.",
        ),
        (
            json!([]),
            "Zur Zahl der betroffenen Personen ist angegeben: keine.",
        ),
        (json!(1200), "1.200"),
        (json!({ "ungefaehr": 1_700_000 }), "ungefähr 1,7 Millionen"),
        (json!({ "von": 1000, "bis": 2000 }), "1.000 bis 2.000"),
    ] {
        assert_eq!(say(line, &json!({ "x": value })), expected);
    }
}

#[test]
fn filters_decline_count_and_join() {
    let facts = json!({
        "amt": { "name": "Landkreis Peine", "artikel": "der" },
        "n": 1, "m": { "ungefaehr": 5000 }, "l": ["A", "B", "C"], "leer": [],
        "zeiten": { "kenntnis": "2021-10-15T05:20:00Z", "am": "2021-10-15" },
        "aktenzeichen": "2021-10-15", "typ": "ransomware", "ja": true,
    });
    for (line, expected) in [
        ("{{ amt | beugen(\"genitiv\") }}", "des Landkreises Peine"),
        (
            "{{ amt | beugen(\"dativ\", \"von\") }}",
            "vom Landkreis Peine",
        ),
        (
            "{{ amt | beugen(\"nominativ\") | gross }}",
            "Der Landkreis Peine",
        ),
        ("{{ n | anzahl(\"personen\") }}", "1 Person"),
        ("{{ m | anzahl(\"personen\") }}", "ungefähr 5.000 Personen"),
        ("{{ l | aufzaehlung }}", "A, B und C"),
        ("{{ l | aufzaehlung(zuletzt=\"oder\") }}", "A, B oder C"),
        ("{{ leer | aufzaehlung }}", "keine"),
        ("{{ zeiten.kenntnis }}", "15. Oktober 2021, 7:20 Uhr"),
        ("{{ zeiten.kenntnis | datum }}", "15. Oktober 2021"),
        ("{{ zeiten.am }}", "15. Oktober 2021"),
        ("{{ aktenzeichen }}", "2021-10-15"),
        (
            "{{ typ | wort(\"typ\") }}",
            "Schadsoftware, die Daten verschlüsselt (Ransomware)",
        ),
        ("{{ ja | wort(\"ja-nein\") }}", "ja"),
        ("{{ aktenzeichen | punkt }}", "2021-10-15."),
    ] {
        assert_eq!(say(line, &facts), expected, "{line}");
    }
}

#[test]
fn certainty_has_one_place_for_six_values_and_two_voices() {
    let vorfall = |typ: &str, abfluss: &str| {
        json!({ "vorfall": { "typ": typ, "abfluss": abfluss, "abfluss_nachweis": {
            "untersuchung": { "fehlt": true }, "durch": "Prüfstelle", "stand": "2021-12-01" } } })
    };
    let official = "{{ abflusssatz(vorfall, jetzt) }}";
    let plain = "{{ abflusssatz(vorfall, jetzt, \"buerger\") }}";
    assert_eq!(
        say(official, &vorfall("ransomware", "ausgeschlossen")),
        "Die Untersuchung (durch: Prüfstelle; Stand 1. Dezember 2021) hat ergeben, dass keine Daten abgeflossen sind."
    );
    assert_eq!(
        say(official, &vorfall("hacking", "unwahrscheinlich")),
        "Ein Abfluss von Daten ist nach dem Stand vom 1. Dezember 2021 unwahrscheinlich; ausgeschlossen ist er nicht."
    );
    assert_eq!(
        say(plain, &vorfall("offener_verteiler", "bestaetigt")),
        "Andere Menschen konnten die Adressen sehen. Das steht fest."
    );
    for typ in [
        "ransomware",
        "versehentlicher_versand",
        "geraet_verloren_oder_gestohlen",
        "fehlkonfiguration",
    ] {
        let mut said = std::collections::BTreeSet::new();
        for key in [
            "bestaetigt",
            "wahrscheinlich",
            "nicht_auszuschliessen",
            "unwahrscheinlich",
            "ausgeschlossen",
            "offen",
        ] {
            said.insert(say(official, &vorfall(typ, key)));
            said.insert(say(plain, &vorfall(typ, key)));
        }
        assert_eq!(said.len(), 12, "{typ}: {said:#?}");
    }
}

#[test]
fn a_value_never_changes_the_structure() {
    let text = "**fett** | # Titel\n\n- Punkt [x](javascript:y) <b> {{ 7*7 }} {% if %} `code`";
    let facts = json!({ "x": text });
    let document = render(
        "**{{ x }}**s und _{{ x }}_\n\n| **A** | B |\n|---|---|\n| {{ x }} | {{ x }} |\n",
        &facts,
    )
    .unwrap();
    assert_eq!(
        document.blocks.len(),
        2,
        "one paragraph, one table: {:#?}",
        document.blocks
    );
    let plain = text::render(&document);
    assert!(plain.contains("**fett** | # Titel"));
    assert!(plain.contains("{{ 7*7 }} {% if %} `code`"));
}

#[test]
fn an_override_replaces_a_block_and_keeps_the_rest() {
    let own = "% extends \"standard/meldung.md.j2\"\n% block anlagen\n## Anlagen {#anlagen}\n\nKeine, {{ vorfall.kennung }}.\n% endblock\n";
    let facts = serde_json::to_value(datenpanne::facts::Incident::default()).unwrap();
    let engine = Engine::new(&[("meldung.md.j2".to_owned(), own.to_owned())]).unwrap();
    let now = DateTime::parse_from_rfc3339("2021-10-17T16:00:00+02:00").unwrap();
    let setting = Setting {
        now,
        markings: Markings::default(),
        gaps: Vec::new(),
        part: None,
        despite: None,
    };
    let law = json!({ "frist": null, "behoerde": null, "bereiche": [], "offen": [], "risiko": { "enisa": null } });
    let plain = text::render(
        &engine
            .render("meldung", &Given::new(facts, law), &setting)
            .unwrap(),
    );
    assert!(plain.contains("Keine, "));
    assert!(plain.contains("11 Maßnahmen"));
}

#[test]
fn what_templates_must_not_hold_is_found_at_load_with_its_line() {
    for (body, word) in [
        ("gut\n\n<b>x</b>\n", "HTML"),
        ("gut\n\n`x`\n", "Code"),
        ("gut\n\n![x](https://example.org)\n", "Bilder"),
        ("gut\n\n[x](javascript:y)\n", "Verweise"),
        ("gut\n\n{{ x | gibtsnicht }}\n", "Filter"),
        ("gut\n\n{{ x | safe }}\n", "Filter"),
        ("gut\n\n% if\n", "Schreibweise"),
    ] {
        let error = match render(body, &json!({ "x": "geheim" })) {
            Err(error) => error,
            Ok(_) => panic!("{body}"),
        };
        let shown = error.to_string();
        assert!(shown.contains(word), "{shown}");
        assert!(shown.contains("meldung.md.j2:"), "{shown}");
        assert!(!shown.contains("geheim"), "{shown}");
    }
}

#[test]
fn errors_while_rendering_point_at_the_line_and_never_show_facts() {
    let facts = json!({ "x": { "y": "geheim" }, "z": true, "l": ["geheim"] });
    for (line, word) in [
        ("{{ x.fehler }}", "nicht bekannt"),
        ("{{ z }}", "Wortlaut"),
        ("{{ l }}", "Wortlaut"),
        ("{{ x }}", "Wortlaut"),
        ("{{ none }}", "Wortlaut"),
        ("{{ x.y | wort(\"typ\") }}", "fehlt das Wort"),
    ] {
        let shown = match render(&format!("eins\n\n{line}\n"), &facts) {
            Err(error) => error.to_string(),
            Ok(document) => panic!("{line}: {document:?}"),
        };
        assert!(shown.contains(word), "{line}: {shown}");
        assert!(!shown.contains("geheim"), "{line}: {shown}");
        assert!(shown.contains("meldung.md.j2:10"), "{line}: {shown}");
        assert!(shown.contains(&format!("10 | {line}")), "{line}: {shown}");
    }
}

#[test]
fn a_loop_without_end_stops() {
    let body = "% for a in range(9999)\n% for b in range(9999)\n{{ a }}\n% endfor\n% endfor\n";
    let shown = render(body, &json!({}))
        .map_err(|error| error.to_string())
        .unwrap_err();
    assert!(shown.contains("zu viele Schritte"), "{shown}");
}
