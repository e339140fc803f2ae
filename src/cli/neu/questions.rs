//! The questions of `neu`: what a first report can't do without, and what decides who gets it.

use std::io::BufRead;

use chrono::{DateTime, FixedOffset};

use super::dialog::{Dialog, Question};
use crate::cli::messages::Failure;
use crate::document::wording::dates::{Moment, moment, weekday_date};
use crate::document::wording::words::word;
use crate::facts::starter::{Contact, Form, MUSTER, Muster, SpokenTime, answers, article, quoted};
use crate::facts::{Bundesland, FolgeArt, Kategorie, VerantwortlicherArt};

/// Where the answers of one point of view go.
struct Paths {
    awareness: &'static str,
    body: &'static str,
    contact: &'static str,
}

const CONTROLLER: Paths = Paths {
    awareness: "kenntnis",
    body: "verantwortlicher",
    contact: "datenschutzbeauftragter",
};

const PROCESSOR: Paths = Paths {
    awareness: "kenntnis_auftragsverarbeiter",
    body: "beteiligte",
    contact: "anlaufstelle",
};

/// Categories of data in the order in which a municipality meets them, with examples.
const CATEGORIES: &[(Kategorie, &str)] = &[
    (
        Kategorie::Kontaktdaten,
        "Anschrift, Telefonnummer, E-Mail-Adresse",
    ),
    (Kategorie::Basisdaten, "Name, Geburtsdatum"),
    (Kategorie::Zahlungsmittel, "Bankverbindung"),
    (Kategorie::Finanzdaten, "Einkommen, Schulden"),
    (Kategorie::Zugangsdaten, "Benutzername, Passwort"),
    (
        Kategorie::Identifikationsdaten,
        "Ausweisnummer, Steuer-Identifikationsnummer",
    ),
    (Kategorie::AmtlicheDokumente, "Kopie eines Ausweises"),
    (Kategorie::Meldedaten, ""),
    (Kategorie::Sozialdaten, "Angaben zu Sozialleistungen"),
    (Kategorie::Steuerdaten, "Bescheide"),
    (Kategorie::Verwaltungsvorgaenge, "Anliegen, Anträge"),
    (Kategorie::Personalakten, ""),
    (Kategorie::Gesundheitsdaten, ""),
    (Kategorie::GesundheitBeschaeftigung, "Krankmeldung"),
    (
        Kategorie::BesondereKategorien,
        "welche genau, ist noch nicht bekannt",
    ),
    (Kategorie::Straftaten, ""),
    (Kategorie::BiometrischeDaten, "Fingerabdruck"),
    (Kategorie::GenetischeDaten, ""),
    (Kategorie::PolitischeMeinung, ""),
    (Kategorie::EthnischeHerkunft, ""),
    (Kategorie::ReligionWeltanschauung, ""),
    (Kategorie::Sexualleben, ""),
    (Kategorie::Gewerkschaft, ""),
    (Kategorie::Standortdaten, ""),
    (Kategorie::Profildaten, "Zahlungsfähigkeit, Interessen"),
    (Kategorie::Sonstige, ""),
    (Kategorie::Offen, ""),
];

/// Asks everything and fills in the form of the kind that was named.
pub(super) fn ask<R: BufRead>(
    dialog: &mut Dialog<R>,
    file: &str,
    reference: &str,
    now: DateTime<FixedOffset>,
) -> Result<Form, Failure> {
    dialog.say(&format!(
        "Aus Ihren Antworten entsteht „{file}“: die Datei mit den Tatsachen, aus der das Programm\n\
         die Meldung und die Schreiben macht. Was Sie noch nicht wissen, lassen Sie leer (Eingabetaste).\n\
         Alles lässt sich danach in der Datei ändern. Geschrieben wird erst nach der letzten Frage;\n\
         mit Strg+C brechen Sie ab."
    ));
    let muster = kind(dialog)?;
    let mut asking = Asking {
        dialog,
        form: muster.form(reference, now.date_naive()),
        is_processor: muster.is_processor(),
        now,
    };
    asking
        .dialog
        .expect(if asking.is_processor { 11 } else { 13 });
    asking.event()?;
    asking.body()?;
    asking.effects()?;
    asking.dialog.finish()?;
    Ok(asking.form)
}

fn kind<R: BufRead>(dialog: &mut Dialog<R>) -> Result<&'static Muster, Failure> {
    let list: Vec<_> = MUSTER
        .iter()
        .map(|muster| (muster.name, muster.zeile.to_owned()))
        .collect();
    let question = Question {
        text: "Was für eine Panne ist es?",
        help: "Nennen Sie die Nummer.",
        list: &list,
    };
    let chosen = dialog.ask(question, |answer| answers::choice(answer, &list))?;
    // The last one fits everything.
    chosen
        .and_then(|index| MUSTER.get(index))
        .or(MUSTER.last())
        .ok_or_else(broken)
}

