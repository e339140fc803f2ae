//! Who is competent: what is to be settled, and which areas report elsewhere.

use super::{Context, Finding, Grade, Level, REPORT, Rule};
use crate::facts::{FieldPath, Rechtsregime, VerantwortlicherArt};
use crate::law::{Assessment, Authority, Candidate, paths, words};

pub(super) const RULES: [Rule; 9] = [
    UNKNOWN, ELSEWHERE, OLD, NO_FORM, NO_DATE, DECIDED, OLD_DATA, ABROAD, CHURCH,
];

const UNKNOWN: Rule = Rule {
    code: "M301",
    grade: Grade::Always(Level::Warnung),
    path: "verantwortlicher.art",
    article: "Art. 55 DSGVO",
    message: "Die zuständige Aufsichtsbehörde steht nicht fest; kein Dokument nennt eine bestimmte.",
    hint: "Ergänzen Sie verantwortlicher.art, bundesland oder bistum, oder klären Sie die Zuständigkeit. Das \
           Ergebnis halten Sie mit zustaendig in behoerden.toml neben der Tatsachendatei fest.",
    documents: REPORT,
};

const ELSEWHERE: Rule = Rule {
    code: "M302",
    grade: Grade::Always(Level::Hinweis),
    path: "bereiche[]",
    article: "Art. 33 Abs. 1, Art. 55 DSGVO",
    message: "Für diesen Bereich ist eine andere Behörde zuständig oder gilt anderes Recht: Er braucht \
              eine eigene Meldung.",
    hint: "Das Programm schreibt für den Bereich eine eigene Meldung und einen eigenen Portalbogen. \
           Reichen Sie beide bei der genannten Behörde ein und prüfen Sie, ob die Daten des Bereichs \
           (bereiche.daten) vollständig sind.",
    documents: REPORT,
};

const OLD: Rule = Rule {
    code: "M303",
    grade: Grade::Always(Level::Hinweis),
    path: "verantwortlicher.bundesland",
    article: "Art. 55 DSGVO",
    message: "Die Kontaktdaten der Aufsichtsbehörde sind älter als ein Jahr oder nicht vollständig.",
    hint: "Prüfen Sie Anschrift und Meldeweg auf der Website der Behörde. Eigene Angaben tragen Sie in \
           behoerden.toml neben der Tatsachendatei ein.",
    documents: REPORT,
};

const NO_FORM: Rule = Rule {
    code: "M304",
    grade: Grade::Always(Level::Hinweis),
    path: "verantwortlicher.bundesland",
    article: "Art. 33 Abs. 1 DSGVO",
    message: "Ein Meldeweg dieser Aufsichtsbehörde ist nicht hinterlegt.",
    hint: "Suchen Sie das Meldeformular auf der Website der Behörde oder fragen Sie dort nach, wie sie die \
           Meldung annimmt. Tragen Sie den Weg in behoerden.toml neben der Tatsachendatei ein.",
    documents: REPORT,
};

const NO_DATE: Rule = Rule {
    code: "M305",
    grade: Grade::Always(Level::Hinweis),
    path: "verantwortlicher.bundesland",
    article: "Art. 33 Abs. 1 DSGVO",
    message: "Ihre eigenen Angaben zur Aufsichtsbehörde haben keinen Stand, oder er ist älter als ein Jahr \
              oder liegt in der Zukunft.",
    hint: "Prüfen Sie die Angaben und schreiben Sie in behoerden.toml bei der Behörde stand = Datum der \
           Prüfung.",
    documents: REPORT,
};

const DECIDED: Rule = Rule {
    code: "M306",
    grade: Grade::Always(Level::Warnung),
    path: "verantwortlicher.art",
    article: "Art. 55 DSGVO",
    message: "Ihre Behördendatei legt eine andere Behörde fest, als sich aus den Angaben ergibt.",
    hint: "Prüfen Sie zustaendig in behoerden.toml und art und bundesland unter [verantwortlicher].",
    documents: REPORT,
};

const OLD_DATA: Rule = Rule {
    code: "M307",
    grade: Grade::Always(Level::Hinweis),
    path: "vorfall.rechtsregime",
    article: "Art. 24 Abs. 1 DSGVO",
    message: "Mitgelieferte Rechtsdaten wurden zuletzt vor mehr als einem Jahr geprüft.",
    hint: "Prüfen Sie, ob es eine neuere Fassung des Programms gibt und ob sich das Recht geändert hat.",
    documents: REPORT,
};

const ABROAD: Rule = Rule {
    code: "M308",
    grade: Grade::Always(Level::Hinweis),
    path: "vorfall.grenzueberschreitend",
    article: "Art. 56 DSGVO",
    message: "Die Verarbeitung ist grenzüberschreitend. Zu prüfen ist, ob eine Behörde eines anderen Staates \
              federführend ist.",
    hint: "Klären Sie das mit Ihrer Aufsichtsbehörde. Die Meldung an sie ersetzt das nicht.",
    documents: REPORT,
};

