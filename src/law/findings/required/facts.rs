//! The facts that a report needs, one rule each.

use super::{
    INCOMPLETE_CODE, Required, State, any, consequence, contact, form, gdpr, if_hurt, known, list,
    measure, of, stop, text, with_open,
};
use crate::facts::{
    Abfluss, BenachrichtigungStatus, Gruppe, Integritaet, Kategorie, MeldungArt, RisikoErgebnis,
    Schutzziel, Schwere, Typ, Unlesbar, Ursache, Verfuegbarkeit,
};
use crate::law::findings::{Grade, Level, REPORT, Rule};

/// Without these no report goes out, complete or not.
pub(super) static STOP: &[Required] = &[
    Required {
        rule: stop(
            "M001",
            "verantwortlicher.name",
            "Art. 33 Abs. 1 DSGVO",
            "Der Name der verantwortlichen Stelle fehlt.",
            "Tragen Sie den amtlichen Namen unter [verantwortlicher] als name ein.",
        ),
        state: |i| known(&i.verantwortlicher.name),
    },
    Required {
        rule: stop(
            "M002",
            "verantwortlicher",
            "Art. 33 Abs. 1 DSGVO",
            "Es fehlt jeder Kontakt zur verantwortlichen Stelle.",
            "Tragen Sie unter [verantwortlicher] anschrift, telefon oder email ein.",
        ),
        state: |i| {
            let controller = &i.verantwortlicher;
            any(&[
                known(&controller.anschrift.strasse),
                known(&controller.anschrift.ort),
                known(&controller.telefon),
                known(&controller.email),
            ])
        },
    },
    Required {
        rule: stop(
            "M003",
            "vorfall.beschreibung",
            "Art. 33 Abs. 3 Buchst. a DSGVO",
            "Die Beschreibung der Verletzung fehlt.",
            "Beschreiben Sie unter [vorfall] als beschreibung in wenigen Sätzen, was geschehen ist.",
        ),
        state: |i| known(&i.vorfall.beschreibung),
    },
    Required {
        rule: stop(
            "M004",
            "datenschutzbeauftragter",
            "Art. 33 Abs. 3 Buchst. b DSGVO",
            "Es fehlt ein Kontakt: weder die oder der Datenschutzbeauftragte noch eine Anlaufstelle \
             ist erreichbar.",
            "Tragen Sie unter [datenschutzbeauftragter] oder [anlaufstelle] telefon oder email ein.",
        ),
        state: |i| contact(i),
    },
    Required {
        rule: stop(
            "M005",
            "folgen",
            "Art. 33 Abs. 3 Buchst. c DSGVO",
            "Es ist keine wahrscheinliche Folge genannt.",
            "Nennen Sie mindestens eine Folge unter [[folgen]].",
        ),
        state: |i| consequence(i),
    },
    Required {
        rule: stop(
            "M006",
            "massnahmen",
            "Art. 33 Abs. 3 Buchst. d DSGVO",
            "Es ist keine Maßnahme genannt.",
            "Nennen Sie mindestens eine ergriffene oder geplante Maßnahme unter [[massnahmen]].",
        ),
        state: |i| measure(i),
    },
];