/// The conversation once the kind is known.
struct Asking<'a, R> {
    dialog: &'a mut Dialog<R>,
    form: Form,
    is_processor: bool,
    now: DateTime<FixedOffset>,
}

impl<R: BufRead> Asking<'_, R> {
    /// When and what.
    fn event(&mut self) -> Result<(), Failure> {
        let (text, help) = if self.is_processor {
            (
                "Wann haben Sie erfahren, dass personenbezogene Daten betroffen sind?",
                "Zum Beispiel: 23.11.2026 14:30, gestern 16 Uhr, gegen 9 Uhr.",
            )
        } else {
            (
                "Wann hat Ihre Stelle erfahren, dass personenbezogene Daten betroffen sind?",
                "Ab diesem Zeitpunkt laufen die 72 Stunden. Zum Beispiel: 23.11.2026 14:30, gestern 16 Uhr, gegen 9 Uhr.",
            )
        };
        let now = self.now;
        let time = self
            .dialog
            .ask(plain(text, help), |answer| SpokenTime::parse(answer, now))?;
        if let Some(time) = time {
            self.dialog
                .say(&format!("  Verstanden: {}", in_words(&time)));
            self.set("zeiten", self.paths().awareness, &time.toml)?;
        }
        let help = if self.is_processor {
            "Ein bis drei Sätze für die Verantwortlichen. Nur, was feststeht."
        } else {
            "Ein bis drei Sätze für die Behörde. Nur, was feststeht, und ohne Namen von Betroffenen."
        };
        let text = self.text("Was ist geschehen?", help)?;
        self.set_text("vorfall", "beschreibung", text)
    }

    /// Who writes, and who answers questions.
    fn body(&mut self) -> Result<(), Failure> {
        let Paths { body, contact, .. } = self.paths();
        let name = self.text(
            "Wie heißt Ihre Stelle amtlich?",
            if self.is_processor {
                "Zum Beispiel: Kommunales Rechenzentrum Musterland"
            } else {
                "Zum Beispiel: Stadt Musterstadt"
            },
        )?;
        if let Some(article) = name.as_deref().and_then(article) {
            let article = quoted(article.schluessel());
            if !self.form.propose(body, "artikel", &article) {
                return Err(broken());
            }
        }
        self.set_text(body, "name", name)?;
        if !self.is_processor {
            let kinds: Vec<_> = VerantwortlicherArt::alle()
                .iter()
                .map(|kind| labelled("stellenart", kind.schluessel()))
                .collect();
            self.one(
                "Was für eine Stelle ist das?",
                "Davon hängt ab, welche Aufsichtsbehörde zuständig ist. Nennen Sie die Nummer.",
                &kinds,
                "art",
            )?;
            let states: Vec<_> = Bundesland::alle()
                .iter()
                .map(|state| labelled("land", state.schluessel()))
                .collect();
            self.one(
                "In welchem Bundesland liegt sie?",
                "Nummer oder Name.",
                &states,
                "bundesland",
            )?;
        }
        let reach = "Telefonnummer, E-Mail-Adresse oder beide mit einem Komma dazwischen.";
        self.contact("Wie erreicht man Ihre Stelle?", reach, body)?;
        let (who, how) = if self.is_processor {
            (
                "Wen können die Verantwortlichen jederzeit fragen?",
                "Wie ist diese Person oder Stelle zu erreichen?",
            )
        } else {
            (
                "Wie heißt Ihre Datenschutzbeauftragte oder Ihr Datenschutzbeauftragter?",
                "Wie ist sie oder er zu erreichen?",
            )
        };
        let name = self.text(
            who,
            if self.is_processor {
                "Name oder Stelle."
            } else {
                ""
            },
        )?;
        self.set_text(contact, "name", name)?;
        self.contact(how, reach, contact)
    }

    /// Which data, how many people, what may follow, what was done.
    fn effects(&mut self) -> Result<(), Failure> {
        let categories: Vec<_> = CATEGORIES
            .iter()
            .map(|(category, examples)| {
                let (key, words) = labelled("daten", category.schluessel());
                if examples.is_empty() {
                    (key, words)
                } else {
                    (key, format!("{words}: {examples}"))
                }
            })
            .collect();
        self.several(
            "Welche Daten sind betroffen?",
            "Mehrere Nummern trennen Sie durch Kommas, zum Beispiel: 1, 3.",
            &categories,
            ("daten", "kategorie"),
        )?;
        let number = self.dialog.ask(
            plain(
                "Wie viele Menschen sind betroffen?",
                "Ungefähr genügt: ca. 1200 oder 1000 bis 2000.",
            ),
            answers::count,
        )?;
        if let Some(number) = number {
            self.set("betroffene", "anzahl", &number)?;
        }
        let likely = self.form.proposals("folgen", "art");
        let effects: Vec<_> = FolgeArt::alle()
            .iter()
            .map(|effect| {
                let (key, words) = labelled("folgen", effect.schluessel());
                let mark = if likely.iter().any(|likely| likely == key) {
                    " *"
                } else {
                    ""
                };
                (key, format!("{words}{mark}"))
            })
            .collect();
        let help = if likely.is_empty() {
            "Mehrere Nummern trennen Sie durch Kommas."
        } else {
            "Mehrere Nummern trennen Sie durch Kommas. Ein Stern * heißt: liegt bei dieser Art von Panne nahe."
        };
        self.several(
            "Was kann den Menschen dadurch geschehen?",
            help,
            &effects,
            ("folgen", "art"),
        )?;
        let measure = self.text(
            "Was haben Sie schon dagegen getan?",
            "Ein Satz über eine Maßnahme, die ergriffen ist. Weitere tragen Sie danach in der Datei ein.",
        )?;
        match measure {
            Some(measure) => self.add(
                "massnahmen",
                &[("text", quoted(&measure)), ("stand", quoted("ergriffen"))],
            ),
            None => Ok(()),
        }
    }

    const fn paths(&self) -> Paths {
        if self.is_processor {
            PROCESSOR
        } else {
            CONTROLLER
        }
    }

    fn text(&mut self, text: &str, help: &str) -> Result<Option<String>, Failure> {
        self.dialog.ask(plain(text, help), |answer| {
            answers::accepted("vorfall.titel", &quoted(answer)).map(|()| answer.to_owned())
        })
    }

    fn contact(&mut self, text: &str, help: &str, table: &str) -> Result<(), Failure> {
        let found = self.dialog.ask(plain(text, help), answers::contact)?;
        let Contact { telephone, email } = found.unwrap_or_default();
        self.set_text(table, "telefon", telephone)?;
        self.set_text(table, "email", email)
    }

    /// One entry of a list, for a key of the controller.
    fn one(
        &mut self,
        text: &str,
        help: &str,
        list: &[(&str, String)],
        key: &str,
    ) -> Result<(), Failure> {
        let question = Question { text, help, list };
        let chosen = self
            .dialog
            .ask(question, |answer| answers::choice(answer, list))?;
        match chosen.and_then(|index| list.get(index)) {
            Some((value, _)) => self.set(CONTROLLER.body, key, &quoted(value)),
            None => Ok(()),
        }
    }

    /// Entries of a list, each a table of its own; one that the form has already is not doubled.
    fn several(
        &mut self,
        text: &str,
        help: &str,
        list: &[(&str, String)],
        (table, key): (&str, &'static str),
    ) -> Result<(), Failure> {
        let question = Question { text, help, list };
        let chosen = self
            .dialog
            .ask(question, |answer| answers::choices(answer, list))?;
        let there = self.form.entries(table, key);
        for (value, _) in chosen
            .unwrap_or_default()
            .into_iter()
            .filter_map(|index| list.get(index))
        {
            if !there.iter().any(|entry| entry == value) {
                self.add(table, &[(key, quoted(value))])?;
            }
        }
        Ok(())
    }

    fn set_text(&mut self, table: &str, key: &str, text: Option<String>) -> Result<(), Failure> {
        text.map_or(Ok(()), |text| self.set(table, key, &quoted(&text)))
    }

    fn set(&mut self, table: &str, key: &str, value: &str) -> Result<(), Failure> {
        if self.form.set(table, key, value) {
            Ok(())
        } else {
            Err(broken())
        }
    }

    fn add(&mut self, table: &str, answers: &[(&str, String)]) -> Result<(), Failure> {
        if self.form.add(table, answers) {
            Ok(())
        } else {
            Err(broken())
        }
    }
}