const CHURCH: Rule = Rule {
    code: "M309",
    grade: Grade::Always(Level::Warnung),
    path: "vorfall.rechtsregime",
    article: "Art. 91 DSGVO",
    message: "Die verantwortliche Stelle ist eine kirchliche, das Recht des Vorfalls aber nicht das dieser \
              Kirche.",
    hint: "Wendet die Kirche eigenes Datenschutzrecht an, schreiben Sie unter [vorfall] \
           rechtsregime = \"kdg\" (katholisch) oder \"dsg_ekd\" (evangelisch).",
    documents: REPORT,
};

pub(super) fn find(context: &Context<'_>, found: &mut Vec<Finding>) {
    let assessment = context.assessment;
    let mut add = |rule: &Rule, more: &str| {
        let mut finding = rule.finding(context.complete);
        if !more.is_empty() {
            finding.message = format!("{} {more}", rule.message);
        }
        found.push(finding);
    };
    match &assessment.authority {
        None => add(&UNKNOWN, &who_comes_into_question(assessment)),
        Some(authority) => data_of(authority, context, &mut add),
    }
    if let Some(other) = &assessment.instead_of {
        let more = format!("Nach den Angaben wäre zuständig: {}.", other.kurz);
        add(&DECIDED, &more);
    }
    let old = crate::law::outdated_data(context.now.date_naive());
    if !old.is_empty() {
        add(&OLD_DATA, &format!("Das betrifft: {}.", old.join(", ")));
    }
    if !assessment.abroad.is_empty() {
        let known: Vec<String> = assessment.abroad.iter().map(abroad).collect();
        add(&ABROAD, &format!("Hinterlegt sind: {}.", known.join("; ")));
    }
    let controller = &context.incident.verantwortlicher;
    let regime = context.incident.vorfall.rechtsregime;
    let church = [
        (VerantwortlicherArt::KircheKatholisch, Rechtsregime::Kdg),
        (VerantwortlicherArt::KircheEvangelisch, Rechtsregime::DsgEkd),
    ];
    if church
        .iter()
        .any(|(art, own)| controller.art.ist(art) && regime != *own)
    {
        add(&CHURCH, "");
    }
    for (index, area) in assessment.areas.iter().enumerate() {
        let other = match (&area.authority, &assessment.authority) {
            (Some(own), Some(whole)) => own.id != whole.id,
            (Some(_), None) | (None, Some(_)) => true,
            (None, None) => false,
        };
        if other || area.regime != regime {
            let path: FieldPath = paths::item(&context.facts, "bereiche", index);
            let mut finding = ELSEWHERE.at(path, context.complete);
            finding.message = format!("{} {}", ELSEWHERE.message, area.reason);
            found.push(finding);
        }
    }
}

/// An authority of a neighbouring state, with the place where it takes reports.
fn abroad(candidate: &Candidate) -> String {
    let authority = &candidate.authority;
    let place = authority.meldeweg.as_ref().or(authority.web.as_ref());
    match place {
        Some(place) => format!("{} {} ({place})", candidate.wenn, authority.name),
        None => format!("{} {}", candidate.wenn, authority.name),
    }
}

/// Why the authority is open, what to ask, and who comes into question.
fn who_comes_into_question(assessment: &Assessment) -> String {
    let mut said = assessment.authority_reason.clone();
    if let Some(question) = &assessment.authority_question {
        said.push(' ');
        said.push_str(question);
    }
    let candidates: Vec<String> = assessment
        .candidates
        .iter()
        .map(|candidate| format!("{} ({})", candidate.authority.kurz, candidate.wenn))
        .collect();
    if !candidates.is_empty() {
        said.push_str(&format!(" In Betracht kommen: {}.", candidates.join("; ")));
    }
    said
}

/// What the data on the authority lack.
fn data_of(authority: &Authority, context: &Context<'_>, add: &mut impl FnMut(&Rule, &str)) {
    let today = context.now.date_naive();
    let future = authority.stand.is_some_and(|at| at > today);
    let missing = [
        ("Anschrift", authority.anschrift().is_empty()),
        ("Telefon", authority.telefon().is_none()),
        ("E-Mail", authority.email.is_none()),
    ];
    let missing: Vec<&str> = missing
        .into_iter()
        .filter_map(|(name, is_missing)| is_missing.then_some(name))
        .collect();
    if authority.eigen && (authority.is_outdated(today) || future) {
        add(&NO_DATE, "");
    }
    let old = !authority.eigen && authority.is_outdated(today);
    if old || !missing.is_empty() {
        let at = match authority.stand {
            Some(at) => format!("Stand: {}.", words::date(at)),
            None => "Ihr Stand ist nicht bekannt.".to_owned(),
        };
        let lack = if missing.is_empty() {
            String::new()
        } else {
            format!(" Es fehlt: {}.", missing.join(", "))
        };
        add(&OLD, &format!("{at}{lack}"));
    }
    if authority.meldeweg.is_none() && authority.wege().is_empty() {
        add(&NO_FORM, "");
    }
}
