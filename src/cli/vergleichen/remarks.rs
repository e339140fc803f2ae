//! What a reader of a comparison must know before the rest: when and from what each side was made,
//! and where its words may differ from those that went out.

use chrono::{DateTime, FixedOffset};

use super::super::messages::Console;
use super::super::steps;
use super::sides::{Given, Origin};
use super::times::Stated;
use crate::document::Engine;
use crate::document::wording::dates::{Moment, moment};
use crate::document::wording::words::word;
use crate::drafts::compare::Comparison;
use crate::drafts::compare::report::document_name;
use crate::render::text;

fn said(time: DateTime<FixedOffset>) -> String {
    moment(Moment::Time(time))
}

/// The remarks on both sides, the older one's first.
pub(super) fn of(
    (old, new): (&Given, &Given),
    comparison: &Comparison,
    engine: &Engine,
    console: &Console,
) -> Vec<String> {
    let mut remarks = Vec::new();
    match old.stated {
        Stated::Own => {}
        Stated::Filed => remarks.push(format!(
            "Die bisherige Fassung ist zum {} gerechnet: Zu dieser Zeit wurde ihre Meldung nach den Angaben in den Tatsachen eingereicht. \
             Maßgeblich bleibt, was versandt wurde.",
            said(old.now)
        )),
        Stated::OfTheRun if comparison.is_equal() => {}
        Stated::OfTheRun => {
            remarks.push(format!(
                "Die bisherige Fassung ist zum {} neu gerechnet. Daten und Aussagen zur Frist können von dem abweichen, was versandt wurde.",
                said(old.now)
            ));
            console.note(
                "Den Zeitpunkt der bisherigen Fassung nennt --jetzt-alt. Was versandt ist, vergleichen Sie mit einer Version der Akte, \
                 zum Beispiel: datenpanne vergleichen ORDNER@1 ORDNER",
            );
        }
    }
    remarks.extend(without_base(old, new));
    for (given, name) in [(old, "bisherige Fassung"), (new, "neue Fassung")] {
        let is_old = std::ptr::eq(given, old);
        remarks.extend(released_words(given, name, is_old, comparison, engine));
    }
    let (old_reference, reference) = (old.reference(), new.reference());
    if old_reference != reference {
        remarks.push(format!(
            "Die Fassungen haben verschiedene Kennungen: {old_reference} und {reference}."
        ));
    }
    remarks
}

/// A later report without the case file does not say what it continues and what is new.
fn without_base(old: &Given, new: &Given) -> Option<String> {
    let kind = |given: &Given| {
        if matches!(given.origin, Origin::Version(_)) || !given.case.lacks_base() {
            return None;
        }
        let kind = given.case.incident().meldung.art.wert()?.schluessel();
        word("meldungsart", kind, None)
    };
    let who = match (kind(old), kind(new)) {
        (None, None) => return None,
        (Some(kind), None) => format!("Die bisherige Fassung ({kind}) folgt"),
        (None, Some(kind)) => format!("Die neue Fassung ({kind}) folgt"),
        (Some(_), Some(_)) => "Beide Fassungen folgen".to_owned(),
    };
    Some(format!(
        "{who} auf eine frühere Meldung, von der keine freigegebene Version vorliegt. Im Schreiben an die Behörde fehlen hier deshalb \
         der Satz „Dieses Schreiben folgt auf …“ und der Abschnitt „Was neu ist“. Der Vergleich enthält beides, \
         wenn die Tatsachen im Ordner einer Akte liegen, in der die frühere Meldung freigegeben ist."
    ))
}

/// Whether the words of a released version are those of its documents in the case file.
fn released_words(
    given: &Given,
    name: &str,
    is_old: bool,
    comparison: &Comparison,
    engine: &Engine,
) -> Vec<String> {
    let Origin::Version(version) = &given.origin else {
        return Vec::new();
    };
    let (mut other, mut not_released) = (Vec::new(), Vec::new());
    for compared in &comparison.documents {
        let side = if is_old { &compared.old } else { &compared.new };
        let Some(document) = side else {
            continue;
        };
        match version.texts.get(&compared.stem) {
            Some(released) if text::render(document).as_bytes() == released.as_slice() => {}
            Some(_) => other.push(document_name(&compared.stem)),
            None => not_released.push(document_name(&compared.stem)),
        }
    }
    let mut remarks = Vec::new();
    if !other.is_empty() {
        let why = if version.templates == steps::digest_of(engine).digits() {
            ""
        } else {
            " Freigegeben wurde mit anderen Vorlagen als denen dieses Laufs."
        };
        remarks.push(format!(
            "Die {name} lautet hier anders als freigegeben: {}.{why} Die Tatsachen sind die freigegebenen; \
             was versandt wurde, sagen allein die Dokumente in der Akte ({}).",
            other.join(", "),
            version.folder
        ));
    }
    if !not_released.is_empty() {
        remarks.push(format!(
            "Nicht Teil der freigegebenen Version {}, sondern neu aus ihren Tatsachen geschrieben: {}.",
            version.number,
            not_released.join(", ")
        ));
    }
    remarks
}