/// Named by Art. 33 Abs. 3.
pub(super) static GDPR: &[Required] = &[
    Required {
        rule: gdpr(
            "M101",
            "betroffene.gruppen",
            "Art. 33 Abs. 3 Buchst. a DSGVO",
            "Die Kategorien der betroffenen Personen fehlen.",
        ),
        state: |i| {
            list(&i.betroffene.gruppen, |g| {
                with_open(&g.gruppe, &Gruppe::Offen)
            })
        },
    },
    Required {
        rule: gdpr(
            "M102",
            "betroffene.anzahl",
            "Art. 33 Abs. 3 Buchst. a DSGVO",
            "Die (ungefähre) Zahl der betroffenen Personen fehlt.",
        ),
        state: |i| of(&i.betroffene.anzahl),
    },
    Required {
        rule: gdpr(
            "M103",
            "daten",
            "Art. 33 Abs. 3 Buchst. a DSGVO",
            "Die Kategorien der betroffenen Daten fehlen.",
        ),
        state: |i| list(&i.daten, |d| with_open(&d.kategorie, &Kategorie::Offen)),
    },
    Required {
        rule: gdpr(
            "M104",
            "datensaetze.anzahl",
            "Art. 33 Abs. 3 Buchst. a DSGVO",
            "Die (ungefähre) Zahl der betroffenen Datensätze fehlt. Sie ist nicht dasselbe wie die \
             Zahl der Personen.",
        ),
        state: |i| of(&i.datensaetze.anzahl),
    },
    Required {
        rule: gdpr(
            "M105",
            "vorfall.schutzziele",
            "Art. 33 Abs. 3 Buchst. a DSGVO",
            "Es fehlt, ob Vertraulichkeit, Integrität oder Verfügbarkeit verletzt ist.",
        ),
        state: |i| list(&i.vorfall.schutzziele, |_| State::There),
    },
    Required {
        rule: gdpr(
            "M106",
            "datenschutzbeauftragter.name",
            "Art. 33 Abs. 3 Buchst. b DSGVO",
            "Es fehlt der Name der oder des Datenschutzbeauftragten oder der Anlaufstelle.",
        ),
        state: |i| {
            any(&[
                text(&i.datenschutzbeauftragter.name),
                text(&i.anlaufstelle.name),
            ])
        },
    },
];