/// A question without a list.
const fn plain<'a>(text: &'a str, help: &'a str) -> Question<'a> {
    Question {
        text,
        help,
        list: &[],
    }
}

fn labelled(list: &str, key: &'static str) -> (&'static str, String) {
    (key, word(list, key, None).unwrap_or_else(|| key.to_owned()))
}

/// `Montag, 23. November 2026, 14:30 Uhr`
fn in_words(time: &SpokenTime) -> String {
    let about = if time.is_approximate {
        "ungefähr "
    } else {
        ""
    };
    let day = time.point.datum();
    let date = Moment::Date(day);
    let whole = if time.point.nur_datum() {
        moment(date)
    } else {
        moment(Moment::Time(time.point.bei()))
    };
    // The weekday goes before the date, whatever stands behind it.
    format!(
        "{about}{}",
        whole.replacen(&moment(date), &weekday_date(day), 1)
    )
}

/// The form lacks the place of an answer.
fn broken() -> Failure {
    Failure::input("Das Muster passt nicht zu den Fragen. Es wurde nichts geschrieben.")
        .hint("Das ist ein Programmfehler. „datenpanne neu ORDNER --muster NAME“ legt die Datei ohne Fragen an.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_category_can_be_chosen_once() {
        let listed: BTreeSet<_> = CATEGORIES.iter().map(|(category, _)| category).collect();
        assert_eq!(listed, Kategorie::alle().iter().collect());
        assert_eq!(listed.len(), CATEGORIES.len());
    }
}
