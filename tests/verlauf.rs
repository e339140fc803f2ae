//! An incident on its way: first report, follow-up, new notice, final report, each after the
//! release of the one before. What each document says first is golden.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)]

use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use datenpanne::case::{Case, Made, Occasion, Released};
use datenpanne::document::{Document, Engine, Markings};
use datenpanne::facts::{Incident, read};
use datenpanne::render::text;
use serde_json::{Value, json};

/// The states of the example, with the time at which each is looked at and released.
const STATES: [(&str, &str); 4] = [
    ("1-erstmeldung", "2021-10-15T18:00:00+02:00"),
    ("2-folgemeldung", "2021-10-18T15:00:00+02:00"),
    ("3-bekanntmachung", "2021-12-23T12:00:00+01:00"),
    ("4-abschluss", "2022-03-15T10:00:00+01:00"),
];

const ISSUED: [&str; 3] = ["meldung", "portalbogen", "buergerinformation"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn time(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

fn incident(state: usize) -> Incident {
    let path = root().join(format!("beispiele/ksm-verlauf/{}.toml", STATES[state].0));
    let bytes = std::fs::read(path).unwrap();
    read("vorfall.toml", &bytes).unwrap().incident
}

/// The version that a state was released as.
fn released(state: usize) -> Released {
    Released::new(
        u32::try_from(state).unwrap() + 1,
        time(STATES[state].1),
        ISSUED.map(str::to_owned).to_vec(),
        Some(incident(state)),
    )
}

fn occasion(now: &str) -> Occasion {
    Occasion {
        now: time(now),
        markings: Markings::default(),
        despite: None,
    }
}

/// The documents of a name, of facts after these versions.
fn documents(facts: Incident, earlier: Vec<Released>, now: &str, name: &str) -> Vec<Made> {
    let engine = Engine::new(&[]).unwrap();
    let case = Case::new(facts).unwrap().with_earlier(earlier);
    let assessed = case.assess(time(now));
    case.documents(&engine, name, &assessed, &occasion(now))
        .unwrap()
        .into_iter()
        .map(|made| made.unwrap())
        .collect()
}

/// The documents of a state, after the release of those before.
fn at(state: usize, name: &str) -> Vec<Made> {
    let earlier = (0..state).map(released).collect();
    documents(incident(state), earlier, STATES[state].1, name)
}

/// Everything down to the section with this id.
fn until(document: &Document, section: &str) -> String {
    let mut short = document.clone();
    let end = short
        .blocks
        .iter()
        .position(|block| serde_json::to_value(block).unwrap()["id"] == section);
    short.blocks.truncate(end.expect("the section is there"));
    text::render(&short)
}

fn golden(name: &str, found: &str) {
    let path: PathBuf = root().join("tests/golden/verlauf").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, found).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        known == found,
        "{} differs; UPDATE_GOLDEN=1 rewrites it:\n{found}",
        path.display()
    );
}

#[test]
fn each_report_says_first_what_is_new() {
    for state in 1..STATES.len() {
        for made in at(state, "meldung") {
            let document = made.document;
            let said = until(&document, "verantwortlicher");
            golden(
                &format!("{}-{}.txt", state + 1, document.file_stem()),
                &said,
            );
        }
    }
}

#[test]
fn each_notice_says_first_what_is_new() {
    for state in 1..STATES.len() {
        let document = at(state, "buergerinformation").remove(0).document;
        let said = until(&document, "hergang");
        golden(&format!("{}-buergerinformation.txt", state + 1), &said);
    }
}

#[test]
fn the_press_hears_first_what_is_new_since_the_notice() {
    let said = |state: usize| text::render(&at(state, "pressemitteilung").remove(0).document);
    let later = said(2).replace('\u{a0}', " ");
    let place = |words: &str| {
        later
            .find(words)
            .unwrap_or_else(|| panic!("{words}: {later}"))
    };
    assert!(place("Das ist seit dem 18. Oktober 2021 neu") < place("- Wahrscheinlich hat niemand"));
    assert!(place("- Wahrscheinlich hat niemand") < place("Fremde haben Computer angegriffen"));
    assert!(place("Vorsicht, Betrug:") < place("Was geschehen ist"));
    assert!(!said(0).contains("neu, teilt"));
}

/// The facts of a state, changed.
fn changed(state: usize, change: impl FnOnce(&mut Value)) -> Incident {
    let mut facts = serde_json::to_value(incident(state)).unwrap();
    change(&mut facts);
    serde_json::from_value(facts).unwrap()
}