/// Asked for by the forms of the authorities.
pub(super) static FORMS: &[Required] = &[
    Required {
        rule: form("M201", "vorfall.typ", "Die Art des Vorfalls fehlt."),
        state: |i| with_open(&i.vorfall.typ, &Typ::Offen),
    },
    Required {
        rule: form("M202", "vorfall.ursache", "Die Ursache fehlt."),
        state: |i| with_open(&i.vorfall.ursache, &Ursache::Offen),
    },
    Required {
        rule: form(
            "M203",
            "vorfall.abfluss",
            "Es fehlt, ob Daten abgeflossen sind.",
        ),
        state: |i| {
            if_hurt(
                i,
                Schutzziel::Vertraulichkeit,
                with_open(&i.vorfall.abfluss, &Abfluss::Offen),
            )
        },
    },
    Required {
        rule: form(
            "M204",
            "vorfall.unlesbar",
            "Es fehlt, ob die Daten für Unbefugte unlesbar waren.",
        ),
        state: |i| {
            if_hurt(
                i,
                Schutzziel::Vertraulichkeit,
                with_open(&i.vorfall.unlesbar, &Unlesbar::Offen),
            )
        },
    },
    Required {
        rule: form(
            "M205",
            "vorfall.integritaet",
            "Es fehlt, wie die Integrität verletzt ist.",
        ),
        state: |i| {
            if_hurt(
                i,
                Schutzziel::Integritaet,
                with_open(&i.vorfall.integritaet, &Integritaet::Offen),
            )
        },
    },
    Required {
        rule: form(
            "M206",
            "vorfall.verfuegbarkeit",
            "Es fehlt, ob die Verfügbarkeit vorübergehend oder dauerhaft verletzt ist.",
        ),
        state: |i| {
            if_hurt(
                i,
                Schutzziel::Verfuegbarkeit,
                with_open(&i.vorfall.verfuegbarkeit, &Verfuegbarkeit::Offen),
            )
        },
    },
    Required {
        rule: form("M207", "vorfall.systeme", "Die betroffenen Systeme fehlen."),
        state: |i| text(&i.vorfall.systeme),
    },
    Required {
        rule: form("M208", "zeiten.beginn", "Der Beginn der Verletzung fehlt."),
        state: |i| of(&i.zeiten.beginn),
    },
    Required {
        rule: form("M209", "zeiten.ende", "Das Ende der Verletzung fehlt."),
        state: |i| of(&i.zeiten.ende),
    },
    Required {
        rule: form(
            "M210",
            "zeiten.entdeckt_durch",
            "Es fehlt, wer die Verletzung entdeckt hat.",
        ),
        state: |i| of(&i.zeiten.entdeckt_durch),
    },
    Required {
        rule: form(
            "M211",
            "zeiten.entdeckung",
            "Es fehlt, wie die Verletzung entdeckt wurde.",
        ),
        state: |i| text(&i.zeiten.entdeckung),
    },
    Required {
        rule: form(
            "M212",
            "verantwortlicher.anschrift",
            "Die Anschrift der verantwortlichen Stelle fehlt.",
        ),
        state: |i| {
            any(&[
                text(&i.verantwortlicher.anschrift.strasse),
                text(&i.verantwortlicher.anschrift.ort),
            ])
        },
    },
    Required {
        rule: form(
            "M213",
            "melder.name",
            "Der Name der meldenden Person fehlt.",
        ),
        state: |i| text(&i.melder.name),
    },
    Required {
        rule: form(
            "M214",
            "melder.rolle",
            "Die Funktion der meldenden Person fehlt.",
        ),
        state: |i| any(&[of(&i.melder.rolle), text(&i.melder.funktion)]),
    },
    Required {
        rule: form(
            "M215",
            "melder.telefon",
            "Ein Kontakt zur meldenden Person fehlt.",
        ),
        state: |i| any(&[text(&i.melder.telefon), text(&i.melder.email)]),
    },
    Required {
        rule: form(
            "M216",
            "beteiligte",
            "Es fehlt, ob Auftragsverarbeiter oder gemeinsam Verantwortliche beteiligt sind. Eine \
             leere Liste sagt: niemand.",
        ),
        state: |i| of(&i.beteiligte),
    },
    Required {
        rule: form(
            "M217",
            "schutz_vorher.massnahmen",
            "Die Schutzmaßnahmen vor dem Vorfall fehlen.",
        ),
        state: |i| of(&i.schutz_vorher.massnahmen),
    },
    Required {
        rule: form(
            "M218",
            "risiko.ergebnis",
            "Das Ergebnis der Risikobewertung fehlt.",
        ),
        state: |i| with_open(&i.risiko.ergebnis, &RisikoErgebnis::Offen),
    },
    Required {
        rule: form(
            "M219",
            "risiko.begruendung",
            "Die Begründung der Risikobewertung fehlt.",
        ),
        state: |i| text(&i.risiko.begruendung),
    },
    Required {
        rule: form(
            "M220",
            "risiko.schwere",
            "Die Schwere der möglichen Folgen fehlt.",
        ),
        state: |i| with_open(&i.risiko.schwere, &Schwere::Offen),
    },
    Required {
        rule: form(
            "M221",
            "benachrichtigung.status",
            "Es fehlt, ob die betroffenen Personen benachrichtigt werden.",
        ),
        state: |i| with_open(&i.benachrichtigung.status, &BenachrichtigungStatus::Offen),
    },
    Required {
        rule: form(
            "M222",
            "vorfall.strafanzeige",
            "Es fehlt, ob Strafanzeige erstattet ist.",
        ),
        state: |i| of(&i.vorfall.strafanzeige),
    },
    Required {
        rule: form(
            "M223",
            "vorfall.grenzueberschreitend",
            "Es fehlt, ob die Verarbeitung Grenzen überschreitet.",
        ),
        state: |i| of(&i.vorfall.grenzueberschreitend),
    },
    Required {
        rule: form("M224", "meldung.art", "Die Art der Meldung fehlt."),
        state: |i| of(&i.meldung.art),
    },
    Required {
        rule: form(
            "M225",
            "meldung.ruecknahme_grund",
            "Die Gründe für die Rücknahme fehlen.",
        ),
        state: |i| {
            if i.meldung.art.ist(&MeldungArt::Ruecknahme) {
                text(&i.meldung.ruecknahme_grund)
            } else {
                State::There
            }
        },
    },
    Required {
        rule: Rule {
            code: INCOMPLETE_CODE,
            grade: Grade::Always(Level::Warnung),
            path: "meldung.vollstaendig",
            article: "Art. 33 Abs. 4 DSGVO",
            message: "Es fehlt, ob die Meldung vollständig ist. Sie gilt als unvollständig.",
            hint: "Setzen Sie meldung.vollstaendig auf true oder false.",
            documents: REPORT,
        },
        state: |i| of(&i.meldung.vollstaendig),
    },
];