#[test]
fn a_run_after_the_release_gives_the_same_again() {
    for name in ISSUED {
        let before = at(1, name);
        let again = documents(
            incident(1),
            vec![released(0), released(1)],
            STATES[1].1,
            name,
        );
        for (one, other) in before.iter().zip(&again) {
            assert_eq!(one.document, other.document, "{name}");
            assert_eq!(one.json, other.json, "{name}");
        }
    }
}

#[test]
fn without_a_version_the_report_is_as_before_and_a_finding_says_so() {
    let engine = Engine::new(&[]).unwrap();
    let case = Case::new(incident(1)).unwrap();
    let now = time(STATES[1].1);
    let assessed = case.assess(now);
    let codes = |case: &Case| -> Vec<&str> {
        let found = case.further_findings(&engine, &assessed, now);
        found.iter().map(|finding| finding.code).collect()
    };
    assert_eq!(codes(&case), ["M249"]);
    let document = documents(incident(1), Vec::new(), STATES[1].1, "meldung").remove(0);
    let said = text::render(&document.document);
    assert!(said.contains("Seit der letzten Meldung vom"), "{said}");
    assert!(!said.contains("Was neu ist"), "{said}");
    assert!(codes(&case.with_earlier(vec![released(0)])).is_empty());
    // A first report continues nothing.
    let first = Case::new(incident(0)).unwrap();
    let assessed = first.assess(now);
    assert!(first.further_findings(&engine, &assessed, now).is_empty());
}

#[test]
fn a_withdrawal_says_first_why() {
    let facts = changed(1, |facts| {
        facts["meldung"]["art"] = json!("ruecknahme");
        facts["meldung"]["ruecknahme_grund"] =
            json!("Die Untersuchung hat keine Verletzung ergeben.");
    });
    let document = documents(facts, vec![released(0)], STATES[1].1, "meldung").remove(0);
    let said = until(&document.document, "neu");
    let place = |words: &str| {
        said.find(words)
            .unwrap_or_else(|| panic!("{words}: {said}"))
    };
    assert!(place("zurück") < place("Grund der Rücknahme: Die Untersuchung hat keine"));
    assert!(place("Grund der Rücknahme") < place("Dieses Schreiben folgt auf unsere Erstmeldung"));
}

#[test]
fn nothing_new_is_said_as_such() {
    // Only the filing is new, and the kind of report.
    let facts = changed(0, |facts| {
        facts["meldung"]["art"] = json!("folge");
        facts["meldung"]["eingereicht"] = json!([{ "art": "erst", "am": "2021-10-15T18:20:00" }]);
    });
    let document = documents(facts.clone(), vec![released(0)], STATES[1].1, "meldung").remove(0);
    let said = text::render(&document.document);
    assert!(said.contains("haben sich keine Angaben geändert"), "{said}");
    let notice = documents(facts, vec![released(0)], STATES[1].1, "buergerinformation").remove(0);
    let said = text::render(&notice.document);
    assert!(
        said.contains("Seit dem 15. Oktober 2021 gibt es für Sie nichts Neues."),
        "{said}"
    );
}

#[test]
fn a_notice_corrects_in_plain_words() {
    let number = |number: u64| {
        changed(1, move |facts| {
            facts["betroffene"]["anzahl"] = json!(number)
        })
    };
    let before = Released::new(
        2,
        time(STATES[1].1),
        vec!["buergerinformation".to_owned()],
        Some(number(1200)),
    );
    let facts = changed(1, |facts| {
        facts["betroffene"]["anzahl"] = json!(1500);
        let data = facts["daten"].as_array_mut().unwrap();
        data.retain(|data| data["kategorie"] != "zahlungsmittel");
    });
    let document = documents(facts, vec![before], STATES[2].1, "buergerinformation").remove(0);
    let said = until(&document.document, "hergang").replace('\u{a0}', " ");
    for words in [
        "- Wir berichtigen: Es geht um die Daten von 1.500 Personen.",
        "Vorher hatten wir eine andere Zahl genannt: 1.200.",
        "- Wir berichtigen: Um diese Daten geht es nicht: Daten zu Zahlungen: Bankverbindung.",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn facts_that_look_like_markup_stay_text_in_what_is_new() {
    let evil = "</table><script>x</script> **fett** {{ 7*7 }} | a | b |";
    let facts = changed(1, |facts| {
        facts["massnahmen"][1]["text"] = json!(evil);
        facts["massnahmen"][1]["text_buerger"] = json!(evil);
        facts["massnahmen"][1]["stand"] = json!("ergriffen");
    });
    for name in ["meldung", "buergerinformation"] {
        let document = documents(facts.clone(), vec![released(0)], STATES[1].1, name).remove(0);
        let page = datenpanne::render::html::render(
            &document.document,
            &datenpanne::render::html::HtmlOptions::default(),
        );
        assert!(!page.contains("<script>"), "{name}");
        assert!(page.contains("&lt;script&gt;"), "{name}");
        assert!(
            text::render(&document.document).contains("{{ 7*7 }}"),
            "{name}"
        );
    }
}

#[test]
fn the_sheet_names_the_fields_that_changed() {
    let made = at(1, "portalbogen").remove(0);
    let sheet: Value = serde_json::from_str(&made.json.unwrap()).unwrap();
    let news = &sheet["bezug"];
    assert_eq!(news["version"], 1);
    assert_eq!(news["art"], "erst");
    let awareness = &news["berichtigt"][1];
    assert_eq!(awareness["pfad"], "zeiten.kenntnis");
    assert_eq!(awareness["bisher"], "15.\u{a0}Oktober 2021, 7:30\u{a0}Uhr");
    let changed: Vec<u64> = news["felder"]
        .as_array()
        .unwrap()
        .iter()
        .map(|number| number.as_u64().unwrap())
        .collect();
    assert!(changed.contains(&3) && changed.len() < 40, "{changed:?}");
    let said = until(&made.document, "gebrauch");
    assert!(
        said.contains("sind diese Felder anders ausgefüllt: 3"),
        "{said}"
    );
    let first: Value = serde_json::from_str(&at(0, "portalbogen").remove(0).json.unwrap()).unwrap();
    assert!(first.get("bezug").is_none());
}

#[test]
fn a_page_leads_to_earlier_versions_that_are_kept() {
    let mut before = released(0);
    before.page = Some("<header data-rahmen>\n</header>".into());
    let document = documents(incident(1), vec![before], STATES[1].1, "buergerinformation")
        .remove(0)
        .document;
    let page = datenpanne::render::html::render(
        &document,
        &datenpanne::render::html::HtmlOptions::default(),
    );
    assert!(page.contains("<a href=\"buergerinformation-2021-10-15.html\" class=\"genannt\">"));
    let mailed = datenpanne::render::html::render(
        &document.alone(),
        &datenpanne::render::html::HtmlOptions::default(),
    );
    assert!(!mailed.contains("href=\"buergerinformation-"));
    let old =
        datenpanne::render::html::superseded(&page, "15. Oktober 2021", "buergerinformation.html");
    assert!(old.contains(
        "<p>Überholte Fassung vom 15. Oktober 2021. <a href=\"buergerinformation.html\""
    ));
    assert!(old.contains("name=\"robots\" content=\"noindex\""));
    assert!(
        old.contains("<title>Überholt (15. Oktober 2021): "),
        "{old}"
    );
    assert!(
        page.contains("<a href=\"#neu\" class=\"genannt\">„Was ist neu?“</a>"),
        "{page}"
    );
    assert!(page.contains("<h2 id=\"wichtigstes\">"), "{page}");
}

#[test]
fn wording_by_hand_reaches_the_document_and_wrong_places_are_named() {
    let engine = Engine::new(&[]).unwrap();
    let with = |entries: Value| changed(0, move |facts| facts["textfassungen"] = entries);
    let now = time(STATES[0].1);
    let facts = with(json!([
        { "dokument": "meldung", "abschnitt": "hergang", "text": "Von Hand.\n\n- eins\n- zwei" },
        { "dokument": "meldung", "abschnitt": "realsteuern/folgen", "text": "Für den Bereich." },
        { "dokument": "alle", "abschnitt": "anlagen", "text": "Keine Anlagen." },
    ]));
    let made = documents(facts.clone(), Vec::new(), STATES[0].1, "meldung");
    let said: Vec<String> = made
        .iter()
        .map(|made| text::render(&made.document))
        .collect();
    assert!(
        said[0].contains("Von Hand.\n\n- eins\n- zwei"),
        "{}",
        said[0]
    );
    assert!(!said[1].contains("Von Hand.") && said[1].contains("Für den Bereich."));
    assert!(said[0].contains("Mit freundlichen Grüßen") && said[0].contains("Keine Anlagen."));
    let case = Case::new(facts).unwrap();
    let assessed = case.assess(now);
    assert!(case.further_findings(&engine, &assessed, now).is_empty());

    let wrong = with(json!([
        { "dokument": "meldung", "abschnitt": "hergnag", "text": "x" },
        { "dokument": "buergerinformation", "abschnitt": "betrug", "text": "x" },
        { "dokument": "alle", "abschnitt": "gibtesnicht", "text": "x" },
    ]));
    let case = Case::new(wrong).unwrap();
    let assessed = case.assess(now);
    let found = case.further_findings(&engine, &assessed, now);
    let of = |code: &str| found.iter().filter(|f| f.code == code).collect::<Vec<_>>();
    let unknown = of("M714");
    assert_eq!(unknown.len(), 2, "{found:#?}");
    assert!(
        unknown
            .iter()
            .any(|f| f.hint.starts_with("Meinten Sie „hergang“?")),
        "{found:#?}"
    );
    assert!(unknown.iter().any(|f| f.documents == ["meldung"]));
}

#[test]
fn sections_with_mandatory_content_exist() {
    let engine = Engine::new(&[]).unwrap();
    for (document, section) in datenpanne::law::findings::mandatory_sections() {
        assert!(
            engine.sections(document).contains(section),
            "{document} {section}"
        );
    }
}

#[test]
fn the_guide_shows_what_the_documents_say() {
    let guide = std::fs::read_to_string(root().join("docs/verlauf.md")).unwrap();
    let mut said = String::new();
    for entry in std::fs::read_dir(root().join("tests/golden/verlauf")).unwrap() {
        said.push_str(&std::fs::read_to_string(entry.unwrap().path()).unwrap());
        said.push('\n');
    }
    let blocks: Vec<&str> = guide
        .split("```text\n")
        .skip(1)
        .filter_map(|block| block.split_once("\n```"))
        .map(|(block, _)| block)
        .filter(|block| !block.starts_with("Zugesagte Tage"))
        .collect();
    assert_eq!(blocks.len(), 5);
    for block in blocks {
        assert!(
            said.contains(block),
            "docs/verlauf.md shows something else:\n{block}"
        );
    }
}

/// Runs the program; its status is as expected.
fn run(status: i32, arguments: &[&str]) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_datenpanne"))
        .args(arguments)
        .output()
        .unwrap();
    assert_eq!(
        output.status.code(),
        Some(status),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn the_way_from_release_to_release_with_the_commands() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("fall");
    let out = dir.path().join("ausgabe");
    std::fs::create_dir(&folder).unwrap();
    let (case, into) = (folder.to_str().unwrap(), out.to_str().unwrap());
    let read =
        |name: &str| std::fs::read_to_string(out.join("ksm-2021-10-verlauf").join(name)).unwrap();
    for (state, (file, now)) in STATES.into_iter().enumerate() {
        let facts = root().join(format!("beispiele/ksm-verlauf/{file}.toml"));
        std::fs::copy(facts, folder.join("vorfall.toml")).unwrap();
        let make = [
            "erzeugen",
            case,
            "--jetzt",
            now,
            "--ausgabe",
            into,
            "--format",
            "html,txt",
        ];
        run(0, &make);
        let report = read("meldung.txt");
        let notice = read("buergerinformation.txt");
        if state > 0 {
            let filed = [
                "unsere Erstmeldung,",
                "unsere Folgemeldung,",
                "unsere 2. Folgemeldung,",
            ];
            let filed = format!("folgt auf {} eingereicht am", filed[state - 1]);
            assert!(report.contains(&filed), "{filed}: {report}");
            assert!(
                notice.contains(&format!("(Fassung {})", state + 1)),
                "{notice}"
            );
            assert!(notice.contains("Was ist neu?"));
        } else {
            assert!(!notice.contains("Fassung") && !report.contains("Was neu ist"));
        }
        let feed = read("buergerinformation.atom");
        assert_eq!(feed.matches("<entry>").count(), state + 1, "{feed}");
        let release = [
            "freigeben",
            case,
            "--dokument",
            "meldung,portalbogen,buergerinformation",
            "--durch",
            "R. Beispiel",
            "--rolle",
            "leitung",
            "--jetzt",
            now,
        ];
        run(0, &release);
        // The state that was released is the same as before: nothing is new to itself.
        run(0, &make);
        assert_eq!(read("meldung.txt"), report);
        assert_eq!(read("buergerinformation.txt"), notice);
        assert_eq!(read("buergerinformation.atom"), feed);
    }
    for day in ["2021-10-15", "2021-10-18", "2021-12-23"] {
        let kept = read(&format!("buergerinformation-{day}.html"));
        assert!(kept.contains("Überholte Fassung vom"), "{day}");
        assert!(kept.contains("href=\"buergerinformation.html\""), "{day}");
        assert!(
            read("buergerinformation.html")
                .contains(&format!("href=\"buergerinformation-{day}.html\""))
        );
    }
    let manifest: Value = serde_json::from_str(&read("manifest.json")).unwrap();
    let named = manifest["dokumente"].as_array().unwrap();
    for file in [
        "buergerinformation.atom",
        "buergerinformation-2021-10-18.html",
    ] {
        assert!(named.iter().any(|entry| entry["datei"] == file), "{file}");
    }
}
